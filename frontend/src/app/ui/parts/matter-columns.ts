import type { Column } from '../table/column';

/** The columns of a list of matters. 案号 stays at the left edge and is never cut off. */
export const matterColumns: readonly Column[] = [
  { key: 'light', label: 'table.light', width: 116, always: true },
  { key: 'caseNo', label: 'table.case', width: 216, sticky: 'start', always: true },
  { key: 'title', label: 'table.title', width: 250 },
  { key: 'court', label: 'table.court', width: 220 },
  { key: 'stage', label: 'table.stage', width: 116 },
  { key: 'due', label: 'table.left', width: 148, sortable: true },
  { key: 'moved', label: 'table.moved', width: 116, sortable: true },
  { key: 'account', label: 'table.account', width: 200, spare: true },
  { key: 'lead', label: 'table.lead', width: 220, spare: true },
  { key: 'opened', label: 'table.opened', width: 132, sortable: true, spare: true },
  { key: 'dueAt', label: 'table.dueAt', width: 132, spare: true },
];

/** What a list shows where it is one of several on a page. */
export const shortColumns = matterColumns.filter((column) => !column.spare).map(({ sortable: _, ...column }) => column);
