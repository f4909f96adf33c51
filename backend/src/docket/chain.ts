import { hash } from 'node:crypto';

/** What one entry's hash covers, byte for byte as the table keeps it. */
export interface ChainedEntry {
  readonly matterId: string;
  readonly revision: number;
  readonly action: string;
  readonly actor: string;
  readonly fromStage: string;
  readonly toStage: string;
  readonly input: string;
  /** null: the facts did not change. */
  readonly factsAfter: string | null;
  readonly key: string;
  readonly at: string;
}

export const noHash = Buffer.alloc(32);

/** 留痕链: each entry's SHA-256 covers the one before it, so that a changed, removed or inserted entry shows. */
export const chainHash = (previous: Buffer, e: ChainedEntry): Buffer =>
  hash(
    'sha256',
    Buffer.concat([
      previous,
      Buffer.from(
        `${e.matterId}\n${e.revision}\n${e.action}\n${e.actor}\n${e.fromStage}\n${e.toStage}\n${e.input}\n${e.factsAfter ?? ''}\n${e.key}\n${e.at}`,
      ),
    ]),
    'buffer',
  );
