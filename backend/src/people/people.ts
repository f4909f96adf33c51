import type { Actor } from '@xiezhi/engine';
import { type PersonView, roleName } from '@xiezhi/contract';
import { createHash, randomBytes } from 'node:crypto';
import type { Courts } from '../courts/courts';
import type { Database } from '../platform/database/database';
import { hashPassword, passwordMatches } from './passwords';

interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly court: string;
  readonly password_hash: string;
}

export type SignIn =
  | { readonly ok: true; readonly token: string; readonly person: PersonView }
  | { readonly ok: false; readonly locked: boolean };

const sessionHours = 12;
const failuresAllowed = 5;
const lockedMinutes = 15;

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who may act. Sessions are opaque tokens kept as digests; every request looks them up, several at once in one statement. */
export class People {
  private waiting: { digest: Buffer; resolve: (actor: Actor | undefined) => void; reject: (error: unknown) => void }[] =
    [];
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  view(row: Omit<PersonRow, 'password_hash'>): PersonView {
    const { id, username, name, role, court } = row;
    return { id, username, name, role, roleName: roleName(role), court, courtName: this.courts.nameOf(court) };
  }

  async signIn(username: string, password: string): Promise<SignIn> {
    if (await this.isLocked(username)) return { ok: false, locked: true };
    const row = await this.db.one<PersonRow>({
      text: 'select id, username, name, role, court, password_hash from person where username = $1 and disabled_at is null',
      values: [username],
    });
    // An unknown name costs the same time as a wrong password.
    const stored = row?.password_hash ?? (await (this.decoy ??= hashPassword(randomBytes(8).toString('hex'))));
    const matches = await passwordMatches(password, stored);
    if (!row || !matches) return { ok: false, locked: await this.countFailure(username) };
    const token = randomBytes(32).toString('base64url');
    await this.db.rows({
      text: `with cleared as (delete from sign_in_failure where username = $4)
             insert into session (token_digest, person_id, ends_at) values ($1, $2, clock_timestamp() + make_interval(hours => $3))`,
      values: [digest(token), row.id, sessionHours, username],
    });
    return { ok: true, token, person: this.view(row) };
  }

  async signOut(token: string): Promise<void> {
    await this.db.rows({ text: 'delete from session where token_digest = $1', values: [digest(token)] });
  }

  /** The person behind a token, or none. Requests of the same tick share one look-up. */
  actorOf(token: string): Promise<Actor | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.lookUp());
      this.waiting.push({ digest: digest(token), resolve, reject });
    });
  }

  async find(id: string): Promise<PersonView | undefined> {
    const row = await this.db.one<PersonRow>({
      text: 'select id, username, name, role, court from person where id = $1',
      values: [id],
    });
    return row && this.view(row);
  }

  async all(): Promise<PersonView[]> {
    const rows = await this.db.rows<PersonRow>({
      text: 'select id, username, name, role, court from person where disabled_at is null order by id',
    });
    return rows.map((row) => this.view(row));
  }

  private async lookUp(): Promise<void> {
    const asked = this.waiting.splice(0);
    try {
      const rows = await this.db.rows<{ hex: string; id: string; name: string; role: string; court: string }>({
        name: 'sessions',
        text: `select encode(s.token_digest, 'hex') as hex, p.id, p.name, p.role, p.court
                 from session s join person p on p.id = s.person_id
                where s.token_digest = any($1::bytea[]) and s.ends_at > clock_timestamp() and p.disabled_at is null`,
        values: [asked.map((one) => one.digest)],
      });
      const found = new Map(rows.map(({ hex, id, name, role, court }) => [hex, { person: id, name, role, court }]));
      for (const one of asked) one.resolve(found.get(one.digest.toString('hex')));
    } catch (error) {
      for (const one of asked) one.reject(error);
    }
  }

  private async isLocked(username: string): Promise<boolean> {
    const row = await this.db.one({
      text: 'select 1 from sign_in_failure where username = $1 and locked_until > clock_timestamp()',
      values: [username],
    });
    return row !== undefined;
  }

  /** Counted in PostgreSQL, so that another address, process or restart does not dodge it. */
  private async countFailure(username: string): Promise<boolean> {
    const row = await this.db.one<{ locked: boolean }>({
      text: `insert into sign_in_failure as f (username, failures) values ($1, 1)
             on conflict (username) do update set
               failures = case when f.locked_until < clock_timestamp() then 1 else f.failures + 1 end,
               locked_until = case when f.failures + 1 >= $2 and (f.locked_until is null or f.locked_until > clock_timestamp())
                                   then clock_timestamp() + make_interval(mins => $3) end
             returning coalesce(locked_until > clock_timestamp(), false) as locked`,
      values: [username, failuresAllowed, lockedMinutes],
    });
    return row?.locked ?? false;
  }
}
