import { type PersonView, type PostView, roleName } from '@xiezhi/contract';
import { randomBytes } from 'node:crypto';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { type ProblemError, shellProblem } from '../platform/problems/problem';
import { hashPassword, passwordMatches } from './passwords';
import type { SecondFactor } from './second-factor';
import type { Sessions } from './sessions';

interface SignInRow {
  readonly id: string;
  readonly password_hash: string;
  readonly second_factor: string | null;
  readonly second_factor_needed: boolean;
  readonly enrolled: boolean;
}

export interface PostRow {
  readonly id: string;
  readonly person_id: string;
  readonly role: string;
  readonly court: string;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly delegation: string | null;
  readonly delegated_by: string | null;
  readonly delegated_until: Date | null;
}

export interface SignInWish {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** 登录名. */
export const loginName = /^[a-z][a-z0-9-]{2,39}$/;
const failuresAllowed = 5;
const lockedMinutes = 15;

/** Who may sign in, and in which posts. */
export class People {
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
    readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
  ) {}

  /** Signs in by password, and by the second factor where it is needed. Returns the token. */
  async signIn({ username, password, code }: SignInWish, address: string): Promise<{ token: string; person: string }> {
    if (await this.isLocked(username)) throw shellProblem('sign-in-locked');
    const row = await this.db.one<SignInRow>({
      text: `select id, password_hash, second_factor, second_factor_needed, second_factor_step > 0 as enrolled
               from person where username = $1 and disabled_at is null`,
      values: [username],
    });
    // An unknown name costs the same time as a wrong password.
    const stored = row?.password_hash ?? (await (this.decoy ??= hashPassword(randomBytes(8).toString('hex'))));
    const matches = await passwordMatches(password, stored);
    if (!row || !matches) throw await this.failed(username, 'sign-in-failed');
    await this.demandSecondFactor(row, username, code);
    await this.db.rows({ text: 'delete from sign_in_failure where username = $1', values: [username] });
    const token = await this.sessions.open(row.id, address);
    if (token === undefined) throw shellProblem('no-post');
    return { token, person: row.id };
  }

  async changePassword(person: string, current: string, next: string, session: string): Promise<void> {
    const row = await this.db.one<{ username: string; password_hash: string }>({
      text: 'select username, password_hash from person where id = $1',
      values: [person],
    });
    if (!row || (await this.isLocked(row.username))) throw shellProblem('sign-in-locked');
    if (!(await passwordMatches(current, row.password_hash))) throw await this.failed(row.username, 'sign-in-failed');
    await this.db.rows({
      text: 'update person set password_hash = $2, password_set_at = clock_timestamp() where id = $1',
      values: [person, await hashPassword(next)],
    });
    await this.sessions.endAllOf(person, session);
  }

  /** The person in one post. */
  async inPost(person: string, post: string): Promise<PersonView | undefined> {
    const row = await this.db.one<{ id: string; username: string; name: string; role: string; court: string }>({
      text: `select p.id, p.username, p.name, o.role, o.court from person p join post o on o.id = $2 where p.id = $1`,
      values: [person, post],
    });
    return row && this.view(row);
  }

  /** Whom the sign-in page of the demonstration offers: everybody who needs no second factor, in the first post. */
  async demonstration(): Promise<PersonView[]> {
    const rows = await this.db.rows<{ id: string; username: string; name: string; role: string; court: string }>({
      text: `select distinct on (p.id) p.id, p.username, p.name, o.role, o.court
               from person p join post o on o.person_id = p.id
              where p.disabled_at is null and not p.second_factor_needed and (o.valid_to is null or o.valid_to > clock_timestamp())
              order by p.id, o.valid_from`,
    });
    return rows.map((row) => this.view(row));
  }

  /** Posts that a person may act in now: own ones, then those delegated. */
  async postsOf(person: string): Promise<PostView[]> {
    const rows = await this.db.rows<PostRow>({
      text: `select o.*, null::uuid as delegation, null as delegated_by, null::timestamptz as delegated_until from post o
              where o.person_id = $1 and o.valid_from <= clock_timestamp() and (o.valid_to is null or o.valid_to > clock_timestamp())
             union all
             select o.*, d.id, b.name, d.ends_at from delegation d join post o on o.id = d.post_id join person b on b.id = o.person_id
              where d.to_person = $1 and d.revoked_at is null and d.begins_at <= clock_timestamp() and d.ends_at > clock_timestamp()
                and (o.valid_to is null or o.valid_to > clock_timestamp())
              order by delegated_until nulls first, valid_from, id`,
      values: [person],
    });
    return rows.map((row) => this.post(row));
  }

  post(row: PostRow): PostView {
    return {
      id: row.id,
      role: row.role,
      roleName: roleName(row.role),
      court: row.court,
      courtName: this.courts.nameOf(row.court),
      from: courtTime(row.valid_from),
      until: courtTimeOrNull(row.valid_to),
      ...(row.delegation && row.delegated_until
        ? {
            delegation: { id: row.delegation, by: row.delegated_by ?? '', until: courtTime(row.delegated_until) },
          }
        : {}),
    };
  }

  private view(row: { id: string; username: string; name: string; role: string; court: string }): PersonView {
    return { ...row, roleName: roleName(row.role), courtName: this.courts.nameOf(row.court) };
  }

  private async demandSecondFactor(row: SignInRow, username: string, code: string | undefined): Promise<void> {
    if (!row.second_factor_needed) return;
    if (!row.enrolled && (row.second_factor === null || code === undefined))
      throw shellProblem('second-factor-enrol', { enrol: await this.secondFactor.begin(row.id, username) });
    if (code === undefined) throw shellProblem('second-factor-needed');
    if (!(await this.secondFactor.accepts(row.id, row.second_factor ?? '', code)))
      throw await this.failed(username, 'second-factor-wrong');
  }

  private async isLocked(username: string): Promise<boolean> {
    const row = await this.db.one({
      text: 'select 1 from sign_in_failure where username = $1 and locked_until > clock_timestamp()',
      values: [username],
    });
    return row !== undefined;
  }

  /** Counted in PostgreSQL by name alone, so that another address, header, process or restart does not dodge it. */
  private async failed(username: string, otherwise: 'sign-in-failed' | 'second-factor-wrong'): Promise<ProblemError> {
    // What cannot be a login name is nobody's, and may be an ID or a password in the wrong field: it is not kept.
    if (!loginName.test(username)) return shellProblem(otherwise);
    const row = await this.db.one<{ locked: boolean }>({
      text: `insert into sign_in_failure as f (username, failures) values ($1, 1)
             on conflict (username) do update set
               failures = case when f.locked_until < clock_timestamp() then 1 else f.failures + 1 end,
               locked_until = case when f.failures + 1 >= $2 and (f.locked_until is null or f.locked_until > clock_timestamp())
                                   then clock_timestamp() + make_interval(mins => $3) end
             returning coalesce(locked_until > clock_timestamp(), false) as locked`,
      values: [username, failuresAllowed, lockedMinutes],
    });
    return shellProblem(row?.locked ? 'sign-in-locked' : otherwise);
  }
}
