import type { FindMatters } from '@xiezhi/contract';
import { published } from '@xiezhi/procedures';
import { national } from '../access/place';
import type { Where } from '../platform/database/where';
import { byDue, type Reading, waitingFor } from './visible';

/** Above so many courts a list follows the dates of all of them; below it, each court's own queue. */
const mostCourts = 40;
/** A stage so rare that only the courts that hold it are asked. */
const rare = 20_000;

export type Filter = Omit<FindMatters, 'cursor' | 'limit'>;

/** Closed matters are a list of their own, in the order in which they were closed; what one searches or what belongs together is one list. */
export const stateOf = (filter: Filter): 'open' | 'closed' | 'all' =>
  filter.state ?? (filter.parent !== undefined || filter.q !== undefined ? 'all' : 'open');

export interface Order {
  /** Expression by which rows are ordered, then by id. */
  readonly by: string;
  readonly down: boolean;
}

const orders: Readonly<Record<string, string>> = {
  due: byDue,
  moved: 'm.moved_at',
  opened: 'm.opened_at',
  closed: `coalesce(m.closed_at, '-infinity')`,
};

export const orderOf = (filter: Filter): Order => {
  const wish = filter.sort ?? (stateOf(filter) === 'closed' ? '-closed' : 'due');
  if (wish === '-closed' && stateOf(filter) === 'closed') return { by: 'm.closed_at', down: true };
  return { by: orders[wish.replace(/^-/, '')] ?? byDue, down: wish.startsWith('-') };
};

export const orderSql = ({ by, down }: Order): string => (down ? `${by} desc, m.id desc` : `${by}, m.id`);

/** Behind the mark where the last page ended. */
export const behind = (where: Where, { by, down }: Order, [at = '', id = '']: readonly string[]): Where =>
  where.and(`(${by}, m.id) ${down ? '<' : '>'} (?::timestamptz, ?::uuid)`, at, id);

/** One way to rows: keys to go through, if any, and how a row is found by a key. */
export interface Way {
  readonly keys?: string;
  readonly on: string;
  /** Leads through all there are: rows come at once, their number does not. */
  readonly vast?: true;
}

export interface Stage {
  readonly procedure: string;
  readonly stage: string;
}

const stagesThat = (closed: boolean): readonly Stage[] =>
  published.flatMap(({ procedure }) =>
    (procedure.stages as readonly string[])
      .filter((stage) => (procedure.final as readonly string[]).includes(stage) === closed)
      .map((stage) => ({ procedure: procedure.name, stage })),
  );
const stagesIn = { open: stagesThat(false), closed: stagesThat(true), all: [] };

/** Coordinations are opened by people, their items by the procedure. */
const coordinations = new Set<string>(
  published.flatMap(({ procedure }) => ('opens' in procedure && procedure.opens ? [procedure.name] : [])),
);

const atDesk: Readonly<Record<string, (one: Stage) => boolean>> = {
  campaigns: ({ procedure }) => coordinations.has(procedure),
  unsigned: ({ procedure, stage }) => procedure === 'lift-freeze' && stage === 'dispatched',
  returned: ({ stage }) => stage === 'returned' || stage === 'queried',
};

/** The stages in which the rows of a filter are, where it says; `alone`: it says nothing else, so that a roll-up knows their number. */
export const stagesOf = (filter: Filter, role: string): { stages: readonly Stage[]; alone: boolean } | undefined => {
  const { procedure, stage, desk, state: _state, sort: _sort, ...other } = filter;
  const state = stateOf(filter);
  if (state === 'all') return undefined;
  const wanted = stage?.split(',');
  const waits = desk === 'todo' || desk === 'soon' ? waitingFor(role) : undefined;
  const there = desk === undefined ? undefined : atDesk[desk];
  const said = wanted !== undefined || procedure !== undefined || waits !== undefined || there !== undefined;
  const alone =
    Object.values(other).every((value) => value === undefined) && (desk === undefined || there !== undefined);
  if (!said && !alone) return undefined;
  const stages = stagesIn[state].filter(
    (one) =>
      (procedure === undefined || one.procedure === procedure) &&
      (wanted?.includes(one.stage) ?? true) &&
      (there?.(one) ?? true) &&
      (waits?.some((wait) => wait.procedure === one.procedure && wait.stages.includes(one.stage)) ?? true),
  );
  return { stages, alone };
};

/** What an index can use of a light: in the order of dates the red ones come first. */
const isRed = ({ light, desk }: Filter): boolean => light === 'red' || desk === 'overdue';
const byDate = (filter: Filter): string =>
  isRed(filter)
    ? ` and ${byDue} < (select court_now())`
    : filter.light === 'amber' || filter.light === 'green' || filter.desk === 'soon'
      ? ` and ${byDue} >= (select court_now())`
      : '';

const inState = (filter: Filter): string =>
  ({
    open: `m.closed_at is null${byDate(filter)}`,
    closed: 'm.closed_at is not null',
    all: 'true',
  })[stateOf(filter)];

const admitted: readonly Way[] = [
  { keys: 'select unnest(xz_let_into())', on: 'm.parent_id = p.key' },
  { keys: 'select unnest(xz_let_into())', on: 'm.id = p.key' },
];

/**
 * The ways to all rows that an actor may read, each along an index. The conditions of the policy and of the database stand beside them:
 * a way leaves out only what these would. `below`: the courts whose rows the actor's role reads; `seen`: how many are in the stages of the filter.
 */
export const waysTo = (
  filter: Filter,
  { actor, below }: Reading,
  where: Where,
  { wide, seen }: { wide: boolean; seen: number | undefined },
): Way[] => {
  const narrow = inState(filter);
  const narrowed = (ways: readonly Way[]): Way[] => ways.map((way) => ({ ...way, on: `${way.on} and ${narrow}` }));
  if (filter.parent !== undefined) return narrowed([{ on: 'true' }]);
  const codes = wide ? [actor.court, ...below] : [actor.court];
  const every = actor.court === national && wide;
  const few = codes.length <= mostCourts;
  if (filter.q !== undefined) return narrowed(waysByWords(filter.q, where, few ? codes : undefined));
  // Bound where it is used: PostgreSQL refuses a value that no condition asks for.
  let bound: string | undefined;
  const line = (): string => (bound ??= `${where.bind(codes)}::text[]`);
  const keys = (): string => `select unnest(${line()})`;
  const led = (): Way[] =>
    [
      {
        keys: `select id from matter where parent_id is null and lead_court = any(${line()})`,
        on: 'm.parent_id = p.key',
      },
      { keys: keys(), on: `m.parent_id is null and m.lead_court = p.key` },
    ].map((way) => ({ ...way, on: `${way.on} and m.court <> all (${line()})` }));
  if (few) return narrowed([{ keys: keys(), on: 'm.court = p.key' }, ...led(), ...admitted]);
  const ofLine = (): string => (every ? 'true' : `(m.court = any(${line()}) or m.lead_court = any(${line()}))`);
  const others = every ? [] : admitted;
  if (filter.desk === 'campaigns' || filter.desk === 'started')
    return narrowed([{ on: `m.parent_id is null and ${ofLine()}` }, ...others]);
  const stages = stagesOf(filter, actor.role)?.stages;
  if (seen === 0) return narrowed(others);
  if (stages === undefined || seen === undefined || seen >= rare)
    return narrowed([{ on: ofLine(), ...(isRed(filter) ? {} : { vast: true as const }) }, ...others]);
  const names = where.bind(stages.map((one) => one.stage));
  const holding = `select place from place_counter where kind = 'held' and stage = any(${names}) group by place having sum(n) > 0`;
  return narrowed([{ keys: holding, on: 'm.court = p.key' }, ...(every ? [] : led()), ...others]);
};

/** The ways to what somebody was let into beyond the court's line: no roll-up of the court counts it. */
export const waysBeyond = (filter: Filter, { actor, below }: Reading, where: Where): Way[] => {
  const line = `${where.bind([actor.court, ...below])}::text[]`;
  const beyond = `m.court <> all (${line}) and m.lead_court <> all (${line})`;
  return admitted.map((way) => ({ ...way, on: `${way.on} and ${inState(filter)} and ${beyond}` }));
};

/**
 * 案号 whole or from its end, the last digits of an account, or words of a name. Brackets are as the courts write them. The beginning of a
 * 案号 is looked for in the queue of the court that it names, or of the few courts that one reads.
 */
const waysByWords = (q: string, where: Where, courts: readonly string[] | undefined): Way[] => {
  const text = q.replace(/\s+/g, '').replace(/\(/g, '（').replace(/\)/g, '）');
  const begins = /^（?[0-9]{4}）/.test(text) ? (text.startsWith('（') ? text : `（${text}`) : undefined;
  const ending = /号[^0-9]*$/.test(text) ? (begins ?? text) : /^[^（）]*[0-9]+$/.test(text) ? `${text}号` : null;
  const account = /^[0-9]{4}$/.test(text) ? text : null;
  const words = begins === undefined && ending === null ? text.toLowerCase() : null;
  const near = begins !== undefined && ending === null ? begins : words;
  const named = /^（[0-9]{4}）([^0-9]+[0-9]*)/.exec(begins ?? '')?.[1];
  const places = courts ?? (near === words || named === undefined ? undefined : [named]);
  const values = [ending, account, words].map((value) => `${where.bind(value)}::text`).join(', ');
  return [
    { keys: `select found_by(${values})`, on: 'm.id = p.key' },
    ...(places !== undefined && near !== null
      ? [
          {
            keys: `select unnest(${where.bind(places)}::text[])`,
            on: `m.court = p.key and m.closed_at is null and strpos(lower(m.title) || m.case_no, ${where.bind(near)}) > 0`,
          },
        ]
      : []),
  ];
};

/** The ids along all ways, in order, so many at most; each with what it was ordered by. */
export const idsAlong = (ways: readonly Way[], where: Where, order: Order, limit: number): string => {
  const most = `limit ${String(limit)}`;
  const down = order.down ? ' desc' : '';
  return ways
    .map(({ keys, on }) => {
      const one = `select m.id, ${order.by} as by from matter m where ${on} and ${where.sql} order by ${orderSql(order)} ${most}`;
      return keys === undefined
        ? `(${one})`
        : `(select x.* from (${keys}) as p(key) cross join lateral (${one}) x order by x.by${down}, x.id${down} ${most})`;
    })
    .join(' union ');
};
