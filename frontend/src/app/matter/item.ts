import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { DomSanitizer, type SafeResourceUrl } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterRow, MatterView, PolicyView, ProcedureView } from '@xiezhi/contract';
import { Access, hasAccessPanel, mayEver } from '../data/access';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { MatterSlips } from '../ladder/matter-slips';
import { DeadlineList } from '../time/deadline-list';
import { Urging } from '../notices/urging';
import { Clock } from '../ui/parts/clock';
import { Diagram } from '../ui/parts/diagram';
import { LightSign } from '../ui/parts/light';
import { Reveal } from './access/reveal';
import { WhoMaySee } from './access/who-may-see';
import { Actions } from './act/actions';
import { Papers } from './file/papers';
import { Timeline } from './track/timeline';

/** Refusals that no waiting lifts. */
const notTheirs = new Set(['role-not-allowed', 'court-not-allowed', 'unknown-action']);
const plain = new Set(['string', 'number', 'boolean']);

/** 解冻确认: the letter on the left, the items on the right, and the next step. Any procedure without a page of its own is drawn so. */
@Component({
  selector: 'xz-item',
  imports: [
    RouterLink,
    TranslocoPipe,
    WordsPipe,
    Clock,
    DeadlineList,
    Diagram,
    LightSign,
    MatterSlips,
    Actions,
    Papers,
    Reveal,
    Timeline,
    Urging,
    WhoMaySee,
  ],
  template: `
    <div class="stack">
      <div class="page-head">
        <div>
          <h1>{{ matter().title }}</h1>
          <p class="soft">{{ matter().facts['caseNo'] }} · {{ matter().courtName }}</p>
        </div>
        <div class="row">
          <xz-light [light]="matter().light" /><strong>{{ matter().stageLabel | words }}</strong
          ><xz-clock [due]="matter().closedAt || matter().light === 'paused' ? null : matter().dueAt" />
          @if (matter().parentId) {
            <a class="button" [routerLink]="['/matters', matter().parentId]">{{ 'item.campaign' | transloco }}</a>
            @if (matter().procedure === 'lift-freeze' && ours()) {
              <a class="button" [routerLink]="['/matters', matter().parentId, 'confirm']">{{
                'confirm.link' | transloco
              }}</a>
            }
          }
        </div>
      </div>
      <div class="sides" [class.lone]="!letter()">
        @if (letter(); as url) {
          <section class="panel letter">
            <h2 class="visually-hidden">{{ 'item.letter' | transloco }}</h2>
            <iframe [src]="url" [title]="'item.letter' | transloco"></iframe>
          </section>
        }
        <div class="stack">
          @if (siblings().length > 1) {
            <nav class="panel stack tight" [attr.aria-label]="'item.ours' | transloco">
              <h2>{{ 'item.ours' | transloco }}</h2>
              <p class="soft">{{ 'item.sum' | transloco: { total: siblings().length, done: done() } }}</p>
              <ul>
                @for (row of siblings(); track row.id) {
                  <li>
                    <a [routerLink]="['/matters', row.id]" [attr.aria-current]="row.id === matter().id ? 'page' : null"
                      ><xz-light [light]="row.light" [bare]="true" /> {{ row.title }}
                      <span class="soft">{{ row.stageLabel | words }}</span></a
                    >
                  </li>
                }
              </ul>
            </nav>
          }
          <section class="panel stack tight">
            <h2>{{ 'item.next' | transloco }}</h2>
            <xz-actions [matter]="matter()" [procedure]="procedure()" (moved)="moved.emit()" />
          </section>
          @if (matter().parentId) {
            <xz-matter-slips [matter]="matter()" [beat]="beat()" (moved)="moved.emit()" />
          }
          @if (mayUrge()) {
            <xz-urging [matter]="matter().id" [beat]="beat()" />
          }
          <section class="panel stack tight">
            <h2>{{ 'item.facts' | transloco }}</h2>
            <dl class="facts">
              @for (fact of facts(); track fact.name) {
                <dt>{{ label(fact.name) | words }}</dt>
                <dd>{{ fact.value }}</dd>
              }
              @if (tail(); as end) {
                <dt>{{ 'reveal.account' | transloco }}</dt>
                <dd><xz-reveal [account]="accountOf" [masked]="'**** ' + end" /></dd>
              }
            </dl>
          </section>
        </div>
      </div>
      <details class="panel">
        <summary>{{ 'campaign.deadlines' | transloco }}</summary>
        <xz-deadline-list [matter]="matter().id" [beat]="beat()" />
      </details>
      <details class="panel">
        <summary>{{ 'campaign.papers' | transloco }}</summary>
        <xz-papers [matter]="matter().id" [beat]="beat()" />
      </details>
      <details class="panel">
        <summary>{{ 'campaign.timeline' | transloco }}</summary>
        <xz-timeline [matter]="matter().id" [beat]="beat()" />
      </details>
      <details class="panel">
        <summary>{{ 'campaign.diagram' | transloco }}</summary>
        <xz-diagram [procedure]="procedure()" [stage]="matter().stage" />
      </details>
      @if (seesAccess()) {
        <details class="panel">
          <summary>{{ 'campaign.see' | transloco }}</summary>
          @defer (on viewport) {
            <xz-who-may-see [matter]="matter().id" [beat]="beat()" (left)="moved.emit()" />
          } @placeholder {
            <div class="skeleton"></div>
          }
        </details>
      }
    </div>
  `,
  styles: `
    .sides {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
      align-items: start;
    }
    .sides.lone {
      grid-template-columns: minmax(0, 760px);
    }
    .letter {
      padding: 0;
      overflow: hidden;
      position: sticky;
      top: 64px;
      background: #fff;
    }
    iframe {
      width: 100%;
      height: 72vh;
      border: 0;
      display: block;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 4px;
    }
    li a {
      display: block;
      padding: 6px 8px;
      border-radius: 4px;
      color: var(--ink);
    }
    li a[aria-current] {
      background: var(--lead-soft);
      font-weight: 600;
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
    @media (max-width: 860px) {
      .sides {
        grid-template-columns: minmax(0, 1fr);
      }
      .letter {
        position: static;
        order: 2;
      }
      iframe {
        height: 50vh;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Item {
  private readonly matters = inject(Matters);
  private readonly sanitizer = inject(DomSanitizer);
  readonly matter = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly beat = input(0);
  readonly moved = output();
  protected readonly letter = signal<SafeResourceUrl | undefined>(undefined);
  private readonly session = inject(Session);
  protected readonly ours = computed(() => this.session.person()?.court === this.matter().court);
  protected readonly siblings = signal<MatterRow[]>([]);
  protected readonly done = computed(
    () => this.siblings().filter((row) => row.closedAt !== null || row.stage === 'confirmed').length,
  );
  protected readonly facts = computed(() =>
    Object.entries(this.matter().facts)
      .filter(([name, value]) => plain.has(typeof value) && this.procedure().fields[name] !== undefined)
      .map(([name, value]) => ({ name, value: typeof value === 'boolean' ? (value ? '✓' : '—') : String(value) })),
  );
  /** Whose court and post may urge, whether or not at this moment: who is told is shown to them. */
  protected readonly mayUrge = computed(() => {
    const urge = this.matter().actions.find(({ name }) => name === 'urge');
    return urge !== undefined && (urge.allowed || !notTheirs.has(urge.refusal?.code ?? ''));
  });
  private letterOf = '';
  private readonly role = this.session.person()?.role ?? '';
  private readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly seesAccess = computed(() => hasAccessPanel(this.policy(), this.role));
  /** The end of the account number, for who may ever show the whole. */
  protected readonly tail = computed(() => {
    const tail = this.matter().facts['accountTail'];
    return typeof tail === 'string' && mayEver(this.policy(), this.role, 'revealAccount') ? tail : undefined;
  });
  /** The campaign's board knows which account the item is about; where it shows none, the server says that there is none. */
  protected readonly accountOf = async (): Promise<string> => {
    const { id, parentId } = this.matter();
    const { accounts } = await this.matters.board(parentId ?? id);
    return accounts.find(({ freezes }) => freezes.some((cell) => cell.matterId === id))?.account ?? id;
  };

  constructor() {
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
    effect(() => {
      this.beat();
      const { id, parentId, court } = this.matter();
      if (parentId === null) return;
      this.matters.find({ parent: parentId, court, limit: '50' }).then(
        (page) => this.siblings.set(page.items),
        () => this.siblings.set([]),
      );
      this.matters.documents(id).then(
        (all) => this.show(all.find((d) => d.kind === 'dispatch-order')?.id),
        () => undefined,
      );
    });
  }

  protected label(name: string): { zh: string; en: string } {
    return this.procedure().fields[name] ?? { zh: name, en: name };
  }

  /** Our own address and the server's own id: nothing a person typed is trusted here. */
  private show(id: string | undefined): void {
    if (id === undefined || id === this.letterOf) return;
    this.letterOf = id;
    this.letter.set(this.sanitizer.bypassSecurityTrustResourceUrl(`/api/documents/${id}#navpanes=0&view=FitH`));
  }
}
