import { type Actor, fileDocument, fileDocumentWords } from '@xiezhi/engine';
import type { BatchConflict, BatchItemView, BatchPreview, BatchView, HeldItem, StartBatch } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { nameOf, publishedOf } from '../matters/matter-reader';
import { decode, encode } from '../platform/http/cursor';
import { courtTime } from '../platform/clock/court-time';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database, Tx } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { Where } from '../platform/database/where';
import { claimKey } from '../platform/http/request-keys';
import { shellProblem } from '../platform/problems/problem';
import { refusalWords } from './batch-runner';
import type { BatchSelections, Wish } from './batch-selection';
import { type BatchRow, batchSql, inverses, labelOf, viewOf } from './batch-view';

interface Plan {
  readonly action: string;
  readonly input: unknown;
  readonly ids: readonly string[];
  readonly words: string;
  readonly filter: unknown;
  readonly reverses?: string;
  readonly retries?: string;
  readonly held?: readonly HeldItem[];
  readonly overHeld?: string;
}
const chunk = 64;

/** The items of a batch ($1) behind a position ($2), each with what became of it; positions count from 1. */
const itemsOf = `
  select i.*, m.procedure, m.version, m.case_no, m.title
    from (select c.n * ${chunk} + u.nth::int as position, u.id as matter_id, c.revisions[u.nth] as revision,
                 c.refusals -> (u.nth - 1)::text as refusal, c.refused is not null as ran
            from batch_chunk c cross join unnest(c.ids) with ordinality as u(id, nth)
           where c.batch_id = $1 and c.n >= $2::int / ${chunk}) i
    left join matter m on m.id = i.matter_id
   where i.position > $2::int`;

/** 批次: who, the filter in words, the frozen list of ids, and a result for each. Run by the worker in chunks cut along courts. */
export class Batches {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly selections: BatchSelections,
    private readonly committed: () => void,
  ) {}

  preview(wish: Wish, actor: Actor): Promise<BatchPreview> {
    return this.selections.preview(wish, actor);
  }

  async start(wish: StartBatch, key: string, actor: Actor): Promise<BatchView> {
    const { ids, words, narrow, held } = await this.selections.of(wish, actor);
    if (!narrow && wish.typed !== ids.length)
      throw shellProblem('number-not-typed', {
        detail: `没有任何筛选条件，将办理全部 ${ids.length} 项；须键入这一数目以确认`,
      });
    const left = new Set(wish.overHeld === undefined ? held.map(({ matterId }) => matterId) : []);
    const wanted = ids.filter((id) => !left.has(id));
    if (wanted.length === 0 && left.size > 0)
      throw shellProblem('nothing-selected', { detail: '所选事项均已由他人承办；须写明理由方可改派' });
    if (wanted.length === 0) throw shellProblem('nothing-selected');
    const { action, input, selection } = wish;
    const plan = {
      action,
      input,
      ids: wanted,
      words: 'ids' in selection ? `选中的 ${wanted.length} 项` : `符合条件的 ${wanted.length} 项（${words.zh}）`,
      filter: 'ids' in selection ? null : selection.filter,
      held: wish.overHeld === undefined ? held : [],
      ...(wish.overHeld === undefined ? {} : { overHeld: wish.overHeld }),
    };
    return this.write(plan, wish, key, actor);
  }

  /** What was refused, once more, with the same input: a batch of its own. */
  async retry(id: string, ids: readonly string[], key: string, actor: Actor): Promise<BatchView> {
    const batch = await this.row(id, actor);
    const rows = await this.reads.as(actor).rows<{ matter_id: string }>({
      text: `${itemsOf} and i.refusal is not null and i.matter_id = any($3::uuid[]) order by i.position`,
      values: [id, 0, uuids(ids)],
    });
    if (rows.length === 0) throw shellProblem('nothing-selected', { detail: '所选事项在该批次中没有未成功的' });
    const { action, input } = batch;
    const wanted = rows.map((row) => row.matter_id);
    const words = `重试未成功的 ${wanted.length} 项`;
    return this.write({ action, input, ids: wanted, words, filter: null, retries: id }, { retry: id, ids }, key, actor);
  }

  /** 撤回的冲突: what the batch did and somebody changed since, by whom and what: the inverse leaves these as they are. */
  async conflicts(id: string, actor: Actor): Promise<BatchConflict[]> {
    await this.row(id, actor);
    const rows = await this.reads.as(actor).rows<{
      matter_id: string;
      case_no: string;
      title: string;
      procedure: string;
      version: number;
      action: string;
      actor: Actor;
      at: Date;
    }>({
      text: `select x.*, d.action, d.actor, d.at from (${itemsOf} and i.refusal is null and m.revision > i.revision) x
               cross join lateral (select action, actor, at from docket_entry d where d.matter_id = x.matter_id and d.revision > x.revision
                                    order by d.revision limit 1) d
              order by x.position limit 500`,
      values: [id, 0],
    });
    return rows.map((row) => ({
      matterId: row.matter_id,
      caseNo: row.case_no,
      title: row.title,
      label:
        row.action === fileDocument
          ? fileDocumentWords
          : (publishedOf(row).labels.actions[row.action] ?? { zh: row.action, en: row.action }),
      by: nameOf(row.actor),
      courtName: this.courts.nameOf(row.actor.court),
      at: courtTime(row.at),
    }));
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
    const plan = { action: inverse, input: { note: words }, ids, words, filter: null, reverses: id };
    return this.write(plan, { reverse: id }, key, actor);
  }

  async read(id: string, actor: Actor): Promise<BatchView> {
    return viewOf(await this.row(id, actor));
  }

  /** 本院的批次, the newest first. */
  async recent(
    { cursor, limit }: { cursor?: string; limit: number },
    actor: Actor,
  ): Promise<{ items: BatchView[]; next: string | null; total: number }> {
    const where = new Where().and(`b.actor ->> 'court' = ?`, actor.court);
    const counted = await this.reads
      .as(actor)
      .one<{ n: number }>({ text: `select count(*)::int as n from batch b where ${where.sql}`, values: where.values });
    if (cursor) {
      const [at = '', id = ''] = decode(cursor);
      where.and('(b.opened_at, b.id) < (?::timestamptz, ?::uuid)', at, id);
    }
    const rows = await this.reads.as(actor).rows<BatchRow & { by: string }>({
      text: `select x.*, x.opened_at::text as by from (${batchSql} where ${where.sql} group by b.id order by b.opened_at desc, b.id desc limit ${String(limit + 1)}) x
              order by x.opened_at desc, x.id desc`,
      values: where.values,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(viewOf),
      next: last ? encode(last.by, last.id) : null,
      total: counted?.n ?? 0,
    };
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
      case_no: string | null;
      title: string | null;
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
        caseNo: row.case_no,
        title: row.title,
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

  private async write(plan: Plan, wish: unknown, key: string, actor: Actor): Promise<BatchView> {
    const id = await this.db.transaction(async (tx) => {
      const claimed = await claimKey(tx, { person: actor.person, key, wish, resource: uuidv7() });
      if (claimed.first) await this.insert(tx, claimed.resource, plan, actor);
      return claimed.resource;
    });
    this.committed();
    return this.read(id, actor);
  }

  private async insert(tx: Tx, id: string, plan: Plan, actor: Actor): Promise<void> {
    await tx.rows({
      name: 'start-batch',
      text: `with b as (
               insert into batch (id, action, input, actor, words, filter, total, reverses, retries, held, over_held, opened_at)
               values ($1, $2, $3, $4, $5, $6, cardinality($7::uuid[]), $8, $9, $10, $11, court_now())
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
        plan.reverses ?? null,
        plan.retries ?? null,
        JSON.stringify(plan.held ?? []),
        plan.overHeld ?? null,
      ],
    });
  }

  private async row(id: string, actor: Actor): Promise<BatchRow> {
    const row = await this.reads.as(actor).one<BatchRow>({
      name: 'read-batch',
      text: `${batchSql} where b.id = $1 group by b.id`,
      values: [id],
    });
    if (!row || row.actor.court !== actor.court) throw shellProblem('not-found');
    return row;
  }
}
