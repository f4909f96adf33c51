import type { PreferenceView, SetPreference } from '@xiezhi/contract';
import { courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';

interface Row {
  readonly mail: PreferenceView['mail'];
  readonly email: string | null;
  readonly hour: number;
}

/** 消息方式: in the product always; by mail as the person wishes. */
export class Preferences {
  constructor(
    private readonly db: Database,
    private readonly mailReady: boolean,
  ) {}

  async of(person: string): Promise<PreferenceView> {
    const [row, last] = await Promise.all([
      this.db.one<Row>({
        text: 'select mail, email, hour from notice_preference where person_id = $1',
        values: [person],
      }),
      this.db.one<{ at: Date; state: 'waiting' | 'sent' | 'failed'; cause: string | null }>({
        text: `select coalesce(sent_at, failed_at, made_at) as at, cause,
                      case when sent_at is not null then 'sent' when failed_at is not null then 'failed' else 'waiting' end as state
                 from notice_digest where person_id = $1 order by made_at desc limit 1`,
        values: [person],
      }),
    ]);
    return {
      ...(row ?? { mail: 'off', email: null, hour: 9 }),
      mailReady: this.mailReady,
      lastMail: last ? { ...last, at: courtTime(last.at) } : null,
    };
  }

  async set(person: string, { mail, email, hour }: SetPreference): Promise<PreferenceView> {
    await this.db.rows({
      text: `insert into notice_preference (person_id, mail, email, hour) values ($1, $2, $3, $4)
             on conflict (person_id) do update set mail = excluded.mail, email = excluded.email, hour = excluded.hour, changed_at = clock_timestamp()`,
      values: [person, mail, email, hour],
    });
    return this.of(person);
  }
}
