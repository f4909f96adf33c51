import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterRow, PolicyView, ProcedureView } from '@xiezhi/contract';
import { Access, mayEver } from '../data/access';
import { Live } from '../data/live';
import { type MatterPage, Matters } from '../data/matters';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { ExportButton } from '../exports/export-button';
import { Fault } from '../ui/parts/fault';
import { matterColumns } from '../ui/parts/matter-columns';
import { MatterTable } from '../ui/parts/matter-table';
import { arranged, type Sort, sortOf, sortText } from '../ui/table/column';
import { ColumnPicker } from '../ui/table/column-picker';
import { possible } from './batch-actions';
import { BatchPrint } from './batch-print';
import { keepColumns, keptColumns } from './columns-kept';

/** 协同任务: filters live in the address, pages follow a mark, and one action can be done on all that are chosen. */
@Component({
  selector: 'xz-matter-list',
  imports: [RouterLink, TranslocoPipe, WordsPipe, BatchPrint, ColumnPicker, ExportButton, Fault, MatterTable],
  templateUrl: './matter-list.html',
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
  readonly state = input('', { transform: text });
  readonly sort = input('', { transform: text });
  protected readonly states = ['', 'closed', 'all'];
  protected readonly columns = matterColumns;
  private readonly kept = signal(keptColumns('matters'));
  protected readonly shown = computed(() => arranged(matterColumns, this.kept()));
  protected readonly sorted = computed(() => sortOf(this.sort()));
  protected readonly lights = ['green', 'amber', 'red', 'grey'];
  protected readonly none: ReadonlySet<string> = new Set();
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly rows = signal<MatterRow[]>([]);
  protected readonly page = signal<MatterPage | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  private readonly policy = signal<PolicyView | undefined>(undefined);
  private readonly procedures = signal<ProcedureView[]>([]);
  protected readonly stages = computed(() => [
    ...new Map(
      this.procedures()
        .flatMap((p) => p.stages)
        .map((s) => [s.name, s]),
    ).values(),
  ]);

  protected readonly mayBatch = computed(
    () => this.session.may('startBatch') && possible(this.procedures(), this.session.person()?.role ?? '').length > 0,
  );

  /** What this role may do to many, from the stage that all chosen rows share. */
  protected readonly batchActions = computed(() => {
    const rows = this.rows().filter((row) => this.chosen().has(row.id));
    const [first] = rows;
    if (!first || rows.some((row) => row.stage !== first.stage || row.procedure !== 'lift-freeze')) return [];
    return possible(this.procedures(), this.session.person()?.role ?? '').filter(({ from }) =>
      from.includes(first.stage),
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

  private fetching = false;

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

  /** One page at a time, however fast somebody scrolls. */
  protected async more(): Promise<void> {
    const mark = this.page()?.next;
    if (!mark || this.fetching) return;
    this.fetching = true;
    try {
      const page = await this.matters.find({ ...this.query(), limit: '100', cursor: mark });
      // What was asked under another filter is not this list.
      if (this.page()?.next !== mark) return;
      this.page.set(page);
      this.rows.update((rows) => [...rows, ...page.items]);
    } catch (error) {
      this.fault.set(error);
    } finally {
      this.fetching = false;
    }
  }

  protected keep(keys: readonly string[] | undefined): void {
    keepColumns('matters', keys);
    this.kept.set(keys);
  }

  protected sortBy(sort: Sort | undefined): void {
    this.filter({ sort: sortText(sort) });
  }

  protected reset(): void {
    void this.router.navigate([], { queryParams: {} });
  }

  protected query(): Record<string, string> {
    return {
      q: this.q(),
      stage: this.stage(),
      light: this.light(),
      desk: this.desk(),
      parent: this.parent(),
      court: this.court(),
      state: this.state(),
      sort: this.sort(),
    };
  }
}

function text(value: string | undefined): string {
  return value ?? '';
}
