import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExportView } from '@xiezhi/contract';
import { Exports } from '../data/exports';
import { Live } from '../data/live';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { Cell } from '../ui/table/cell';
import type { Column } from '../ui/table/column';
import { Table } from '../ui/table/table';
import { sizeOf } from './size';

const columns: readonly Column[] = [
  { key: 'words', label: 'exports.content', width: 316, always: true },
  { key: 'format', label: 'exports.format', width: 76 },
  { key: 'status', label: 'exports.status', width: 190 },
  { key: 'rows', label: 'exports.rows', width: 88, numeric: true },
  { key: 'bytes', label: 'exports.size', width: 96, numeric: true },
  { key: 'asOf', label: 'exports.asOf', width: 148 },
  { key: 'expires', label: 'exports.expires', width: 148 },
  { key: 'deeds', label: 'exports.deeds', width: 224 },
];

/** 下载中心: one's own exports, with their progress as it goes on, until they expire. */
@Component({
  selector: 'xz-shelf',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, Deed, Fault, Table, Cell],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.exports' | transloco }}
          <span class="soft" role="status">{{ 'exports.sum' | transloco: { total: total(), ready: ready() } }}</span>
        </h1>
      </div>
      <p class="soft">{{ 'exports.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (items(); as all) {
        @if (all.length > 0) {
          <section class="panel">
            <xz-table
              [rows]="all"
              [columns]="columns"
              [caption]="'menu.exports' | transloco"
              [total]="total()"
              [more]="next() !== null"
              [nameOf]="nameOf"
              (wanted)="more()"
              (opened)="download($event)"
            >
              <ng-template xzCell="words" [xzCellOf]="all" let-one
                ><span [title]="one.words | words">{{ one.words | words }}</span></ng-template
              >
              <ng-template xzCell="format" [xzCellOf]="all" let-one>{{ one.format.toUpperCase() }}</ng-template>
              <ng-template xzCell="status" [xzCellOf]="all" let-one>
                @if (one.status === 'running' && one.total) {
                  <progress
                    [value]="one.done"
                    [max]="one.total"
                    [attr.aria-label]="'exports.running' | transloco"
                  ></progress>
                  {{ percent(one) }}
                } @else if (one.failure) {
                  <span [title]="one.failure | words"
                    ><span class="tag bad">{{ 'exports.failed' | transloco }}</span> {{ one.failure | words }}</span
                  >
                } @else {
                  <span class="tag" [class.good]="one.status === 'ready'">{{
                    'exports.' + one.status | transloco
                  }}</span>
                }
              </ng-template>
              <ng-template xzCell="rows" [xzCellOf]="all" let-one>{{ one.done }}</ng-template>
              <ng-template xzCell="bytes" [xzCellOf]="all" let-one>{{ size(one.bytes) }}</ng-template>
              <ng-template xzCell="asOf" [xzCellOf]="all" let-one>{{ one.asOf ? (one.asOf | when) : '' }}</ng-template>
              <ng-template xzCell="expires" [xzCellOf]="all" let-one>{{
                one.expiresAt ? (one.expiresAt | when) : ''
              }}</ng-template>
              <ng-template xzCell="deeds" [xzCellOf]="all" let-one>
                <span class="row deeds">
                  @if (one.status === 'ready') {
                    <button type="button" class="button" [disabled]="busy()" (click)="download(one)">
                      {{ 'exports.download' | transloco }}
                    </button>
                  }
                  <xz-deed
                    [label]="'exports.drop' | transloco"
                    [about]="one.words | words"
                    [hint]="'exports.dropHint' | transloco"
                    asks="nothing"
                    [of]="one.id"
                    [run]="drop"
                  />
                </span>
              </ng-template>
            </xz-table>
          </section>
        } @else {
          <p class="panel soft">{{ 'exports.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    progress {
      width: 96px;
      accent-color: var(--lead);
    }
    .deeds {
      flex-wrap: nowrap;
      gap: 6px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Shelf {
  private readonly exports = inject(Exports);
  protected readonly columns = columns;
  protected readonly items = signal<ExportView[] | undefined>(undefined);
  protected readonly total = signal(0);
  protected readonly next = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly ready = computed(() => (this.items() ?? []).filter((one) => one.status === 'ready').length);
  protected readonly nameOf = (one: ExportView): string => one.fileName;

  constructor() {
    void this.load();
    inject(Live).refetch(
      () => void this.load(),
      (event) => event.kind === 'exports',
    );
  }

  protected size(bytes: number | null): string {
    return bytes === null ? '' : sizeOf(bytes);
  }

  protected percent({ done, total }: ExportView): string {
    return total ? `${Math.floor((100 * done) / total)}%` : '';
  }

  protected load(): Promise<void> {
    return this.attempt(async () => {
      const page = await this.exports.find();
      this.items.set(page.items);
      this.total.set(page.total);
      this.next.set(page.next);
    });
  }

  protected more(): Promise<void> {
    return this.attempt(async () => {
      const page = await this.exports.find(this.next() ?? undefined);
      this.items.update((before) => [...(before ?? []), ...page.items]);
      this.next.set(page.next);
    });
  }

  protected async download(one: ExportView): Promise<void> {
    if (one.status !== 'ready') return;
    this.busy.set(true);
    await this.attempt(async () => {
      const url = URL.createObjectURL(await this.exports.file(one.id));
      const link = Object.assign(document.createElement('a'), { href: url, download: one.fileName });
      link.click();
      URL.revokeObjectURL(url);
    });
    this.busy.set(false);
  }

  protected readonly drop = async (_reason: string, id: string): Promise<void> => {
    await this.exports.drop(id);
    await this.load();
  };

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
