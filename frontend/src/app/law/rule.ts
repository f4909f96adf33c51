import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleVersionView } from '@xiezhi/contract';
import { Law } from '../data/law';
import { Session } from '../data/session';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { Length } from './length';
import { courtToday, entriesOf } from './rule-book';
import { RuleForm } from './rule-form';
import { Validity } from './validity';

/** 一条规则: its versions with who and why, what waits for a second person, and the proposal of the next one. */
@Component({
  selector: 'xz-rule',
  imports: [RouterLink, TranslocoPipe, Deed, Fault, Length, RuleForm, Validity],
  template: `
    <div class="page stack">
      <xz-fault [of]="fault()" (again)="load()" />
      @if (entry(); as e) {
        <div class="page-head">
          <h1>
            {{ e.rule }} {{ (e.current ?? e.versions[0])?.title }}
            @if (e.current; as now) {
              <span class="soft">{{ 'term.version' | transloco: { n: now.version } }} · {{ now.basis }}</span>
            }
          </h1>
          <a class="button" routerLink="/rules">{{ 'rules.back' | transloco }}</a>
        </div>
        @if (said()) {
          <p class="panel" role="status">{{ said() | transloco }}</p>
        }
        @if (e.waiting; as next) {
          <section class="panel stack tight waiting">
            <div class="row between">
              <h2>{{ 'rules.waits' | transloco: { n: next.version } }}</h2>
              @if (session.may('decideRule')) {
                <span class="row">
                  <xz-deed
                    [label]="'decide.approve' | transloco"
                    [about]="e.rule + ' ' + next.title"
                    [hint]="'rules.approveHint' | transloco"
                    [primary]="true"
                    [run]="approve"
                  />
                  <xz-deed
                    [label]="'decide.refuse' | transloco"
                    [about]="e.rule + ' ' + next.title"
                    [hint]="'decide.refuseHint' | transloco"
                    [run]="refuse"
                  />
                </span>
              }
            </div>
            <p class="soft">
              {{ 'rules.by' | transloco: { by: next.proposedBy } }}
              @if (!session.may('decideRule')) {
                {{ 'rules.waitsFor' | transloco }}
              }
            </p>
            <dl class="facts">
              <dt>{{ 'rules.title' | transloco }}</dt>
              <dd>{{ next.title }}</dd>
              <dt>{{ 'rules.length' | transloco }}</dt>
              <dd>
                @if (e.current; as now) {
                  <s class="soft"><xz-length [of]="now" /></s> →
                }
                <strong><xz-length [of]="next" /></strong>
              </dd>
              <dt>{{ 'rules.basis' | transloco }}</dt>
              <dd>{{ next.basis }}</dd>
              <dt>{{ 'rules.valid' | transloco }}</dt>
              <dd><xz-validity [of]="next" /></dd>
              <dt>{{ 'rules.reason' | transloco }}</dt>
              <dd>{{ next.reason }}</dd>
            </dl>
            @for (example of next.examples; track $index) {
              <p class="soft">
                <span class="good" aria-hidden="true">✓</span>
                {{ 'rules.given' | transloco }} {{ example.given }}，{{ 'rules.expect' | transloco }}
                {{ example.expect }}
              </p>
            }
          </section>
        } @else if (session.may('proposeRule')) {
          <details class="panel">
            <summary>{{ 'rules.propose' | transloco }}</summary>
            <xz-rule-form [of]="e" (sent)="sent()" />
          </details>
        }
        <section
          class="panel table-wrap roomy"
          tabindex="0"
          role="group"
          [attr.aria-label]="'rules.history' | transloco"
        >
          <h2>{{ 'rules.history' | transloco }}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{{ 'rules.version' | transloco }}</th>
                <th scope="col">{{ 'rules.length' | transloco }}</th>
                <th scope="col">{{ 'rules.basis' | transloco }}</th>
                <th scope="col">{{ 'rules.valid' | transloco }}</th>
                <th scope="col">{{ 'rules.status' | transloco }}</th>
                <th scope="col">{{ 'rules.who' | transloco }}</th>
                <th scope="col">{{ 'rules.reason' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of e.versions; track one.version) {
                <tr>
                  <th scope="row">{{ one.version }}</th>
                  <td><xz-length [of]="one" /></td>
                  <td>{{ one.basis }}</td>
                  <td class="case"><xz-validity [of]="one" /></td>
                  <td>
                    <span class="tag" [class.good]="one === e.current" [class.soon]="one.status === 'proposed'">{{
                      (one === e.current ? 'rules.inForce' : 'rules.' + one.status) | transloco
                    }}</span>
                  </td>
                  <td>
                    {{ one.proposedBy }}
                    @if (one.approvedBy && one.approvedBy !== one.proposedBy) {
                      → {{ one.approvedBy }}
                    }
                  </td>
                  <td>{{ one.reason }}</td>
                </tr>
              }
            </tbody>
          </table>
        </section>
      } @else if (versions()) {
        <p class="panel soft">{{ 'rules.none' | transloco }}</p>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .waiting {
      border-left: 4px solid var(--amber);
    }
    .good {
      color: var(--green);
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulePage {
  private readonly law = inject(Law);
  protected readonly session = inject(Session);
  readonly rule = input.required<string>();
  protected readonly versions = signal<RuleVersionView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly said = signal('');
  protected readonly entry = computed(() =>
    entriesOf(this.versions() ?? [], courtToday()).find(({ rule }) => rule === this.rule()),
  );
  protected readonly approve = (reason: string): Promise<void> => this.decide(true, reason);
  protected readonly refuse = (reason: string): Promise<void> => this.decide(false, reason);

  constructor() {
    effect(() => {
      this.rule();
      void this.load();
    });
  }

  protected async load(): Promise<void> {
    try {
      this.versions.set(await this.law.rules());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async sent(): Promise<void> {
    await this.load();
    this.said.set('rules.sent');
  }

  private async decide(approve: boolean, reason: string): Promise<void> {
    await this.law.decideRule(this.rule(), approve, reason);
    await this.load();
    this.said.set(approve ? 'rules.approved' : 'rules.turnedDown');
  }
}
