import type { Day } from '../checked';
import type { Ended, LedgerEntry, Pause, Proof, ProofDay, ProofSpan, TimeBudget } from './budget';
import { addDays, type CourtCalendar, weekday } from './calendar';
import { monthsLater } from './months';
import { byWorkingHours } from './working-hours';
import { dayOf, endOf, hoursBetween, later, nextFullHour } from './court-day';

/** Days that the table shows before the last one. */
const shown = 8;

const pausesIn = (ledger: readonly LedgerEntry[]): Pause[] => {
  const pauses: Pause[] = [];
  let from: string | undefined;
  for (const entry of ledger) {
    if (entry.kind === 'suspend') from = entry.at;
    if (entry.kind === 'resume' && from !== undefined) {
      pauses.push({ from, to: entry.at });
      from = undefined;
    }
  }
  return from === undefined ? pauses : [...pauses, { from, to: null }];
};

/** 中止之日与恢复之日均不计入: any day that a pause touches does not count. */
const isPaused = (pauses: readonly Pause[], day: Day): boolean =>
  pauses.some(({ from, to }) => dayOf(from) <= day && (to === null || day <= dayOf(to)));

/**
 * The one place where a date is made from a budget and its ledger (民诉法 85；民诉法解释 125；民法典 201–203).
 * Pure: the same budget, ledger and calendar give the same date and the same proof.
 */
export const settle = (calendar: CourtCalendar, budget: TimeBudget, ledger: readonly LedgerEntry[]): Proof => {
  const extended = ledger.reduce((sum, entry) => sum + (entry.length ?? 0), 0);
  const pauses = pausesIn(ledger);
  const shell = {
    rule: budget.rule,
    startsAt: budget.startsAt,
    startDay: dayOf(budget.startsAt),
    length: budget.length,
    unit: budget.unit,
    share: budget.share,
    extended,
    ledger,
    horizon: calendar.horizon,
  };
  const length = budget.length + extended;
  if (budget.unit === 'hour') return { ...shell, ...byHours(budget, length, pauses) };
  if (budget.unit === 'working-hour') return { ...shell, ...byWorkingHours(calendar, budget, length, pauses) };
  const whole = byDays(calendar, budget, length, pauses);
  if (budget.share === 1 || whole.dueAt === null) return { ...shell, ...whole };
  const dueAt = later(budget.startsAt, hoursBetween(budget.startsAt, whole.dueAt) * budget.share);
  return { ...shell, ...whole, dueAt, lastDay: dayOf(dueAt) };
};

const byHours = ({ startsAt, fromNextHour, share }: TimeBudget, length: number, pauses: readonly Pause[]): Ended => {
  const spans: ProofSpan[] = [];
  let from = fromNextHour ? nextFullHour(startsAt) : startsAt;
  let left = length * share;
  for (const pause of pauses) {
    const runs = hoursBetween(from, pause.from);
    if (runs >= left) break;
    if (runs > 0) {
      spans.push({ from, to: pause.from, hours: runs, runs: true });
      left -= runs;
    }
    const stands = pause.to === null ? null : hoursBetween(pause.from, pause.to);
    spans.push({ from: pause.from, to: pause.to, hours: stands, runs: false });
    if (pause.to === null)
      return { skipped: [], days: [], spans, nominalDay: null, lastDay: null, dueAt: null, provisional: false };
    from = pause.to > from ? pause.to : from;
  }
  const dueAt = later(from, left);
  spans.push({ from, to: dueAt, hours: left, runs: true });
  const lastDay = dayOf(dueAt);
  return { skipped: [], days: [], spans, nominalDay: lastDay, lastDay, dueAt, provisional: false };
};

/** How far a walk may go: a period that never ends is a fault of its data, not of the day. */
const farthest = 40_000;

const byDays = (
  calendar: CourtCalendar,
  { startsAt, unit }: TimeBudget,
  length: number,
  pauses: readonly Pause[],
): Ended => {
  const start = dayOf(startsAt);
  const days: ProofDay[] = [];
  const put = (day: Day, role: ProofDay['role'], n: number | null = null): void =>
    void days.push({
      day,
      weekday: weekday(day),
      kind: calendar.kindOf(day),
      name: calendar.nameOf(day),
      known: calendar.knows(day),
      n,
      role,
    });
  const ended = (nominalDay: Day | null, lastDay: Day | null): Ended => ({
    skipped: days
      .filter(({ role }) => role === 'not-counted' || role === 'suspended' || role === 'moved-over')
      .map(({ day, name, role }) => ({ day, name, role })),
    days: days.slice(-shown - 1),
    spans: [],
    nominalDay,
    lastDay,
    dueAt: lastDay === null ? null : endOf(lastDay),
    // A plain weekday beyond the horizon may yet be made a rest day, a weekend a working day.
    provisional: days.some(({ known }) => !known),
  });

  put(start, 'start');
  const calendarLength = unit === 'month' || unit === 'year';
  const monthly = calendarLength ? monthsLater(start, unit === 'year' ? length * 12 : length) : undefined;
  const goal = monthly === undefined ? length : Math.round(hoursBetween(endOf(start), endOf(monthly)) / 24);
  let n = 0;
  let day = start;
  for (let walked = 0; n < goal; walked += 1) {
    day = addDays(day, 1);
    if (isPaused(pauses, day)) {
      put(day, 'suspended');
      const open = pauses.at(-1);
      if (open?.to === null && day > dayOf(open.from)) return ended(null, null);
    } else if (unit === 'working-day' && !calendar.isWorking(day)) put(day, 'not-counted');
    else put(day, 'counted', (n += 1));
    if (walked > farthest) throw new Error('a period does not end');
  }
  const nominal = day;
  const last = days.pop();
  while (!calendar.isWorking(day)) {
    put(day, 'moved-over', day === nominal ? n : null);
    day = addDays(day, 1);
  }
  put(day, 'end', day === nominal ? (last?.n ?? null) : null);
  const end = ended(nominal, day);
  const next = addDays(day, 1);
  put(next, 'after');
  return { ...end, days: days.slice(-shown - 2) };
};
