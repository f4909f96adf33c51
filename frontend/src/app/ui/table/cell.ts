import { Directive, inject, input, TemplateRef } from '@angular/core';

interface CellContext<Row> {
  readonly $implicit: Row;
}

/** How one column draws a row: `<ng-template xzCell="court" [xzCellOf]="rows()" let-row>`; `xzCellOf` gives the row its type. */
@Directive({ selector: 'ng-template[xzCell]' })
export class Cell<Row> {
  readonly xzCell = input.required<string>();
  readonly xzCellOf = input<readonly Row[]>();
  readonly template = inject<TemplateRef<CellContext<Row>>>(TemplateRef);

  static ngTemplateContextGuard<Row>(_cell: Cell<Row>, _context: unknown): _context is CellContext<Row> {
    return true;
  }
}
