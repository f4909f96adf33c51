import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BatchConflict, BatchItemView, BatchView } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Batches } from '../data/batches';
import { ExportButton } from '../exports/export-button';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { Cell } from '../ui/table/cell';
import type { Column } from '../ui/table/column';
import { Table } from '../ui/table/table';

type Row = BatchItemView & { readonly id: string };
const columns: readonly Column[] = [
  { key: 'position', label: 'batch.position', width: 64, numeric: true, always: true },
  { key: 'item', label: 'batch.item', width: 230, always: true },
  { key: 'title', label: 'table.title', width: 320 },
  { key: 'result', label: 'batch.result', width: 120 },
  { key: 'reason', label: 'batch.reason', width: 440 },
];

/** 批次: who, what, a result for each item, counts that add up; what failed stays chosen to be tried again, what was done can be undone. */
@Component({
  selector: 'xz-batch',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Deed, ExportButton, Fault, Table, Cell],
  templateUrl: './batch.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Batch {
  private readonly batches = inject(Batches);
  private readonly router = inject(Router);
  readonly id = input.required<string>();
  protected readonly columns = columns;
  protected readonly batch = signal<BatchView | undefined>(undefined);
  protected readonly rows = signal<Row[]>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly conflicts = signal<BatchConflict[]>([]);
  protected readonly fault = signal<unknown>(undefined);
  private again: ReturnType<typeof setTimeout> | undefined;
  private key = newKey();

  constructor() {
    effect(() => {
      this.id();
      void this.load();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.again));
  }

  protected async load(): Promise<void> {
    try {
      const [batch, page] = await Promise.all([this.batches.read(this.id()), this.batches.items(this.id())]);
      this.batch.set(batch);
      this.take(page.items, []);
      this.next.set(page.next);
      this.conflicts.set(batch.reversible ? await this.batches.conflicts(this.id()) : []);
      this.fault.set(undefined);
      // While it runs the page looks again by itself: the word of its last chunk may come before this page listens.
      if (batch.status === 'running') this.again = setTimeout(() => void this.load(), 400);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async more(): Promise<void> {
    const page = await this.batches.items(this.id(), this.next() ?? undefined);
    this.take(page.items, this.rows());
    this.next.set(page.next);
  }

  protected readonly retry = async (): Promise<void> => {
    const batch = await this.batches.retry(this.id(), [...this.chosen()], this.key);
    await this.go(batch);
  };

  protected readonly reverse = async (): Promise<void> => {
    await this.go(await this.batches.reverse(this.id(), this.key));
  };

  private async go({ id }: BatchView): Promise<void> {
    this.key = newKey();
    await this.router.navigate(['/batches', id]);
  }

  /** What failed stays chosen, what succeeded leaves. */
  private take(items: readonly BatchItemView[], before: readonly Row[]): void {
    const rows = items.map((item) => ({ ...item, id: item.matterId }));
    this.rows.set([...before, ...rows]);
    const failed = rows.filter((row) => row.status === 'refused').map((row) => row.id);
    this.chosen.update((chosen) => new Set([...(before.length > 0 ? chosen : []), ...failed]));
  }
}
