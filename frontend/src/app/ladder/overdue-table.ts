import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OverdueRow } from '@xiezhi/contract';
import { WordsPipe } from '../i18n/language';
import { LightSign } from '../ui/parts/light';
import { WhenPipe } from '../ui/parts/when';
import { SlipSign } from './slip-sign';
import { UntilPipe } from './until';

/** 超期: how late, on which rung of the ladder, and what the clock does next. */
@Component({
  selector: 'xz-overdue-table',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, LightSign, SlipSign, UntilPipe],
  template: `
    <div class="table-wrap roomy">
      <table>
        <caption class="visually-hidden">
          {{
            'ladder.overdue' | transloco
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'table.light' | transloco }}</th>
            <th scope="col">{{ 'table.case' | transloco }}</th>
            <th scope="col">{{ 'table.court' | transloco }}</th>
            <th scope="col">{{ 'ladder.late' | transloco }}</th>
            <th scope="col">{{ 'ladder.rung' | transloco }}</th>
            <th scope="col">{{ 'ladder.next' | transloco }}</th>
            <th scope="col">{{ 'ladder.slip' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.id) {
            <tr>
              <td><xz-light [light]="row.light" /></td>
              <td class="case">
                <a [routerLink]="['/matters', row.id]">{{ row.caseNo }}</a>
              </td>
              <td>{{ row.courtName }}</td>
              <td class="case">{{ 'ladder.hours' | transloco: { n: row.lateHours } }}</td>
              <td>
                @if (row.rung; as rung) {
                  {{ 'rung.' + rung | transloco }} <span class="soft">{{ row.rungAt | when }}</span>
                } @else {
                  <span class="soft">{{ 'rung.none' | transloco }}</span>
                }
                @if (row.explained; as said) {
                  <p class="soft">
                    {{ said.by }}：{{ said.note }}（{{ 'ladder.promised' | transloco: { day: said.promisedOn } }}）
                  </p>
                }
              </td>
              <td>
                @if (row.next; as next) {
                  {{ next.label | words }}
                  <span class="soft">{{ next.at ? (next.at | until) : ('ladder.held' | transloco) }}</span>
                }
              </td>
              <td>
                @if (row.slip; as colour) {
                  <xz-slip-sign [colour]="colour" />
                } @else if (mayIssue() && row.parentId) {
                  <a [routerLink]="['/matters', row.id, 'slips', 'new']">{{ 'ladder.draw' | transloco }}</a>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverdueTable {
  readonly rows = input.required<readonly OverdueRow[]>();
  readonly mayIssue = input(false);
}
