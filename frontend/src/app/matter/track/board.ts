import { ChangeDetectionStrategy, Component, computed, effect, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BoardView, FreezeCell } from '@xiezhi/contract';
import { groupBy } from '../../ui/parts/group-by';
import { WordsPipe } from '../../i18n/language';
import { LightSign } from '../../ui/parts/light';
import { Reveal } from '../access/reveal';
import { Curve } from './curve';

const tones: Readonly<Record<string, string>> = {
  verified: 'done',
  'expired-proved': 'done',
  confirmed: 'nearly',
  returned: 'back',
  queried: 'back',
  dispatched: 'unsigned',
  withdrawn: 'unsigned',
};
const marks: Readonly<Record<string, string>> = { done: '✓', nearly: '◐', back: '↩', unsigned: '·', working: '…' };
const groups = ['verified', 'confirmed', 'working', 'unsigned', 'queried', 'returned', 'other'] as const;

export const toneOf = (cell: Pick<FreezeCell, 'stage'>): string => tones[cell.stage ?? 'dispatched'] ?? 'working';

/** 作战图: courts × freezes. Totals reconcile on screen; each cell has a mark, a colour and its words. */
@Component({
  selector: 'xz-board',
  imports: [RouterLink, TranslocoPipe, WordsPipe, LightSign, Curve, Reveal],
  template: `
    <div class="stack">
      <div class="sums" aria-live="polite">
        <p class="panel">
          <span class="big"
            >{{ board().totals.accounts.free }}<small> / {{ board().totals.accounts.total }}</small></span
          ><span>{{ 'board.accounts' | transloco: board().totals.accounts }}</span>
        </p>
        <p class="panel">
          <span class="big"
            >{{ board().totals.freezes.verified }}<small> / {{ board().totals.freezes.total }}</small></span
          ><span
            >{{ 'board.freezes' | transloco: { total: board().totals.freezes.total } }} =
            @for (g of shown(); track g.key; let first = $first) {
              {{ first ? '' : ' + ' }}{{ 'board.' + g.key | transloco }} {{ g.n }}
            }
          </span>
        </p>
        <p class="panel">
          <span class="big"
            >{{ courtsDone() }}<small> / {{ board().totals.courts }}</small></span
          ><span>{{ 'board.courts' | transloco: { provinces: board().totals.provinces } }}</span>
        </p>
        <p class="panel">
          <span class="big">{{ board().totals.stagnant }}</span><span>{{
            'board.stagnant' | transloco: { overdue: board().totals.overdue }
          }}</span>
        </p>
      </div>
      <div class="row between">
        <div class="row">
          <button type="button" class="button" [class.primary]="by() === 'court'" (click)="by.set('court')">
            {{ 'board.byCourt' | transloco }}</button><button
            type="button"
            class="button"
            [class.primary]="by() === 'account'"
            (click)="by.set('account')"
          >
            {{ 'board.byAccount' | transloco }}
          </button>
        </div>
        <span class="soft">{{ 'board.asOf' | transloco }} {{ board().asOf.slice(11, 19) }}</span>
      </div>
      @if (by() === 'court') {
        <div class="panel table-wrap" tabindex="0" role="group" [attr.aria-label]="'board.byCourt' | transloco">
          <table>
            <caption class="visually-hidden">
              {{
                'board.byCourt' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'board.province' | transloco }}</th>
                <th scope="col">{{ 'table.court' | transloco }}</th>
                <th scope="col">{{ 'table.light' | transloco }}</th>
                <th scope="col" class="number">{{ 'board.done' | transloco }}</th>
                <th scope="col">{{ 'board.cells' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of board().courts; track line.court) {
                <tr>
                  <td>{{ line.provinceName }}</td>
                  <th scope="row">{{ line.courtName }}</th>
                  <td><xz-light [light]="line.light" /></td>
                  <td class="number">{{ line.done }} / {{ line.total }}</td>
                  <td>
                    <span class="cells">
                      @for (cell of cellsOf(line.court); track cell.freeze) {
                        @if (cell.matterId) {
                          <a
                            [class]="'cell ' + tone(cell)"
                            [class.moved]="hasMoved(cell)"
                            [routerLink]="['/matters', cell.matterId]"
                            [title]="cell.caseNo + ' ' + (cell.stageLabel | words)"
                            ><span aria-hidden="true"
                              >{{ mark(cell) }}<sub>{{ cell.rank === 0 ? '' : cell.rank }}</sub></span
                            ><span class="visually-hidden">{{ cell.caseNo }} {{ cell.stageLabel | words }}</span></a
                          >
                        } @else {
                          <span [class]="'cell ' + tone(cell)" [title]="cell.stageLabel | words">{{ mark(cell) }}</span>
                        }
                      }
                      @if (line.total > cellsOf(line.court).length) {
                        <span class="soft">{{
                          'board.hidden' | transloco: { n: line.total - cellsOf(line.court).length }
                        }}</span>
                      }
                    </span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <div class="panel table-wrap" tabindex="0" role="group" [attr.aria-label]="'board.byAccount' | transloco">
          <table>
            <caption class="visually-hidden">
              {{
                'board.byAccount' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'board.account' | transloco }}</th>
                <th scope="col">{{ 'board.state' | transloco }}</th>
                <th scope="col">{{ 'board.ranks' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (account of board().accounts; track account.account) {
                <tr>
                  <th scope="row">
                    {{ account.bank }}
                    @if (reveals()) {
                      @defer (on immediate) {
                        <xz-reveal [account]="account.account" [masked]="account.masked" />
                      } @placeholder {
                        <div class="soft">{{ account.masked }}</div>
                      }
                    } @else {
                      <div class="soft">{{ account.masked }}</div>
                    }
                  </th>
                  <td>
                    <span [class]="'state ' + account.status">{{ 'board.' + account.status | transloco }}</span>
                  </td>
                  <td>
                    @for (cell of account.freezes; track cell.freeze) {
                      <div>
                        <strong>{{
                          (cell.rank === 0 ? 'board.first' : 'board.waiting') | transloco: { n: cell.rank }
                        }}</strong>
                        {{ cell.courtName }} · {{ cell.stageLabel | words }}
                        @if (cell.active) {
                          <span class="soft">{{ 'board.active' | transloco }}</span>
                        }
                        @if (cell.matterId) {
                          <a [routerLink]="['/matters', cell.matterId]">{{ 'batch.open' | transloco }}</a>
                        }
                      </div>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
      @if (board().hiddenAccounts > 0) {
        <p class="soft">{{ 'board.hiddenAccounts' | transloco: { n: board().hiddenAccounts } }}</p>
      }
      @if (board().curve.length > 1) {
        <section class="panel stack tight">
          <h2>{{ 'board.curve' | transloco }}</h2>
          <xz-curve [points]="board().curve" [total]="board().totals.accounts.total" />
        </section>
      }
    </div>
  `,
  styles: `
    .sums {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
      gap: 12px;
    }
    .sums p {
      display: grid;
      gap: 4px;
      align-content: start;
    }
    .big {
      font-size: 28px;
      line-height: 36px;
      font-weight: 600;
    }
    small {
      font-size: 16px;
      color: var(--ink-soft);
      font-weight: 400;
    }
    .cells {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      align-items: center;
    }
    .cell {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      width: 26px;
      height: 26px;
      border-radius: 4px;
      border: 1px solid var(--line);
      font-weight: 600;
      color: var(--ink);
      text-decoration: none;
    }
    .done {
      background: var(--green-soft);
      color: var(--green);
      border-color: var(--green);
    }
    .nearly {
      background: var(--lead-soft);
      color: var(--lead);
      border-color: var(--lead);
    }
    .back {
      background: var(--red-soft);
      color: var(--red);
      border-color: var(--red);
    }
    .unsigned {
      background: var(--paper);
      color: var(--grey);
      border-style: dashed;
      border-color: var(--grey);
    }
    .working {
      background: var(--amber-soft);
      color: var(--amber);
      border-color: var(--amber);
    }
    .state {
      font-weight: 600;
    }
    .free {
      color: var(--green);
    }
    .partly {
      color: var(--amber);
    }
    .frozen {
      color: var(--red);
    }
    sub {
      font-size: 9px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Board {
  readonly board = input.required<BoardView>();
  /** Whether the reader's role may ever show a full number; for each account the server decides. */
  readonly reveals = input(false);
  protected readonly by = signal<'court' | 'account'>('court');
  private before = new Map<string, string>();
  private readonly movedNow = signal<ReadonlySet<string>>(new Set());
  private readonly cells = computed(() =>
    groupBy(
      this.board().accounts.flatMap((account) => account.freezes),
      (cell) => cell.court,
    ),
  );
  protected readonly shown = computed(() =>
    groups.map((key) => ({ key, n: this.board().totals.freezes[key] })).filter(({ n }) => n > 0),
  );
  protected readonly courtsDone = computed(() => this.board().courts.filter((line) => line.done === line.total).length);

  constructor() {
    effect(() => {
      const now = new Map(
        this.board()
          .accounts.flatMap((account) => account.freezes)
          .map((cell) => [cell.freeze, cell.stage ?? '']),
      );
      const moved = [...now]
        .filter(([freeze, stage]) => this.before.has(freeze) && this.before.get(freeze) !== stage)
        .map(([freeze]) => freeze);
      this.before = now;
      this.movedNow.set(new Set(moved));
    });
  }

  protected cellsOf(court: string): readonly FreezeCell[] {
    return this.cells().get(court) ?? [];
  }

  protected tone(cell: FreezeCell): string {
    return toneOf(cell);
  }

  protected mark(cell: FreezeCell): string {
    return marks[toneOf(cell)] ?? '…';
  }

  protected hasMoved(cell: FreezeCell): boolean {
    return this.movedNow().has(cell.freeze);
  }
}
