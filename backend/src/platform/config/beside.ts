import { existsSync } from 'node:fs';
import path from 'node:path';

/** A folder that comes with the product: beside the build, or beside the sources when they run as they are. */
export const beside = (name: string): string => {
  const here = import.meta.dirname;
  const found = [path.join(here, name), path.join(here, '../../..', name)].find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`the product came without its folder ${name}`);
  return found;
};
