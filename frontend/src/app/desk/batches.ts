import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BatchView } from '@xiezhi/contract';
import { Batches } from '../data/batches';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { Cell } from '../ui/table/cell';
import type { Column } from '../ui/table/column';
import { Table } from '../ui/table/table';

const columns: readonly Column[] = [
  { key: 'at', label: 'batch.at', width: 148, always: true },
  { key: 'label', label: 'batch.action', width: 150 },
  { key: 'words', label: 'batch.selection', width: 430 },
  { key: 'status', label: 'batch.result', width: 120 },
  { key: 'sum', label: 'batch.counts', width: 250 },
  { key: 'by', label: 'batch.by', width: 130 },
];

/** 本院的批次: what was done to many at once lately, and how it ended. */
@Component({
  selector: 'xz-batches',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Fault, Table, Cell],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.batches' | transloco }}
          <span class="soft" role="status">{{ 'batch.count' | transloco: { total: total() } }}</span>
        </h1>
        <a class="button primary" routerLink="/batches/new">{{ 'batch.new' | transloco }}</a>
      </div>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (items(); as all) {
        @if (all.length > 0) {
          <section class="panel">
            <xz-table
              [rows]="all"
              [columns]="columns"
              [caption]="'menu.batches' | transloco"
              [total]="total()"
              [more]="next() !== null"
              (wanted)="load(next() ?? undefined)"
              (opened)="open($event)"
            >
              <ng-template xzCell="at" [xzCellOf]="all" let-one
                ><a [routerLink]="['/batches', one.id]">{{ one.at | when }}</a></ng-template
              >
              <ng-template xzCell="label" [xzCellOf]="all" let-one>{{ one.label | words }}</ng-template>
              <ng-template xzCell="words" [xzCellOf]="all" let-one
                ><span [title]="one.words">{{ one.words }}</span></ng-template
              >
              <ng-template xzCell="status" [xzCellOf]="all" let-one
                ><span class="tag" [class.good]="one.status === 'done'" [class.bad]="one.status === 'failed'">{{
                  'batch.' + one.status | transloco
                }}</span></ng-template
              >
              <ng-template xzCell="sum" [xzCellOf]="all" let-one>{{ 'batch.short' | transloco: one }}</ng-template>
              <ng-template xzCell="by" [xzCellOf]="all" let-one>{{ one.by }}</ng-template>
            </xz-table>
          </section>
        } @else {
          <p class="panel soft">{{ 'batch.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BatchesPage {
  private readonly batches = inject(Batches);
  private readonly router = inject(Router);
  protected readonly columns = columns;
  protected readonly items = signal<BatchView[] | undefined>(undefined);
  protected readonly total = signal(0);
  protected readonly next = signal<string | null>(null);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    void this.load();
  }

  protected open(one: BatchView): void {
    void this.router.navigate(['/batches', one.id]);
  }

  protected async load(cursor?: string): Promise<void> {
    try {
      const page = await this.batches.recent(cursor);
      this.items.update((before) => (cursor ? [...(before ?? []), ...page.items] : page.items));
      this.total.set(page.total);
      this.next.set(page.next);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
