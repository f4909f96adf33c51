import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StagnantRow } from '@xiezhi/contract';
import { WordsPipe } from '../i18n/language';
import { LightSign } from '../ui/parts/light';
import { WhenPipe } from '../ui/parts/when';
import { SlipSign } from './slip-sign';

/** 停滞: how long, whose turn, and what moved last. */
@Component({
  selector: 'xz-stagnant-table',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, LightSign, SlipSign],
  template: `
    <div class="table-wrap roomy">
      <table>
        <caption class="visually-hidden">
          {{
            'ladder.stagnant' | transloco
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'table.light' | transloco }}</th>
            <th scope="col">{{ 'table.case' | transloco }}</th>
            <th scope="col">{{ 'ladder.still' | transloco }}</th>
            <th scope="col">{{ 'ladder.turn' | transloco }}</th>
            <th scope="col">{{ 'table.stage' | transloco }}</th>
            <th scope="col">{{ 'ladder.last' | transloco }}</th>
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
              <td class="case">{{ 'ladder.hours' | transloco: { n: row.stillHours } }}</td>
              <td>
                @if (row.turn; as turn) {
                  {{ turn.courtName }}
                  <span class="soft">
                    @for (role of turn.roles; track role.zh; let last = $last) {
                      {{ role | words }}{{ last ? '' : ' / ' }}
                    }
                  </span>
                } @else {
                  {{ row.courtName }}
                }
              </td>
              <td>{{ row.stageLabel | words }}</td>
              <td>
                @if (row.lastMove; as move) {
                  {{ move.label | words }} · {{ move.by }} <span class="soft">{{ move.at | when }}</span>
                }
              </td>
              <td>
                @if (row.slip; as colour) {
                  <xz-slip-sign [colour]="colour" />
                } @else if (mayIssue()) {
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
export class StagnantTable {
  readonly rows = input.required<readonly StagnantRow[]>();
  readonly mayIssue = input(false);
}
