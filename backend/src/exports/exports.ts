import type { Actor, Words } from '@xiezhi/engine';
import type { AskExport, ExportView, FindExports } from '@xiezhi/contract';
import { nameOf } from '../matters/matter-reader';
import type { MatterLists } from '../matters/matter-lists';
import { courtDay, courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { Where } from '../platform/database/where';
import { decode, encode } from '../platform/http/cursor';
import { claimKey } from '../platform/http/request-keys';
import { shellProblem } from '../platform/problems/problem';
import type { ExportFiles } from './export-files';
import type { ExportSource } from './source';

export interface ExportRecord {
  readonly id: string;
  readonly person_id: string;
  readonly actor: Actor;
  readonly kind: ExportView['kind'];
  readonly format: ExportView['format'];
  readonly wish: AskExport;
  readonly words: Words;
  readonly status: ExportView['status'];
  readonly total: number | null;
  readonly done: number;
  readonly file: string | null;
  readonly bytes: string | null;
  readonly failure: Words | null;
  readonly asked_at: Date;
  readonly as_of: Date | null;
  readonly finished_at: Date | null;
  readonly expires_at: Date | null;
  readonly now: Date;
}

const mimes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};
const kinds = { matters: '事项清单', campaign: '协同进展', batch: '批次结果' };
const columns = 'e.*, court_now() as now';

/** 下载中心: one's own exports. A file goes to whoever asked for it, in the post of then, while all that stands in it may still be read. */
export class Exports {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly source: ExportSource,
    private readonly lists: MatterLists,
    private readonly files: ExportFiles,
    private readonly committed: () => void,
    private readonly told: (person: string) => void,
  ) {}

  async ask(wish: AskExport, key: string, actor: Actor): Promise<ExportView> {
    const words = await this.source.wordsOf(wish, actor);
    const id = await this.db.transaction(async (tx) => {
      const claimed = await claimKey(tx, { person: actor.person, key, wish: { export: wish }, resource: uuidv7() });
      if (!claimed.first) return claimed.resource;
      await tx.rows({
        text: `with e as (
                 insert into export (id, person_id, actor, kind, format, wish, words) values ($1, $2, $3, $4, $5, $6, $7) returning id)
               insert into outbox (kind, payload) select 'run-export', jsonb_build_object('export', id) from e`,
        values: [
          claimed.resource,
          actor.person,
          JSON.stringify(actor),
          wish.kind,
          wish.format,
          JSON.stringify(wish),
          JSON.stringify(words),
        ],
      });
      return claimed.resource;
    });
    this.committed();
    this.told(actor.person);
    return viewOf(await this.row(id, actor));
  }

  async find(
    { cursor, limit }: FindExports,
    actor: Actor,
  ): Promise<{ items: ExportView[]; next: string | null; total: number }> {
    const where = new Where();
    const counted = await this.reads.as(actor).one<{ n: number }>({ text: 'select count(*)::int as n from export' });
    if (cursor) {
      const [at = '', id = ''] = decode(cursor);
      where.and('(e.asked_at, e.id) < (?::timestamptz, ?::uuid)', at, id);
    }
    const rows = await this.reads.as(actor).rows<ExportRecord & { by: string }>({
      text: `select ${columns}, e.asked_at::text as by from export e where ${where.sql}
              order by e.asked_at desc, e.id desc limit ${String(limit + 1)}`,
      values: where.values,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(viewOf),
      next: last ? encode(last.by, last.id) : null,
      total: counted?.n ?? 0,
    };
  }

  /** What may be downloaded now, or why not. */
  async open(
    id: string,
    actor: Actor,
  ): Promise<{ name: string; mime: string; size: number; bytes: AsyncGenerator<Buffer> }> {
    const row = await this.row(id, actor);
    const view = viewOf(row);
    if (view.status !== 'ready' || row.file === null) throw shellProblem('export-not-ready');
    if (!(await this.stillRead(row, row.file, actor))) throw shellProblem('export-rights-lost');
    return { name: view.fileName, mime: mimes[row.format], size: Number(row.bytes), bytes: this.files.read(row.file) };
  }

  /** Row first: a file that nobody names is found by the clock. */
  async drop(id: string, actor: Actor): Promise<void> {
    const row = await this.row(id, actor);
    await this.db.rows({ text: 'delete from export where id = $1', values: [id] });
    if (row.file !== null) await this.files.remove(row.file);
    this.told(actor.person);
  }

  /** 权限随时收回: the same post, the same board, and every row of the file. */
  private async stillRead(row: ExportRecord, file: string, actor: Actor): Promise<boolean> {
    const { role, court } = row.actor;
    if (role !== actor.role || court !== actor.court || row.actor.for?.person !== actor.for?.person) return false;
    const refused = await this.source.wordsOf(row.wish, actor).then(
      () => false,
      () => true,
    );
    if (refused) return false;
    // One page after another, each with a connection of its own: whoever held one and waited for another could wait for ever.
    for (let n = 0; ; n += 1) {
      const page = await this.reads.as(actor).one<{ ids: string[] }>({
        text: 'select ids from export_page where export_id = $1 and file = $2 and n = $3',
        values: [row.id, file, n],
      });
      if (!page) return true;
      if ((await this.lists.seen(page.ids, actor)) !== page.ids.length) return false;
    }
  }

  private async row(id: string, actor: Actor): Promise<ExportRecord> {
    const row = await this.reads.as(actor).one<ExportRecord>({
      text: `select ${columns} from export e where e.id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    return row;
  }
}

/** Named by what it is, by whom and when. */
export const fileNameOf = (row: Pick<ExportRecord, 'kind' | 'actor' | 'asked_at' | 'format'>): string =>
  `${kinds[row.kind]}_${nameOf(row.actor)}_${courtDay(row.asked_at)}.${row.format}`;

const viewOf = (row: ExportRecord): ExportView => {
  // What has expired is gone at its minute, whenever the clock sweeps.
  const gone = row.status === 'ready' && row.expires_at !== null && row.expires_at <= row.now;
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    words: row.words,
    status: gone ? 'expired' : row.status,
    total: row.total,
    done: row.done,
    bytes: row.bytes === null ? null : Number(row.bytes),
    fileName: fileNameOf(row),
    failure: row.failure,
    askedAt: courtTime(row.asked_at),
    asOf: courtTimeOrNull(row.as_of),
    finishedAt: courtTimeOrNull(row.finished_at),
    expiresAt: courtTimeOrNull(row.expires_at),
  };
};
