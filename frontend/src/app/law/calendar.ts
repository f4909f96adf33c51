import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarView } from '@xiezhi/contract';
import { Law } from '../data/law';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { courtToday } from './rule-book';
import { YearGrid } from './year-grid';
import { YearImport } from './year-import';

/** 法院日历: a year as every date is counted by it, its notice and edition, and the next year brought in by two people. */
@Component({
  selector: 'xz-calendar',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault, YearGrid, YearImport],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.calendar' | transloco }}
          @if (calendar(); as c) {
            <span class="soft" role="status">{{
              'workdays.reach' | transloco: { day: c.horizon, left: c.workingDaysLeft }
            }}</span>
          }
        </h1>
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (calendar(); as c) {
        @if (c.warning) {
          <p class="panel warning" role="status"><span aria-hidden="true">▲</span> {{ c.warning | words }}</p>
        }
        @if (said()) {
          <p class="panel" role="status">{{ said() | transloco }}</p>
        }
        <nav class="row" [attr.aria-label]="'workdays.years' | transloco">
          @for (one of editions(); track one.year + '-' + one.edition) {
            <a
              class="button"
              [class.primary]="one === shown()"
              [attr.aria-current]="one === shown() ? 'page' : null"
              [routerLink]="[]"
              [queryParams]="{ year: one.year, edition: one.edition }"
              >{{ one.year }}
              @if (one.status === 'proposed') {
                {{ 'workdays.proposed' | transloco }}
              }
            </a>
          }
        </nav>
        @if (shown(); as one) {
          <section class="panel stack tight" [class.waiting]="one.status === 'proposed'">
            <div class="row between">
              <h2>
                {{ 'workdays.title' | transloco: { year: one.year } }}
                <span class="tag" [class.good]="one.status === 'published'" [class.soon]="one.status === 'proposed'">{{
                  'workdays.status-' + one.status | transloco
                }}</span>
              </h2>
              @if (one.status === 'proposed' && session.may('decideYear')) {
                <span class="row">
                  <xz-deed
                    [label]="'decide.approve' | transloco"
                    [about]="'workdays.title' | transloco: { year: one.year }"
                    [hint]="'workdays.approveHint' | transloco"
                    [primary]="true"
                    [run]="approve"
                  />
                  <xz-deed
                    [label]="'decide.refuse' | transloco"
                    [about]="'workdays.title' | transloco: { year: one.year }"
                    [hint]="'decide.refuseHint' | transloco"
                    [run]="refuse"
                  />
                </span>
              }
            </div>
            <dl class="facts">
              <dt>{{ 'workdays.source' | transloco }}</dt>
              <dd>{{ one.source }}</dd>
              <dt>{{ 'workdays.edition' | transloco }}</dt>
              <dd>{{ one.edition }}</dd>
              @if (one.published) {
                <dt>{{ 'workdays.published' | transloco }}</dt>
                <dd>{{ one.published }}</dd>
              }
              <dt>{{ 'workdays.by' | transloco }}</dt>
              <dd>
                {{ one.proposedBy }} {{ one.proposedAt | when }}
                @if (one.approvedBy && one.approvedBy !== one.proposedBy) {
                  → {{ one.approvedBy }} {{ one.approvedAt | when }}
                }
              </dd>
              <dt>{{ 'rules.reason' | transloco }}</dt>
              <dd>{{ one.reason }}</dd>
            </dl>
            <xz-year-grid [year]="one.year" [days]="one.days" />
          </section>
        } @else {
          <p class="panel soft">{{ 'workdays.none' | transloco }}</p>
        }
        @if (session.may('proposeYear')) {
          <details class="panel">
            <summary>{{ 'workdays.import' | transloco }}</summary>
            <xz-year-import [next]="next()" (sent)="sent($event)" />
          </details>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .warning,
    .waiting {
      border-left: 4px solid var(--amber);
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarPage {
  private readonly law = inject(Law);
  protected readonly session = inject(Session);
  readonly year = input<string>();
  readonly edition = input<string>();
  protected readonly calendar = signal<CalendarView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly said = signal('');
  /** What is published or waits; what was replaced or refused is history. */
  protected readonly editions = computed(
    () => this.calendar()?.years.filter(({ status }) => status !== 'refused') ?? [],
  );
  protected readonly shown = computed(() => {
    const [year, edition] = [this.year() ?? courtToday().slice(0, 4), this.edition()];
    const of = this.editions().filter((one) => String(one.year) === year);
    return of.find((one) => String(one.edition) === edition) ?? of[0] ?? this.editions().at(-1);
  });
  protected readonly next = computed(() => Number(this.calendar()?.horizon.slice(0, 4) ?? 0) + 1);
  protected readonly approve = (reason: string): Promise<void> => this.decide(true, reason);
  protected readonly refuse = (reason: string): Promise<void> => this.decide(false, reason);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    try {
      this.calendar.set(await this.law.calendar());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected sent(calendar: CalendarView): void {
    this.calendar.set(calendar);
    this.said.set('workdays.sent');
  }

  private async decide(approve: boolean, reason: string): Promise<void> {
    const year = this.shown()?.year;
    if (year === undefined) return;
    this.calendar.set(await this.law.decideYear(year, approve, reason));
    this.said.set(approve ? 'workdays.approved' : 'workdays.turnedDown');
  }
}
