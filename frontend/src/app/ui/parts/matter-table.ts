import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterRow } from '@xiezhi/contract';
import { WordsPipe } from '../../i18n/language';
import { Clock } from './clock';
import { LightSign } from './light';

/** Matters as a real table. With `selecting`, rows can be chosen; the choice is by id and survives paging. */
@Component({
  selector: 'xz-matter-table',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Clock, LightSign],
  template: `
    <div class="table-wrap" tabindex="0" role="group" [attr.aria-label]="caption()">
      <table>
        <caption class="visually-hidden">
          {{
            caption()
          }}
        </caption>
        <thead>
          <tr>
            @if (selecting()) {
              <th scope="col">
                <input
                  type="checkbox"
                  [checked]="allChosen()"
                  (change)="chooseAll()"
                  [attr.aria-label]="'table.all' | transloco"
                />
              </th>
            }
            <th scope="col">{{ 'table.light' | transloco }}</th>
            <th scope="col">{{ 'table.case' | transloco }}</th>
            <th scope="col">{{ 'table.title' | transloco }}</th>
            <th scope="col">{{ 'table.court' | transloco }}</th>
            <th scope="col">{{ 'table.stage' | transloco }}</th>
            <th scope="col">{{ 'table.left' | transloco }}</th>
            <th scope="col">{{ 'table.moved' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.id) {
            <tr>
              @if (selecting()) {
                <td>
                  <input
                    type="checkbox"
                    [checked]="chosen().has(row.id)"
                    (change)="choose(row.id)"
                    [attr.aria-label]="row.caseNo"
                  />
                </td>
              }
              <td><xz-light [light]="row.light" /></td>
              <td class="case">
                <a [routerLink]="['/matters', row.id]">{{ row.caseNo }}</a>
              </td>
              <td>{{ row.title }}</td>
              <td>{{ row.courtName }}</td>
              <td>{{ row.stageLabel | words }}</td>
              <td><xz-clock [due]="row.closedAt || row.light === 'paused' ? null : row.dueAt" /></td>
              <td class="case">{{ row.movedAt.slice(5, 16).replace('T', ' ') }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MatterTable {
  readonly rows = input.required<readonly MatterRow[]>();
  readonly caption = input.required<string>();
  readonly selecting = input(false);
  readonly chosen = model<ReadonlySet<string>>(new Set());

  protected choose(id: string): void {
    const next = new Set(this.chosen());
    if (!next.delete(id)) next.add(id);
    this.chosen.set(next);
  }

  protected allChosen(): boolean {
    return this.rows().length > 0 && this.rows().every((row) => this.chosen().has(row.id));
  }

  protected chooseAll(): void {
    const next = new Set(this.chosen());
    const all = this.allChosen();
    for (const row of this.rows())
      if (all) next.delete(row.id);
      else next.add(row.id);
    this.chosen.set(next);
  }
}
