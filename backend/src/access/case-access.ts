import type { Actor } from '@xiezhi/engine';
import type { WhoMaySeeView } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import { type Database, sqlStateOf } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import type { Addressee } from '../notices/owe-notice';
import { noticeOf, oweNotice } from '../notices/owe-notice';
import { shellProblem } from '../platform/problems/problem';

const mostDays = 90;
/** Who is told: that the court may read now, and that somebody read in an emergency. */
const readers = ['judge', 'chief', 'clerk', 'duty-officer'];
const supervisors = ['chief', 'process-supervisor', 'coordinator', 'national-bureau'];
const status = `case when g.revoked_at is not null then 'revoked' when g.ends_at <= court_now() then 'over'
                     when g.begins_at > court_now() then 'coming' else 'running' end`;

/** 个案授权、紧急查阅、定密、回避: who may see one coordination besides its courts, and who may not. All speak of its root. */
export class CaseAccess {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  async of(root: string): Promise<WhoMaySeeView> {
    const [restricted, grants, challenges, exclusions] = await Promise.all([
      this.db.one<{ reason: string }>({
        text: 'select reason from restricted_matter where root_id = $1',
        values: [root],
      }),
      this.db.rows<{
        id: string;
        court: string | null;
        person: string | null;
        purpose: string;
        by: string;
        begins_at: Date;
        ends_at: Date;
        status: 'running';
      }>({
        text: `select g.id, g.court, p.name as person, g.purpose, b.name as by, g.begins_at, g.ends_at, ${status} as status
                 from access_grant g join person b on b.id = g.granted_by left join person p on p.id = g.person_id
                where g.root_id = $1 order by g.granted_at, g.id limit 200`,
        values: [root],
      }),
      this.db.rows<{ by: string; court: string; reason: string; made_at: Date; ends_at: Date }>({
        text: `select p.name as by, c.court, c.reason, c.made_at, c.ends_at from access_challenge c join person p on p.id = c.person_id
                where c.root_id = $1 order by c.made_at, c.id limit 200`,
        values: [root],
      }),
      this.db.rows<{ id: string; person: string; reason: string; by: string; set_at: Date; lifted_at: Date | null }>({
        text: `select e.id, p.name as person, e.reason, b.name as by, e.set_at, e.lifted_at
                 from exclusion e join person p on p.id = e.person_id join person b on b.id = e.set_by
                where e.root_id = $1 order by e.set_at, e.id limit 200`,
        values: [root],
      }),
    ]);
    return {
      classification: restricted ? 'restricted' : 'ordinary',
      reason: restricted?.reason ?? null,
      grants: grants.map(({ court, person, begins_at, ends_at, ...grant }) => ({
        ...grant,
        to: court === null ? (person ?? '') : this.courts.nameOf(court),
        from: courtTime(begins_at),
        until: courtTime(ends_at),
      })),
      challenges: challenges.map((one) => ({
        by: one.by,
        courtName: this.courts.nameOf(one.court),
        reason: one.reason,
        at: courtTime(one.made_at),
        until: courtTime(one.ends_at),
      })),
      exclusions: exclusions.map(({ set_at, lifted_at, ...one }) => ({
        ...one,
        at: courtTime(set_at),
        liftedAt: courtTimeOrNull(lifted_at),
      })),
    };
  }

  async grant(
    root: string,
    wish: { court?: string; person?: string; from?: string; until: string; purpose: string },
    actor: Actor,
  ): Promise<void> {
    if (wish.court !== undefined && !this.courts.exists(wish.court))
      throw shellProblem('input-invalid', { detail: `没有代码为“${wish.court}”的法院` });
    const person = wish.person === undefined ? null : await this.personNamed(wish.person);
    if (person === actor.person) throw shellProblem('not-oneself');
    try {
      const made = await this.db.one({
        text: `with made as (
                 insert into access_grant (id, root_id, court, person_id, purpose, begins_at, ends_at, granted_by)
                 select $1, $2, $3, $4, $5, f.at, $7, $8 from (select coalesce($6::timestamptz, court_now()) as at) f
                  where $7::timestamptz <= f.at + make_interval(days => ${mostDays}) returning id),
               ${oweNotice(9, 'made')} select id from made`,
        values: [
          uuidv7(),
          root,
          wish.court ?? null,
          person,
          wish.purpose,
          wish.from ?? null,
          wish.until,
          actor.person,
          noticeOf('granted', {
            court: wish.court ?? actor.court,
            matters: [root],
            by: actor.person,
            ...(person === null ? { roles: readers } : { persons: [person] }),
          }),
        ],
      });
      if (!made) throw shellProblem('input-invalid', { detail: `授权最长 ${mostDays} 日` });
    } catch (error) {
      if (sqlStateOf(error) === '23514') throw shellProblem('input-invalid', { detail: '止期须晚于起期' });
      throw error;
    }
  }

  async revoke(root: string, grant: string): Promise<void> {
    const row = await this.db.one({
      text: 'update access_grant set revoked_at = coalesce(revoked_at, court_now()) where id = $1 and root_id = $2 returning id',
      values: [grant, root],
    });
    if (!row) throw shellProblem('not-found');
  }

  /** Until the next midnight of the court's zone. */
  async challenge(root: string, reason: string, actor: Actor): Promise<string> {
    const row = await this.db.one<{ ends_at: Date }>({
      text: `with made as (
               insert into access_challenge (id, root_id, person_id, court, reason, ends_at)
               values ($1, $2, $3, $4, $5, (date_trunc('day', court_now() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai')
               returning ends_at),
             ${oweNotice(6, 'made')} select ends_at from made`,
      values: [
        uuidv7(),
        root,
        actor.person,
        actor.court,
        reason,
        noticeOf('challenged', ...(await this.above(root, actor.person))),
      ],
    });
    return courtTime(row?.ends_at ?? new Date(0));
  }

  async classify(root: string, restricted: boolean, reason: string, actor: Actor): Promise<void> {
    await this.db.rows(
      restricted
        ? {
            text: 'insert into restricted_matter (root_id, reason, set_by) values ($1, $2, $3) on conflict (root_id) do update set reason = excluded.reason, set_by = excluded.set_by',
            values: [root, reason, actor.person],
          }
        : { text: 'delete from restricted_matter where root_id = $1', values: [root] },
    );
  }

  async excludeMyself(root: string, reason: string, actor: Actor): Promise<void> {
    await this.exclude(root, actor.person, reason, actor);
  }

  /** Leaders exclude officers of their own court. */
  async excludeOfficer(root: string, username: string, reason: string, actor: Actor): Promise<void> {
    const person = await this.personNamed(username);
    const sameCourt = await this.db.one({
      text: 'select 1 from post where person_id = $1 and court = $2 and (valid_to is null or valid_to > clock_timestamp()) limit 1',
      values: [person, actor.court],
    });
    if (!sameCourt) throw shellProblem('not-found', { detail: '本院没有这位人员' });
    await this.exclude(root, person, reason, actor);
  }

  async lift(root: string, exclusion: string, actor: Actor): Promise<void> {
    const row = await this.db.one<{ person_id: string }>({
      text: `update exclusion set lifted_at = coalesce(lifted_at, clock_timestamp()), lifted_by = coalesce(lifted_by, $3)
              where id = $1 and root_id = $2 and person_id <> $3 returning person_id`,
      values: [exclusion, root, actor.person],
    });
    if (!row) throw shellProblem('not-found');
  }

  private async exclude(root: string, person: string, reason: string, actor: Actor): Promise<void> {
    await this.db.rows({
      text: `insert into exclusion (id, root_id, person_id, reason, set_by) values ($1, $2, $3, $4, $5)
             on conflict (root_id, person_id) where lifted_at is null do nothing`,
      values: [uuidv7(), root, person, reason, actor.person],
    });
  }

  /** 告知上级: the lead court's bureau chief and those who supervise it, in the court next above. */
  private async above(root: string, by: string): Promise<Addressee[]> {
    const row = await this.db.one<{ lead: string; above: string | null }>({
      text: 'select m.lead_court as lead, c.parent as above from matter m join court c on c.code = m.lead_court where m.id = $1',
      values: [root],
    });
    if (!row) return [];
    const superior = row.above === null || row.above === row.lead ? [] : [row.above];
    return [
      { court: row.lead, matters: [root], by, roles: ['chief'] },
      ...superior.map((court) => ({ court, matters: [root], by, roles: supervisors })),
    ];
  }

  private async personNamed(username: string): Promise<string> {
    const row = await this.db.one<{ id: string }>({
      text: 'select id from person where username = $1 and disabled_at is null',
      values: [username],
    });
    if (!row) throw shellProblem('not-found', { detail: '没有这个登录名，或该人员已停用' });
    return row.id;
  }
}
