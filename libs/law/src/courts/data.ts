import type { Court, CourtLevel } from './court-registry';
import registry from './registry.json';

type Row = readonly [
  string,
  string,
  string[],
  CourtLevel,
  string | null,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
  0 | 1,
];

/** The committed registry; made by scripts/make-registry.mjs, with the reviewed overlay on top. */
export const courtRows: readonly Court[] = (registry.rows as unknown as Row[]).map(
  ([code, name, aliases, level, division, province, parent, validFrom, validTo, successor, special]) => ({
    code,
    name,
    aliases,
    level,
    division,
    province,
    parent,
    validFrom,
    validTo,
    successor,
    special: special === 1,
  }),
);
