import { type PersonView, type PostView, roleName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import { passwordMatches } from './passwords';
import { type FactorRow, factorColumns, type SecondFactor } from './second-factor';
import type { Sessions } from './sessions';
import type { SignInLock } from './sign-in-lock';

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

/** What the password of a name that nobody has is compared with; nothing hashes to it. */
const decoy = `argon2id$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Who may sign in, and in which posts. */
export class People {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
    readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    private readonly lock: SignInLock,
  ) {}

  /** Signs in by password, and by the second factor where it is needed. Returns the token. */
  async signIn({ username, password, code }: SignInWish, address: string): Promise<{ token: string; person: string }> {
    await this.lock.demandOpen(username);
    const row = await this.db.one<FactorRow & { password_hash: string }>({
      text: `select ${factorColumns}, p.password_hash from person p where p.username = $1 and p.disabled_at is null`,
      values: [username],
    });
    // An unknown name costs the same time as a wrong password.
    const matches = await passwordMatches(password, row?.password_hash ?? decoy);
    if (!row || !matches) throw await this.lock.failed(username, 'sign-in-failed');
    await this.secondFactor.demand(row, code);
    await this.lock.passed(username);
    const token = await this.sessions.open(row.id, address, null);
    if (token === undefined) throw shellProblem('no-post');
    return { token, person: row.id };
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
}
