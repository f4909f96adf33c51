import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DelegationView } from '@xiezhi/contract';
import { Account } from '../data/account';
import { Session } from '../data/session';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { fieldOf, instantOf, WhenPipe } from '../ui/parts/when';

const day = 86_400_000;
const mostDays = 30;

/** 代办: what I lend of my post and what was lent to me, with begin and end. */
@Component({
  selector: 'xz-delegations',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault],
  template: `
    <section class="panel stack tight">
      <div class="row between">
        <h2>{{ 'lend.title' | transloco }}</h2>
        @if (own()) {
          <xz-deed
            [label]="'lend.give' | transloco"
            [about]="own()"
            [hint]="'lend.hint' | transloco"
            [ready]="ready()"
            [run]="give"
            (done)="load()"
          >
            <label class="field"
              ><span>{{ 'lend.to' | transloco }}</span
              ><input
                name="to"
                required
                maxlength="40"
                autocomplete="off"
                [value]="to()"
                (input)="to.set(value($event))"
            /></label>
            <label class="field"
              ><span>{{ 'lend.from' | transloco }}</span
              ><input type="datetime-local" name="from" required [value]="from()" (input)="from.set(value($event))"
            /></label>
            <label class="field"
              ><span>{{ 'lend.until' | transloco }}</span
              ><input
                type="datetime-local"
                name="until"
                required
                [min]="from()"
                [max]="latest()"
                [value]="until()"
                (input)="until.set(value($event))"
            /></label>
          </xz-deed>
        } @else {
          <span class="soft">{{ 'lend.notYours' | transloco }}</span>
        }
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (all(); as lent) {
        @if (lent.length > 0) {
          <div class="table-wrap roomy" tabindex="0" role="group" [attr.aria-label]="'lend.title' | transloco">
            <table>
              <caption class="visually-hidden">
                {{
                  'lend.title' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'lend.post' | transloco }}</th>
                  <th scope="col">{{ 'lend.who' | transloco }}</th>
                  <th scope="col">{{ 'lend.time' | transloco }}</th>
                  <th scope="col">{{ 'deed.reason' | transloco }}</th>
                  <th scope="col">{{ 'lend.state' | transloco }}</th>
                  <th scope="col">{{ 'lend.act' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (one of lent; track one.id) {
                  <tr>
                    <td>{{ one.roleName | words }} · {{ one.courtName }}</td>
                    <td>{{ one.by }} → {{ one.to }}</td>
                    <td class="case">{{ one.from | when }}<br />{{ one.until | when }}</td>
                    <td>{{ one.reason }}</td>
                    <td>
                      <span
                        class="tag"
                        [class.good]="one.status === 'running'"
                        [class.soon]="one.status === 'coming'"
                        >{{ 'given.' + one.status | transloco }}</span
                      >
                    </td>
                    <td>
                      @if (one.mine && (one.status === 'running' || one.status === 'coming')) {
                        <xz-deed
                          [label]="'lend.revoke' | transloco"
                          [about]="one.by + ' → ' + one.to"
                          [hint]="'lend.revokeHint' | transloco"
                          asks="nothing"
                          [of]="one.id"
                          [run]="revoke"
                          (done)="load()"
                        />
                      }
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        } @else {
          <p class="soft">{{ 'lend.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </section>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Delegations {
  private readonly account = inject(Account);
  private readonly session = inject(Session);
  private readonly choice = inject(LanguageChoice);
  protected readonly all = signal<DelegationView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly to = signal('');
  protected readonly from = signal(fieldOf(Date.now()));
  protected readonly until = signal(fieldOf(Date.now() + 7 * day));
  protected readonly latest = computed(() => fieldOf(Date.parse(instantOf(this.from())) + mostDays * day));
  protected readonly ready = computed(() => this.to() !== '' && this.from() < this.until());
  /** The post in which the session acts, when it is one's own: only that is lent. */
  protected readonly own = computed(() => {
    const me = this.session.person();
    return me && me.actsFor === null ? `${this.choice.of(me.roleName)} · ${me.courtName}` : '';
  });
  protected readonly give = (reason: string): Promise<unknown> =>
    this.account.delegate({
      to: this.to().trim(),
      from: instantOf(this.from()),
      until: instantOf(this.until()),
      reason,
    });

  protected readonly revoke = (_reason: string, id: string): Promise<unknown> => this.account.revoke(id);

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected async load(): Promise<void> {
    try {
      this.all.set(await this.account.delegations());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
