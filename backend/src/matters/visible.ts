import type { Actor } from '@xiezhi/engine';
import { published } from '@xiezhi/procedures';
import { type FindMatters, listed, type Relation } from '@xiezhi/contract';
import { national } from '../access/place';
import type { Where } from '../platform/database/where';
import { light } from './light';

/** As the indexes have it: a matter without a date comes last. */
export const byDue = `(case when m.due_at is null then 'infinity'::timestamptz else m.due_at end)`;

const inLine: Readonly<Partial<Record<Relation, string>>> = {
  handling: 'm.court = @court',
  lead: 'm.lead_court = @court',
  superior: 'm.court = any(@below) or m.lead_court = any(@below)',
  national: 'true',
  granted: 'coalesce(m.parent_id, m.id) = any ((select xz_granted_to())::uuid[])',
  appointed: 'coalesce(m.parent_id, m.id) = any ((select xz_appointed_to())::uuid[])',
  challenged: 'coalesce(m.parent_id, m.id) = any ((select xz_challenged_by())::uuid[])',
};

/** Who reads, and the courts below theirs. */
export interface Reading {
  readonly actor: Actor;
  readonly below: readonly string[];
}

/** Of a court below the reader's: for the Supreme People's Court, of any other. */
const isBelow = (where: Where, column: string, { actor, below }: Reading): string =>
  actor.court === national ? `${column} <> ${where.bind(national)}` : `${column} = any(${where.bind(below)}::text[])`;

/** The rows that the policy lets an actor read, by relation and class. */
export const visibleTo = (where: Where, reading: Reading): Where => {
  const { actor } = reading;
  // For the Supreme People's Court every court is below: one relation says it.
  const moot = actor.court === national ? 'superior' : 'national';
  const restricted = 'coalesce(m.parent_id, m.id) = any ((select xz_restricted())::uuid[])';
  for (const classification of ['ordinary', 'restricted'] as const) {
    const held = listed(actor.role, classification).filter((relation) => relation !== moot);
    const any = held.map((relation) => `(${inLine[relation] ?? 'false'})`).join(' or ') || 'false';
    const other = classification === 'ordinary' ? restricted : `not ${restricted}`;
    const said = any
      .replaceAll('@court', () => where.bind(actor.court))
      .replace(/(m\.\w+) = any\(@below\)/g, (_, column: string) => isBelow(where, column, reading));
    where.and(`${other} or ${said}`);
  }
  return where.and('coalesce(m.parent_id, m.id) <> all ((select xz_excluded_from())::uuid[])');
};

/** Whether the policy lets a role read whatever its court's line handles or leads: then the roll-ups of that court are its numbers. */
export const seesLine = (actor: Pick<Actor, 'role'>): boolean =>
  seesOwn(actor) && listed(actor.role, 'ordinary').includes('superior');

/** Whether it lets a role read what its own court handles and what it leads. */
export const seesOwn = ({ role }: Pick<Actor, 'role'>): boolean => {
  const held = listed(role, 'ordinary');
  return held.includes('handling') && held.includes('lead');
};

interface Waiting {
  readonly procedure: string;
  readonly stages: readonly string[];
  readonly how: 'handling' | 'lead' | 'superior';
}

/** Where each role's next actions are: read from the procedures, so that a new one appears in the queues by itself. */
export const waitingFor = (role: string): Waiting[] =>
  published.flatMap(({ procedure }) =>
    (['handling', 'lead', 'superior'] as const).flatMap((how) => {
      const stages = Object.values(
        procedure.actions as Record<
          string,
          {
            by: readonly string[];
            aside?: true;
            internal?: true;
            from: readonly string[];
            standing?: readonly string[];
          }
        >,
      )
        .filter((action) => action.by.includes(role) && action.aside !== true && action.internal !== true)
        .filter((action) => (action.standing ?? ['superior']).includes(how))
        .flatMap((action) => action.from);
      return stages.length === 0 ? [] : [{ procedure: procedure.name, stages: [...new Set(stages)], how }];
    }),
  );

const todo = (where: Where, reading: Reading): void => {
  const { actor } = reading;
  const parts = waitingFor(actor.role).map(({ procedure, stages, how }) => {
    const court = {
      handling: () => `m.court = ${where.bind(actor.court)}`,
      lead: () => `m.lead_court = ${where.bind(actor.court)}`,
      superior: () => isBelow(where, 'm.lead_court', reading),
    }[how]();
    return `(m.procedure = ${where.bind(procedure)} and m.stage = any(${where.bind(stages)}) and ${court})`;
  });
  where.and(parts.join(' or ') || 'false');
};

/** 停滞: open, its clock not suspended, and no movement for the hours of rule L02. */
const stagnant = `m.closed_at is null and (m.starts_at is not null or m.due_at is null) and m.moved_at < (select court_now()) - (select threshold('L02')) * interval '1 hour'`;

/** 超期, in the words of the index by date; `light_of` says the same. */
const isRed = `m.closed_at is null and m.starts_at is not null and ${byDue} < (select court_now())`;

/** The cards of the desk. Count and list use the same condition, so that a card opens exactly its rows. */
export const deskConditions: Readonly<Record<string, (where: Where, reading: Reading) => void>> = {
  todo,
  soon: (where, reading) => {
    todo(where, reading);
    where.and(`${light} = 'amber'`);
  },
  overdue: (where) => void where.and(isRed),
  unsigned: (where) => void where.and(`m.procedure = 'lift-freeze' and m.stage = 'dispatched'`),
  returned: (where) => void where.and(`m.stage in ('returned', 'queried')`),
  stagnant: (where) => void where.and(`m.parent_id is not null and ${stagnant}`),
  started: (where, { actor }) =>
    void where.and('m.parent_id is null and m.opened_by = ?', actor.person === '' ? null : actor.person),
  campaigns: (where) => void where.and('m.parent_id is null and m.closed_at is null'),
};

export const filtered = (where: Where, filter: Omit<FindMatters, 'cursor' | 'limit'>, reading: Reading): Where => {
  if (filter.procedure) where.and('m.procedure = ?', filter.procedure);
  if (filter.stage) where.and('m.stage = any(?)', filter.stage.split(','));
  if (filter.court) where.and('m.court = ?', filter.court);
  if (filter.parent) where.and('m.parent_id = ?', filter.parent);
  if (filter.light === 'red') where.and(isRed);
  else if (filter.light) where.and(`${light} = ?`, filter.light);
  if (filter.desk) {
    const condition = deskConditions[filter.desk];
    if (condition) condition(where, reading);
    else where.and('false');
  }
  return where;
};
