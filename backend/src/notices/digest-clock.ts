import { redLetters } from '@xiezhi/contract';
import { courtCalendar } from '@xiezhi/law';
import { courtDay } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import type { Log } from '../platform/telemetry/log';

const pause = 2_000;

/**
 * One statement: who is due, what they have not read and were not mailed, one digest for each person and period, and the effect that
 * will send it. What came after the hour waits for the next working day.
 */
const text = `
with due as (
  select p.person_id, p.email, 'day-' || $2 as period, null::text[] as letters,
         ($2::date + make_interval(hours => p.hour)) at time zone 'Asia/Shanghai' as until
    from notice_preference p where p.mail = 'digest' and $1
  union all
  select p.person_id, p.email, null, $3::text[], 'infinity' from notice_preference p where p.mail = 'red'
), picked as (
  select d.person_id, d.email, coalesce(d.period, 'red-' || min(r.notice_id::text)) as period, array_agg(r.notice_id) as notices
    from due d join person p on p.id = d.person_id and p.disabled_at is null
    join notice_receipt r on r.person_id = d.person_id and r.read_at is null and r.digest_id is null and r.at <= d.until
    join notice n on n.id = r.notice_id and (d.letters is null or n.letter = any(d.letters))
   where d.until <= court_now() or d.letters is not null
   group by d.person_id, d.email, d.period
), made as (
  insert into notice_digest (id, person_id, period, address, notices)
  select gen_random_uuid(), person_id, period, email, notices from picked
  on conflict do nothing returning id, person_id, notices
), marked as (
  update notice_receipt r set digest_id = m.id from made m where r.person_id = m.person_id and r.notice_id = any(m.notices)
), owed as (
  insert into outbox (kind, payload) select 'send-digest', jsonb_build_object('digest', id) from made
)
select count(*)::int as made from made`;

/** 摘要时钟: makes the digests that are due. Without a way out for mail it makes none, says so once, and what is unread waits. */
export class DigestClock {
  private stopped = false;
  private running: Promise<void> | undefined;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly db: Database,
    private readonly mailReady: boolean,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.mailReady) this.running = this.forEver();
    else this.log.info('no XIEZHI_SMTP: notices stay in the product, digests wait');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  /** Makes what is due now. Returns how many digests that were. */
  async makeDue(): Promise<number> {
    const now = (await this.db.one<{ now: Date }>({ text: 'select court_now() as now' }))?.now ?? new Date();
    const today = courtDay(now);
    const row = await this.db.one<{ made: number }>({
      name: 'digests-due',
      text,
      values: [courtCalendar.isWorking(today), today, redLetters],
    });
    return row?.made ?? 0;
  }

  private async forEver(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.makeDue();
      } catch (error) {
        this.log.warn({ err: error }, 'digests: will look again');
      }
      if (!this.stopped)
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, pause);
          this.wakeUp = () => {
            clearTimeout(timer);
            resume();
          };
        });
    }
  }
}
