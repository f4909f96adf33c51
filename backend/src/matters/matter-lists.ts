import type { Actor } from '@xiezhi/engine';
import type { FindMatters, MatterRow as MatterLine } from '@xiezhi/contract';
import { national } from '../access/place';
import type { Courts } from '../courts/courts';
import { decode, encode } from '../platform/http/cursor';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { Where } from '../platform/database/where';
import { shellProblem } from '../platform/problems/problem';
import { light } from './light';
import type { LineRow, MatterReader } from './matter-reader';
import {
  behind,
  type Filter,
  idsAlong,
  orderOf,
  orderSql,
  type Stage,
  stagesOf,
  type Way,
  waysBeyond,
  waysTo,
} from './queue';
import { filtered, type Reading, seesLine, seesOwn, visibleTo } from './visible';

const lineColumns = `m.id, m.procedure, m.version, m.title, m.case_no, m.account_tail, m.bank, m.stage, m.revision, m.parent_id, m.court, m.lead_court,
  m.opened_at, m.moved_at, m.closed_at, m.due_at, ${light} as light`;
/** A number that no roll-up holds is counted so far. */
const countedTo = 2_000;
const mostIds = 20_000;

interface Asked {
  /** Conditions and ways, fresh: a page adds where it begins. */
  readonly fresh: () => { readonly where: Where; readonly ways: readonly Way[] };
  /** By the roll-up, where the filter is about stages alone. */
  readonly known: number | undefined;
}

/** 事项列表: pages and numbers, along indexes, however many matters there are. Count and list ask the same. */
export class MatterLists {
  /** This number may be a number so far. */
  readonly exactTo = countedTo;

  constructor(
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly reader: MatterReader,
  ) {}

  async find(
    { cursor, limit, ...filter }: FindMatters,
    actor: Actor,
  ): Promise<{ items: MatterLine[]; next: string | null; total: number; capped: boolean }> {
    const order = orderOf(filter);
    const asked = await this.ask(filter, actor);
    const { where, ways } = asked.fresh();
    if (ways.length === 0) return { items: [], next: null, total: 0, capped: false };
    if (cursor) behind(where, order, decode(cursor));
    const [total, rows] = await Promise.all([
      this.total(asked, filter, actor),
      this.reads.as(actor).rows<LineRow & { by: string }>({
        text: `select ${lineColumns}, k.by::text as by from (${idsAlong(ways, where, order, limit + 1)}) k join matter m on m.id = k.id
                order by ${orderSql(order)} limit ${String(limit + 1)}`,
        values: [...where.values],
      }),
    ]);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last ? encode(last.by, last.id) : null;
    const capped = asked.known === undefined && total >= countedTo && ways.some((way) => way.vast);
    return { items: items.map((row) => this.reader.line(row)), next, total, capped };
  }

  async count(filter: Filter, actor: Actor): Promise<number> {
    return this.total(await this.ask(filter, actor), filter, actor);
  }

  /** The ids a filter selects, frozen for a batch. */
  async ids(filter: Filter, actor: Actor): Promise<string[]> {
    const { where, ways } = (await this.ask(filter, actor)).fresh();
    if (ways.length === 0) return [];
    const rows = await this.reads.as(actor).rows<{ id: string }>({
      text: `select k.id from (${idsAlong(ways, where, { by: 'm.opened_at', down: false }, mostIds)}) k order by k.id limit ${String(mostIds)}`,
      values: [...where.values],
    });
    return rows.map((row) => row.id);
  }

  /** Every row that a filter selects, in the order of the list, as of one moment; so many at most. */
  async *all(filter: Filter, actor: Actor, most: number, size: number): AsyncGenerator<LineRow[], void, undefined> {
    const order = orderOf(filter);
    const { where, ways } = (await this.ask(filter, actor)).fresh();
    if (ways.length === 0) return;
    yield* this.reads.as(actor).pages<LineRow>(
      {
        text: `select ${lineColumns}, k.by from (${idsAlong(ways, where, order, most)}) k join matter m on m.id = k.id
                order by ${orderSql({ ...order, by: 'k.by' })} limit ${String(most)}`,
        values: [...where.values],
      },
      size,
    );
  }

  /** Of these, what the actor may read now. */
  some(ids: readonly string[], actor: Actor): Promise<LineRow[]> {
    const where = visibleTo(new Where(), this.reading(actor)).and('m.id = any(?::uuid[])', uuids(ids));
    return this.reads
      .as(actor)
      .rows({ text: `select ${lineColumns} from matter m where ${where.sql}`, values: where.values });
  }

  /** Of these, how many the actor may read now. */
  async seen(ids: readonly string[], actor: Actor): Promise<number> {
    const where = visibleTo(new Where(), this.reading(actor)).and('m.id = any(?::uuid[])', uuids(ids));
    const row = await this.reads
      .as(actor)
      .one<{ n: number }>({ text: `select count(*)::int as n from matter m where ${where.sql}`, values: where.values });
    return row?.n ?? 0;
  }

  private reading(actor: Actor): Reading {
    return { actor, below: this.courts.below(actor.court) };
  }

  private async ask(filter: Filter, actor: Actor): Promise<Asked> {
    if (filter.q !== undefined && filter.q.replace(/\s/g, '').length < 2)
      throw shellProblem('malformed-request', { detail: '请输入至少两个字' });
    const reading = this.reading(actor);
    const wide = seesLine(actor);
    // The roll-up of a court is of its whole line: for whoever reads less, only where there is nothing below.
    const about = wide || (reading.below.length === 0 && seesOwn(actor)) ? stagesOf(filter, actor.role) : undefined;
    const seen = about && (await this.rolledUp(about.stages, actor));
    const fresh = () => {
      const where = filtered(visibleTo(new Where(), reading), filter, reading);
      return { where, ways: waysTo(filter, reading, where, { wide, seen }) };
    };
    return { fresh, known: about?.alone ? seen : undefined };
  }

  private async total({ fresh, known }: Asked, filter: Filter, actor: Actor): Promise<number> {
    if (known === undefined) {
      const { where, ways } = fresh();
      return this.counted(ways, where, actor);
    }
    const reading = this.reading(actor);
    const beyond = filtered(visibleTo(new Where(), reading), filter, reading);
    const [hidden, more] = await Promise.all([
      known === 0 ? 0 : this.hidden(filter, actor),
      actor.court === national ? 0 : this.counted(waysBeyond(filter, reading, beyond), beyond, actor),
    ]);
    return known - hidden + more;
  }

  private async counted(ways: readonly Way[], where: Where, actor: Actor): Promise<number> {
    if (ways.length === 0) return 0;
    const most = ways.some((way) => way.vast) ? `order by ${orderSql(orderOf({}))} limit ${String(countedTo)}` : '';
    const all = ways
      .map(({ keys, on }) => {
        const one = `select m.id from matter m where ${on} and ${where.sql} ${most}`;
        return keys === undefined ? `(${one})` : `(select x.id from (${keys}) as p(key) cross join lateral (${one}) x)`;
      })
      .join(' union ');
    const row = await this.reads.as(actor).one<{ n: number }>({
      text: `select least(count(*), ${ways.some((way) => way.vast) ? String(countedTo) : 'count(*)'})::int as n from (${all}) x`,
      values: [...where.values],
    });
    return row?.n ?? 0;
  }

  /** How many are in these stages in the whole line of the actor, folded or not yet. */
  private async rolledUp(stages: readonly Stage[], actor: Actor): Promise<number> {
    const row = await this.reads.as(actor).one<{ n: number }>({
      name: 'rolled-up',
      text: 'select rolled_up($1, $2)::int as n',
      values: [stages.map((one) => one.procedure), stages.map((one) => one.stage)],
    });
    return row?.n ?? 0;
  }

  /** What the roll-up counts and this actor may not read: of restricted coordinations, and of those stepped back from. */
  private async hidden(filter: Filter, actor: Actor): Promise<number> {
    const reading = this.reading(actor);
    const where = filtered(visibleTo(new Where(), reading), filter, reading);
    const stages = stagesOf(filter, actor.role)?.stages ?? [];
    const procedures = where.bind(stages.map((one) => one.procedure));
    const names = where.bind(stages.map((one) => one.stage));
    const row = await this.reads.as(actor).one<{ n: number }>({
      text: `with barred as (select unnest(xz_restricted() || xz_excluded_from()) as root)
             select (count_behind_barriers(${procedures}, ${names}) - count(m.id))::int as n
               from (select m.id from barred b join matter m on m.id = b.root where ${where.sql}
                     union all select m.id from barred b join matter m on m.parent_id = b.root where ${where.sql}) m`,
      values: [...where.values],
    });
    return row?.n ?? 0;
  }
}
