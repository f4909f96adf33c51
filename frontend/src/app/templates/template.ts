import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PaperKindView, PaperTemplateView } from '@xiezhi/contract';
import { Session } from '../data/session';
import { Templates } from '../data/templates';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { TemplateUpload } from './template-upload';
import { TemplateWords } from './words';

/** 一种文书的模板: its versions, what stands in the chosen one and how it differs, its look, and the next version by two people. */
@Component({
  selector: 'xz-template',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault, TemplateUpload, TemplateWords],
  template: `
    <div class="page stack">
      <xz-fault [of]="fault()" (again)="load(paper())" />
      @if (kind(); as k) {
        <div class="page-head">
          <h1>
            {{ k.id }} {{ k.name | words }}
            <span class="soft">{{ nameOf(k.template) | transloco: { n: k.template } }}</span>
          </h1>
          <a class="button" routerLink="/templates">{{ 'templates.back' | transloco }}</a>
        </div>
        @if (said()) {
          <p class="panel" role="status">{{ said() | transloco }}</p>
        }
        <section
          class="panel table-wrap roomy"
          tabindex="0"
          role="group"
          [attr.aria-label]="'templates.versions' | transloco"
        >
          <table>
            <caption class="visually-hidden">
              {{
                'templates.versions' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'templates.version' | transloco }}</th>
                <th scope="col">{{ 'templates.from' | transloco }}</th>
                <th scope="col">{{ 'rules.status' | transloco }}</th>
                <th scope="col">{{ 'rules.who' | transloco }}</th>
                <th scope="col">{{ 'rules.reason' | transloco }}</th>
                <th scope="col">{{ 'templates.do' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of rows(); track one.version) {
                <tr [class.chosen]="one.version === chosen()">
                  <th scope="row">{{ nameOf(one.version) | transloco: { n: one.version } }}</th>
                  <td class="case">{{ one.effectiveFrom }}</td>
                  <td>
                    <span
                      class="tag"
                      [class.good]="one.version === k.template"
                      [class.soon]="one.state === 'proposed'"
                      >{{
                        (one.version === k.template ? 'rules.inForce' : 'templates.state-' + one.state) | transloco
                      }}</span
                    >
                  </td>
                  <td>
                    {{ one.proposedBy }} {{ one.proposedAt | when }}
                    @if (one.decidedBy) {
                      <div>→ {{ one.decidedBy }} {{ one.decidedAt | when }}</div>
                    }
                  </td>
                  <td>
                    {{ one.reason }}
                    @if (one.decision) {
                      <div>→ {{ one.decision }}</div>
                    }
                  </td>
                  <td>
                    <span class="row">
                      <button
                        type="button"
                        class="button"
                        [attr.aria-pressed]="one.version === chosen()"
                        (click)="picked.set(one.version)"
                      >
                        {{ 'templates.look' | transloco }}
                      </button>
                      <a class="button" [href]="'/api/papers/' + k.id + '/templates/' + one.version">{{
                        'templates.download' | transloco
                      }}</a>
                      @if (one.state === 'proposed' && session.may('decideTemplate')) {
                        <xz-deed
                          [label]="'decide.approve' | transloco"
                          [about]="k.id + ' ' + (k.name | words)"
                          [hint]="'templates.approveHint' | transloco: { day: one.effectiveFrom }"
                          [primary]="true"
                          [of]="'' + one.version"
                          [run]="approve"
                        />
                        <xz-deed
                          [label]="'decide.refuse' | transloco"
                          [about]="k.id + ' ' + (k.name | words)"
                          [hint]="'decide.refuseHint' | transloco"
                          [of]="'' + one.version"
                          [run]="refuse"
                        />
                      }
                    </span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </section>
        <section class="panel stack tight">
          <div class="row between">
            <h2>{{ 'templates.words' | transloco }} · {{ nameOf(chosen()) | transloco: { n: chosen() } }}</h2>
            <a
              class="button"
              [href]="'/api/papers/' + k.id + '/templates/' + chosen() + '/preview'"
              target="_blank"
              rel="noopener"
              >{{ 'templates.preview' | transloco }}</a
            >
          </div>
          <xz-template-words [paper]="k.id" [version]="chosen()" [against]="against()" />
        </section>
        @if (session.may('proposeTemplate')) {
          <details class="panel">
            <summary>{{ 'templates.upload' | transloco }}</summary>
            <xz-template-upload [paper]="k.id" (sent)="sent($event)" />
          </details>
        }
        <details class="panel">
          <summary>{{ 'templates.allowed' | transloco: { n: k.fields.length } }}</summary>
          <ul>
            @for (field of k.fields; track field) {
              <li>
                <code>{{ field }}</code>
              </li>
            }
          </ul>
        </details>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    tr.chosen :is(td, th) {
      background: var(--lead-soft);
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
    ul {
      columns: 220px;
      margin: 8px 0 0;
      padding-left: 20px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatePage {
  private readonly templates = inject(Templates);
  protected readonly session = inject(Session);
  readonly paper = input.required<string>();
  protected readonly kind = signal<PaperKindView | undefined>(undefined);
  protected readonly versions = signal<readonly PaperTemplateView[]>([]);
  protected readonly picked = signal<number | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly said = signal('');
  /** The newest first, and last the one that the product came with, which nobody proposed. */
  protected readonly rows = computed<readonly PaperTemplateView[]>(() => [...[...this.versions()].reverse(), shipped]);
  protected readonly chosen = computed(
    () =>
      this.picked() ??
      this.rows().find(({ state }) => state === 'proposed')?.version ??
      this.kind()?.template ??
      shipped.version,
  );
  /** A version is laid beside the one in force; that one beside what it replaced. */
  protected readonly against = computed(() => {
    const [chosen, now] = [this.chosen(), this.kind()?.template ?? 0];
    if (chosen !== now) return now;
    return this.rows().find(({ version, state }) => version < chosen && state === 'approved')?.version;
  });
  protected readonly approve = (reason: string, version: string): Promise<void> => this.decide(version, true, reason);
  protected readonly refuse = (reason: string, version: string): Promise<void> => this.decide(version, false, reason);

  constructor() {
    effect(() => void this.load(this.paper()));
  }

  protected nameOf(version: number): string {
    return version === 0 ? 'templates.own' : 'term.version';
  }

  protected async load(paper: string): Promise<void> {
    try {
      const [papers, versions] = await Promise.all([this.templates.papers(), this.templates.versions(paper)]);
      this.versions.set(versions);
      this.kind.set(papers.find(({ id }) => id === paper));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async sent({ version }: PaperTemplateView): Promise<void> {
    await this.load(this.paper());
    this.picked.set(version);
    this.said.set('templates.sent');
  }

  private async decide(version: string, approve: boolean, reason: string): Promise<void> {
    await this.templates.decide(this.paper(), Number(version), approve, reason);
    await this.load(this.paper());
    this.said.set(approve ? 'templates.approved' : 'templates.turnedDown');
  }
}

const shipped: PaperTemplateView = {
  version: 0,
  fileName: '',
  bytes: 0,
  sha256: '',
  reason: '',
  proposedBy: '',
  proposedAt: '',
  effectiveFrom: '',
  state: 'approved',
  decidedBy: null,
  decidedAt: null,
  decision: null,
};
