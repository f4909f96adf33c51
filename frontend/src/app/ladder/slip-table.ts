import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipView } from '@xiezhi/contract';
import { WordsPipe } from '../i18n/language';
import { WhenPipe } from '../ui/parts/when';
import { SlipSign } from './slip-sign';

/** 提示单、督办单 as a list: each opens its sheet. */
@Component({
  selector: 'xz-slip-table',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, SlipSign],
  template: `
    <div class="table-wrap roomy">
      <table>
        <caption class="visually-hidden">
          {{
            'ladder.slips' | transloco
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'slip.colour' | transloco }}</th>
            <th scope="col">{{ 'slip.number' | transloco }}</th>
            @if (!brief()) {
              <th scope="col">{{ 'table.case' | transloco }}</th>
              <th scope="col">{{ 'slip.addressee' | transloco }}</th>
            }
            <th scope="col">{{ 'slip.issued' | transloco }}</th>
            <th scope="col">{{ 'slip.acknowledged' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of rows(); track one.id) {
            <tr>
              <td><xz-slip-sign [colour]="one.colour" /></td>
              <td class="case">
                <a [routerLink]="['/matters', one.matterId, 'slips', one.id]">{{ one.number }}</a>
              </td>
              @if (!brief()) {
                <td class="case">{{ one.facts.caseNo }}</td>
                <td>{{ one.facts.addressee }}</td>
              }
              <td>
                {{ one.facts.issuer }} · {{ one.issuedBy.name }} ({{ one.issuedBy.roleName | words }})
                <span class="soft">{{ one.issuedAt | when }}</span>
              </td>
              <td>
                @if (one.acknowledgedAt) {
                  <span class="tag good">{{ one.acknowledgedBy }} {{ one.acknowledgedAt | when }}</span>
                } @else {
                  <span class="tag soon">{{ 'slip.unsigned' | transloco }}</span>
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
export class SlipTable {
  readonly rows = input.required<readonly SlipView[]>();
  /** On the matter itself its number and its court are not said again. */
  readonly brief = input(false);
}
