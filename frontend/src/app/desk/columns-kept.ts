const place = 'xiezhi.columns.';

/** The columns that somebody chose for a list, kept in this browser; nothing where it holds no such choice. */
export const keptColumns = (list: string): readonly string[] | undefined => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place + list) ?? 'null');
    return Array.isArray(kept) && kept.every((key) => typeof key === 'string') ? kept : undefined;
  } catch {
    return undefined;
  }
};

export const keepColumns = (list: string, keys: readonly string[] | undefined): void => {
  if (keys === undefined) localStorage.removeItem(place + list);
  else localStorage.setItem(place + list, JSON.stringify(keys));
};
