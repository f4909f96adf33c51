import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AuditLineView, PolicyView } from '@xiezhi/contract';
import { Access } from '../data/access';
import type { Page } from '../data/page';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { instantOf, WhenPipe } from '../ui/parts/when';
import { humanized } from './policy-cell';

/** What an outcome of the log means to whoever reads it. */
export const meaningOf = (outcome: string): 'done' | 'refused' | 'failed' => {
  if (outcome === 'shown' || /^[23]/.test(outcome)) return 'done';
  return /^5/.test(outcome) ? 'failed' : 'refused';
};

/** 审计: who did or saw what, when, from where and why. The search lives in the address; nothing here can be changed. */
@Component({
  selector: 'xz-audit',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.audit' | transloco }}
          @if (page(); as p) {
            <span class="soft" role="status">{{
              'audit.found' | transloco: { total: p.total, shown: rows().length }
            }}</span>
          }
        </h1>
      </div>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="field"
          ><span>{{ 'audit.person' | transloco }}</span
          ><input type="search" name="person" [value]="person()" (change)="filter({ person: value($event) })"
        /></label>
        <label class="field"
          ><span>{{ 'policy.operation' | transloco }}</span>
          <select name="operation" (change)="filter({ operation: value($event) })">
            <option value="">{{ 'list.any' | transloco }}</option>
            @for (one of operations(); track one.name) {
              <option [value]="one.name" [selected]="one.name === operation()">{{ one.words | words }}</option>
            }
          </select></label
        >
        <label class="field"
          ><span>{{ 'audit.object' | transloco }}</span
          ><input type="search" name="object" [value]="object()" (change)="filter({ object: value($event) })"
        /></label>
        <label class="field"
          ><span>{{ 'audit.outcome' | transloco }}</span>
          <select name="outcome" (change)="filter({ outcome: value($event) })">
            <option value="">{{ 'list.any' | transloco }}</option>
            @for (one of outcomes; track one) {
              <option [value]="one" [selected]="one === outcome()">
                {{ 'audit.' + meaning(one) | transloco }} {{ one }}
              </option>
            }
          </select></label
        >
        <label class="field"
          ><span>{{ 'person.from' | transloco }}</span
          ><input type="datetime-local" name="from" [value]="from()" (change)="filter({ from: value($event) })"
        /></label>
        <label class="field"
          ><span>{{ 'person.until' | transloco }}</span
          ><input type="datetime-local" name="until" [value]="until()" (change)="filter({ until: value($event) })"
        /></label>
        <button type="button" class="button" (click)="filter(nothing)">{{ 'list.reset' | transloco }}</button>
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (page(); as p) {
        @if (rows().length > 0) {
          <section
            class="panel table-wrap roomy"
            tabindex="0"
            role="group"
            [attr.aria-label]="'menu.audit' | transloco"
          >
            <table>
              <caption class="visually-hidden">
                {{
                  'menu.audit' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'audit.at' | transloco }}</th>
                  <th scope="col">{{ 'audit.who' | transloco }}</th>
                  <th scope="col">{{ 'policy.operation' | transloco }}</th>
                  <th scope="col">{{ 'audit.object' | transloco }}</th>
                  <th scope="col">{{ 'audit.outcome' | transloco }}</th>
                  <th scope="col">{{ 'audit.purpose' | transloco }}</th>
                  <th scope="col">{{ 'sessions.address' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (line of rows(); track line.id) {
                  <tr>
                    <td class="case">{{ line.at | when: 'second' }}</td>
                    <td>
                      {{ line.name || ('audit.nobody' | transloco) }}
                      <div class="soft">{{ line.roleName | words }} {{ line.courtName }}</div>
                    </td>
                    <td>{{ title(line) | words }}</td>
                    <td>
                      @if (line.object; as object) {
                        <button
                          type="button"
                          class="button quiet"
                          [attr.title]="'audit.only' | transloco"
                          (click)="filter({ object })"
                        >
                          <code>{{ object.slice(0, 8) }}…{{ object.slice(-4) }}</code>
                        </button>
                      }
                    </td>
                    <td>
                      <span
                        class="tag"
                        [class.good]="meaning(line.outcome) === 'done'"
                        [class.bad]="meaning(line.outcome) !== 'done'"
                        >{{ 'audit.' + meaning(line.outcome) | transloco }}</span
                      >
                      <span class="soft">{{ line.outcome }}</span>
                    </td>
                    <td>{{ line.purpose }}</td>
                    <td>{{ line.address }}</td>
                  </tr>
                }
              </tbody>
            </table>
            @if (p.next) {
              <p>
                <button type="button" class="button" (click)="more()">{{ 'list.more' | transloco }}</button>
              </p>
            }
          </section>
        } @else {
          <p class="panel soft">{{ 'audit.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Audit {
  private readonly staff = inject(Staff);
  private readonly router = inject(Router);
  readonly person = input('', { transform: text });
  readonly operation = input('', { transform: text });
  readonly object = input('', { transform: text });
  readonly outcome = input('', { transform: text });
  readonly from = input('', { transform: text });
  readonly until = input('', { transform: text });
  protected readonly outcomes = ['200', '201', '204', 'shown', '401', '403', '404', '409', '422', '429'];
  protected readonly nothing = { person: '', operation: '', object: '', outcome: '', from: '', until: '' };
  protected readonly page = signal<Page<AuditLineView> | undefined>(undefined);
  protected readonly rows = signal<AuditLineView[]>([]);
  protected readonly fault = signal<unknown>(undefined);
  private readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly operations = computed(() =>
    Object.entries(this.policy()?.operations ?? {}).map(([name, zh]) => ({ name, words: { zh, en: humanized(name) } })),
  );

  constructor() {
    effect(() => {
      this.wish();
      void this.load();
    });
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
  }

  protected meaning(outcome: string): string {
    return meaningOf(outcome);
  }

  protected title({ title, operation }: AuditLineView): { zh: string; en: string } {
    return { zh: title, en: humanized(operation) };
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected filter(change: Partial<Audit['nothing']>): void {
    const queryParams = Object.fromEntries(
      Object.entries({ ...this.wish(), ...change }).map(([key, value]) => [key, value === '' ? null : value]),
    );
    void this.router.navigate([], { queryParams });
  }

  protected async load(): Promise<void> {
    try {
      const page = await this.find();
      this.page.set(page);
      this.rows.set(page.items);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async more(): Promise<void> {
    const page = await this.find(this.page()?.next ?? '');
    this.page.set(page);
    this.rows.update((rows) => [...rows, ...page.items]);
  }

  private find(cursor = ''): Promise<Page<AuditLineView>> {
    const { from, until, ...rest } = this.wish();
    return this.staff.audit({
      ...rest,
      cursor,
      from: from === '' ? '' : instantOf(from),
      until: until === '' ? '' : instantOf(until),
    });
  }

  private wish(): Audit['nothing'] {
    return {
      person: this.person(),
      operation: this.operation(),
      object: this.object(),
      outcome: this.outcome(),
      from: this.from(),
      until: this.until(),
    };
  }
}

function text(value: string | undefined): string {
  return value ?? '';
}
