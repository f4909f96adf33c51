import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PolicyView } from '@xiezhi/contract';
import { Access } from '../data/access';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { cellOf, humanized, isAboutMatters, linesOf, type Place } from './policy-cell';

const signs: Readonly<Record<string, string>> = { full: '●', masked: '◐', outline: '◔', refused: '✕', hidden: '–' };

/** 谁能看什么: role × relation for one operation; each cell says which line of the policy, and why. */
@Component({
  selector: 'xz-policy',
  imports: [TranslocoPipe, WordsPipe, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'policy.title' | transloco }}</h1>
      </div>
      <p class="soft">{{ 'policy.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (policy(); as view) {
        <form class="panel row" (submit)="$event.preventDefault()">
          <label class="field"
            ><span>{{ 'policy.operation' | transloco }}</span>
            <select name="operation" (change)="operation.set(value($event)); chosen.set(undefined)">
              @for (one of operations(); track one.name) {
                <option [value]="one.name" [selected]="one.name === operation()">{{ one.words | words }}</option>
              }
            </select></label
          >
          @if (aboutMatters()) {
            <label class="field"
              ><span>{{ 'policy.class' | transloco }}</span>
              <select name="class" (change)="classification.set(value($event)); chosen.set(undefined)">
                @for (one of entries(view.classes); track one.name) {
                  <option [value]="one.name" [selected]="one.name === classification()">
                    {{ one.words | words }}
                  </option>
                }
              </select></label
            >
          }
        </form>
        <ul class="legend row" [attr.aria-label]="'policy.legend' | transloco">
          @for (one of entries(view.outcomes); track one.name) {
            <li [class]="one.name">
              <span aria-hidden="true">{{ sign(one.name) }}</span> {{ one.words | words }}
            </li>
          }
        </ul>
        @if (chosen(); as place) {
          <section class="panel stack tight" role="status" data-cell>
            <h2>
              {{ view.roles[place.role] | words }} ·
              {{ place.relation ? (view.relations[place.relation] | words) : ('policy.noMatter' | transloco) }}
            </h2>
            <p>
              <strong [class]="cell(place).outcome"
                ><span aria-hidden="true">{{ sign(cell(place).outcome) }}</span>
                {{ view.outcomes[cell(place).outcome] | words }}</strong
              >
            </p>
            <ul>
              @for (line of cell(place).lines; track line.id) {
                <li>{{ line.why | words }}</li>
              }
              @for (line of cell(place).known; track line.id) {
                <li>{{ 'policy.known' | transloco }}{{ line.why | words }}</li>
              }
              @if (cell(place).lines.length + cell(place).known.length === 0) {
                <li>{{ 'policy.nothing' | transloco }}</li>
              }
            </ul>
          </section>
        }
        <section class="panel table-wrap" tabindex="0" role="group" [attr.aria-label]="'policy.title' | transloco">
          <table>
            <caption class="visually-hidden">
              {{
                'policy.title' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="first">{{ 'person.role' | transloco }}</th>
                @for (column of columns(); track column.name) {
                  <th scope="col">
                    {{ column.name === '' ? ('policy.noMatter' | transloco) : (column.words | words) }}
                  </th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.name) {
                <tr [class.mine]="row.name === session.person()?.role">
                  <th scope="row" class="first">{{ row.words | words }}</th>
                  @for (one of row.cells; track one.relation) {
                    <td>
                      <button
                        type="button"
                        [class]="'cell ' + one.outcome"
                        [attr.aria-pressed]="isChosen(row.name, one.relation)"
                        [attr.data-place]="row.name + ' ' + one.relation"
                        (click)="chosen.set(place(row.name, one.relation))"
                      >
                        <span aria-hidden="true">{{ sign(one.outcome) }}</span>
                        {{ 'policy.' + one.outcome | transloco }}
                      </button>
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </section>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styleUrl: './policy.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Policy {
  private readonly access = inject(Access);
  protected readonly session = inject(Session);
  protected readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly operation = signal('matter');
  protected readonly classification = signal('ordinary');
  protected readonly chosen = signal<Place | undefined>(undefined);
  private readonly lines = computed(() => {
    const policy = this.policy();
    return policy ? linesOf(policy) : [];
  });
  protected readonly aboutMatters = computed(() => isAboutMatters(this.lines(), this.operation()));
  protected readonly operations = computed(() => {
    const spoken = new Set<string>(this.lines().flatMap((line) => line.operations));
    return Object.entries(this.policy()?.operations ?? {})
      .filter(([name]) => spoken.has(name))
      .map(([name, zh]) => ({ name, words: { zh, en: humanized(name) } }));
  });
  /** Relations across; one column where the operation concerns no matter. */
  protected readonly columns = computed(() =>
    this.aboutMatters() ? this.entries(this.policy()?.relations ?? {}) : [{ name: '', words: { zh: '', en: '' } }],
  );

  protected readonly rows = computed(() =>
    this.entries(this.policy()?.roles ?? {})
      .filter(({ name }) => name !== 'system')
      .map((role) => ({
        ...role,
        cells: this.columns().map(({ name: relation }) => ({
          relation,
          outcome: this.cell(this.place(role.name, relation)).outcome,
        })),
      })),
  );

  constructor() {
    void this.load();
  }

  protected entries(of: PolicyView['roles']): { name: string; words: { zh: string; en: string } }[] {
    return Object.entries(of).map(([name, words]) => ({ name, words }));
  }

  protected place(role: string, relation: string): Place {
    return {
      operation: this.operation(),
      role,
      classification: this.classification(),
      ...(relation === '' ? {} : { relation }),
    };
  }

  protected cell(place: Place) {
    return cellOf(this.lines(), place);
  }

  protected isChosen(role: string, relation: string): boolean {
    const place = this.chosen();
    return place?.role === role && (place.relation ?? '') === relation;
  }

  protected sign(outcome: string): string {
    return signs[outcome] ?? '?';
  }

  protected value(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }

  protected async load(): Promise<void> {
    try {
      this.policy.set(await this.access.policy());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
