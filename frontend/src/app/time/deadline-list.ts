import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DeadlineView } from '@xiezhi/contract';
import { Deadlines } from '../data/deadlines';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { endOf } from './end-of';

/** 期限: each with its rule, where it stands, and one press to how its date was counted. */
@Component({
  selector: 'xz-deadline-list',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Fault],
  template: `
    <xz-fault [of]="fault()" />
    @if (deadlines().length > 0) {
      <div class="table-wrap">
        <table>
          <caption class="visually-hidden">
            {{
              'term.title' | transloco
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ 'term.name' | transloco }}</th>
              <th scope="col">{{ 'term.rule' | transloco }}</th>
              <th scope="col">{{ 'term.due' | transloco }}</th>
              <th scope="col">{{ 'term.status' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (one of deadlines(); track one.id) {
              <tr>
                <td>{{ one.label | words }}</td>
                <td>{{ one.rule.id }} · {{ one.rule.basis }}</td>
                <td>
                  {{ endOf(one) }}
                  <a [routerLink]="['/matters', matter(), 'deadlines', one.id]">{{ 'term.how' | transloco }}</a>
                  @if (one.provisional) {
                    <span class="soft">{{ 'term.provisional' | transloco }}</span>
                  }
                </td>
                <td>{{ 'term.' + one.status | transloco }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (!fault()) {
      <p class="soft">{{ 'term.none' | transloco }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeadlineList {
  private readonly all = inject(Deadlines);
  readonly matter = input.required<string>();
  readonly beat = input(0);
  protected readonly endOf = endOf;
  protected readonly deadlines = signal<DeadlineView[]>([]);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      this.beat();
      this.all.of(this.matter()).then(
        (list) => this.deadlines.set(list),
        (error: unknown) => this.fault.set(error),
      );
    });
  }
}
