import { roleName, type UrgingView } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { holdersSql } from './recipients';
import { alsoTold, waiting } from './waiting';

/** 催办: whom it would reach now, by the same rule that sends it, and who had it and has read it. Who may ask was decided at the gate. */
export class Urging {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  async of(id: string): Promise<UrgingView> {
    const [reaches, urges] = await Promise.all([
      this.db.rows<{ name: string; role: string; court: string }>({
        text: `with asked as (
                 select m.id, m.court, w.role from matter m join unnest($2::text[], $3::text[], $4::text[]) as w(procedure, stage, role)
                     on w.procedure = m.procedure and w.stage = m.stage where m.id = $1 and m.closed_at is null
                 union select m.id, m.court, unnest($5::text[]) from matter m where m.id = $1 and m.closed_at is null),
               holders as (select h.person_id, a.role, a.court from asked a cross join lateral (
                 with one as (select a.id, a.court, a.role) ${holdersSql('one')}) h)
               select p.name, min(h.role) as role, h.court from holders h join person p on p.id = h.person_id and p.disabled_at is null
                where not exists (select from exclusion e join matter m on e.root_id = coalesce(m.parent_id, m.id)
                                   where m.id = $1 and e.person_id = h.person_id and e.lifted_at is null)
                group by p.id, p.name, h.court order by min(h.role), p.name limit 100`,
        values: [
          id,
          ...(['procedure', 'stage', 'role'] as const).map((key) =>
            waiting.filter(({ how }) => how === 'handling').map((one) => one[key]),
          ),
          alsoTold['urge'] ?? [],
        ],
      }),
      this.db.rows<{ id: string; at: Date; by_name: string | null; name: string | null; read_at: Date | null }>({
        text: `select n.id, n.at, n.by_name, p.name, r.read_at
                 from (select * from notice where letter = 'urge' and $1 = any(matters)
                          and court = any (select court from matter where id = $1 union select lead_court from matter where id = $1)
                        order by at desc limit 5) n
                 left join notice_receipt r on r.notice_id = n.id left join person p on p.id = r.person_id
                order by n.at desc, n.id, p.name`,
        values: [id],
      }),
    ]);
    return {
      reaches: reaches.map(({ name, role, court }) => ({
        name,
        roleName: roleName(role),
        courtName: this.courts.nameOf(court),
      })),
      urges: [...Map.groupBy(urges, (row) => row.id).values()].map((rows) => ({
        at: courtTime(rows[0]?.at ?? new Date(0)),
        by: rows[0]?.by_name ?? null,
        told: rows.flatMap(({ name, read_at }) => (name === null ? [] : [{ name, readAt: courtTimeOrNull(read_at) }])),
      })),
    };
  }
}
