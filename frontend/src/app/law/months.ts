import type { CalendarView } from '@xiezhi/contract';

type NamedDay = CalendarView['years'][number]['days'][number];

/** 工作日、周末、放假、调休上班. */
export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up';
export interface Cell {
  readonly day: string;
  readonly n: number;
  readonly kind: DayKind;
  readonly name: string;
}
export interface Month {
  readonly month: number;
  /** Weeks from Monday to Sunday; null where a day belongs to another month. */
  readonly weeks: readonly (readonly (Cell | null)[])[];
}

const cellOf = (day: string, weekday: number, named: NamedDay | undefined): Cell => ({
  day,
  n: Number(day.slice(8)),
  kind: named?.kind ?? (weekday === 0 || weekday === 6 ? 'weekend' : 'working'),
  name: named?.name ?? '',
});

/** 年历: the twelve months of a year by its notice; a day that is not named is working or weekend by its weekday. */
export const monthsOf = (year: number, days: readonly NamedDay[]): Month[] => {
  const named = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: 12 }, (_none, month) => {
    const long = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
    const cells: (Cell | null)[] = Array.from({ length: before }, () => null);
    for (let n = 1; n <= long; n += 1) {
      const at = new Date(Date.UTC(year, month, n));
      const day = at.toISOString().slice(0, 10);
      cells.push(cellOf(day, at.getUTCDay(), named.get(day)));
    }
    while (cells.length % 7 !== 0) cells.push(null);
    return {
      month: month + 1,
      weeks: Array.from({ length: cells.length / 7 }, (_week, i) => cells.slice(i * 7, i * 7 + 7)),
    };
  });
};

/** 放假与调休: neighbouring days of one name as one line, for those who read rather than look. */
export const stretchesOf = (
  days: readonly NamedDay[],
): { from: string; to: string; name: string; kind: NamedDay['kind'] }[] => {
  const out: { from: string; to: string; name: string; kind: NamedDay['kind'] }[] = [];
  for (const { day, name, kind } of [...days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = out.at(-1);
    const next = last && new Date(Date.parse(last.to) + 86_400_000).toISOString().slice(0, 10);
    if (last && last.name === name && last.kind === kind && next === day) last.to = day;
    else out.push({ from: day, to: day, name, kind });
  }
  return out;
};
