import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarView } from '@xiezhi/contract';
import { courtToday } from './rule-book';
import { monthsOf } from './months';

/** 年历: twelve months; what kind a day is shows by its colour and by a mark, and a holiday by its name. */
@Component({
  selector: 'xz-year-grid',
  imports: [TranslocoPipe],
  template: `
    <ul class="legend" [attr.aria-label]="'workdays.legend' | transloco">
      <li><span class="day working">1</span> {{ 'term.working' | transloco }}</li>
      <li><span class="day weekend">1</span> {{ 'term.weekend' | transloco }}</li>
      <li>
        <span class="day holiday"
          >1<b>{{ 'workdays.rest' | transloco }}</b></span
        >
        {{ 'workdays.holiday' | transloco }}
      </li>
      <li>
        <span class="day make-up"
          >1<b>{{ 'workdays.work' | transloco }}</b></span
        >
        {{ 'term.make-up' | transloco }}
      </li>
    </ul>
    <div class="months">
      @for (one of months(); track one.month) {
        <table>
          <caption>
            {{
              'workdays.month' | transloco: { n: one.month }
            }}
          </caption>
          <thead>
            <tr>
              @for (weekday of weekdays; track weekday) {
                <th scope="col">{{ 'term.day' + weekday | transloco }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (week of one.weeks; track $index) {
              <tr>
                @for (cell of week; track $index) {
                  @if (cell) {
                    <td
                      [class]="'day ' + cell.kind"
                      [class.today]="cell.day === today"
                      [attr.title]="cell.name || null"
                      [attr.aria-current]="cell.day === today ? 'date' : null"
                    >
                      {{ cell.n }}
                      @if (cell.kind === 'holiday') {
                        <b>{{ 'workdays.rest' | transloco }}</b>
                      }
                      @if (cell.kind === 'make-up') {
                        <b>{{ 'workdays.work' | transloco }}</b>
                      }
                      @if (cell.name && cell.kind === 'holiday') {
                        <small>{{ cell.name }}</small>
                      }
                    </td>
                  } @else {
                    <td></td>
                  }
                }
              </tr>
            }
          </tbody>
        </table>
      }
    </div>
  `,
  styles: `
    .months {
      display: grid;
      gap: 16px 24px;
      align-items: start;
      grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
    }
    table {
      table-layout: fixed;
    }
    caption {
      text-align: left;
      font-weight: 600;
      padding: 4px 0;
    }
    th,
    td {
      text-align: center;
      padding: 2px 0;
      border: 0;
      height: 40px;
      line-height: 16px;
    }
    th {
      height: 24px;
      font-weight: 400;
    }
    tbody tr:hover {
      background: none;
    }
    .day b {
      font-size: 11px;
      font-weight: 600;
    }
    .day small {
      display: block;
      font-size: 11px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .weekend {
      color: var(--grey);
      background: var(--grey-soft);
    }
    .holiday {
      color: var(--red);
      background: var(--red-soft);
    }
    .make-up {
      color: var(--amber);
      background: var(--amber-soft);
      text-decoration: underline;
    }
    .today {
      outline: 2px solid var(--lead);
      outline-offset: -2px;
      font-weight: 600;
    }
    .legend {
      list-style: none;
      margin: 0 0 12px;
      padding: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
    }
    .legend .day {
      display: inline-block;
      min-width: 28px;
      text-align: center;
      border-radius: 2px;
    }
    .legend .working {
      border: 1px solid var(--line);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class YearGrid {
  readonly year = input.required<number>();
  readonly days = input.required<CalendarView['years'][number]['days']>();
  protected readonly weekdays = [1, 2, 3, 4, 5, 6, 0];
  protected readonly today = courtToday();
  protected readonly months = computed(() => monthsOf(this.year(), this.days()));
}
