import { routes, type Route } from '@xiezhi/contract';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Fleet } from './fleet';
import { probes, runMatrix, send } from './matrix';
import { survivors } from './mutate';
import { openToAnyone } from './oracle';
import { requestOf } from './requests';
import type { Sitter } from './world';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-matrix-'));
let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start(scratch);
}, 120_000);
afterAll(async () => {
  await fleet.stop();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

const sitter = (seat: string, role: string): Sitter => {
  const found = fleet.world.sitters.find((one) => one.seat.name === seat && one.role === role);
  if (!found) throw new Error(`nobody sits at ${seat} as ${role}`);
  return found;
};

describe('who gets what of which operation', () => {
  it('is as the auditor’s book says, for every operation, role, relation and class', async () => {
    const { cells, mismatches } = await runMatrix(fleet.base, fleet.owner, fleet.world);
    expect(mismatches).toEqual([]);
    expect(cells).toBeGreaterThanOrEqual(20_000);
  }, 600_000);

  it('is asked of everybody who is not named at the door: no operation is open that the book does not open', () => {
    const open = Object.entries(routes as Record<string, Route>).filter(([, route]) => route.access === 'anyone');
    expect(open.map(([name]) => name).sort()).toEqual([...openToAnyone].sort());
  });

  it('would show any line of the policy that was flipped', () => {
    const { mutants, survived } = survivors(probes(fleet.world));
    expect(survived.map(({ line, change }) => `${line} ${change}`)).toEqual([]);
    expect(mutants).toBeGreaterThan(500);
  }, 300_000);
});

describe('an id that somebody else saw', () => {
  const reading = ['matter', 'docket', 'timeline', 'children', 'deadlines', 'progress', 'documents', 'whoMaySee'];

  /** Everything that a person of the lead court gets to see, as text: paths, bodies, cursors and the stream of events. */
  const seenByLead = async (): Promise<string> => {
    const chief = sitter('lead', 'chief');
    const texts: string[] = [];
    for (const at of fleet.world.cases) {
      texts.push(at.campaign, at.item, at.account, at.order, at.paper, at.grant, at.exclusion);
      for (const operation of reading)
        for (const id of [at.campaign, at.item])
          texts.push((await send(fleet.base, requestOf(operation, chief, { id }, at))).text);
    }
    for (const operation of ['matters', 'desk', 'board'])
      texts.push((await send(fleet.base, requestOf(operation, chief, {}))).text);
    return texts.join(' ');
  };

  const state = async (): Promise<string> => {
    const { rows } = await fleet.owner.query(
      [
        'matter',
        'docket_entry',
        'document',
        'deadline',
        'account',
        'account_freeze',
        'access_grant',
        'exclusion',
        'restricted_matter',
        'batch',
        'outbox',
      ]
        .map(
          (table) =>
            `select '${table}' as name, count(*)::int as n, md5(string_agg(t::text, '' order by t::text)) as digest from ${table} t`,
        )
        .join(' union all '),
    );
    return JSON.stringify(rows);
  };

  it('answers 404 to another court, wherever it is put, and changes nothing', async () => {
    const ids = [...new Set((await seenByLead()).match(uuid))];
    expect(ids.length).toBeGreaterThan(40);
    const before = await state();
    const wrong: string[] = [];
    let asked = 0;
    for (const role of ['clerk', 'judge', 'chief', 'supervisor']) {
      const stranger = sitter('stranger', role);
      for (const [operation, route] of Object.entries(routes as Record<string, Route>)) {
        // Challenged access is the one thing that a stranger may ask for by itself; people and sessions are no court's.
        if (!route.path.includes('{id}') || operation === 'challengeAccess') continue;
        if (!/^\/api\/(matters|documents|accounts|batches|imports)/.test(route.path)) continue;
        for (const id of ids) {
          const answer = await send(
            fleet.base,
            requestOf(operation, stranger, { id, action: 'sign', grant: id, exclusion: id }, fleet.world.cases[0]),
          );
          asked += 1;
          const { code } = JSON.parse(answer.text) as { code: string };
          const byRole = code === 'not-for-your-role';
          if (!byRole && (answer.status !== 404 || code !== 'not-found'))
            wrong.push(`${role} ${operation} ${id}: ${answer.status} ${code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(3_000);
    expect(await state()).toBe(before);
  }, 300_000);

  it('is worth nothing in a cursor, a filter, a batch or a body', async () => {
    const [at] = fleet.world.cases;
    if (!at) throw new Error('the world is empty');
    const stranger = sitter('stranger', 'judge');
    const bearer = { authorization: `Bearer ${stranger.token}` };
    const list = await send(fleet.base, {
      method: 'GET',
      path: `/api/matters?limit=1`,
      headers: { authorization: `Bearer ${sitter('lead', 'chief').token}` },
    });
    const { next } = JSON.parse(list.text) as { next: string };
    for (const query of [`cursor=${next}`, `parent=${at.campaign}`, 'court=粤03', 'q=%E7%B2%A4', 'desk=campaigns']) {
      const answer = await send(fleet.base, { method: 'GET', path: `/api/matters?${query}`, headers: bearer });
      expect([query, (JSON.parse(answer.text) as { items: unknown[]; total: number }).items]).toEqual([query, []]);
      expect(answer.text).toContain('"total":0');
    }
    const before = await state();
    const batch = await send(fleet.base, {
      method: 'POST',
      path: '/api/batches',
      headers: { ...bearer, 'content-type': 'application/json', 'idempotency-key': 'swapped-selection' },
      body: JSON.stringify({ action: 'sign', selection: { filter: { parent: at.campaign } }, input: {} }),
    });
    expect((JSON.parse(batch.text) as { code: string }).code).toBe('nothing-selected');
    expect(await state()).toBe(before);
  });

  it('cannot be told from one that nobody has by its answer', async () => {
    const [at] = fleet.world.cases;
    const stranger = sitter('stranger', 'judge');
    const ofOthers = await send(fleet.base, requestOf('matter', stranger, { id: at?.campaign ?? '' }));
    const ofNobody = await send(
      fleet.base,
      requestOf('matter', stranger, { id: '00000000-0000-4000-8000-000000000000' }),
    );
    expect(ofOthers).toEqual(ofNobody);
  });
});
