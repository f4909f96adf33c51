/** One page of a list; the next one follows a mark. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
  readonly total: number;
}

/** The filled ones of a filter, as a query. */
export const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const filled = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
};
