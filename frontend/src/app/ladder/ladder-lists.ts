import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OverdueView, PolicyView, SlipsView, StagnationView } from '@xiezhi/contract';
import { Access, mayEver } from '../data/access';
import { Ladder } from '../data/ladder';
import { Live } from '../data/live';
import { Session } from '../data/session';
import { Fault } from '../ui/parts/fault';
import { OverdueTable } from './overdue-table';
import { SlipTable } from './slip-table';
import { StagnantTable } from './stagnant-table';

export const ladderShows = ['stagnant', 'overdue', 'unsigned-slips', 'to-sign'] as const;
export type LadderShow = (typeof ladderShows)[number];

/** In the order in which a supervisor reads: 停滞, 超期 with the rung reached, 督办 not signed for. Each number opens exactly its rows. */
@Component({
  selector: 'xz-ladder-lists',
  imports: [RouterLink, TranslocoPipe, Fault, StagnantTable, OverdueTable, SlipTable],
  template: `
    <xz-fault [of]="fault()" (again)="load()" />
    @if (stagnation(); as found) {
      <section class="panel stack tight" data-list="stagnant">
        <h2>
          <a routerLink="/ladder" [queryParams]="{ show: 'stagnant' }"
            >{{ 'ladder.stagnant' | transloco }} {{ found.total }}</a
          >
        </h2>
        @if (found.items.length > 0) {
          <xz-stagnant-table [rows]="found.items" [mayIssue]="mayIssue()" />
        } @else {
          <p class="soft">{{ 'ladder.noStagnant' | transloco }}</p>
        }
      </section>
    }
    @if (late(); as found) {
      <section class="panel stack tight" data-list="overdue">
        <h2>
          <a routerLink="/ladder" [queryParams]="{ show: 'overdue' }"
            >{{ 'ladder.overdue' | transloco }} {{ found.total }}</a
          >
        </h2>
        @if (found.items.length > 0) {
          <xz-overdue-table [rows]="found.items" [mayIssue]="mayIssue()" />
        } @else {
          <p class="soft">{{ 'ladder.noOverdue' | transloco }}</p>
        }
      </section>
    }
    @if (slips(); as found) {
      <section class="panel stack tight" data-list="slips">
        <h2>
          <a routerLink="/ladder" [queryParams]="{ show: slipShow() }"
            >{{ (slipShow() === 'to-sign' ? 'ladder.toSign' : 'ladder.slips') | transloco }} {{ found.total }}</a
          >
        </h2>
        @if (found.items.length > 0) {
          <xz-slip-table [rows]="found.items" />
        } @else {
          <p class="soft">{{ 'ladder.noSlip' | transloco }}</p>
        }
      </section>
    }
    @if (show() && more()) {
      <button type="button" class="button" (click)="grow()">{{ 'ladder.more' | transloco }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
    }
    h2 a {
      color: var(--ink);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LadderLists {
  private readonly ladder = inject(Ladder);
  private readonly session = inject(Session);
  /** One of the lists alone; none: all of them. */
  readonly show = input<LadderShow | undefined>(undefined);
  readonly few = input(5);
  protected readonly stagnation = signal<StagnationView | undefined>(undefined);
  protected readonly late = signal<OverdueView | undefined>(undefined);
  protected readonly slips = signal<SlipsView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  private readonly limit = signal(50);
  private readonly policy = signal<PolicyView | undefined>(undefined);
  private readonly ever = (operation: string): boolean =>
    mayEver(this.policy(), this.session.person()?.role ?? '', operation);
  protected readonly mayIssue = computed(() => this.ever('issueSlip'));
  /** Whoever signs sees what is to be signed; whoever supervises, what others have not signed. */
  protected readonly slipShow = computed(() =>
    this.show() === 'to-sign' || (this.show() === undefined && this.ever('acknowledgeSlip'))
      ? ('to-sign' as const)
      : ('unsigned-slips' as const),
  );
  protected readonly more = computed(
    () =>
      [this.stagnation(), this.late(), this.slips()].some((found) => found !== undefined && found.next !== null) &&
      this.limit() < 200,
  );

  constructor() {
    const policy = inject(Access).policy();
    effect(() => {
      this.show();
      void policy.then((known) => {
        this.policy.set(known);
        return this.load();
      });
    });
    inject(Live).refetch(
      () => void this.load(),
      () => true,
    );
  }

  protected grow(): void {
    this.limit.set(200);
    void this.load();
  }

  protected async load(): Promise<void> {
    const show = this.show();
    const paging = { limit: String(show ? this.limit() : this.few()) };
    const wants = (...kinds: readonly LadderShow[]): boolean => show === undefined || kinds.includes(show);
    try {
      const [stagnation, late, slips] = await Promise.all([
        wants('stagnant') ? this.ladder.stagnation(paging) : undefined,
        wants('overdue') ? this.ladder.overdue(paging) : undefined,
        wants('unsigned-slips', 'to-sign')
          ? this.ladder.slips(this.slipShow() === 'to-sign' ? 'to-sign' : 'unsigned', paging)
          : undefined,
      ]);
      this.stagnation.set(stagnation);
      this.late.set(late);
      this.slips.set(slips);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
