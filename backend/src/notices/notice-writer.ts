import type { EffectOutcome } from '@xiezhi/engine';
import type { EffectHandler, OwedEffect, Report } from '../effects/effect-worker';
import { type Scribe, trace } from '../matters/command';
import { texts } from '../platform/database/arrays';
import type { Addressee } from './owe-notice';
import { holdersSql } from './recipients';
import { alsoTold, waiting } from './waiting';

interface Told {
  readonly key: string;
  readonly letter: string;
  readonly to: readonly Addressee[];
  /** Filled when it was written: whose lists grew. */
  readonly reached: Set<string>;
}

const also = Object.entries(alsoTold).flatMap(([letter, roles]) => roles.map((role) => [letter, role] as const));

/**
 * One statement for all notices of a flush: the letters, who must act (posts at the court × roles that the open step waits for, deputies
 * with them), a receipt for each. Nobody is told of the own deed, nor of a case stepped back from.
 */
const text = `
with sent as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as s(key, court, letter, matters, by, persons, roles)
), told as (
  insert into notice (effect_key, court, letter, matters, by_person, by_name, matter_id, root_id, case_no, item, due_at, at)
  select s.key, s.court, s.letter, i.ids, s.by, b.name, m.id, coalesce(m.parent_id, m.id), m.case_no, m.account_tail, m.due_at, court_now()
    from sent s
    cross join lateral (select coalesce(string_to_array(nullif(s.matters, ''), ',')::uuid[], '{}') as ids) i
    left join person b on b.id::text = s.by
    left join lateral (select * from matter where id = any(i.ids) order by due_at nulls last, id limit 1) m on true
  on conflict do nothing
  returning id, effect_key, court, letter, matters, by_person, root_id
), pushed as (
  insert into outbox (kind, payload)
  select 'deliver-event', jsonb_build_object('webhook', w.id, 'notice', t.id)
    from told t join webhook w on w.court = t.court and t.letter = any(w.letters) and w.approved_at is not null and w.disabled_at is null and w.ended_at is null
), open as (
  select t.*, s.persons, s.roles from told t join sent s on s.key = t.effect_key and s.court = t.court and s.by = t.by_person
), asked as (
  select o.id, o.court, w.role
    from open o cross join lateral unnest(o.matters) as x(matter) join matter m on m.id = x.matter
    join unnest($8::text[], $9::text[], $10::text[], $11::text[]) as w(procedure, stage, how, role)
      on w.procedure = m.procedure and w.stage = m.stage and case w.how when 'handling' then m.court else m.lead_court end = o.court
   where o.persons = '' and o.roles = ''
  union select o.id, o.court, a.role from open o join unnest($12::text[], $13::text[]) as a(letter, role) on a.letter = o.letter where o.persons = '' and o.roles = ''
  union select o.id, o.court, unnest(string_to_array(o.roles, ',')) from open o where o.roles <> ''
), holders as (
  ${holdersSql('asked')}
  union select o.id, unnest(string_to_array(o.persons, ','))::uuid from open o where o.persons <> ''
)
insert into notice_receipt (notice_id, person_id)
select h.id, h.person_id from holders h join told t on t.id = h.id join person p on p.id = h.person_id and p.disabled_at is null
 where h.person_id::text <> t.by_person
   and not exists (select from exclusion e where e.root_id = t.root_id and e.person_id = h.person_id and e.lifted_at is null)
returning (select effect_key from told t where t.id = notice_id) as key, person_id as person`;

/** 告知法院: once per effect, court and author, and once for each person, however often it is made. */
export class NotifyCourt implements EffectHandler {
  readonly kind = 'notify-court';

  constructor(private readonly reached: (persons: readonly string[]) => void) {}

  handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const { letter, to } = effect.payload as unknown as Pick<Told, 'letter' | 'to'>;
    const told: Told = { key: effect.key, letter, to, reached: new Set() };
    return Promise.resolve({
      kind: 'done',
      report: { traces: [trace(this.sent, told)], afterwards: () => this.reached([...told.reached]) },
    });
  }

  private readonly sent: Scribe<Told> = {
    write: async (tx, left) => {
      const all = left.flatMap(({ what: { key, letter, to } }) => to.map((one) => ({ key, letter, ...one })));
      const rows = await tx.rows<{ key: string; person: string }>({
        name: 'notify-courts',
        text,
        values: [
          texts(all.map((one) => one.key)),
          texts(all.map((one) => one.court)),
          texts(all.map((one) => one.letter)),
          texts(all.map((one) => one.matters.join())),
          // What was owed before authors were kept.
          texts(all.map((one) => one.by ?? '')),
          texts(all.map((one) => (one.persons ?? []).join())),
          texts(all.map((one) => (one.roles ?? []).join())),
          texts(waiting.map((one) => one.procedure)),
          texts(waiting.map((one) => one.stage)),
          texts(waiting.map((one) => one.how)),
          texts(waiting.map((one) => one.role)),
          texts(also.map(([letter]) => letter)),
          texts(also.map(([, role]) => role)),
        ],
      });
      for (const { what } of left) {
        for (const { key, person } of rows) if (key === what.key) what.reached.add(person);
        // Whoever urges watches who is told.
        if (what.letter === 'urge') what.to.forEach(({ by }) => what.reached.add(by));
      }
    },
  };
}
