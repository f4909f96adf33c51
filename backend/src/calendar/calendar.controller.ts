import { Controller } from '@nestjs/common';
import type { CalendarView, CheckedYearView, CountedPeriodView } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Calendar, type PeriodWish, type Verdict, type YearWish } from './calendar';

@Controller()
export class CalendarController {
  constructor(private readonly calendar: Calendar) {}

  @Operation('calendar')
  read(): Promise<CalendarView> {
    return this.calendar.read();
  }

  @Operation('checkYear')
  check(@AskedFor() { body }: Asked<YearWish>): CheckedYearView {
    return this.calendar.check(body);
  }

  @Operation('countPeriod')
  count(@AskedFor() { body }: Asked<PeriodWish>): Promise<CountedPeriodView> {
    return this.calendar.count(body);
  }

  @Operation('proposeYear')
  propose(@AskedFor() { body, actor }: Asked<YearWish>): Promise<CalendarView> {
    return this.calendar.propose(body, actor);
  }

  @Operation('decideYear')
  decide(@AskedFor() { params, body, actor }: Asked<Verdict>): Promise<CalendarView> {
    return this.calendar.decide(/^\d{4}$/.test(params['year'] ?? '') ? Number(params['year']) : 0, body, actor);
  }
}
