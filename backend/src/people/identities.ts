import type { Actor } from '@xiezhi/engine';
import type { StaffView } from '@xiezhi/contract';
import { courtTime } from '../platform/clock/court-time';
import { type Database, sqlStateOf } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { shellProblem } from '../platform/problems/problem';

/** 统一身份关联: which subject of which provider a person is. An act of the security administrator, with a reason, and never for oneself. */
export class Identities {
  constructor(
    private readonly db: Database,
    private readonly hasProvider: (id: string) => boolean,
  ) {}

  async of(persons: readonly string[]): Promise<Map<string, StaffView['identities']>> {
    const rows = await this.db.rows<{
      id: string;
      provider: string;
      subject: string;
      person_id: string;
      linked_at: Date;
    }>({
      text: `select id, provider, subject, person_id, linked_at from person_identity
              where person_id = any($1::uuid[]) and unlinked_at is null order by linked_at, id`,
      values: [persons],
    });
    return new Map(
      [...Map.groupBy(rows, (row) => row.person_id)].map(([person, all]) => [
        person,
        all.map(({ id, provider, subject, linked_at }) => ({ id, provider, subject, linkedAt: courtTime(linked_at) })),
      ]),
    );
  }

  async link(person: string, wish: { provider: string; subject: string }, actor: Actor): Promise<void> {
    if (person === actor.person) throw shellProblem('not-oneself');
    if (!this.hasProvider(wish.provider))
      throw shellProblem('input-invalid', { detail: `没有代号为“${wish.provider}”的身份提供方` });
    try {
      const made = await this.db.one({
        text: `insert into person_identity (id, provider, subject, person_id, linked_by)
               select $1, $2, $3, p.id, $5 from person p where p.id = $4 returning id`,
        values: [uuidv7(), wish.provider, wish.subject, person, actor.person],
      });
      if (!made) throw shellProblem('not-found');
    } catch (error) {
      if (sqlStateOf(error) === '23505') throw shellProblem('identity-taken');
      throw error;
    }
  }

  /** What was opened by this identity ends with it: sessions, and sign-ins that still wait for their code. */
  async unlink(person: string, identity: string, actor: Actor): Promise<void> {
    if (person === actor.person) throw shellProblem('not-oneself');
    const gone = await this.db.one({
      text: `with gone as (update person_identity set unlinked_at = clock_timestamp(), unlinked_by = $3
                            where id = $1 and person_id = $2 and unlinked_at is null returning person_id, provider),
                  shut as (delete from session s using gone g where s.person_id = g.person_id and s.provider = g.provider),
                  left_ as (delete from sign_in_transaction t using gone g where t.person_id = g.person_id and t.provider = g.provider)
             select 1 from gone`,
      values: [identity, person, actor.person],
    });
    if (!gone) throw shellProblem('not-found');
  }
}
