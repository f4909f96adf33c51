import type { Day } from '../checked';
import { addDays, type CourtCalendar } from './calendar';

/** A counted date with the proof that a judge can check by hand. */
export interface Counted {
  readonly day: Day;
  readonly start: Day;
  readonly rule: string;
  /** Days that did not count, or that the last day was moved over. */
  readonly skipped: readonly { readonly day: Day; readonly name: string }[];
  /** Lies beyond the years the calendar knows. */
  readonly provisional: boolean;
}

/** The last day, when a statutory rest day, moves to the next working day (民诉法 85; 民法典 203). */
const moved = (calendar: CourtCalendar, start: Day, rule: string, last: Day): Counted => {
  const skipped = [];
  let day = last;
  for (; !calendar.isWorking(day); day = addDays(day, 1)) skipped.push({ day, name: calendar.nameOf(day) });
  return { day, start, rule, skipped, provisional: !calendar.knows(day) };
};

/** `n` natural days: the starting day is not counted; holidays inside are. */
export const naturalDays = (calendar: CourtCalendar, start: Day, n: number): Counted =>
  moved(calendar, start, `${n} 日，开始之日不计入`, addDays(start, n));

/** `n` working days: only working days count, make-up days among them. */
export const workingDays = (calendar: CourtCalendar, start: Day, n: number): Counted => {
  const skipped = [];
  let day = start;
  for (let counted = 0; counted < n;) {
    day = addDays(day, 1);
    if (calendar.isWorking(day)) counted += 1;
    else skipped.push({ day, name: calendar.nameOf(day) });
  }
  return { day, start, rule: `${n} 个工作日，开始之日不计入`, skipped, provisional: !calendar.knows(day) };
};

/** `n` months (a year is twelve): ends on the same-numbered day, or the month's last (民法典 202–203). */
export const months = (calendar: CourtCalendar, start: Day, n: number): Counted => {
  const [year = 0, month = 0, date = 0] = start.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + n, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, lastDate)))
    .toISOString()
    .slice(0, 10);
  return moved(calendar, start, `${n} 个月`, last);
};

/** `n` hours from an instant; hours run on through nights and rest days (民诉法解释 125: from the next hour). */
export const hours = (start: string, n: number): string => {
  const at = Date.parse(start);
  const nextHour = Math.ceil(at / 3_600_000) * 3_600_000;
  return new Date(nextHour + n * 3_600_000).toISOString();
};
