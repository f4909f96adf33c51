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

  /** The last day of the years known without a gap; dates after it are provisional. */
  get horizon(): Day {
    let year = Math.min(...this.years);
    while (this.years.has(year + 1)) year += 1;
    return `${year}-12-31`;
  }

  /** How many working days are left from `day` to the horizon. */
  workingDaysLeft(day: Day): number {
    let left = 0;
    for (let next = addDays(day, 1); next <= this.horizon; next = addDays(next, 1)) if (this.isWorking(next)) left += 1;
    return left;
  }
}
