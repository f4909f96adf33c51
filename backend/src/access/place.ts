import type { Actor } from '@xiezhi/engine';
import type { Relation } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';

/** Where a matter stands to one actor: what the relations are read from. */
export interface Place {
  readonly id: string;
  readonly root: string;
  readonly court: string;
  readonly lead: string;
  readonly restricted: boolean;
  readonly excluded: boolean;
  readonly carries: 'own' | 'below' | null;
  readonly shares: boolean;
  readonly granted: boolean;
  readonly challenged: boolean;
  readonly appointed: boolean;
}

export const national = '最高法';
/** A grant that counts now, by the court's clock. */
export const running = 'revoked_at is null and court_now() >= begins_at and court_now() < ends_at';

/** $1 matters, $2 the person, $3 the court. Answers booleans only: what may be read is read elsewhere. */
export const placeSql = `
  select m.id, r.root, m.court, m.lead_court as lead,
         exists (select from restricted_matter where root_id = r.root) as restricted,
         exists (select from exclusion where root_id = r.root and person_id = $2 and lifted_at is null) as excluded,
         case when m.parent_id is null then
           (select case when bool_or(k.court = $3) then 'own' else 'below' end
              from matter k join court c on c.code = k.court
             where k.parent_id = m.id and (k.court = $3 or $3 = any(c.superiors)) having count(*) > 0) end as carries,
         m.parent_id is not null and exists (select from matter k where k.parent_id = m.parent_id and k.court = $3) as shares,
         exists (select from access_grant where root_id = r.root and court = $3 and ${running}) as granted,
         exists (select from access_grant where root_id = r.root and person_id = $2 and ${running}) as appointed,
         exists (select from access_challenge where root_id = r.root and person_id = $2 and court = $3 and court_now() < ends_at) as challenged
    from matter m cross join lateral (select coalesce(m.parent_id, m.id) as root) r
   where m.id = any($1::uuid[])`;

/** Relations by the courts alone: what a command stands on. */
export const standingRelations = (
  row: { readonly court: string; readonly lead: string },
  actor: Pick<Actor, 'court'>,
  courts: Pick<Courts, 'isSuperior'>,
): Relation[] => {
  const held: Relation[] = [];
  if (row.court === actor.court) held.push('handling');
  if (row.lead === actor.court) held.push('lead');
  if (actor.court === national) held.push('national');
  else if (courts.isSuperior(actor.court, row.court) || courts.isSuperior(actor.court, row.lead)) held.push('superior');
  return held;
};

/** All relations that hold; `none` when no other does. */
export const relationsOf = (place: Place, actor: Actor, courts: Pick<Courts, 'isSuperior'>): Relation[] => {
  const held = standingRelations(place, actor, courts);
  if (place.granted) held.push('granted');
  if (place.challenged) held.push('challenged');
  if (place.appointed) held.push('appointed');
  if (held.length === 0 && place.carries !== null)
    held.push(place.carries === 'own' ? 'addressee' : 'addressee-superior');
  if (held.length === 0 && place.shares) held.push('peer');
  return held.length === 0 ? ['none'] : held;
};
