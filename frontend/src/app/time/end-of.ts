import type { DeadlineView } from '@xiezhi/contract';

/** When a period ends, as people write it: one of days at 24 o'clock of its last day, and not at 0 o'clock of the next. */
export const endOf = ({ dueAt, lastDay }: Pick<DeadlineView, 'dueAt' | 'lastDay'>): string => {
  if (dueAt === null) return '—';
  const atMidnight = dueAt.slice(11, 19) === '00:00:00';
  return atMidnight && lastDay !== null && lastDay < dueAt.slice(0, 10)
    ? `${lastDay} 24:00`
    : dueAt.slice(0, 16).replace('T', ' ');
};
