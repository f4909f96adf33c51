import type { Day } from '../checked';

/** The same-numbered day `n` months on, or the month's last where there is none (民法典 202). */
export const monthsLater = (start: Day, n: number): Day => {
  const [year = 0, month = 0, date = 0] = start.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + n, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, lastDate)))
    .toISOString()
    .slice(0, 10);
};
