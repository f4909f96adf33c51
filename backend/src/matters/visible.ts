import type { Actor } from '@xiezhi/engine';
import { published } from '@xiezhi/procedures';
import { type FindMatters, listed, type Relation } from '@xiezhi/contract';
import { national } from '../access/place';
import type { Where } from '../platform/database/where';
import { light } from './light';

const inLine: Readonly<Partial<Record<Relation, string>>> = {
  handling: 'm.court = @court',
  lead: 'm.lead_court = @court',
  superior: '@court = any(c.superiors) or @court = any(l.superiors)',
  national: 'true',
  granted: 'coalesce(m.parent_id, m.id) = any ((select xz_granted_to())::uuid[])',
  appointed: 'coalesce(m.parent_id, m.id) = any ((select xz_appointed_to())::uuid[])',
  challenged: 'coalesce(m.parent_id, m.id) = any ((select xz_challenged_by())::uuid[])',
};

/** The rows that the policy lets an actor read, by relation and class. Needs `m`, and courts `c` (handling) and `l` (lead) joined. */
export const visibleTo = (where: Where, actor: Actor): Where => {
  // For the Supreme People's Court every court is below: one relation says it.
  const moot = actor.court === national ? 'superior' : 'national';
  const restricted = 'coalesce(m.parent_id, m.id) = any ((select xz_restricted())::uuid[])';
  for (const classification of ['ordinary', 'restricted'] as const) {
    const held = listed(actor.role, classification).filter((relation) => relation !== moot);
    const any = held.map((relation) => `(${inLine[relation] ?? 'false'})`).join(' or ') || 'false';
    const other = classification === 'ordinary' ? restricted : `not ${restricted}`;
    const values = [...any.matchAll(/@court/g)].map(() => actor.court);
    where.and(`${other} or ${any.replaceAll('@court', '?')}`, ...values);
  }
  return where.and('coalesce(m.parent_id, m.id) <> all ((select xz_excluded_from())::uuid[])');
};

/** Whether the policy lets a role read whatever its court's line handles or leads: then the roll-ups of that court are its numbers. */
export const seesLine = ({ role }: Pick<Actor, 'role'>): boolean => {
  const held = listed(role, 'ordinary');
  return (['handling', 'lead', 'superior'] as const).every((relation) => held.includes(relation));
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

const todo = (where: Where, actor: Actor): void => {
  const waits = waitingFor(actor.role);
  if (waits.length === 0) return void where.and('false');
  const values: unknown[] = [];
  const parts = waits.map(({ procedure, stages, how }) => {
    values.push(procedure, stages, actor.court);
    const court = { handling: 'm.court = ?', lead: 'm.lead_court = ?', superior: '? = any(l.superiors)' }[how];
    return `(m.procedure = ? and m.stage = any(?) and ${court})`;
  });
  where.and(parts.join(' or '), ...values);
};

/** 停滞: open, and nothing has happened for the hours of rule L02. */
const stagnant = `m.closed_at is null and m.moved_at < court_now() - (select threshold('L02')) * interval '1 hour'`;

/** The cards of the desk. Count and list use the same condition, so that a card opens exactly its rows. */
export const deskConditions: Readonly<Record<string, (where: Where, actor: Actor) => void>> = {
  todo,
  soon: (where, actor) => {
    todo(where, actor);
    where.and(`${light} = 'amber'`);
  },
  overdue: (where) => void where.and(`${light} = 'red'`),
  unsigned: (where) => void where.and(`m.procedure = 'lift-freeze' and m.stage = 'dispatched'`),
  returned: (where) => void where.and(`m.stage in ('returned', 'queried')`),
  stagnant: (where) => void where.and(`m.parent_id is not null and ${stagnant}`),
  started: (where, actor) =>
    void where.and('m.parent_id is null and m.opened_by = ?', actor.person === '' ? null : actor.person),
  campaigns: (where) => void where.and('m.parent_id is null and m.closed_at is null'),
};

export const filtered = (where: Where, filter: Omit<FindMatters, 'cursor' | 'limit'>, actor: Actor): Where => {
  if (filter.procedure) where.and('m.procedure = ?', filter.procedure);
  if (filter.stage) where.and('m.stage = any(?)', filter.stage.split(','));
  if (filter.court) where.and('m.court = ?', filter.court);
  if (filter.parent) where.and('m.parent_id = ?', filter.parent);
  if (filter.light) where.and(`${light} = ?`, filter.light);
  if (filter.desk) {
    const condition = deskConditions[filter.desk];
    if (condition) condition(where, actor);
    else where.and('false');
  }
  return where;
};
