import type { Day } from '../checked';

/** One year's notice: statutory rest days, and weekends made working days. */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly rest: readonly { readonly from: Day; readonly to: Day; readonly name: string }[];
  readonly work: readonly Day[];
}

export type DayKind = 'working' | 'weekend' | 'holiday' | 'make-up';

const ms = 86_400_000;
export const addDays = (day: Day, n: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * ms).toISOString().slice(0, 10);
export const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** 工作日历. Beyond the years it was given it answers by the plain weekday and says so. */
export class CourtCalendar {
  private readonly years: ReadonlySet<number>;
  private readonly holidays = new Map<Day, string>();
  private readonly makeUps: ReadonlySet<Day>;

  constructor(years: readonly CalendarYear[]) {
    this.years = new Set(years.map(({ year }) => year));
    this.makeUps = new Set(years.flatMap(({ work }) => work));
    for (const { from, to, name } of years.flatMap(({ rest }) => rest))
      for (let day = from; day <= to; day = addDays(day, 1)) this.holidays.set(day, name);
  }

  kindOf(day: Day): DayKind {
    if (this.holidays.has(day)) return 'holiday';
    const weekend = weekday(day) === 0 || weekday(day) === 6;
    if (this.makeUps.has(day)) return 'make-up';
    return weekend ? 'weekend' : 'working';
  }

  isWorking(day: Day): boolean {
    const kind = this.kindOf(day);
    return kind === 'working' || kind === 'make-up';
  }

  nameOf(day: Day): string {
    return this.holidays.get(day) ?? (this.isWorking(day) ? '工作日' : '周末');
  }

  knows(day: Day): boolean {
    return this.years.has(Number(day.slice(0, 4)));
  }
}

const rest = (name: string, from: Day, to: Day = from) => ({ name, from, to });

/** State Council notices for 2025 and 2026. The next year's appears in November: until then dates there are provisional. */
export const knownYears: readonly CalendarYear[] = [
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知',
    rest: [
      rest('元旦', '2025-01-01'),
      rest('春节', '2025-01-28', '2025-02-04'),
      rest('清明节', '2025-04-04', '2025-04-06'),
      rest('劳动节', '2025-05-01', '2025-05-05'),
      rest('端午节', '2025-05-31', '2025-06-02'),
      rest('国庆节、中秋节', '2025-10-01', '2025-10-08'),
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知',
    rest: [
      rest('元旦', '2026-01-01', '2026-01-03'),
      rest('春节', '2026-02-15', '2026-02-23'),
      rest('清明节', '2026-04-04', '2026-04-06'),
      rest('劳动节', '2026-05-01', '2026-05-05'),
      rest('端午节', '2026-06-19', '2026-06-21'),
      rest('中秋节', '2026-09-25', '2026-09-27'),
      rest('国庆节', '2026-10-01', '2026-10-07'),
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

export const courtCalendar = new CourtCalendar(knownYears);
