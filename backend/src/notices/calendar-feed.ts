import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@xiezhi/engine';
import { type CalendarFeedView, letters } from '@xiezhi/contract';
import type { MatterLists } from '../matters/matter-lists';
import { courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
const most = 200;
const alarmBefore = 4 * 3_600;
const form = /^([\w-]{43})\.ics$/;

/** 日历订阅: a person's open time limits, at an address that only the person knows. */
export class CalendarFeed {
  constructor(
    private readonly db: Database,
    private readonly lists: MatterLists,
    private readonly origin: string,
  ) {}

  async of(person: string): Promise<CalendarFeedView> {
    const row = await this.db.one<{ made_at: Date }>({
      text: 'select made_at from calendar_feed where person_id = $1',
      values: [person],
    });
    return { madeAt: row ? courtTime(row.made_at) : null, url: null };
  }

  /** A new address; the one before answers no more. */
  async make(person: string): Promise<CalendarFeedView> {
    const token = randomBytes(32).toString('base64url');
    await this.db.rows({
      text: `insert into calendar_feed (person_id, token_digest) values ($1, $2)
             on conflict (person_id) do update set token_digest = excluded.token_digest, made_at = clock_timestamp()`,
      values: [person, digest(token)],
    });
    return { ...(await this.of(person)), url: `${this.origin}/api/calendar/${token}.ics` };
  }

  async drop(person: string): Promise<void> {
    await this.db.rows({ text: 'delete from calendar_feed where person_id = $1', values: [person] });
  }

  /** Read anew at each request, in each of the person's posts: what waits for the person and may be seen at this moment. */
  async file(feed: string): Promise<string> {
    const posts = await this.postsOf(form.exec(feed)?.[1] ?? '');
    const pages = await Promise.all(posts.map((actor) => this.lists.find({ desk: 'todo', limit: most }, actor)));
    const rows = new Map(pages.flatMap(({ items }) => items).map((row) => [row.id, row]));
    const calendar = ical({
      name: '协执 · 办理期限',
      prodId: '//xiezhi//deadlines//ZH',
      method: ICalCalendarMethod.PUBLISH,
    });
    for (const row of rows.values()) {
      if (row.dueAt === null) continue;
      const due = new Date(row.dueAt);
      calendar
        .createEvent({
          id: `${row.id}@xiezhi`,
          sequence: row.revision,
          stamp: new Date(row.movedAt),
          start: due,
          end: due,
          summary: `${row.light === 'red' ? `${letters.overdue.zh} ` : ''}${row.caseNo} ${row.stageLabel.zh}`,
          description: `${row.courtName} · ${row.stageLabel.zh} / ${row.stageLabel.en}`,
          url: `${this.origin}/matters/${row.id}`,
        })
        .createAlarm({ type: ICalAlarmType.display, trigger: alarmBefore, description: row.caseNo });
    }
    return calendar.toString();
  }

  private async postsOf(token: string): Promise<Actor[]> {
    const owner = await this.db.one<{ id: string }>({
      text: `select p.id from calendar_feed f join person p on p.id = f.person_id and p.disabled_at is null where f.token_digest = $1`,
      values: [digest(token)],
    });
    if (!owner) throw shellProblem('not-found');
    return this.db.rows<Actor>({
      text: `select p.id as person, p.name, o.role, o.court from post o join person p on p.id = o.person_id
              where p.id = $1 and o.valid_from <= clock_timestamp() and (o.valid_to is null or o.valid_to > clock_timestamp())`,
      values: [owner.id],
    });
  }
}
