/** A column of a table: what it is called, how wide it is, and what it can do. `Key` is also the sort key of the server. */
export interface Column {
  readonly key: string;
  /** Key of the translation. */
  readonly label: string;
  /** Width in px; the table is laid out fixed, so that rows may be drawn while one scrolls. */
  readonly width: number;
  readonly sortable?: true;
  readonly numeric?: true;
  readonly sticky?: 'start' | 'end';
  /** Cannot be hidden. */
  readonly always?: true;
  /** Hidden until somebody asks for it. */
  readonly spare?: true;
}

export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

/** 列设置: which columns in which order. Keys that no column has any more are dropped, new columns come behind. */
export const arranged = (columns: readonly Column[], keys: readonly string[] | undefined): readonly Column[] => {
  if (!keys) return columns.filter((column) => !column.spare);
  const kept = keys.flatMap((key) => columns.filter((column) => column.key === key));
  const missing = columns.filter((column) => column.always && !kept.includes(column));
  return [...missing, ...kept];
};

/** One press sorts up, the next down, the third not at all. */
export const sortedNext = (now: Sort | undefined, key: string): Sort | undefined =>
  now?.key !== key ? { key, down: false } : now.down ? undefined : { key, down: true };

/** `due` or `-due`, as it stands in the address and goes to the server. */
export const sortOf = (text: string): Sort | undefined =>
  text === '' ? undefined : { key: text.replace(/^-/, ''), down: text.startsWith('-') };
export const sortText = (sort: Sort | undefined): string => (sort ? `${sort.down ? '-' : ''}${sort.key}` : '');
