import { type Actor, available, fileDocument, fileDocumentWords, type Refusal } from '@xiezhi/engine';
import {
  type FindMatters,
  type Light,
  type MatterRow as MatterLine,
  type MatterView,
  type Problem,
  roleName,
} from '@xiezhi/contract';
import { procedures, type PublishedProcedure } from '@xiezhi/procedures';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { type ProblemError, refusalProblem, shellProblem, wordsOf } from '../platform/problems/problem';
import type { ShellRefusal } from './command';
import type { Performed } from './commands';
import { lightOf } from './light';
import { type MatterRow, snapshotOf, standingOf } from './matter-row';
import { filtered, visibleTo, Where } from './visible';

export type SeenRow = MatterRow & { readonly light: Light; readonly now: Date };

const columns = `m.*, court_now() as now, light_of(m.closed_at, m.starts_at, m.due_at, court_now()) as light`;
const lineColumns = `m.id, m.procedure, m.version, m.title, m.case_no, m.account_tail, m.bank, m.stage, m.revision, m.parent_id, m.court, m.lead_court,
  m.opened_at, m.moved_at, m.closed_at, m.due_at, light_of(m.closed_at, m.starts_at, m.due_at, court_now()) as light`;
const joined = 'matter m join court c on c.code = m.court join court l on l.code = m.lead_court';

export const publishedOf = (row: { procedure: string; version: number }): PublishedProcedure => {
  const found = procedures.get(`${row.procedure}@${row.version}`);
  if (!found) throw new Error(`procedure ${row.procedure} version ${row.version} is not here`);
  return found;
};

/** Reads matters as one person may see them. */
export class MatterReader {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  /** The row, when the actor's court stands to it; else the refusal that says no more than it may. */
  async seen(id: string, actor: Actor): Promise<SeenRow> {
    const row = await this.db.one<SeenRow>({
      name: 'read-matter',
      text: `select ${columns} from matter m where m.id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    if (standingOf(row, actor, this.courts).length === 0) throw await this.hidden(id, actor);
    return row;
  }

  /** A court of the same campaign may know that the item exists, and no more; anybody else may not even know that. */
  async hidden(id: string, actor: Actor): Promise<ProblemError> {
    const shared = await this.db.one({
      text: `select 1 from matter m join matter mine on mine.parent_id = coalesce(m.parent_id, m.id) where m.id = $1 and mine.court = $2 limit 1`,
      values: [id, actor.court],
    });
    return shared ? shellProblem('other-courts-account') : shellProblem('not-found');
  }

  /** A campaign: also for a court that carries one of its items, which sees the whole's progress and its own part. */
  async campaign(id: string, actor: Actor): Promise<SeenRow> {
    const row = await this.db.one<SeenRow>({
      name: 'read-matter',
      text: `select ${columns} from matter m where m.id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    if (standingOf(row, actor, this.courts).length > 0) return row;
    const own = await this.db.one({
      text: `select 1 from matter m join court c on c.code = m.court where m.parent_id = $1 and (m.court = $2 or $2 = any(c.superiors)) limit 1`,
      values: [id, actor.court],
    });
    if (!own) throw shellProblem('not-found');
    return row;
  }

  async view(id: string, actor: Actor): Promise<MatterView> {
    const row = await this.db.one<SeenRow>({
      name: 'read-matter',
      text: `select ${columns} from matter m where m.id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    if (standingOf(row, actor, this.courts).length > 0) return this.viewOf(row, actor);
    if (row.parent_id !== null) throw await this.hidden(id, actor);
    return this.outline(await this.campaign(id, actor), actor);
  }

  /** A campaign as a court sees that carries a part of it: what it is and how far, not what the lead court decides on. */
  private outline(row: SeenRow, actor: Actor): MatterView {
    const { caseNo, windowHours, ground } = row.facts;
    return { ...this.viewOf(row, actor), facts: { caseNo, windowHours, ground }, documents: [], actions: [] };
  }

  /** What a command left: answered from what was decided, so that the same key gets the same answer. */
  viewAfter({ row, at }: Performed, actor: Actor): MatterView {
    return this.viewOf({ ...row, now: at, light: lightOf(row, at) }, actor);
  }

  viewOf(row: SeenRow, actor: Actor): MatterView {
    const { procedure, labels } = publishedOf(row);
    const standing = standingOf(row, actor, this.courts);
    const context = { now: row.now.toISOString(), actor, standing, hierarchy: this.courts, summaries: {} };
    return {
      id: row.id,
      procedure: row.procedure,
      version: row.version,
      title: row.title,
      stage: row.stage,
      stageLabel: labels.stages[row.stage] ?? { zh: row.stage, en: row.stage },
      facts: row.facts,
      revision: row.revision,
      parentId: row.parent_id,
      court: row.court,
      courtName: this.courts.nameOf(row.court),
      leadCourt: row.lead_court,
      leadCourtName: this.courts.nameOf(row.lead_court),
      openedAt: courtTime(row.opened_at),
      closedAt: courtTimeOrNull(row.closed_at),
      startsAt: courtTimeOrNull(row.starts_at),
      dueAt: courtTimeOrNull(row.due_at),
      light: row.light,
      documents: row.documents,
      actions: available(procedure, snapshotOf(row), context).map(({ name, allowed, refusal }) => ({
        name,
        label: labels.actions[name] ?? { zh: name, en: name },
        allowed,
        ...(refusal ? { refusal: wordsOf(refusal, labels, roleName) } : {}),
      })),
    };
  }

  async find(filter: FindMatters, actor: Actor): Promise<{ items: MatterLine[]; next: string | null; total: number }> {
    const where = filtered(visibleTo(new Where(), actor), filter, actor);
    const counted = await this.db.one<{ n: number }>({
      text: `select count(*)::int as n from ${joined} where ${where.sql}`,
      values: [...where.values],
    });
    if (filter.cursor) {
      const [due = '', id = ''] = decode(filter.cursor);
      where.and(`(coalesce(m.due_at, 'infinity'), m.id) > (?::timestamptz, ?::uuid)`, due, id);
    }
    const rows = await this.db.rows<LineRow & { cursor_due: string }>({
      text: `select ${lineColumns}, coalesce(m.due_at, 'infinity')::text as cursor_due from ${joined} where ${where.sql}
              order by coalesce(m.due_at, 'infinity'), m.id limit ${filter.limit + 1}`,
      values: [...where.values],
    });
    const items = rows.slice(0, filter.limit);
    const last = items.at(-1);
    const next = rows.length > filter.limit && last ? encode(last.cursor_due, last.id) : null;
    return { items: items.map((row) => this.line(row)), next, total: counted?.n ?? 0 };
  }

  async count(desk: string, actor: Actor): Promise<number> {
    const where = filtered(visibleTo(new Where(), actor), { desk }, actor);
    const row = await this.db.one<{ n: number }>({
      text: `select count(*)::int as n from ${joined} where ${where.sql}`,
      values: [...where.values],
    });
    return row?.n ?? 0;
  }

  /** The ids a filter selects, frozen for a batch. */
  async ids(filter: Omit<FindMatters, 'cursor' | 'limit'>, actor: Actor): Promise<string[]> {
    const where = filtered(visibleTo(new Where(), actor), filter, actor);
    const rows = await this.db.rows<{ id: string }>({
      text: `select m.id from ${joined} where ${where.sql} order by m.id limit 20000`,
      values: [...where.values],
    });
    return rows.map((row) => row.id);
  }

  line(row: LineRow): MatterLine {
    const { labels } = publishedOf(row);
    return {
      id: row.id,
      procedure: row.procedure,
      title: row.title,
      caseNo: row.case_no,
      accountTail: row.account_tail,
      bank: row.bank,
      stage: row.stage,
      stageLabel: labels.stages[row.stage] ?? { zh: row.stage, en: row.stage },
      revision: row.revision,
      parentId: row.parent_id,
      court: row.court,
      courtName: this.courts.nameOf(row.court),
      leadCourt: row.lead_court,
      leadCourtName: this.courts.nameOf(row.lead_court),
      openedAt: courtTime(row.opened_at),
      movedAt: courtTime(row.moved_at),
      closedAt: courtTimeOrNull(row.closed_at),
      dueAt: courtTimeOrNull(row.due_at),
      light: row.light,
    };
  }

  /** A refusal of the performer as the problem that goes out; stale revisions say who changed what. */
  async problemOf(id: string, refusal: Refusal | ShellRefusal, seen: number, actor: Actor): Promise<ProblemError> {
    if (refusal.code === 'not-found') return shellProblem('not-found');
    if (refusal.code === 'not-yours') return this.hidden(id, actor);
    if (refusal.code === 'key-reused') return shellProblem('key-reused');
    const row = await this.db.one<{ procedure: string; version: number }>({
      text: 'select procedure, version from matter where id = $1',
      values: [id],
    });
    if (!row) return shellProblem('not-found');
    const { labels } = publishedOf(row);
    const extra: Partial<Problem> =
      refusal.code === 'stale-revision' ? { changes: await this.changes(id, seen, labels.actions) } : {};
    return refusalProblem(refusal, labels, roleName, extra);
  }

  private async changes(
    id: string,
    seen: number,
    words: Readonly<Record<string, { zh: string }>>,
  ): Promise<NonNullable<Problem['changes']>> {
    const rows = await this.db.rows<{ revision: number; action: string; actor: Actor; at: Date }>({
      text: 'select revision, action, actor, at from docket_entry where matter_id = $1 and revision > $2 order by revision limit 20',
      values: [id, seen],
    });
    return rows.map(({ revision, action, actor, at }) => ({
      revision,
      action,
      label: action === fileDocument ? fileDocumentWords.zh : (words[action]?.zh ?? action),
      by: actor.name,
      court: this.courts.nameOf(actor.court),
      at: courtTime(at),
    }));
  }
}

export interface LineRow {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly title: string;
  readonly case_no: string;
  readonly account_tail: string | null;
  readonly bank: string | null;
  readonly stage: string;
  readonly revision: number;
  readonly parent_id: string | null;
  readonly court: string;
  readonly lead_court: string;
  readonly opened_at: Date;
  readonly moved_at: Date;
  readonly closed_at: Date | null;
  readonly due_at: Date | null;
  readonly light: Light;
}

export const encode = (...parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

export const decode = (cursor: string): string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    throw shellProblem('malformed-request', { detail: '翻页标记无法读取' });
  }
  throw shellProblem('malformed-request', { detail: '翻页标记无法读取' });
};
