import type { AnyLabels, AnyProcedure } from '@xiezhi/engine';
import { folders } from './registry';

export type { LiftFreezeFacts } from './lift-freeze';
export type { FreezeSummary, JointUnfreezeFacts } from './joint-unfreeze';

/** A procedure with its words, as everything outside this library sees it. */
export interface PublishedProcedure {
  readonly procedure: AnyProcedure;
  readonly labels: AnyLabels;
}

/** Every published procedure by `name@version`; the newest version also by its name. */
export const procedures: ReadonlyMap<string, PublishedProcedure> = new Map(
  folders.flatMap((folder) => {
    const published = folder as unknown as PublishedProcedure;
    const { name, version } = published.procedure;
    return [
      [name, published],
      [`${name}@${version}`, published],
    ] as const;
  }),
);

/** The newest versions, in the order of their folders. */
export const published: readonly PublishedProcedure[] = folders.map(
  (folder) => folder as unknown as PublishedProcedure,
);
