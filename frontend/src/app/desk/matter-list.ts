import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterRow, PolicyView, ProcedureView } from '@xiezhi/contract';
import { Access, mayEver } from '../data/access';
import { newKey } from '../data/api';
import { Live } from '../data/live';
import { Matters } from '../data/matters';
import type { Page } from '../data/page';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { MatterTable } from '../ui/parts/matter-table';
import { BatchPrint } from './batch-print';

/** 协同任务: filters live in the address, pages follow a mark, and one action can be done on all that are chosen. */
@Component({
  selector: 'xz-matter-list',
  imports: [TranslocoPipe, WordsPipe, BatchPrint, Fault, MatterTable],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.matters' | transloco }}
          <span class="soft" role="status">{{ 'list.total' | transloco: { total: page()?.total ?? 0 } }}</span>
        </h1>
      </div>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="field"
          ><span>{{ 'list.q' | transloco }}</span
          ><input type="search" [value]="q()" (change)="filter({ q: value($event) })"
        /></label>
        <label class="field"
          ><span>{{ 'table.stage' | transloco }}</span>
          <select [value]="stage()" (change)="filter({ stage: value($event) })">
            <option value="">{{ 'list.any' | transloco }}</option>
            @for (s of stages(); track s.name) {
              <option [value]="s.name" [selected]="s.name === stage()">{{ s.label | words }}</option>
            }
          </select></label
        >
        <label class="field"
          ><span>{{ 'table.light' | transloco }}</span>
          <select [value]="light()" (change)="filter({ light: value($event) })">
            <option value="">{{ 'list.any' | transloco }}</option>
            @for (l of lights; track l) {
              <option [value]="l" [selected]="l === light()">{{ 'light.' + l | transloco }}</option>
            }
          </select></label
        >
        <button
          type="button"
          class="button"
          (click)="filter({ q: '', stage: '', light: '', desk: '', parent: '', court: '' })"
        >
          {{ 'list.reset' | transloco }}
        </button>
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (page(); as p) {
        <section class="panel stack tight">
          @if (rows().length > 0) {
            <xz-matter-table
              [rows]="rows()"
              [caption]="'menu.matters' | transloco"
              [selecting]="true"
              [(chosen)]="chosen"
            />
          } @else {
            <p class="soft">{{ 'list.empty' | transloco }}</p>
          }
          @if (p.next) {
            <div>
              <button type="button" class="button" (click)="more()">{{ 'list.more' | transloco }}</button>
            </div>
          }
        </section>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
      @if (chosen().size > 0) {
        <div class="batch panel row between" role="region" [attr.aria-label]="'list.batch' | transloco">
          <span>{{ 'list.chosen' | transloco: { n: chosen().size } }}</span>
          <span class="row">
            @for (action of batchActions(); track action.name) {
              <button type="button" class="button primary" [disabled]="busy()" (click)="batch(action.name)">
                {{ action.label | words }} {{ chosen().size }}
              </button>
            }
            @if (printable()) {
              <xz-batch-print [ids]="ids()" />
            } @else if (batchActions().length === 0) {
              <span class="soft">{{ 'list.noBatch' | transloco }}</span>
            }
            <button type="button" class="button" (click)="chosen.set(none)">{{ 'list.clear' | transloco }}</button>
          </span>
        </div>
      }
    </div>
  `,
  styles: `
    .batch {
      position: sticky;
      bottom: 12px;
      box-shadow: 0 2px 12px rgb(0 0 0 / 12%);
    }
    @media (max-width: 720px) {
      .batch {
        bottom: 64px;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MatterList {
  private readonly matters = inject(Matters);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  readonly q = input('', { transform: text });
  readonly stage = input('', { transform: text });
  readonly light = input('', { transform: text });
  readonly desk = input('', { transform: text });
  readonly parent = input('', { transform: text });
  readonly court = input('', { transform: text });
  protected readonly lights = ['green', 'amber', 'red', 'grey'];
  protected readonly none: ReadonlySet<string> = new Set();
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly rows = signal<MatterRow[]>([]);
  protected readonly page = signal<Page<MatterRow> | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  private readonly policy = signal<PolicyView | undefined>(undefined);
  private readonly procedures = signal<ProcedureView[]>([]);
  protected readonly stages = computed(() => [
    ...new Map(
      this.procedures()
        .flatMap((p) => p.stages)
        .map((s) => [s.name, s]),
    ).values(),
  ]);

  /** Actions without input that this role may take from the stage that all chosen rows share. */
  protected readonly batchActions = computed(() => {
    const rows = this.rows().filter((row) => this.chosen().has(row.id));
    const role = this.session.person()?.role ?? '';
    const [first] = rows;
    if (!first || rows.some((row) => row.stage !== first.stage || row.procedure !== first.procedure)) return [];
    const procedure = this.procedures().find((p) => p.name === first.procedure);
    return (procedure?.actions ?? []).filter(
      (a) =>
        !a.internal &&
        a.input === undefined &&
        a.by.includes(role) &&
        a.from.includes(first.stage) &&
        procedure?.name === 'lift-freeze',
    );
  });

  protected readonly ids = computed(() => [...this.chosen()]);
  /** 批量制作文书: items of unfreezing, by whoever may file papers. */
  protected readonly printable = computed(() => {
    const rows = this.rows().filter((row) => this.chosen().has(row.id));
    return (
      rows.length > 0 &&
      rows.every((row) => row.procedure === 'lift-freeze') &&
      this.session.may('startBatch') &&
      mayEver(this.policy(), this.session.person()?.role ?? '', 'fileDocument')
    );
  });

  constructor() {
    effect(() => {
      this.query();
      void this.load();
    });
    void this.matters.procedures().then(
      (all) => this.procedures.set(all),
      () => undefined,
    );
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
    inject(Live).refetch(
      () => void this.load(),
      () => true,
    );
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected filter(change: Record<string, string>): void {
    const queryParams = Object.fromEntries(
      Object.entries({ ...this.query(), ...change }).map(([key, value]) => [key, value === '' ? null : value]),
    );
    void this.router.navigate([], { queryParams });
  }

  protected async load(): Promise<void> {
    try {
      const page = await this.matters.find({
        ...this.query(),
        limit: String(Math.max(50, Math.min(200, this.rows().length))),
      });
      this.page.set(page);
      this.rows.set(page.items);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async more(): Promise<void> {
    const page = await this.matters.find({ ...this.query(), cursor: this.page()?.next ?? '' });
    this.page.set(page);
    this.rows.update((rows) => [...rows, ...page.items]);
  }

  protected async batch(action: string): Promise<void> {
    this.busy.set(true);
    try {
      const batch = await this.matters.startBatch(action, [...this.chosen()], newKey());
      await this.router.navigate(['/batches', batch.id]);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }

  private query(): Record<string, string> {
    return {
      q: this.q(),
      stage: this.stage(),
      light: this.light(),
      desk: this.desk(),
      parent: this.parent(),
      court: this.court(),
    };
  }
}

function text(value: string | undefined): string {
  return value ?? '';
}
