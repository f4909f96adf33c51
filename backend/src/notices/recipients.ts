const running = (of: string, from: string, until: string): string =>
  `${of}.${from} <= clock_timestamp() and (${of}.${until} is null or ${of}.${until} > clock_timestamp())`;

/** Who holds a role at a court now: the holders of its posts, and whom they lent them to. Needs a table of `id, court, role`. */
export const holdersSql = (asked: string): string => `
  select a.id, o.person_id from ${asked} a join post o on o.court = a.court and o.role = a.role and ${running('o', 'valid_from', 'valid_to')}
  union
  select a.id, d.to_person from ${asked} a join post o on o.court = a.court and o.role = a.role and ${running('o', 'valid_from', 'valid_to')}
    join delegation d on d.post_id = o.id and d.revoked_at is null and ${running('d', 'begins_at', 'ends_at')}`;
