import type { Light } from '@xiezhi/contract';
import type { RuleBook } from '@xiezhi/law';
import { courtDay } from '../platform/clock/court-time';

/** 灯 of a row in SQL. The threshold is asked once for each query. */
export const lightOfRow = (alias: string): string =>
  `light_of(${alias}.closed_at, ${alias}.starts_at, ${alias}.due_at, (select court_now()), (select threshold('L01')))`;
export const light = lightOfRow('m');

/** 灯, as `light_of` says in SQL: amber when the share of rule L01 is used, red when it has passed, paused when it stands still, grey when nothing counts. */
export const lightOf = (
  row: { readonly closed_at: Date | null; readonly starts_at: Date | null; readonly due_at: Date | null },
  at: Date,
  book: RuleBook,
): Light => {
  if (row.closed_at !== null || row.due_at === null) return 'grey';
  if (row.starts_at === null) return 'paused';
  const [start, due] = [row.starts_at.getTime(), row.due_at.getTime()];
  const share = (book.at('L01', courtDay(at))?.length ?? 67) / 100;
  return at.getTime() > due ? 'red' : at.getTime() > start + (due - start) * share ? 'amber' : 'green';
};
