import type { Actor } from '@xiezhi/engine';
import { type DelegationView, roleName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { noticeOf, oweNotice } from '../notices/owe-notice';
import { shellProblem } from '../platform/problems/problem';

interface Row {
  readonly id: string;
  readonly post: string;
  readonly role: string;
  readonly court: string;
  readonly owner: string;
  readonly by: string;
  readonly to: string;
  readonly begins_at: Date;
  readonly ends_at: Date;
  readonly reason: string;
  readonly status: DelegationView['status'];
}

const administrators = new Set(['system-admin', 'security-admin', 'audit-admin']);
const mostDays = 30;

/** 代办: the holder of a post lets another act in it for a while. The docket names both. */
export class Delegations {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  /** Those a person gave and those given to the person. */
  async of(person: string): Promise<DelegationView[]> {
    const rows = await this.db.rows<Row>({
      text: `select d.id, o.id as post, o.role, o.court, o.person_id as owner, b.name as by, t.name as to, d.begins_at, d.ends_at, d.reason,
                    case when d.revoked_at is not null then 'revoked' when d.ends_at <= clock_timestamp() then 'over'
                         when d.begins_at > clock_timestamp() then 'coming' else 'running' end as status
               from delegation d join post o on o.id = d.post_id join person b on b.id = o.person_id join person t on t.id = d.to_person
              where o.person_id = $1 or d.to_person = $1 order by d.ends_at desc, d.id limit 100`,
      values: [person],
    });
    return rows.map((row) => ({
      id: row.id,
      post: row.post,
      roleName: roleName(row.role),
      courtName: this.courts.nameOf(row.court),
      by: row.by,
      to: row.to,
      from: courtTime(row.begins_at),
      until: courtTime(row.ends_at),
      reason: row.reason,
      status: row.status,
      mine: row.owner === person,
    }));
  }

  /** Delegates the post in which the session acts. A delegated post is not passed on, and no administrator's is. */
  async make(
    wish: { to: string; from: string; until: string; reason: string },
    post: string,
    actor: Actor,
  ): Promise<DelegationView> {
    if (actor.for || administrators.has(actor.role)) throw shellProblem('post-not-delegable');
    const days = (Date.parse(wish.until) - Date.parse(wish.from)) / 86_400_000;
    if (!(days > 0 && days <= mostDays))
      throw shellProblem('input-invalid', { detail: `代办的止期须晚于起期，最长 ${mostDays} 日` });
    const to = await this.db.one<{ id: string; admin: boolean }>({
      text: `select p.id, exists (select from post o where o.person_id = p.id and o.role = any($2)
                                    and (o.valid_to is null or o.valid_to > clock_timestamp())) as admin
               from person p where p.username = $1 and p.disabled_at is null`,
      values: [wish.to, [...administrators]],
    });
    if (!to) throw shellProblem('not-found', { detail: '没有这个登录名，或该人员已停用' });
    if (to.id === actor.person) throw shellProblem('not-oneself');
    if (to.admin) throw shellProblem('administrators-separate');
    const id = uuidv7();
    await this.db.rows({
      text: `with made as (insert into delegation (id, post_id, to_person, begins_at, ends_at, reason) values ($1, $2, $3, $4, $5, $6) returning id),
             ${oweNotice(7, 'made')} select from made`,
      values: [
        id,
        post,
        to.id,
        wish.from,
        wish.until,
        wish.reason,
        noticeOf('delegated', { court: actor.court, matters: [], by: actor.person, persons: [to.id] }),
      ],
    });
    const view = (await this.of(actor.person)).find((one) => one.id === id);
    if (!view) throw new Error('a delegation was made and is not there');
    return view;
  }

  async revoke(id: string, actor: Actor): Promise<void> {
    const row = await this.db.one({
      text: `update delegation d set revoked_at = coalesce(d.revoked_at, clock_timestamp())
               from post o where d.id = $1 and o.id = d.post_id and o.person_id = $2 returning d.id`,
      values: [id, actor.person],
    });
    if (!row) throw shellProblem('not-found');
  }
}
