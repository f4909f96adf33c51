import { ChangeDetectionStrategy, Component, inject, input, model, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { MatterRow } from '@xiezhi/contract';
import { WordsPipe } from '../../i18n/language';
import { Cell } from '../table/cell';
import type { Column, Sort } from '../table/column';
import { Table } from '../table/table';
import { Clock } from './clock';
import { LightSign } from './light';
import { shortColumns } from './matter-columns';

/** Matters as a table. With `selecting`, rows can be chosen; the choice is by id and survives paging. */
@Component({
  selector: 'xz-matter-table',
  imports: [RouterLink, WordsPipe, Clock, LightSign, Table, Cell],
  template: `
    <xz-table
      [rows]="rows()"
      [columns]="columns()"
      [caption]="caption()"
      [total]="total() ?? rows().length"
      [selecting]="selecting()"
      [(chosen)]="chosen"
      [(sort)]="sort"
      [tall]="tall()"
      [more]="more()"
      [nameOf]="nameOf"
      (wanted)="wanted.emit()"
      (opened)="open($event)"
    >
      <ng-template xzCell="light" [xzCellOf]="rows()" let-row><xz-light [light]="row.light" /></ng-template>
      <ng-template xzCell="caseNo" [xzCellOf]="rows()" let-row
        ><a [routerLink]="['/matters', row.id]">{{ row.caseNo }}</a></ng-template
      >
      <ng-template xzCell="title" [xzCellOf]="rows()" let-row
        ><span [title]="row.title">{{ row.title }}</span></ng-template
      >
      <ng-template xzCell="court" [xzCellOf]="rows()" let-row
        ><span [title]="row.courtName">{{ row.courtName }}</span></ng-template
      >
      <ng-template xzCell="stage" [xzCellOf]="rows()" let-row>{{ row.stageLabel | words }}</ng-template>
      <ng-template xzCell="due" [xzCellOf]="rows()" let-row
        ><xz-clock [due]="row.closedAt || row.light === 'paused' ? null : row.dueAt"
      /></ng-template>
      <ng-template xzCell="moved" [xzCellOf]="rows()" let-row>{{ short(row.movedAt) }}</ng-template>
      <ng-template xzCell="account" [xzCellOf]="rows()" let-row
        >{{ row.bank }} {{ row.accountTail ? '*' + row.accountTail : '' }}</ng-template
      >
      <ng-template xzCell="lead" [xzCellOf]="rows()" let-row>{{ row.leadCourtName }}</ng-template>
      <ng-template xzCell="opened" [xzCellOf]="rows()" let-row>{{ minute(row.openedAt) }}</ng-template>
      <ng-template xzCell="dueAt" [xzCellOf]="rows()" let-row>{{ row.dueAt ? minute(row.dueAt) : '' }}</ng-template>
    </xz-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MatterTable {
  private readonly router = inject(Router);
  readonly rows = input.required<readonly MatterRow[]>();
  readonly caption = input.required<string>();
  readonly columns = input<readonly Column[]>(shortColumns);
  readonly total = input<number>();
  readonly selecting = input(false);
  readonly chosen = model<ReadonlySet<string>>(new Set());
  readonly sort = model<Sort | undefined>(undefined);
  readonly tall = input(18);
  readonly more = input(false);
  readonly wanted = output();

  protected readonly nameOf = (row: MatterRow): string => row.caseNo;

  protected minute(at: string): string {
    return at.slice(0, 16).replace('T', ' ');
  }

  protected short(at: string): string {
    return this.minute(at).slice(5);
  }

  protected open(row: MatterRow): void {
    void this.router.navigate(['/matters', row.id]);
  }
}
