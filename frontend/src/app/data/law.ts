import { inject, Injectable } from '@angular/core';
import type {
  CalendarView,
  CheckedYearView,
  CountedPeriodView,
  RuleTrialView,
  RuleVersionView,
} from '@xiezhi/contract';
import { Api } from './api';

export type RuleUnit = RuleVersionView['unit'];
export interface RuleWish {
  readonly title: string;
  readonly length: number | null;
  readonly unit: RuleUnit;
  readonly extension: number;
  readonly basis: string;
  readonly confirmed: boolean;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly examples: readonly { readonly given: string; readonly expect: string }[];
}
export interface YearWish {
  readonly year: number;
  readonly source: string;
  readonly published?: string;
  readonly text: string;
  readonly reason: string;
}

/** 期限规则与法院日历: to read, to try, to propose and to decide. */
@Injectable({ providedIn: 'root' })
export class Law {
  private readonly api = inject(Api);

  rules = (): Promise<RuleVersionView[]> => this.api.get('/rules');
  tryRule = (rule: string, wish: Pick<RuleWish, 'length' | 'unit' | 'examples'>): Promise<RuleTrialView[]> =>
    this.api.post(`/rules/${rule}/trial`, wish);
  proposeRule = (rule: string, wish: RuleWish & { reason: string }): Promise<RuleVersionView> =>
    this.api.post(`/rules/${rule}/versions`, wish);
  decideRule = (rule: string, approve: boolean, reason: string): Promise<RuleVersionView> =>
    this.api.post(`/rules/${rule}/decision`, { approve, reason });
  calendar = (): Promise<CalendarView> => this.api.get('/calendar');
  checkYear = (year: number, text: string): Promise<CheckedYearView> =>
    this.api.post('/calendar/check', { year, text });
  proposeYear = (wish: YearWish): Promise<CalendarView> => this.api.post('/calendar/years', wish);
  decideYear = (year: number, approve: boolean, reason: string): Promise<CalendarView> =>
    this.api.post(`/calendar/years/${year}/decision`, { approve, reason });
  count = (wish: { rule: string; length: number; unit: string; from?: string }): Promise<CountedPeriodView> =>
    this.api.post('/calendar/count', wish);
}
