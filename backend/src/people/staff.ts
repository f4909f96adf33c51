import type { Actor } from '@xiezhi/engine';
import type { StaffView } from '@xiezhi/contract';
import type { Database } from '../platform/database/database';
import { sqlStateOf } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { shellProblem } from '../platform/problems/problem';
import type { Identities } from './identities';
import type { OwnPasswords } from './own-passwords';
import { hashPassword } from './passwords';
import type { People, PostRow } from './people';
import type { Sessions } from './sessions';

interface StaffRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly second_factor: StaffView['secondFactor'];
}

export interface PostWish {
  readonly role: string;
  readonly court: string;
  readonly from?: string;
  readonly until?: string;
}

const columns = `p.id, p.username, p.name, p.disabled_at is not null as disabled,
  case when not p.second_factor_needed then 'off' when p.second_factor_step > 0 then 'enrolled' else 'pending' end as second_factor`;

/** 人员管理: one administrator makes a person, another gives posts; neither alone makes a working account. */
export class Staff {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly passwords: OwnPasswords,
    private readonly identities: Identities,
    private readonly courtExists: (code: string) => boolean,
  ) {}

  async find(wish: {
    q?: string;
    court?: string;
    cursor?: string;
    limit: number;
  }): Promise<{ items: StaffView[]; next: string | null; total: number }> {
    const filter = `($1 = '' or p.username like $1 || '%' or p.name like $1 || '%') and ($2 = '' or exists (select from post o where o.person_id = p.id and o.court = $2))`;
    const values = [wish.q ?? '', wish.court ?? ''];
    const rows = await this.db.rows<StaffRow>({
      text: `select ${columns} from person p where ${filter} and p.username > $3 order by p.username limit $4`,
      values: [...values, wish.cursor ?? '', wish.limit + 1],
    });
    const counted = await this.db.one<{ n: number }>({
      text: `select count(*)::int as n from person p where ${filter}`,
      values,
    });
    const items = rows.slice(0, wish.limit);
    return {
      items: await this.views(items),
      next: rows.length > wish.limit ? (items.at(-1)?.username ?? null) : null,
      total: counted?.n ?? 0,
    };
  }

  async read(id: string): Promise<StaffView> {
    const rows = await this.db.rows<StaffRow>({
      text: `select ${columns} from person p where p.id = $1`,
      values: [id],
    });
    const [view] = await this.views(rows);
    if (!view) throw shellProblem('not-found');
    return view;
  }

  async create(wish: { username: string; name: string; password: string }): Promise<StaffView> {
    await this.passwords.demandUnbroken(wish.password);
    const id = uuidv7();
    const made = await this.db.one({
      text: `insert into person (id, username, name, password_hash, password_foreign) values ($1, $2, $3, $4, true) on conflict (username) do nothing returning id`,
      values: [id, wish.username, wish.name, await hashPassword(wish.password)],
    });
    if (!made) throw shellProblem('name-taken');
    return this.read(id);
  }

  /** Disabled, and every session of the person ends in the same statement. */
  async disable(id: string, actor: Actor): Promise<StaffView> {
    if (id === actor.person) throw shellProblem('not-oneself');
    await this.db.rows({
      text: `with gone as (delete from session where person_id = $1)
             update person set disabled_at = coalesce(disabled_at, clock_timestamp()) where id = $1`,
      values: [id],
    });
    return this.read(id);
  }

  async enable(id: string, actor: Actor): Promise<StaffView> {
    if (id === actor.person) throw shellProblem('not-oneself');
    await this.db.rows({ text: 'update person set disabled_at = null where id = $1', values: [id] });
    return this.read(id);
  }

  async resetPassword(id: string, password: string, actor: Actor): Promise<void> {
    if (id === actor.person) throw shellProblem('not-oneself');
    const { username } = await this.read(id);
    await this.passwords.demandUnbroken(password);
    await this.passwords.replace(id, password, true);
    await this.db.rows({ text: 'delete from sign_in_failure where username = $1', values: [username] });
    await this.sessions.endAllOf(id, null);
  }

  async resetSecondFactor(id: string, actor: Actor): Promise<void> {
    if (id === actor.person) throw shellProblem('not-oneself');
    await this.read(id);
    await this.db.rows({
      text: 'update person set second_factor = null, second_factor_step = 0 where id = $1',
      values: [id],
    });
    await this.sessions.endAllOf(id, null);
  }

  async grantPost(id: string, wish: PostWish, actor: Actor): Promise<StaffView> {
    await this.read(id);
    if (!this.courtExists(wish.court))
      throw shellProblem('input-invalid', { detail: `没有代码为“${wish.court}”的法院` });
    try {
      await this.db.rows({
        text: `insert into post (id, person_id, role, court, valid_from, valid_to, granted_by)
               values ($1, $2, $3, $4, coalesce($5::timestamptz, clock_timestamp()), $6, $7)`,
        values: [uuidv7(), id, wish.role, wish.court, wish.from ?? null, wish.until ?? null, actor.person],
      });
    } catch (error) {
      throw asProblem(error);
    }
    return this.read(id);
  }

  async endPost(post: string, actor: Actor): Promise<StaffView> {
    const row = await this.db.one<{ person_id: string }>({
      text: `update post set valid_to = least(coalesce(valid_to, 'infinity'), greatest(valid_from, clock_timestamp())), ended_by = $2
              where id = $1 returning person_id`,
      values: [post, actor.person],
    });
    if (!row) throw shellProblem('not-found');
    return this.read(row.person_id);
  }

  private async views(rows: readonly StaffRow[]): Promise<StaffView[]> {
    const posts = await this.db.rows<PostRow & { ended: boolean }>({
      text: `select o.*, null as delegation, null as delegated_by, null as delegated_until,
                    coalesce(o.valid_to <= clock_timestamp(), false) as ended
               from post o where o.person_id = any($1::uuid[]) order by o.valid_from, o.id`,
      values: [rows.map((row) => row.id)],
    });
    const identities = await this.identities.of(rows.map((row) => row.id));
    return rows.map(({ second_factor, ...row }) => ({
      ...row,
      identities: identities.get(row.id) ?? [],
      secondFactor: second_factor,
      posts: posts
        .filter((post) => post.person_id === row.id)
        .map((post) => ({ ...this.people.post(post), ended: post.ended })),
    }));
  }
}

/** What the database's own constraints refuse, in words. */
const asProblem = (error: unknown): unknown => {
  if (sqlStateOf(error) !== '23514') return error;
  const { constraint } =
    (error as { driverError?: { constraint?: string } }).driverError ?? (error as { constraint?: string });
  if (constraint === 'three_administrators') return shellProblem('administrators-separate');
  if (constraint === 'no_self_grant') return shellProblem('not-oneself');
  return shellProblem('input-invalid', { detail: '止期不得早于起期' });
};
