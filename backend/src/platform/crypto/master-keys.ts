import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface MasterKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** The keys above all others, outside the database. The last one seals; all of them open. */
export interface MasterKeys {
  readonly current: MasterKey;
  readonly all: readonly MasterKey[];
  readonly indexDigest: 'sha256' | 'sm3';
}

interface Kept {
  readonly indexDigest: 'sha256' | 'sm3';
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
}

/** `keys/master.json` of the data folder, readable by its owner alone; made at the first start. */
export const loadMasterKeys = (dataFolder: string, suite: string): MasterKeys => {
  const file = path.join(dataFolder, 'keys', 'master.json');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) makeFirst(file, suite);
  const { keys, indexDigest } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const all = keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'base64url') }));
  const current = all.at(-1);
  if (!current || all.some(({ secret }) => secret.length < 32)) throw new Error(`${file} holds no usable key`);
  return { current, all, indexDigest };
};

const makeFirst = (file: string, suite: string): void => {
  const kept: Kept = {
    indexDigest: suite === 'sm4' ? 'sm3' : 'sha256',
    keys: [{ id: 'k1', secret: randomBytes(32).toString('base64url') }],
  };
  try {
    // `wx`: two processes that start at once must not each make a key.
    writeFileSync(file, JSON.stringify(kept, undefined, 2), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
