import { type Actor } from '@xiezhi/engine';
import type { BatchItemView, BatchView, FindMatters } from '@xiezhi/contract';
import { published } from '@xiezhi/procedures';
import type { MatterLists } from '../matters/matter-lists';
import { nameOf } from '../matters/matter-reader';
import { decode, encode } from '../platform/http/cursor';
import { courtTime } from '../platform/clock/court-time';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database, Tx } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { claimKey } from '../platform/http/request-keys';
import { shellProblem } from '../platform/problems/problem';
import { printedBy } from './batch-prints';
import { refusalWords } from './batch-runner';

type Wish = {
  action: string;
  selection: { ids: string[] } | { filter: Omit<FindMatters, 'cursor' | 'limit'> };
  input: Record<string, unknown>;
};
const chunk = 64;

/** The items of a batch ($1) behind a position ($2), each with what became of it; positions count from 1. */
const itemsOf = `
  select i.*, m.procedure, m.version
    from (select c.n * ${chunk} + u.nth::int as position, u.id as matter_id, c.revisions[u.nth] as revision,
                 c.refusals -> (u.nth - 1)::text as refusal, c.refused is not null as ran
            from batch_chunk c cross join unnest(c.ids) with ordinality as u(id, nth)
           where c.batch_id = $1 and c.n >= $2::int / ${chunk}) i
    left join matter m on m.id = i.matter_id
   where i.position > $2::int`;

const labelOf = (action: string) => {
  const paper = printedBy(action);
  if (paper) return { zh: `制作《${paper.name.zh}》`, en: `print: ${paper.name.en}` };
  const labels = published.map((procedure) => procedure.labels.actions[action]);
  return labels.find((words) => words !== undefined) ?? { zh: action, en: action };
};

/** What undoes an action on the same matter; absent where nothing does. */
const inverses: Readonly<Record<string, string>> = { confirm: 'correct' };

/** 批次: who, the filter in words, the frozen list of ids, and a result for each. Run by the worker in chunks cut along courts. */
export class Batches {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly lists: MatterLists,
    private readonly committed: () => void,
  ) {}

  async start(wish: Wish, key: string, actor: Actor): Promise<BatchView> {
    const bySelection =
      'ids' in wish.selection ? wish.selection.ids : await this.lists.ids(wish.selection.filter, actor);
    const ids = [...new Set(bySelection)];
    if (ids.length === 0) throw shellProblem('nothing-selected');
    const words = 'ids' in wish.selection ? `选中的 ${ids.length} 项` : `符合条件的 ${ids.length} 项`;
    const filter = 'ids' in wish.selection ? null : wish.selection.filter;
    return this.write({ action: wish.action, input: wish.input, ids, words, filter, reverses: null }, wish, key, actor);
  }

  /** The inverse as a batch of its own: only what this one did, and only where nothing has happened since. */
  async reverse(id: string, key: string, actor: Actor): Promise<BatchView> {
    const batch = await this.row(id, actor);
    const inverse = inverses[batch.action];
    if (inverse === undefined) throw shellProblem('not-reversible');
    const rows = await this.reads.as(actor).rows<{ matter_id: string }>({
      text: `${itemsOf} and i.refusal is null and m.revision = i.revision order by i.position`,
      values: [id, 0],
    });
    if (rows.length === 0)
      throw shellProblem('nothing-selected', { detail: '该批次办理之后，各事项均已有新的办理，无可撤回' });
    const ids = rows.map((row) => row.matter_id);
    const words = `撤回批次“${labelOf(batch.action).zh}”中未再变动的 ${ids.length} 项`;
    return this.write(
      { action: inverse, input: { note: words }, ids, words, filter: null, reverses: id },
      { reverse: id },
      key,
      actor,
    );
  }

  async read(id: string, actor: Actor): Promise<BatchView> {
    return this.view(await this.row(id, actor));
  }

  async items(
    id: string,
    { cursor, limit }: { cursor?: string; limit: number },
    actor: Actor,
  ): Promise<{ items: BatchItemView[]; next: string | null; total: number }> {
    const batch = await this.row(id, actor);
    const after = cursor ? Number(decode(cursor)[0]) : 0;
    const rows = await this.reads.as(actor).rows<{
      matter_id: string;
      position: number;
      ran: boolean;
      refusal: unknown;
      revision: number | null;
      procedure: string | null;
      version: number;
    }>({
      text: `${itemsOf} order by i.position limit $3`,
      values: [id, Number.isSafeInteger(after) ? after : 0, limit + 1],
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({
        matterId: row.matter_id,
        position: row.position,
        status: !row.ran ? 'waiting' : row.refusal === null ? 'done' : 'refused',
        revision: row.revision,
        refusal:
          row.procedure === null
            ? row.refusal === null
              ? null
              : { code: 'not-found', words: { zh: '没有这一项', en: 'No such item' } }
            : refusalWords(row.refusal, { procedure: row.procedure, version: row.version }),
      })),
      next: rows.length > limit && last ? encode(String(last.position)) : null,
      total: batch.total,
    };
  }

  private async write(
    plan: {
      action: string;
      input: unknown;
      ids: readonly string[];
      words: string;
      filter: unknown;
      reverses: string | null;
    },
    wish: unknown,
    key: string,
    actor: Actor,
  ): Promise<BatchView> {
    const id = await this.db.transaction(async (tx) => {
      const claimed = await claimKey(tx, { person: actor.person, key, wish, resource: uuidv7() });
      if (claimed.first) await this.insert(tx, claimed.resource, plan, actor);
      return claimed.resource;
    });
    this.committed();
    return this.read(id, actor);
  }

  private async insert(
    tx: Tx,
    id: string,
    plan: {
      action: string;
      input: unknown;
      ids: readonly string[];
      words: string;
      filter: unknown;
      reverses: string | null;
    },
    actor: Actor,
  ): Promise<void> {
    await tx.rows({
      name: 'start-batch',
      text: `with b as (
               insert into batch (id, action, input, actor, words, filter, total, reverses, opened_at)
               values ($1, $2, $3, $4, $5, $6, cardinality($7::uuid[]), $8, court_now())
             ), placed as (
               select u.id, (row_number() over (order by m.court, u.nth))::int - 1 as place
                 from unnest($7::uuid[]) with ordinality as u(id, nth) left join matter m on m.id = u.id
             ), cut as (
               insert into batch_chunk (batch_id, n, size, ids)
               select $1, place / ${chunk}, count(*), array_agg(id order by place) from placed group by 2 returning n
             )
             insert into outbox (kind, matter_id, payload)
             select 'run-batch', null, jsonb_build_object('batch', $1::uuid, 'chunk', n) from cut order by n`,
      values: [
        id,
        plan.action,
        JSON.stringify(plan.input),
        JSON.stringify(actor),
        plan.words,
        plan.filter === null ? null : JSON.stringify(plan.filter),
        uuids(plan.ids),
        plan.reverses,
      ],
    });
  }

  private async row(id: string, actor: Actor): Promise<BatchRow> {
    const row = await this.reads.as(actor).one<BatchRow>({
      name: 'read-batch',
      text: `select b.id, b.action, b.actor, b.words, b.total, b.reverses, b.opened_at,
                    coalesce(sum(c.size - c.refused), 0)::int as done, coalesce(sum(c.refused), 0)::int as refused
               from batch b join batch_chunk c on c.batch_id = b.id where b.id = $1 group by b.id`,
      values: [id],
    });
    if (!row || row.actor.court !== actor.court) throw shellProblem('not-found');
    return row;
  }

  private view(row: BatchRow): BatchView {
    const waiting = row.total - row.done - row.refused;
    const status = waiting > 0 ? 'running' : row.refused === 0 ? 'done' : row.done === 0 ? 'failed' : 'partly';
    return {
      id: row.id,
      action: row.action,
      label: labelOf(row.action),
      words: row.words,
      by: nameOf(row.actor),
      at: courtTime(row.opened_at),
      status,
      total: row.total,
      done: row.done,
      refused: row.refused,
      waiting,
      reverses: row.reverses,
    };
  }
}

interface BatchRow {
  readonly id: string;
  readonly action: string;
  readonly actor: Actor;
  readonly words: string;
  readonly total: number;
  readonly reverses: string | null;
  readonly opened_at: Date;
  readonly done: number;
  readonly refused: number;
}
