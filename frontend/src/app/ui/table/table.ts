import { CdkTableModule } from '@angular/cdk/table';
import { CdkVirtualScrollViewport, ScrollingModule } from '@angular/cdk/scrolling';
import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  contentChildren,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Cell } from './cell';
import { type Column, type Sort, sortedNext } from './column';
import { narrowWindow } from './narrow';
import { allNext, chosenNext } from './selection';

export const rowHeight = 38;
const headHeight = 38;
/** So many rows before the end, the next page is asked for. */
const ahead = 40;

interface Identified {
  readonly id: string;
}

/**
 * 表格: a real table on the CDK. Only the rows in sight are in the document, the head and the columns at the edges stay,
 * the server sorts and pages. Arrow keys move, space chooses, enter opens. On a phone each row is a card of the same cells.
 */
@Component({
  selector: 'xz-table',
  imports: [CdkTableModule, ScrollingModule, NgTemplateOutlet, TranslocoPipe],
  templateUrl: './table.html',
  styleUrl: './table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Table<Row extends Identified> {
  readonly rows = input.required<readonly Row[]>();
  readonly columns = input.required<readonly Column[]>();
  readonly caption = input.required<string>();
  /** How many there are on the server; said to screen readers. */
  readonly total = input<number>();
  readonly selecting = input(false);
  readonly chosen = model<ReadonlySet<string>>(new Set());
  readonly sort = model<Sort | undefined>(undefined);
  /** Rows in sight at most; above that the table scrolls in itself. */
  readonly tall = input(18);
  /** There are more rows on the server. */
  readonly more = input(false);
  readonly wanted = output();
  readonly opened = output<Row>();
  /** What a row is called to a screen reader that hears its check box. */
  readonly nameOf = input<(row: Row) => string>((row) => row.id);

  protected readonly height = rowHeight;
  protected readonly narrow = narrowWindow();
  protected readonly active = signal(0);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly viewport = viewChild(CdkVirtualScrollViewport);
  private readonly cells = contentChildren<Cell<Row>>(Cell);
  private lastChosen: string | undefined;

  protected readonly keys = computed(() => [
    ...(this.selecting() ? ['select'] : []),
    ...this.columns().map((column) => column.key),
  ]);
  protected readonly templates = computed(() => new Map(this.cells().map((cell) => [cell.xzCell(), cell.template])));
  protected readonly width = computed(
    () => this.columns().reduce((sum, column) => sum + column.width, 0) + (this.selecting() ? 40 : 0),
  );
  /** Room for the rows, the head, and the bar that scrolls sideways. */
  protected readonly box = computed(() => Math.min(this.rows().length, this.tall()) * rowHeight + headHeight + 14);
  private readonly ids = computed(() => this.rows().map((row) => row.id));
  protected readonly allChosen = computed(
    () => this.ids().length > 0 && this.ids().every((id) => this.chosen().has(id)),
  );

  protected ariaSort(column: Column): 'ascending' | 'descending' | 'none' | null {
    const sort = this.sort();
    if (!column.sortable) return null;
    return sort?.key !== column.key ? 'none' : sort.down ? 'descending' : 'ascending';
  }

  protected sortBy(column: Column): void {
    this.sort.set(sortedNext(this.sort(), column.key));
  }

  protected choose(id: string, event?: Event): void {
    const from = (event as MouseEvent | undefined)?.shiftKey ? this.lastChosen : undefined;
    this.chosen.set(chosenNext(this.chosen(), this.ids(), id, from));
    this.lastChosen = id;
  }

  protected chooseAll(): void {
    this.chosen.set(allNext(this.chosen(), this.ids()));
  }

  protected scrolled(first: number): void {
    if (this.more() && first + this.tall() + ahead >= this.rows().length) this.wanted.emit();
  }

  protected readonly identify = (_: number, row: Row): string => row.id;

  protected pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLElement && event.target.closest('a, button, input')) return;
    const last = this.rows().length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: this.active() + 1,
      j: this.active() + 1,
      ArrowUp: this.active() - 1,
      k: this.active() - 1,
      PageDown: this.active() + this.tall(),
      PageUp: this.active() - this.tall(),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    const row = this.rows()[this.active()];
    if (to !== undefined) this.go(Math.max(0, Math.min(last, to)));
    else if (event.key === 'Enter' && row) this.opened.emit(row);
    else if (event.key === ' ' && row && this.selecting()) this.choose(row.id);
    else return;
    event.preventDefault();
  }

  private go(index: number): void {
    this.active.set(index);
    const viewport = this.viewport();
    if (viewport) {
      const { start, end } = viewport.getRenderedRange();
      if (index < start + 1 || index > end - 2) viewport.scrollToIndex(Math.max(0, index - 3));
    }
    requestAnimationFrame(() => {
      const row = this.host.nativeElement.querySelector<HTMLElement>(`[data-row="${String(index)}"]`);
      row?.focus();
      row?.scrollIntoView({ block: 'nearest' });
    });
  }
}
