import type { Actor } from '@xiezhi/engine';
import { type FindNotices, letterOf, type NoticesView, type NoticeView } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database } from '../platform/database/database';
import { decode, encode } from '../platform/http/cursor';
import { shellProblem } from '../platform/problems/problem';

export interface NoticeRow {
  readonly id: string;
  readonly letter: string;
  readonly court: string;
  readonly matter_id: string | null;
  readonly case_no: string | null;
  readonly item: string | null;
  readonly count: number;
  readonly due_at: Date | null;
  readonly by_name: string | null;
  readonly at: Date;
  readonly cursor_at: string;
  readonly read_at: Date | null;
}

export const noticeColumns = `n.id, n.letter, n.court, n.matter_id, n.case_no, n.item, cardinality(n.matters) as count, n.due_at, n.by_name,
  r.at, r.at::text as cursor_at, r.read_at`;

/** 消息: what a person was told, in whichever post. */
export class Notices {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly changed: (persons: readonly string[]) => void,
  ) {}

  /** One statement gives the page, its total and the number on the bell. */
  async find({ letter, unread, cursor, limit }: FindNotices, actor: Actor): Promise<NoticesView> {
    const [at = null, id = null] = cursor === undefined ? [] : decode(cursor);
    const rows = await this.reads.as(actor).rows<(NoticeRow | { id: null }) & { total: number; unread: number }>({
      text: `with mine as materialized (
                 select ${noticeColumns} from notice_receipt r join notice n on n.id = r.notice_id where r.person_id = xz_person()),
               picked as (select * from mine where ($1::text is null or letter = $1) and (not $2 or read_at is null))
             select p.*, c.total, c.unread
               from (select (select count(*)::int from picked) as total, (select count(*)::int from mine where read_at is null) as unread) c
               left join lateral (select * from picked where $3::timestamptz is null or (at, id) < ($3, $4::uuid)
                                   order by at desc, id desc limit $5) p on true
              order by p.at desc, p.id desc`,
      values: [letter ?? null, unread !== undefined, at, id, limit + 1],
    });
    const found = rows.flatMap((row) => (row.id === null ? [] : [row]));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => this.view(row)),
      next: found.length > limit && last ? encode(last.cursor_at, last.id) : null,
      total: rows[0]?.total ?? 0,
      unread: rows[0]?.unread ?? 0,
    };
  }

  async read(id: string, actor: Actor): Promise<void> {
    const row = await this.db.one({
      text: 'update notice_receipt set read_at = coalesce(read_at, court_now()) where notice_id = $1 and person_id = $2 returning notice_id',
      values: [id, actor.person],
    });
    if (!row) throw shellProblem('not-found');
    this.changed([actor.person]);
  }

  /** Those the person had before the eyes: what came since stays unread. */
  async readUntil(until: string, actor: Actor): Promise<void> {
    await this.db.rows({
      text: `update notice_receipt set read_at = court_now()
              where person_id = $1 and read_at is null and date_trunc('milliseconds', at) <= $2::timestamptz`,
      values: [actor.person, until],
    });
    this.changed([actor.person]);
  }

  private view(row: NoticeRow): NoticeView {
    const { zh, en, light } = letterOf(row.letter);
    return {
      id: row.id,
      letter: row.letter,
      words: { zh, en },
      light: light as NoticeView['light'],
      courtName: this.courts.nameOf(row.court),
      matterId: row.matter_id,
      caseNo: row.case_no,
      item: row.item,
      count: row.count,
      dueAt: courtTimeOrNull(row.due_at),
      by: row.by_name,
      at: courtTime(row.at),
      readAt: courtTimeOrNull(row.read_at),
    };
  }
}
