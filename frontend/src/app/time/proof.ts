import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DeadlineProofView } from '@xiezhi/contract';
import { Deadlines } from '../data/deadlines';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { Adjust } from './adjust';
import { endOf } from './end-of';

/** 期限怎么算的: what a judge needs to count the date by hand, on one sheet that prints. */
@Component({
  selector: 'xz-proof',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Adjust, Fault],
  template: `
    <div class="page">
      <xz-fault [of]="fault()" />
      @if (proof(); as p) {
        <article class="panel stack">
          <div class="page-head">
            <div>
              <h1>{{ 'term.sheet' | transloco: { name: (p.label | words) } }}</h1>
              <p class="soft">
                <a [routerLink]="['/rules', p.rule.id]">{{ p.rule.id }}</a> · {{ p.rule.title }} ·
                {{ 'term.version' | transloco: { n: p.rule.version } }} ·
                {{ p.rule.basis }}
                @if (!p.rule.confirmed) {
                  <strong>{{ 'term.unconfirmed' | transloco }}</strong>
                }
              </p>
            </div>
            <div class="row no-print">
              <xz-adjust [matter]="id()" [deadline]="p" (done)="adjusted($event)" />
              <a class="button" [routerLink]="['/matters', id()]">{{ 'term.back' | transloco }}</a>
              <button type="button" class="button primary" (click)="print()">{{ 'term.print' | transloco }}</button>
            </div>
          </div>
          @if (said()) {
            <p class="said no-print" role="status">{{ said() | transloco }}</p>
          }
          <p class="sentence">{{ p.words | words }}</p>
          <dl class="facts">
            <dt>{{ 'term.start' | transloco }}</dt>
            <dd>{{ p.startsAt.slice(0, 19).replace('T', ' ') }}</dd>
            <dt>{{ 'term.length' | transloco }}</dt>
            <dd>
              {{ p.length }} {{ 'term.' + p.unit | transloco }}
              @if (p.extended > 0) {
                {{ 'term.extended' | transloco: { n: p.extended } }}
              }
            </dd>
            <dt>{{ 'term.due' | transloco }}</dt>
            <dd>
              <strong>{{ endOf(p) }}</strong>
            </dd>
            <dt>{{ 'term.status' | transloco }}</dt>
            <dd>{{ 'term.' + p.status | transloco }}</dd>
          </dl>
          @if (p.days.length > 0) {
            <h2>{{ 'term.around' | transloco }}</h2>
            <div class="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{{ 'term.date' | transloco }}</th>
                    <th scope="col">{{ 'term.weekday' | transloco }}</th>
                    <th scope="col">{{ 'term.kind' | transloco }}</th>
                    <th scope="col">{{ 'term.counts' | transloco }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (day of p.days; track day.day) {
                    <tr [class.end]="day.role === 'end'" [class.off]="day.kind === 'weekend' || day.kind === 'holiday'">
                      <td>{{ day.day }}</td>
                      <td>{{ 'term.day' + day.weekday | transloco }}</td>
                      <td>
                        {{ day.kind === 'holiday' ? day.name : ('term.' + day.kind | transloco) }}
                        @if (!day.known) {
                          <span class="soft">{{ 'term.provisional' | transloco }}</span>
                        }
                      </td>
                      <td>
                        @if (day.n !== null) {
                          {{ 'term.nth' | transloco: { n: day.n } }}
                        }
                        {{ 'term.role-' + day.role | transloco }}
                      </td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
          @if (p.spans.length > 0) {
            <h2>{{ 'term.spans' | transloco }}</h2>
            <div class="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{{ 'term.from' | transloco }}</th>
                    <th scope="col">{{ 'term.to' | transloco }}</th>
                    <th scope="col">{{ 'term.hour' | transloco }}</th>
                    <th scope="col">{{ 'term.counts' | transloco }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (span of p.spans; track span.from + span.runs) {
                    <tr [class.off]="!span.runs">
                      <td>{{ span.from.slice(0, 19).replace('T', ' ') }}</td>
                      <td>{{ span.to?.slice(0, 19)?.replace('T', ' ') ?? '—' }}</td>
                      <td>{{ span.hours === null ? '—' : round(span.hours) }}</td>
                      <td>{{ (span.runs ? 'term.runs' : 'term.stands') | transloco }}</td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
          @if (p.skipped.length > 0) {
            <h2>{{ 'term.skipped' | transloco: { n: p.skipped.length } }}</h2>
            <p>{{ skipped() }}</p>
          }
          @if (p.ledger.length > 0) {
            <h2>{{ 'term.ledger' | transloco }}</h2>
            <ul>
              @for (entry of p.ledger; track $index) {
                <li>
                  {{ entry.at.slice(0, 16).replace('T', ' ') }} {{ 'term.do-' + entry.kind | transloco }}
                  @if (entry.length !== null) {
                    {{ entry.length }} {{ 'term.' + p.unit | transloco }}
                  }
                  · {{ entry.by }} · {{ entry.reason }} · {{ entry.paper }}
                </li>
              }
            </ul>
          }
          <p class="soft">
            <a routerLink="/calendar">{{ 'term.horizon' | transloco: { day: p.horizon } }}</a>
          </p>
        </article>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .sentence {
      font-size: 16px;
      line-height: 28px;
    }
    p a {
      text-decoration: underline;
    }
    .said {
      color: var(--green);
      font-weight: 600;
    }
    tr.end td {
      font-weight: 600;
      background: var(--lead-soft);
    }
    tr.off td {
      color: var(--ink-soft);
    }
    ul {
      margin: 0;
      padding-left: 20px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProofSheet {
  private readonly deadlines = inject(Deadlines);
  readonly id = input.required<string>();
  readonly deadline = input.required<string>();
  protected readonly proof = signal<DeadlineProofView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly said = signal('');
  protected readonly endOf = endOf;
  protected readonly skipped = computed(
    () =>
      this.proof()
        ?.skipped.map(({ day, name }) => `${day} ${name}`)
        .join('、') ?? '',
  );

  constructor() {
    effect(() => void this.load(this.id(), this.deadline()));
  }

  /** Said once the new proof stands there: the date, its sentence and the line of the ledger. */
  protected async adjusted(how: 'suspended' | 'resumed' | 'extended'): Promise<void> {
    this.said.set('');
    await this.load(this.id(), this.deadline());
    this.said.set(`adjust.${how}`);
  }

  protected round(hours: number): number {
    return Math.round(hours * 100) / 100;
  }

  protected print(): void {
    window.print();
  }

  private async load(matter: string, deadline: string): Promise<void> {
    try {
      this.proof.set(await this.deadlines.proof(matter, deadline));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
