import { routes, type Route } from '@xiezhi/contract';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../campaign/client';
import { Fleet } from './fleet';
import { asking, idsOfLead, listen, sitterAt, stateOf } from './foreign';
import { send } from './matrix';
import { type Ask, requestOf } from './requests';
import { type Case, sheet, type Sitter } from './world';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-foreign-'));
let fleet: Fleet;
let at: Case;
let ids: readonly string[];
beforeAll(async () => {
  fleet = await Fleet.start(scratch);
  [at] = fleet.world.cases as [Case, Case];
  ids = await idsOfLead(fleet.owner, fleet.base, fleet.world);
}, 120_000);
afterAll(async () => {
  await fleet.stop();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

const sitter = (seat: string, role: string): Sitter => sitterAt(fleet.world, seat, role);
const code = (text: string): string => (JSON.parse(text) as { code: string }).code;
const get = (who: Sitter, at: string): Ask => ({
  method: 'GET',
  path: at,
  headers: { authorization: `Bearer ${who.token}` },
});
/** What is asked answers as of nothing, and nothing is another afterwards. */
const asOfNothing = async (asks: readonly [string, Ask][]): Promise<void> => {
  const before = await stateOf(fleet.owner);
  for (const [name, ask] of asks) {
    const answer = await send(fleet.base, ask);
    expect([name, answer.status, code(answer.text)]).toEqual([name, 404, 'not-found']);
  }
  expect(await stateOf(fleet.owner)).toBe(before);
};
const upload = (who: Sitter, path: string, name: string, bytes: Buffer | string): Ask => ({
  method: 'POST',
  path,
  headers: {
    authorization: `Bearer ${who.token}`,
    'idempotency-key': randomUUID(),
    'content-type': 'multipart/form-data; boundary=x',
  },
  body: `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${bytes.toString()}\r\n--x--\r\n`,
});

describe('an id that somebody else saw', () => {
  it('answers 404 to another court, wherever a path takes it, and changes nothing', async () => {
    expect(ids.length).toBeGreaterThan(60);
    const before = await stateOf(fleet.owner);
    const wrong: string[] = [];
    let asked = 0;
    for (const role of ['clerk', 'judge', 'chief', 'supervisor']) {
      const stranger = sitter('stranger', role);
      for (const [operation, route] of Object.entries(routes as Record<string, Route>)) {
        // Challenged access is the one thing that a stranger may ask for by itself; people and sessions are no court's.
        if (!route.path.includes('{id}') || operation === 'challengeAccess') continue;
        if (!/^\/api\/(matters|documents|accounts|batches|exports|imports|me)/.test(route.path)) continue;
        const one = async (id: string): Promise<void> => {
          const params = { id, action: 'sign', grant: id, exclusion: id };
          const answer = await send(fleet.base, requestOf(operation, stranger, params, at));
          asked += 1;
          const said = code(answer.text);
          if (said !== 'not-for-your-role' && (answer.status !== 404 || said !== 'not-found'))
            wrong.push(`${role} ${operation} ${id}: ${answer.status} ${said}`);
        };
        await Promise.all(ids.map(one));
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(5_000);
    expect(await stateOf(fleet.owner)).toBe(before);
  }, 300_000);

  it('is worth nothing in a cursor, a filter or a selection', async () => {
    const stranger = sitter('stranger', 'judge');
    const list = await send(fleet.base, get(sitter('lead', 'chief'), '/api/matters?limit=1'));
    const { next } = JSON.parse(list.text) as { next: string };
    for (const query of [`cursor=${next}`, `parent=${at.campaign}`, 'court=粤03', 'q=%E7%B2%A403', 'desk=campaigns']) {
      const answer = await send(fleet.base, get(stranger, `/api/matters?${query}`));
      expect([query, (JSON.parse(answer.text) as { items: unknown[] }).items]).toEqual([query, []]);
      expect(answer.text).toContain('"total":0');
    }
    const before = await stateOf(fleet.owner);
    const selection = { filter: { parent: at.campaign } };
    const batch = asking(
      stranger,
      '/api/batches',
      { action: 'sign', selection, input: {} },
      { 'idempotency-key': randomUUID() },
    );
    expect(code((await send(fleet.base, batch)).text)).toBe('nothing-selected');
    expect(await stateOf(fleet.owner)).toBe(before);
  });

  it('in a batch of one’s own is refused for each as of nothing, and no matter moves', async () => {
    const stranger = sitter('stranger', 'judge');
    const matters = async (): Promise<string> =>
      JSON.stringify((await fleet.owner.query('select id, revision, stage from matter order by id')).rows);
    const before = await matters();
    const chosen = [at.item, at.campaign, randomUUID()];
    const wish = { action: 'sign', selection: { ids: chosen }, input: {} };
    const started = await send(fleet.base, asking(stranger, '/api/batches', wish, { 'idempotency-key': randomUUID() }));
    const { id } = JSON.parse(started.text) as { id: string };
    type Items = { items: { status: string; refusal: unknown }[] };
    const { items } = await until(
      async () => JSON.parse((await send(fleet.base, get(stranger, `/api/batches/${id}/items`))).text) as Items,
      (page) => page.items.length === 3 && page.items.every((item) => item.status !== 'waiting'),
    );
    // The one that nobody has answers word for word like those of others.
    expect(items.map((item) => [item.status, item.refusal])).toEqual(Array(3).fill(['refused', items[2]?.refusal]));
    expect(await matters()).toBe(before);
  });

  it('in a body does not open a foreign matter: a list to take in, a paper to file beside, a post to act in', async () => {
    const clerk = sitter('stranger', 'clerk');
    // The very rows that the foreign register holds: a conflict with them would tell that they are there.
    for (const list of [sheet(1), sheet(7)]) {
      const checked = await send(fleet.base, upload(clerk, '/api/imports?kind=freezes', list.name, list.bytes));
      const { id, sha256 } = JSON.parse(checked.text) as { id: string; sha256: string };
      const key = (): Record<string, string> => ({ 'idempotency-key': randomUUID(), 'if-match': '1' });
      await asOfNothing(
        [at.campaign, at.item, randomUUID()].map((matterId) => [
          `commitImport into ${matterId}`,
          asking(clerk, `/api/imports/${id}/commit`, { matterId, sha256 }, key()),
        ]),
      );
    }
    const carrier = sitter('carrier', 'judge');
    const other = fleet.world.cases[1]?.campaign ?? '';
    const strange = sitter('stranger', 'judge');
    await asOfNothing([
      [
        'fileDocument beside',
        upload(strange, `/api/matters/${at.item}/documents?kind=lifting-ruling&also=${other}`, 'r.pdf', '%PDF-1.4\n'),
      ],
      [
        'fileDocument at nothing',
        upload(
          carrier,
          `/api/matters/${randomUUID()}/documents?kind=lifting-ruling&also=${at.item}`,
          'r.pdf',
          '%PDF-1.4\n',
        ),
      ],
      ['actAs', asking(strange, '/api/me/post', { post: sitter('lead', 'judge').post })],
      ['actAs lent', asking(strange, '/api/me/post', { post: sitter('lead', 'judge').post, delegation: randomUUID() })],
    ]);
  });

  it('as a key opens nothing: two persons with the same key and body each have their own', async () => {
    const key = `shared-${randomUUID()}`;
    const wish = { action: 'sign', selection: { ids: [at.item] }, input: {} };
    const [mine, theirs] = await Promise.all(
      [sitter('carrier', 'chief'), sitter('stranger', 'chief')].map(async (who) =>
        send(fleet.base, asking(who, '/api/batches', wish, { 'idempotency-key': key })),
      ),
    );
    const [a, b] = [mine, theirs].map((answer) => (JSON.parse(answer?.text ?? '{}') as { id: string }).id);
    expect([mine?.status, theirs?.status, a === b]).toEqual([202, 202, false]);
    expect((await send(fleet.base, get(sitter('stranger', 'chief'), `/api/batches/${a ?? ''}`))).status).toBe(404);
  });

  it('of an event tells a stranger nothing of what was missed, and a live stream nothing of what moves', async () => {
    const [lead, stranger] = [sitter('lead', 'judge'), sitter('stranger', 'judge')];
    const first = await listen(fleet.base, lead);
    const live = await listen(fleet.base, stranger);
    const officer = sitter('carrier', 'duty-officer');
    const { rows } = await fleet.owner.query<{ revision: number }>('select revision from matter where id = $1', [
      at.item,
    ]);
    const paper = upload(officer, `/api/matters/${at.item}/documents?kind=lifting-ruling`, 'r.pdf', '%PDF-1.4\n');
    expect([rows.length, (await send(fleet.base, paper)).status]).toEqual([1, 201]);
    const said = await until(
      () => Promise.resolve(first.said()),
      (text) => text.includes(at.item),
    );
    const [, run = ''] = /id: (\w+)-\d+/.exec(said) ?? [];
    const again = await listen(fleet.base, stranger, `${run}-0`);
    const back = await listen(fleet.base, lead, `${run}-0`);
    await until(
      () => Promise.resolve(back.said()),
      (text) => text.includes(at.item),
    );
    await until(
      () => Promise.resolve(again.said()),
      (text) => text.includes('retry'),
    );
    for (const { said: heard } of [live, again]) expect(ids.filter((id) => heard().includes(id))).toEqual([]);
    for (const stream of [first, live, again, back]) stream.close();
  });

  it('cannot be told from one that nobody has by its answer', async () => {
    const stranger = sitter('stranger', 'judge');
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const [operation, id] of [
      ['matter', at.campaign],
      ['readDocument', at.paper],
      ['account', at.account],
      ['batch', fleet.world.batches.get('粤03') ?? ''],
      ['import', sitter('lead', 'clerk').importId],
    ] as const) {
      const who = operation === 'import' ? sitter('stranger', 'clerk') : stranger;
      const ofOthers = await send(fleet.base, requestOf(operation, who, { id }));
      expect([operation, ofOthers]).toEqual([
        operation,
        await send(fleet.base, requestOf(operation, who, { id: nobody })),
      ]);
    }
  });
});

it('five wrong passwords keep the right one out after the server was killed and came back', async () => {
  const knock = async (password: string): Promise<string> => {
    const answer = await fetch(`${fleet.base}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${password.length}` },
      body: JSON.stringify({ username: 'sz-president', password }),
    });
    return ((await answer.json()) as { code?: string }).code ?? 'in';
  };
  for (let i = 0; i < 5; i += 1) await knock('x'.repeat(i + 1));
  expect(fleet.product.kill(fleet.product.names.indexOf('http'))).toBe('http');
  await fleet.product.ready();
  expect(await knock('xiezhi-demo')).toBe('sign-in-locked');
  await fleet.owner.query(
    `update sign_in_failure set locked_until = clock_timestamp() where username = 'sz-president'`,
  );
  expect(await knock('xiezhi-demo')).toBe('in');
}, 60_000);
