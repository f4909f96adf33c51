import type { Actor } from '@xiezhi/engine';
import { type OpenSessionView, passwordPolicy, roleName } from '@xiezhi/contract';
import { createHash, randomBytes } from 'node:crypto';
import type { Courts } from '../courts/courts';
import { courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';

export const sessionHours = 12;
export const idleMinutes = 30;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A session that still stands, in the post in which it acts. */
export interface Sitting {
  readonly session: string;
  readonly post: string;
  readonly endsAt: Date;
  /** null: signed in, and holds no post at present. */
  readonly actor: Actor | null;
  readonly person: string;
  /** Why nothing but a change of the password is let through; null also where a provider vouched. */
  readonly passwordDue: 'foreign' | 'expired' | null;
}

interface SittingRow {
  readonly hex: string;
  readonly session: string;
  readonly post: string;
  readonly ends_at: Date;
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly court: string;
  readonly holds: boolean;
  readonly stale: boolean;
  readonly for_person: string | null;
  readonly for_name: string | null;
  readonly password_due: Sitting['passwordDue'];
}

const runningPost = `o.valid_from <= clock_timestamp() and (o.valid_to is null or o.valid_to > clock_timestamp())`;
/** Why a person may do nothing but change the password: somebody else chose it, or it is too old. Not where a provider vouched. */
const passwordDue = `case when s.provider is not null then null when p.password_foreign then 'foreign'
                      when p.password_set_at < clock_timestamp() - make_interval(days => ${passwordPolicy.days}) then 'expired' end`;
const runningDelegation = `d.revoked_at is null and d.begins_at <= clock_timestamp() and d.ends_at > clock_timestamp()`;

/** Opaque sessions, kept as digests. Whatever ends one (revocation, disablement, a post's end, idleness) ends it at the next request. */
export class Sessions {
  private waiting: {
    digest: Buffer;
    touch: boolean;
    resolve: (sitting: Sitting | undefined) => void;
    reject: (error: unknown) => void;
  }[] = [];

  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  /** Opens a session in the person's first running post. Returns its token; nothing when the person holds none. */
  async open(person: string, address: string, provider: string | null): Promise<string | undefined> {
    const token = randomBytes(32).toString('base64url');
    const row = await this.db.one({
      text: `insert into session (token_digest, person_id, post_id, ends_at, address, provider)
             select $1, $2, o.id, clock_timestamp() + make_interval(hours => $3), $4, $5
               from post o where o.person_id = $2 and ${runningPost} order by o.valid_from, o.id limit 1 returning id`,
      values: [digest(token), person, sessionHours, address, provider],
    });
    return row === undefined ? undefined : token;
  }

  /** Who sits behind a token. Requests of the same tick share one look-up; `touch` is a person's own request, not a stream's. */
  sitting(token: string, touch: boolean): Promise<Sitting | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.lookUp());
      this.waiting.push({ digest: digest(token), touch, resolve, reject });
    });
  }

  async end(token: string): Promise<void> {
    await this.db.rows({ text: 'delete from session where token_digest = $1', values: [digest(token)] });
  }

  /** All sessions of a person, but for one that is kept. */
  async endAllOf(person: string, but: string | null): Promise<void> {
    await this.db.rows({
      text: 'delete from session where person_id = $1 and ($2::uuid is null or id <> $2)',
      values: [person, but],
    });
  }

  /** Ends one session by its id; of another person only when `whose` is null. */
  async endOne(id: string, whose: string | null): Promise<void> {
    const gone = await this.db.one({
      text: 'delete from session where id = $1 and ($2::uuid is null or person_id = $2) returning id',
      values: [id, whose],
    });
    if (!gone) throw shellProblem('not-found');
  }

  /** Acts in another post from now on: one's own, or one delegated. */
  async actAs(session: string, person: string, post: string, delegation: string | undefined): Promise<void> {
    const moved = await this.db.one({
      text: `update session s set post_id = o.id, delegation_id = $4
               from post o
              where s.id = $1 and s.person_id = $2 and o.id = $3 and ${runningPost}
                and case when $4::uuid is null then o.person_id = $2
                         else exists (select from delegation d where d.id = $4 and d.post_id = o.id and d.to_person = $2 and ${runningDelegation}) end
             returning s.id`,
      values: [session, person, post, delegation ?? null],
    });
    if (!moved) throw shellProblem('not-found');
  }

  /** Open sessions: of one person, or all that match, the last seen first. */
  async list(
    who: { readonly person?: string; readonly q?: string; readonly court?: string },
    own: string,
    limit: number,
  ): Promise<OpenSessionView[]> {
    const rows = await this.db.rows<SittingRow & { username: string; address: string; opened_at: Date; seen_at: Date }>(
      {
        text: `select s.id as session, p.name, p.username, o.role, o.court, s.address, s.opened_at, s.seen_at
               from session s join person p on p.id = s.person_id join post o on o.id = s.post_id
              where s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes})
                and ($1::uuid is null or p.id = $1) and ($2 = '' or p.username like $2 || '%' or p.name like $2 || '%') and ($3 = '' or o.court = $3)
              order by s.seen_at desc, s.id limit $4`,
        values: [who.person ?? null, who.q ?? '', who.court ?? '', limit],
      },
    );
    return rows.map((row) => ({
      id: row.session,
      person: row.name,
      username: row.username,
      roleName: roleName(row.role),
      courtName: this.courts.nameOf(row.court),
      address: row.address,
      openedAt: courtTime(row.opened_at),
      seenAt: courtTime(row.seen_at),
      own: row.session === own,
    }));
  }

  private async lookUp(): Promise<void> {
    const asked = this.waiting.splice(0);
    try {
      const rows = await this.db.rows<SittingRow>({
        name: 'sessions',
        text: `select encode(s.token_digest, 'hex') as hex, s.id as session, s.post_id as post, s.ends_at, p.id as person, p.name, o.role, o.court,
                      ${runningPost} and (s.delegation_id is null or ${runningDelegation}) as holds,
                      s.seen_at < clock_timestamp() - interval '1 minute' as stale,
                      ${passwordDue} as password_due,
                      case when s.delegation_id is not null then o.person_id end as for_person,
                      case when s.delegation_id is not null then b.name end as for_name
                 from session s join person p on p.id = s.person_id join post o on o.id = s.post_id join person b on b.id = o.person_id
                 left join delegation d on d.id = s.delegation_id
                where s.token_digest = any($1::bytea[]) and s.ends_at > clock_timestamp() and p.disabled_at is null
                  and s.seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes})`,
        values: [asked.map((one) => one.digest)],
      });
      const found = new Map(rows.map((row) => [row.hex, row]));
      await this.touch(
        asked.flatMap((one) => (one.touch && found.get(one.digest.toString('hex'))?.stale ? [one.digest] : [])),
      );
      for (const one of asked) {
        const row = found.get(one.digest.toString('hex'));
        one.resolve(row && sittingOf(row));
      }
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
  }

  private async touch(digests: readonly Buffer[]): Promise<void> {
    if (digests.length === 0) return;
    await this.db.rows({
      text: 'update session set seen_at = clock_timestamp() where token_digest = any($1::bytea[])',
      values: [digests],
    });
  }
}

const sittingOf = (row: SittingRow): Sitting => ({
  session: row.session,
  post: row.post,
  endsAt: row.ends_at,
  person: row.person,
  passwordDue: row.password_due,
  actor: row.holds
    ? {
        person: row.person,
        name: row.name,
        role: row.role,
        court: row.court,
        ...(row.for_person ? { for: { person: row.for_person, name: row.for_name ?? '' } } : {}),
      }
    : null,
});
