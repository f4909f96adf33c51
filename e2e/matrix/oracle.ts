import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** What a cell must give: in full, masked, outline, refused, hidden; `passes` where the answer has no parts to hide. */
export type Expected = 'full' | 'masked' | 'outline' | 'refused' | 'hidden';

export interface Cell {
  readonly operation: string;
  readonly role: string;
  /** All that hold, from the world's own table; empty where the operation concerns no matter. */
  readonly relations: readonly string[];
  readonly restricted: boolean;
  readonly excluded: boolean;
}

type Letter = 'F' | 'M' | 'O' | 'R' | '.';
interface Rule {
  readonly who: readonly string[];
  readonly standing: readonly string[];
  readonly of: 'both' | 'ordinary' | 'restricted';
  readonly gets?: Letter;
}
interface Book {
  readonly relations: readonly string[];
  readonly reading: Readonly<Record<'ordinary' | 'restricted', Readonly<Record<string, string>>>>;
  readonly parts: Readonly<Record<string, readonly Letter[]>>;
  readonly less: Readonly<Record<string, readonly string[]>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly deeds: readonly { readonly does: readonly string[]; readonly allowed: readonly Rule[] }[];
  readonly accounts: { readonly knows: readonly Rule[]; readonly reveals: readonly Rule[] };
  readonly only: Readonly<Record<string, { readonly who?: readonly string[]; readonly not?: readonly string[] }>>;
  readonly everybody: readonly string[];
  readonly anyone: readonly string[];
}

const book = parse(readFileSync(path.join(process.cwd(), 'e2e/matrix/oracle.yaml'), 'utf8')) as Book;
/** Operations that ask nobody who they are. */
export const openToAnyone: readonly string[] = book.anyone;
const order: readonly Letter[] = ['F', 'M', 'O', 'R', '.'];
const words: Readonly<Record<Letter, Expected>> = {
  F: 'full',
  M: 'masked',
  O: 'outline',
  R: 'refused',
  '.': 'hidden',
};
const best = (letters: readonly Letter[]): Letter => order.find((letter) => letters.includes(letter)) ?? '.';
const named = (who: readonly string[]): string[] => who.flatMap((name) => book.groups[name] ?? [name]);

const reading = ({ role, relations, restricted }: Cell): Letter => {
  const letters = (book.reading[restricted ? 'restricted' : 'ordinary'][role] ?? '').split(' ') as Letter[];
  return best(relations.map((relation) => letters[book.relations.indexOf(relation)] ?? '.'));
};

const applies = (rule: Rule, { role, relations, restricted }: Cell): boolean =>
  named(rule.who).includes(role) &&
  rule.standing.some((relation) => relations.includes(relation)) &&
  (rule.of === 'both' || (rule.of === 'restricted') === restricted);

const orSilence = (letter: Letter): Expected => (letter === '.' ? 'hidden' : 'refused');

const ofMatter = (cell: Cell): Expected | undefined => {
  const letter = reading(cell);
  const part = book.parts[cell.operation];
  const deed = book.deeds.find(({ does }) => does.includes(cell.operation));
  if (!part && !deed) return undefined;
  if (cell.excluded) return orSilence(letter);
  if (deed) return deed.allowed.some((rule) => applies(rule, cell)) ? 'full' : orSilence(letter);
  const less = book.less[cell.role];
  if (!part?.includes(letter) || (less && !less.includes(cell.operation))) return orSilence(letter);
  return words[letter];
};

const ofAccount = (cell: Cell): Expected | undefined => {
  if (cell.operation !== 'account' && cell.operation !== 'revealAccount') return undefined;
  const letter = best(book.accounts.knows.filter((rule) => applies(rule, cell)).map((rule) => rule.gets ?? '.'));
  if (cell.excluded) return orSilence(letter);
  if (cell.operation === 'account') return words[letter];
  return book.accounts.reveals.some((rule) => applies(rule, cell)) ? 'full' : orSilence(letter);
};

const ofRole = ({ operation, role }: Cell): Expected | undefined => {
  if (book.everybody.includes(operation)) return 'full';
  const rule = book.only[operation];
  if (!rule) return undefined;
  const allowed = rule.who ? named(rule.who).includes(role) : !named(rule.not ?? []).includes(role);
  return allowed ? 'full' : 'refused';
};

/** The auditor's word on a cell; undefined where the book says nothing, which is a fault of the book. */
export const expected = (cell: Cell): Expected | undefined => ofMatter(cell) ?? ofAccount(cell) ?? ofRole(cell);
