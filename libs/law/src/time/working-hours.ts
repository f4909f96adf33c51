import type { Ended, Pause, ProofSpan, TimeBudget } from './budget';
import { addDays, type CourtCalendar } from './calendar';
import { dayOf, hoursBetween, later } from './court-day';

/** 法院的工作时间, in Beijing: no statute says it, the product sets it. */
const sittings = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;

const farthest = 4_000;
const instant = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

/** The open time between two instants that no pause takes away, in order. */
const without = (from: string, to: string, pauses: readonly Pause[]): { from: string; to: string }[] =>
  pauses.reduce(
    (open, pause) =>
      open.flatMap((one) => {
        const ends = pause.to ?? one.to;
        if (pause.from >= one.to || ends <= one.from) return [one];
        return [
          { from: one.from, to: pause.from },
          { from: ends, to: one.to },
        ].filter((part) => part.from < part.to);
      }),
    [{ from, to }],
  );

/** 工作小时: counted in the sittings of working days only, from the very instant. Each stretch that counted is in the proof. */
export const byWorkingHours = (
  calendar: CourtCalendar,
  { startsAt, share }: TimeBudget,
  length: number,
  pauses: readonly Pause[],
): Ended => {
  const spans: ProofSpan[] = [];
  const open = pauses.find(({ to }) => to === null);
  let left = length * share;
  let provisional = false;
  for (let day = dayOf(startsAt), walked = 0; walked < farthest; day = addDays(day, 1), walked += 1) {
    provisional ||= !calendar.knows(day);
    if (!calendar.isWorking(day)) continue;
    for (const [opens, closes] of sittings) {
      const [from, to] = [instant(day, opens), instant(day, closes)];
      if (to <= startsAt) continue;
      for (const part of without(from < startsAt ? startsAt : from, to, pauses)) {
        const hours = Math.min(left, hoursBetween(part.from, part.to));
        const until = later(part.from, hours);
        spans.push({ from: part.from, to: until, hours, runs: true });
        left -= hours;
        if (left > 1e-9) continue;
        return { skipped: [], days: [], spans, nominalDay: day, lastDay: day, dueAt: until, provisional };
      }
    }
    if (open && instant(day, '23:59') > open.from)
      return {
        skipped: [],
        days: [],
        spans: [...spans, { from: open.from, to: null, hours: null, runs: false }],
        nominalDay: null,
        lastDay: null,
        dueAt: null,
        provisional: false,
      };
  }
  throw new Error('a period does not end');
};
