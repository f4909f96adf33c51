import type { Actor } from '@xiezhi/engine';
import type { BatchView, HeldItem } from '@xiezhi/contract';
import { published } from '@xiezhi/procedures';
import { nameOf } from '../matters/matter-reader';
import { courtTime } from '../platform/clock/court-time';
import { printedBy } from './batch-prints';

export interface BatchRow {
  readonly id: string;
  readonly action: string;
  readonly input: Record<string, unknown>;
  readonly actor: Actor;
  readonly words: string;
  readonly total: number;
  readonly reverses: string | null;
  readonly retries: string | null;
  readonly held: HeldItem[];
  readonly over_held: string | null;
  readonly opened_at: Date;
  readonly done: number;
  readonly refused: number;
}

/** A batch with its counts, which the chunks keep. */
export const batchSql = `
  select b.id, b.action, b.input, b.actor, b.words, b.total, b.reverses, b.retries, b.held, b.over_held, b.opened_at,
         coalesce(sum(c.size - c.refused), 0)::int as done, coalesce(sum(c.refused), 0)::int as refused
    from batch b join batch_chunk c on c.batch_id = b.id`;

/** What undoes an action on the same matter; absent where nothing does. */
export const inverses: Readonly<Record<string, string>> = { confirm: 'correct' };

export const labelOf = (action: string) => {
  const paper = printedBy(action);
  if (paper) return { zh: `制作《${paper.name.zh}》`, en: `print: ${paper.name.en}` };
  const labels = published.map((procedure) => procedure.labels.actions[action]);
  return labels.find((words) => words !== undefined) ?? { zh: action, en: action };
};

/** 全部成功 / 部分成功 / 全部失败, by counts that add up. */
export const viewOf = (row: BatchRow): BatchView => {
  const waiting = row.total - row.done - row.refused;
  const status = waiting > 0 ? 'running' : row.refused === 0 ? 'done' : row.done === 0 ? 'failed' : 'partly';
  return {
    id: row.id,
    action: row.action,
    label: labelOf(row.action),
    words: row.words,
    by: nameOf(row.actor),
    at: courtTime(row.opened_at),
    status,
    total: row.total,
    done: row.done,
    refused: row.refused,
    waiting,
    reverses: row.reverses,
    retries: row.retries,
    reversible: row.action in inverses && row.done > 0,
    held: row.held,
    overHeld: row.over_held,
  };
};
