import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DeskView } from '@xiezhi/contract';
import { Live } from '../data/live';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { LadderLists, ladderShows } from '../ladder/ladder-lists';
import { Fault } from '../ui/parts/fault';
import { LightSign } from '../ui/parts/light';
import { MatterTable } from '../ui/parts/matter-table';

/** 工作台: what waits for me. A card opens exactly the rows it counted. */
@Component({
  selector: 'xz-desk',
  imports: [RouterLink, TranslocoPipe, WordsPipe, Fault, LadderLists, LightSign, MatterTable],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'menu.desk' | transloco }}</h1>
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (desk(); as d) {
        @for (warning of d.warnings; track warning.zh) {
          <p class="panel warning" role="status"><span aria-hidden="true">▲</span> {{ warning | words }}</p>
        }
        <ul class="cards" aria-live="polite">
          @for (card of d.cards; track card.key) {
            <li>
              <a class="panel" [routerLink]="[target(card.key)]" [queryParams]="asked(card.key)"
                ><span class="count">{{ card.count }}</span
                ><span
                  >{{ card.label | words }}
                  @if (card.count > 0 && card.light !== 'grey' && card.light !== 'green') {
                    <xz-light [light]="card.light" [bare]="true" />
                  }</span
              ></a>
            </li>
          }
        </ul>
        @if (supervises()) {
          <xz-ladder-lists />
        }
        @if (d.cards[0]?.key !== 'stagnant') {
          <section class="panel stack tight">
            <h2>{{ 'desk.first' | transloco }}</h2>
            @if (d.first.length > 0) {
              <xz-matter-table [rows]="d.first" [caption]="'desk.first' | transloco" />
            } @else {
              <p class="soft">{{ 'desk.empty' | transloco: { done: d.doneToday } }}</p>
            }
          </section>
        }
        @if (letters().length > 0) {
          <section class="panel stack tight">
            <h2>{{ 'confirm.waiting' | transloco }}</h2>
            <ul class="lines">
              @for (one of letters(); track one.parent) {
                <li>
                  <a [routerLink]="['/matters', one.parent, 'confirm']"
                    >{{ one.lead }} · {{ 'confirm.items' | transloco: { n: one.count } }}</a
                  >
                </li>
              }
            </ul>
          </section>
        }
        <section class="panel stack tight">
          <h2>{{ 'desk.campaigns' | transloco }}</h2>
          @if (d.campaigns.length > 0) {
            <xz-matter-table [rows]="d.campaigns" [caption]="'desk.campaigns' | transloco" />
          } @else {
            <p class="soft">{{ 'desk.noCampaign' | transloco }}</p>
          }
        </section>
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .warning {
      border-color: var(--amber);
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: 12px;
      list-style: none;
      margin: 0;
      padding: 0;
    }
    .cards a {
      display: grid;
      gap: 4px;
      color: var(--ink);
      height: 100%;
    }
    .cards a:hover {
      border-color: var(--lead);
      text-decoration: none;
    }
    .count {
      font-size: 28px;
      line-height: 36px;
      font-weight: 600;
    }
    @media (max-width: 720px) {
      .cards {
        grid-template-columns: repeat(2, 1fr);
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Desk {
  private readonly matters = inject(Matters);
  private readonly session = inject(Session);
  protected readonly desk = signal<DeskView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);

  /** Whoever supervises reads stagnation first: the card is theirs. */
  protected readonly supervises = computed(
    () => this.session.may('stagnation') && this.desk()?.cards.some(({ key }) => key === 'stagnant') === true,
  );
  /** What waits for this court, by the letter it came with. */
  protected readonly letters = computed(() => {
    const court = this.session.person()?.court;
    const ours = (this.desk()?.first ?? []).filter((row) => row.procedure === 'lift-freeze' && row.court === court);
    return [...Map.groupBy(ours, (row) => row.parentId)].flatMap(([parent, rows]) =>
      parent === null ? [] : [{ parent, lead: rows[0]?.leadCourtName ?? '', count: rows.length }],
    );
  });

  constructor() {
    void this.load();
    inject(Live).refetch(
      () => void this.load(),
      () => true,
    );
  }

  protected target(key: string): string {
    return this.onLadder(key) ? '/ladder' : '/matters';
  }

  protected asked(key: string): Record<string, string> {
    return this.onLadder(key) ? { show: key } : { desk: key };
  }

  private onLadder(key: string): boolean {
    return this.session.may('stagnation') && ladderShows.some((show) => show === key);
  }

  protected async load(): Promise<void> {
    try {
      this.desk.set(await this.matters.desk());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
