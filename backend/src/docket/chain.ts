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

/** No field holds a line break, so that the text can be cut in one way only. */
const textOf = (e: ChainedEntry): string =>
  `${e.matterId}\n${e.revision}\n${e.action}\n${e.actor}\n${e.fromStage}\n${e.toStage}\n${e.input}\n${e.factsAfter ?? ''}\n${e.key}\n${e.at}`;

/** 留痕链: each entry's SHA-256 covers the one before it, so that a changed, removed or inserted entry shows. */
export const chainHash = (previous: Buffer, entry: ChainedEntry): Buffer =>
  hash('sha256', Buffer.concat([previous, Buffer.from(textOf(entry))]), 'buffer');

/** An instant to the microsecond: nothing that the column can hold goes unread. */
export const instantSql = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** As the house writes it, to the millisecond. What has more digits was not written by the house, and keeps them. */
export const instantOf = (text: string): string => `${text.endsWith('000') ? text.slice(0, -3) : text}Z`;

/** The same text as `textOf`, but for the end of its instant: one column crosses the wire instead of ten. */
export const coveredSql = `d.matter_id::text || e'\\n' || d.revision || e'\\n' || d.action || e'\\n' || d.actor::text || e'\\n' || d.from_stage
  || e'\\n' || d.to_stage || e'\\n' || d.input::text || e'\\n' || coalesce(d.facts_after::text, '') || e'\\n' || d.key || e'\\n' || ${instantSql('d.at')}`;

let scratch = Buffer.alloc(1 << 16);

/** The chain's hash over a text that came by `coveredSql`. In hex on both sides: millions of these are never made into buffers. */
export const hashOfCovered = (previous: string, covered: string): string => {
  const text = instantOf(covered);
  if (scratch.length < 32 + text.length * 3) scratch = Buffer.alloc(32 + text.length * 3);
  const start = scratch.write(previous, 'hex');
  return hash('sha256', scratch.subarray(0, start + scratch.write(text, start)), 'hex');
};
