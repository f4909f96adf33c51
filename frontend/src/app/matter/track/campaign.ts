import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BoardView, MatterView, PolicyView, ProcedureView } from '@xiezhi/contract';
import { Access, hasAccessPanel, mayEver } from '../../data/access';
import { Matters } from '../../data/matters';
import { Session } from '../../data/session';
import { WordsPipe } from '../../i18n/language';
import { DeadlineList } from '../../time/deadline-list';
import { Clock } from '../../ui/parts/clock';
import { Diagram } from '../../ui/parts/diagram';
import { Fault } from '../../ui/parts/fault';
import { LightSign } from '../../ui/parts/light';
import { WhoMaySee } from '../access/who-may-see';
import { Actions } from '../act/actions';
import { Evidence } from '../file/evidence';
import { Papers } from '../file/papers';
import { Board } from './board';
import { Timeline } from './timeline';

const tabs = ['board', 'timeline', 'deadlines', 'diagram', 'papers', 'see'] as const;
type Tab = (typeof tabs)[number];

/** 协同页: what is done, what is not and why, live. */
@Component({
  selector: 'xz-campaign',
  imports: [
    RouterLink,
    TranslocoPipe,
    WordsPipe,
    Clock,
    DeadlineList,
    Diagram,
    Evidence,
    Fault,
    LightSign,
    Actions,
    Papers,
    Board,
    Timeline,
    WhoMaySee,
  ],
  template: `
    <div class="stack">
      <div class="page-head">
        <div>
          <h1>{{ matter().title }}</h1>
          <p class="soft">{{ matter().facts['caseNo'] }} · {{ matter().leadCourtName }}</p>
        </div>
        <div class="row">
          <xz-light [light]="matter().light" /><strong>{{ matter().stageLabel | words }}</strong
          ><xz-clock [due]="matter().closedAt || matter().light === 'paused' ? null : matter().dueAt" />
          @if (matter().stage === 'drafted' && canEdit()) {
            <a class="button primary" [routerLink]="['/matters', matter().id, 'edit']">{{
              'campaign.edit' | transloco
            }}</a>
          }
        </div>
      </div>
      <xz-fault [of]="fault()" />
      @if (!matter().closedAt && matter().stage !== 'drafted') {
        <section class="panel">
          <xz-actions [matter]="matter()" [procedure]="procedure()" (moved)="moved.emit()" />
        </section>
      }
      <div role="tablist" class="tabs" [attr.aria-label]="matter().title">
        @for (name of tabs(); track name) {
          <button
            type="button"
            role="tab"
            class="button quiet"
            [id]="'tab-' + name"
            [attr.aria-selected]="tab() === name"
            aria-controls="tab-panel"
            [class.here]="tab() === name"
            (click)="tab.set(name)"
          >
            {{ 'campaign.' + name | transloco }}
          </button>
        }
      </div>
      <section id="tab-panel" role="tabpanel" [attr.aria-labelledby]="'tab-' + tab()">
        @switch (tab()) {
          @case ('board') {
            @if (board(); as b) {
              <xz-board [board]="b" [reveals]="reveals()" />
            } @else {
              <div class="skeleton"></div>
            }
          }
          @case ('timeline') {
            <div class="panel"><xz-timeline [matter]="matter().id" [whole]="true" [beat]="beat()" /></div>
          }
          @case ('deadlines') {
            <div class="panel"><xz-deadline-list [matter]="matter().id" [beat]="beat()" /></div>
          }
          @case ('diagram') {
            <div class="panel"><xz-diagram [procedure]="procedure()" [stage]="matter().stage" /></div>
          }
          @case ('papers') {
            <div class="panel stack">
              <xz-papers [matter]="matter().id" [beat]="beat()" />
              @if (packs()) {
                <xz-evidence [matter]="matter().id" [name]="('evidence.file' | transloco) + ' ' + matter().title" />
              }
            </div>
          }
          @case ('see') {
            <div class="panel">
              @defer (on immediate) {
                <xz-who-may-see [matter]="matter().id" [beat]="beat()" (left)="moved.emit()" />
              } @placeholder {
                <div class="skeleton"></div>
              }
            </div>
          }
        }
      </section>
    </div>
  `,
  styles: `
    .tabs {
      display: flex;
      gap: 4px;
      border-bottom: 1px solid var(--line);
      overflow-x: auto;
    }
    .here {
      color: var(--lead);
      font-weight: 600;
      border-bottom: 2px solid var(--lead);
      border-radius: 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Campaign {
  private readonly matters = inject(Matters);
  private readonly role = inject(Session).person()?.role ?? '';
  readonly matter = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly beat = input(0);
  readonly moved = output();
  private readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly tabs = computed(() =>
    tabs.filter((name) => name !== 'see' || hasAccessPanel(this.policy(), this.role)),
  );
  protected readonly reveals = computed(() => mayEver(this.policy(), this.role, 'revealAccount'));
  protected readonly packs = computed(
    () => this.matter().stage !== 'drafted' && mayEver(this.policy(), this.role, 'evidencePack'),
  );
  protected readonly tab = signal<Tab>('board');
  protected readonly board = signal<BoardView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly canEdit = computed(() =>
    this.matter().actions.some((action) => action.name === 'amend' && action.allowed),
  );

  constructor() {
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
    effect(() => {
      this.beat();
      this.matters.board(this.matter().id).then(
        (board) => this.board.set(board),
        (error: unknown) => this.fault.set(error),
      );
    });
  }
}
