import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { WebhookView } from '@xiezhi/contract';
import { letters } from '@xiezhi/contract/plain';
import { Webhooks } from '../data/webhooks';
import { WordsPipe } from '../i18n/language';
import { CourtField } from '../ui/parts/court-field';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { Deliveries } from './deliveries';
import { lettersOf } from './letter-words';

/** 推送: what leaves the house by itself. One security administrator makes it, another lets it go; its secret is shown once. */
@Component({
  selector: 'xz-webhooks',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, CourtField, Deed, Deliveries, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.webhooks' | transloco }}
          @if (all(); as list) {
            <span class="soft" role="status">{{ 'hooks.sum' | transloco: { total: list.length } }}</span>
          }
        </h1>
        <xz-deed
          [label]="'hooks.make' | transloco"
          [hint]="'hooks.makeHint' | transloco"
          [primary]="true"
          [ready]="court() !== '' && url() !== '' && chosen().size > 0"
          [run]="make"
        >
          <xz-court-field [label]="'hooks.court' | transloco" [(text)]="courtText" (chosen)="court.set($event)" />
          <label class="field"
            ><span>{{ 'hooks.url' | transloco }}</span
            ><input name="url" type="url" maxlength="500" [value]="url()" (input)="url.set(value($event))"
          /></label>
          <fieldset>
            <legend>{{ 'hooks.letters' | transloco }}</legend>
            @for (kind of kinds; track kind.letter) {
              <label class="row"
                ><input
                  type="checkbox"
                  [name]="kind.letter"
                  [checked]="chosen().has(kind.letter)"
                  (change)="choose(kind.letter)"
                />
                {{ kind.words | words }}</label
              >
            }
          </fieldset>
        </xz-deed>
      </div>
      <p class="soft">{{ 'hooks.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (secret(); as shown) {
        <section class="panel stack tight secret" role="status">
          <h2>{{ 'hooks.secret' | transloco }}</h2>
          <p>{{ 'hooks.secretOnce' | transloco }}</p>
          <code data-secret>{{ shown }}</code>
          <div>
            <button type="button" class="button" (click)="secret.set(undefined)">
              {{ 'hooks.secretKept' | transloco }}
            </button>
          </div>
        </section>
      }
      @if (said()) {
        <p class="panel" role="status">{{ said() | transloco }}</p>
      }
      @if (all(); as list) {
        @for (one of list; track one.id) {
          <section class="panel stack tight" [attr.aria-label]="one.url">
            <div class="row between">
              <h2>
                <span class="url">{{ one.url }}</span>
                <span
                  class="tag"
                  [class.good]="one.status === 'running'"
                  [class.soon]="one.status === 'waiting'"
                  [class.bad]="one.status === 'disabled'"
                  >{{ 'hooks.status-' + one.status | transloco }}</span
                >
              </h2>
              <span class="row">
                @if (one.status === 'waiting') {
                  <xz-deed
                    [label]="'hooks.approve' | transloco"
                    [about]="one.courtName + ' → ' + one.url"
                    [hint]="'hooks.approveHint' | transloco"
                    [primary]="true"
                    [of]="one.id"
                    [run]="approve"
                  />
                }
                @if (one.status !== 'ended') {
                  <xz-deed
                    [label]="'hooks.end' | transloco"
                    [about]="one.courtName + ' → ' + one.url"
                    [hint]="'hooks.endHint' | transloco"
                    [of]="one.id"
                    [run]="end"
                  />
                }
              </span>
            </div>
            <dl class="facts">
              <dt>{{ 'hooks.court' | transloco }}</dt>
              <dd>{{ one.courtName }}</dd>
              <dt>{{ 'hooks.letters' | transloco }}</dt>
              <dd>
                @for (words of lettersOf(one.letters); track $index; let last = $last) {
                  {{ words | words }}{{ last ? '' : '；' }}
                }
              </dd>
              <dt>{{ 'hooks.who' | transloco }}</dt>
              <dd>
                {{ one.madeBy }} {{ one.madeAt | when }}
                @if (one.approvedBy) {
                  → {{ one.approvedBy }}
                }
              </dd>
              @if (one.failures > 0) {
                <dt>{{ 'hooks.failures' | transloco }}</dt>
                <dd>{{ 'hooks.inRow' | transloco: { n: one.failures } }}</dd>
              }
            </dl>
            @if (one.status !== 'waiting') {
              <xz-deliveries [of]="one.id" />
            }
          </section>
        } @empty {
          <p class="panel soft">{{ 'hooks.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    fieldset {
      border: 1px solid var(--line);
      border-radius: 4px;
      margin: 0;
      padding: 8px 12px;
      max-height: 200px;
      overflow: auto;
    }
    .url,
    .secret code {
      overflow-wrap: anywhere;
    }
    .url + .tag {
      margin-left: 8px;
    }
    .secret {
      border-left: 4px solid var(--amber);
    }
    .secret code {
      font-size: 16px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WebhooksPage {
  private readonly hooks = inject(Webhooks);
  protected readonly kinds = Object.entries(letters).map(([letter, words]) => ({ letter, words }));
  protected readonly lettersOf = lettersOf;
  protected readonly all = signal<WebhookView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly said = signal('');
  protected readonly secret = signal<string | undefined>(undefined);
  protected readonly court = signal('');
  protected readonly courtText = signal('');
  protected readonly url = signal('');
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly make = async (reason: string): Promise<void> => {
    const wish = { court: this.court(), url: this.url().trim(), letters: [...this.chosen()], reason };
    const { secret } = await this.hooks.make(wish);
    this.secret.set(secret ?? undefined);
    this.url.set('');
    this.chosen.set(new Set());
    await this.load();
    this.said.set('hooks.made');
  };
  protected readonly approve = async (reason: string, id: string): Promise<void> => {
    await this.hooks.approve(id, reason);
    await this.load();
    this.said.set('hooks.approved');
  };
  protected readonly end = async (reason: string, id: string): Promise<void> => {
    await this.hooks.end(id, reason);
    await this.load();
    this.said.set('hooks.endedNow');
  };

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected choose(letter: string): void {
    const next = new Set(this.chosen());
    if (!next.delete(letter)) next.add(letter);
    this.chosen.set(next);
  }

  protected async load(): Promise<void> {
    try {
      this.all.set(await this.hooks.all());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
