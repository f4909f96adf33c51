/** Rows that were chosen, by id; survives paging. With shift, everything between the last one and this. */
export const chosenNext = (
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  from: string | undefined,
): ReadonlySet<string> => {
  const next = new Set(chosen);
  const add = !chosen.has(id);
  const [a, b] = [from === undefined ? -1 : ids.indexOf(from), ids.indexOf(id)];
  const range = a < 0 || b < 0 ? [id] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
  for (const one of range)
    if (add) next.add(one);
    else next.delete(one);
  return next;
};

/** All rows that are shown, or none of them. */
export const allNext = (chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> => {
  const every = ids.every((id) => chosen.has(id));
  return every ? new Set([...chosen].filter((id) => !ids.includes(id))) : new Set([...chosen, ...ids]);
};
