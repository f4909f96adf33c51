import http from 'node:http';
import type pg from 'pg';
import { send } from './matrix';
import { type Ask, requestOf } from './requests';
import { openSession, type Sitter, type World } from './world';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const reading = ['matter', 'docket', 'timeline', 'children', 'deadlines', 'progress', 'documents', 'whoMaySee'];

export const sitterAt = ({ sitters }: World, seat: string, role: string): Sitter => {
  const found = sitters.find((one) => one.seat.name === seat && one.role === role);
  if (!found) throw new Error(`nobody sits at ${seat} as ${role}`);
  return found;
};

/**
 * Every id that somebody of the lead court gets to see, and those that only its own people have: of paths, bodies and cursors, of
 * deadlines, grants and exclusions, of imports, batches, sessions, posts and delegations.
 */
export const idsOfLead = async (owner: pg.Pool, base: string, world: World): Promise<string[]> => {
  const [chief, judge, clerk] = ['chief', 'judge', 'clerk'].map((role) => sitterAt(world, 'lead', role)) as [
    Sitter,
    Sitter,
    Sitter,
  ];
  await openSession(owner, judge.id, judge.post);
  await owner.query(
    `insert into delegation (id, post_id, to_person, begins_at, ends_at, reason)
     values (gen_random_uuid(), $1, $2, clock_timestamp(), clock_timestamp() + interval '1 day', '量表')`,
    [judge.post, clerk.id],
  );
  const texts: string[] = [chief.post, clerk.importId, world.batches.get('粤03') ?? ''];
  for (const at of world.cases) {
    texts.push(...Object.values(at).map(String));
    for (const operation of reading)
      for (const id of [at.campaign, at.item])
        texts.push((await send(base, requestOf(operation, chief, { id }, at))).text);
  }
  for (const operation of ['matters', 'desk', 'board', 'me', 'mySessions', 'myDelegations'])
    texts.push((await send(base, requestOf(operation, judge, {}))).text);
  const { rows } = await owner.query<{ id: string }>(
    `select d.id from deadline d where matter_id = any($1::uuid[]) union all select id from access_grant union all select id from exclusion`,
    [world.cases.flatMap((at) => [at.campaign, at.item])],
  );
  return [...new Set([...texts, ...rows.map((row) => row.id)].join(' ').match(uuid))];
};

const whole = (table: string): string => `select t::text as row from ${table} t`;
const watched: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'matter',
      'docket_entry',
      'document',
      'deadline',
      'account',
      'account_freeze',
      'access_grant',
      'access_challenge',
      'exclusion',
      'restricted_matter',
      'import',
      'import_row',
      'import_error',
      'batch',
      'batch_chunk',
      'export',
      'export_page',
      'request_key',
      'outbox',
      'person',
      'post',
      'delegation',
      'person_identity',
      'sign_in_failure',
    ].map((table) => [table, whole(table)]),
  ),
  // When it was last seen is what a request changes of its own session.
  session: `select concat_ws(' ', id, person_id, post_id, delegation_id, ends_at) as row from session`,
};

/** A digest of all that a request might change; equal before and after, or something was. */
export const stateOf = async (owner: pg.Pool): Promise<string> => {
  const { rows } = await owner.query(
    Object.entries(watched)
      .map(
        ([name, sql]) =>
          `select '${name}' as name, count(*)::int as n, md5(string_agg(row, '' order by row)) as digest from (${sql}) r`,
      )
      .join(' union all '),
  );
  return JSON.stringify(rows);
};

/** The answer of an `Ask` with the person's own credentials and a body in JSON. */
export const asking = (who: Sitter, path: string, body: unknown, headers: Record<string, string> = {}): Ask => ({
  method: 'POST',
  path,
  headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A stream of events, opened with an id that was seen elsewhere; what it said when it was closed. */
export const listen = (base: string, who: Sitter, last?: string): Promise<{ said: () => string; close: () => void }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${who.token}`, ...(last === undefined ? {} : { 'last-event-id': last }) };
    const request = http.get(`${base}/api/events`, { headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('error', () => undefined);
      resolve({ said: () => text, close: () => void answer.destroy() });
    });
    request.on('error', reject);
  });
