import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PolicyView, WhoMaySeeView } from '@xiezhi/contract';
import { Access, mayEver } from '../../data/access';
import { Refusal } from '../../data/api';
import { Session } from '../../data/session';
import { Deed } from '../../ui/parts/deed';
import { Fault } from '../../ui/parts/fault';
import { WhenPipe } from '../../ui/parts/when';
import { GrantAccess } from './grant-access';

/** 谁能看: the class of a coordination, who was let in or stepped back, and why; with the acts that this role may ever do. */
@Component({
  selector: 'xz-who-may-see',
  imports: [TranslocoPipe, WhenPipe, Deed, Fault, GrantAccess],
  template: `
    <div class="stack">
      <xz-fault [of]="fault()" (again)="load()" />
      @if (view(); as v) {
        <section class="stack tight">
          <h2>{{ 'see.class' | transloco }}</h2>
          <div class="row between">
            <p>
              <span class="tag" [class.soon]="v.classification === 'restricted'">{{
                'see.' + v.classification | transloco
              }}</span>
              {{ v.reason ?? ('see.rule' | transloco) }}
            </p>
            @if (may('classify')) {
              <xz-deed
                [label]="(v.classification === 'restricted' ? 'see.open' : 'see.restrict') | transloco"
                [hint]="'see.restrictHint' | transloco"
                [run]="classify"
              />
            }
          </div>
        </section>
        <section class="stack tight">
          <div class="row between">
            <h2>{{ 'see.grants' | transloco }}</h2>
            @if (may('grantAccess')) {
              <xz-grant-access [matter]="matter()" (granted)="view.set($event)" />
            }
          </div>
          @if (v.grants.length > 0) {
            <ul class="lines">
              @for (one of v.grants; track one.id) {
                <li class="row between">
                  <span
                    ><strong>{{ one.to }}</strong>
                    <span class="tag" [class.good]="one.status === 'running'" [class.soon]="one.status === 'coming'">{{
                      'given.' + one.status | transloco
                    }}</span>
                    {{ one.purpose }}
                    <span class="soft">{{
                      'see.given' | transloco: { by: one.by, from: one.from | when, until: one.until | when }
                    }}</span></span
                  >
                  @if (may('revokeGrant') && (one.status === 'running' || one.status === 'coming')) {
                    <xz-deed [label]="'lend.revoke' | transloco" [about]="one.to" [of]="one.id" [run]="revoke" />
                  }
                </li>
              }
            </ul>
          } @else {
            <p class="soft">{{ 'see.noGrants' | transloco }}</p>
          }
        </section>
        <section class="stack tight">
          <h2>{{ 'see.challenges' | transloco }}</h2>
          @if (v.challenges.length > 0) {
            <ul class="lines">
              @for (one of v.challenges; track one.at + one.by) {
                <li>
                  <strong>{{ one.by }}</strong> · {{ one.courtName }} · {{ one.reason }}
                  <span class="soft">{{ one.at | when }} — {{ one.until | when }}</span>
                </li>
              }
            </ul>
          } @else {
            <p class="soft">{{ 'see.noChallenges' | transloco }}</p>
          }
        </section>
        <section class="stack tight">
          <h2>{{ 'see.exclusions' | transloco }}</h2>
          @if (v.exclusions.length > 0) {
            <ul class="lines">
              @for (one of v.exclusions; track one.id) {
                <li class="row between">
                  <span
                    ><strong>{{ one.person }}</strong>
                    <span class="tag" [class.bad]="!one.liftedAt">{{
                      (one.liftedAt ? 'see.lifted' : 'see.excluded') | transloco
                    }}</span>
                    {{ one.reason }}
                    <span class="soft">{{ one.by }} {{ one.at | when }} {{ one.liftedAt | when }}</span></span
                  >
                  @if (may('liftExclusion') && !one.liftedAt) {
                    <xz-deed [label]="'see.lift' | transloco" [about]="one.person" [of]="one.id" [run]="lift" />
                  }
                </li>
              }
            </ul>
          } @else {
            <p class="soft">{{ 'see.noExclusions' | transloco }}</p>
          }
        </section>
      } @else if (closed()) {
        <p class="soft">{{ 'see.closed' | transloco }}</p>
      } @else if (asks() && !fault()) {
        <div class="skeleton"></div>
      }
      <div class="row">
        @if (may('excludeMyself')) {
          <xz-deed
            [label]="'see.excludeMyself' | transloco"
            [hint]="'see.excludeMyselfHint' | transloco"
            [run]="excludeMyself"
            (done)="left.emit()"
          />
        }
        @if (may('excludeOfficer')) {
          <xz-deed
            [label]="'see.excludeOfficer' | transloco"
            [hint]="'see.excludeOfficerHint' | transloco"
            [ready]="officer() !== ''"
            [run]="excludeOfficer"
          >
            <label class="field"
              ><span>{{ 'people.username' | transloco }}</span
              ><input name="officer" maxlength="40" required [value]="officer()" (input)="officer.set(value($event))"
            /></label>
          </xz-deed>
        }
      </div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WhoMaySee {
  private readonly access = inject(Access);
  private readonly session = inject(Session);
  readonly matter = input.required<string>();
  readonly beat = input(0);
  /** The reader stepped back: nothing of the matter is theirs to see any more. */
  readonly left = output();
  protected readonly view = signal<WhoMaySeeView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  /** The role may ask of some coordinations, and not of this one: nothing went wrong. */
  protected readonly closed = signal(false);
  protected readonly officer = signal('');
  private readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly asks = computed(() => this.may('whoMaySee'));
  protected readonly classify = (reason: string): Promise<void> =>
    this.show(this.access.classify(this.matter(), this.view()?.classification !== 'restricted', reason));
  protected readonly revoke = (reason: string, grant: string): Promise<void> =>
    this.show(this.access.revoke(this.matter(), grant, reason));
  protected readonly lift = (reason: string, exclusion: string): Promise<void> =>
    this.show(this.access.lift(this.matter(), exclusion, reason));
  protected readonly excludeMyself = (reason: string): Promise<void> =>
    this.access.excludeMyself(this.matter(), reason);
  protected readonly excludeOfficer = (reason: string): Promise<void> =>
    this.show(this.access.excludeOfficer(this.matter(), this.officer().trim(), reason));

  constructor() {
    this.access.policy().then(
      (policy) => this.policy.set(policy),
      (error: unknown) => this.fault.set(error),
    );
    effect(() => {
      this.beat();
      if (this.asks()) void this.load();
    });
  }

  protected may(operation: string): boolean {
    return mayEver(this.policy(), this.session.person()?.role ?? '', operation);
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected async load(): Promise<void> {
    try {
      await this.show(this.access.of(this.matter()));
      this.fault.set(undefined);
      this.closed.set(false);
    } catch (error) {
      const closed = error instanceof Refusal && error.problem.code === 'not-allowed-here';
      this.closed.set(closed);
      this.fault.set(closed ? undefined : error);
    }
  }

  private async show(answer: Promise<WhoMaySeeView>): Promise<void> {
    this.view.set(await answer);
  }
}
