import type { Light } from '@xiezhi/contract';

/** 灯, as `light_of` says in SQL: amber in the last third of the window, red when it has passed, grey when nothing counts. */
export const lightOf = (
  row: { readonly closed_at: Date | null; readonly starts_at: Date | null; readonly due_at: Date | null },
  at: Date,
): Light => {
  if (row.closed_at !== null || row.due_at === null) return 'grey';
  const due = row.due_at.getTime();
  const third = (due - (row.starts_at ?? row.due_at).getTime()) / 3;
  return at.getTime() > due ? 'red' : at.getTime() > due - third ? 'amber' : 'green';
};
