import { linesOf, routes, type Route } from '@xiezhi/contract';
import http from 'node:http';
import type pg from 'pg';
import { type Cell, expected, type Expected } from './oracle';
import { type Ask, ownIds, requestOf } from './requests';
import { addPerson, openSession, type Sitter, type World } from './world';

export interface Mismatch {
  readonly cell: string;
  readonly expected: string;
  readonly got: string;
}
export interface Probe {
  readonly cell: Cell;
  readonly name: string;
  readonly ask: Ask;
  readonly sitter: Sitter;
  /** Reads what part of the answer was hidden, where the answer shows it. */
  readonly look?: (body: Record<string, never>) => Expected;
  /** Undone at once: what this would leave behind changes how the person stands. */
  readonly undo?: string;
}

const ofMatters = Object.entries(routes as Record<string, Route>)
  .filter(([name, route]) => route.path.startsWith('/api/matters/{id}') && linesOf(name).some((line) => line.relations))
  .map(([name]) => name);
const ofAccounts = ['account', 'revealAccount'];
export const signedIn = Object.entries(routes as Record<string, Route>)
  .filter(([, route]) => route.access === 'signed-in')
  .map(([name]) => name);
const ofRoles = signedIn.filter((name) => ![...ofMatters, ...ofAccounts, 'readDocument'].includes(name));

const undoing: Readonly<Record<string, string>> = {
  challengeAccess: "delete from access_challenge where person_id = $1 and reason <> '量表'",
  excludeMyself: "delete from exclusion where person_id = $1 and reason <> '量表'",
};

/** A matter's facts tell how much of them was given. */
const matterGave =
  (kind: 'campaign' | 'item') =>
  (body: Record<string, never>): Expected => {
    const { holder, debtor } = body['facts'] as unknown as { holder?: string; debtor?: { creditCode: string } };
    if (kind === 'item') return holder?.includes('集团') ? 'full' : 'masked';
    if (debtor === undefined) return 'outline';
    return debtor.creditCode.includes('*') ? 'masked' : 'full';
  };
const progressGave = (body: Record<string, never>): Expected => {
  const { accounts, hiddenAccounts } = body as unknown as {
    accounts: { freezes: { limit: string }[] }[];
    hiddenAccounts: number;
  };
  if (hiddenAccounts > 0) return 'outline';
  return accounts.every((account) => account.freezes.every((freeze) => freeze.limit === '')) ? 'masked' : 'full';
};

/** Every operation × everybody who sits in the world × every object it can concern. */
export const probes = (world: World): Probe[] => {
  const all: Probe[] = [];
  for (const sitter of world.sitters) {
    const { role, seat } = sitter;
    const excluded = seat.excluded === true;
    for (const at of world.cases) {
      const { restricted } = at;
      const add = (
        operation: string,
        relations: readonly string[],
        object: string,
        ask: Ask,
        more: Partial<Probe> = {},
      ): void =>
        void all.push({
          cell: { operation, role, relations, restricted, excluded },
          name: `${operation} · ${role} · ${seat.name} · ${object}${restricted ? ' · restricted' : ''}`,
          ask,
          sitter,
          ...more,
        });
      for (const kind of ['campaign', 'item'] as const)
        for (const operation of ofMatters) {
          const params = { id: at[kind], action: 'no-such-action', grant: at.grant, exclusion: at.exclusion };
          const look =
            operation === 'matter'
              ? matterGave(kind)
              : operation === 'progress' && kind === 'campaign'
                ? progressGave
                : undefined;
          const undo = undoing[operation];
          add(operation, seat[kind], kind, requestOf(operation, sitter, params, at), {
            ...(look ? { look } : {}),
            ...(undo ? { undo } : {}),
          });
        }
      for (const operation of ofAccounts)
        add(operation, seat.account, 'account', requestOf(operation, sitter, { id: at.account }, at));
      add('readOrder', seat.campaign, 'order', requestOf('readDocument', sitter, { id: at.order }, at));
      add('readDocument', seat.item, 'paper', requestOf('readDocument', sitter, { id: at.paper }, at));
    }
    for (const operation of ofRoles)
      all.push({
        cell: { operation, role, relations: [], restricted: false, excluded: false },
        name: `${operation} · ${role} · ${seat.name}`,
        ask: requestOf(operation, sitter, ownIds(operation, sitter, world)),
        sitter,
      });
  }
  return all;
};

export const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

export const send = (base: string, ask: Ask): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      base + ask.path,
      { method: ask.method, headers: ask.headers ?? {}, agent },
      (answer) => {
        // A stream of events has no end: its status is its answer.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) {
          resolve({ status: answer.statusCode ?? 0, text: '' });
          return void answer.destroy();
        }
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
        answer.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(ask.body);
  });

const refusedCodes = new Set(['not-allowed-here', 'other-courts-account', 'excluded', 'not-for-your-role', 'no-post']);

/** What an answer says about access, apart from what the operation itself says after letting in. */
export const gave = (probe: Pick<Probe, 'cell' | 'look'>, answer: { status: number; text: string }): string => {
  const body = answer.text.startsWith('{') ? (JSON.parse(answer.text) as Record<string, never>) : {};
  const code = answer.status >= 400 ? String(body['code']) : '';
  if (answer.status >= 500) return `broken (${answer.status} ${code})`;
  if (code === 'sign-in-needed') return 'not signed in';
  if (refusedCodes.has(code)) return 'refused';
  if (code === 'not-found' && probe.cell.relations.length > 0) return 'hidden';
  return answer.status < 300 && probe.look ? probe.look(body) : 'passes';
};

const agrees = (want: Expected, got: string): boolean =>
  want === got || (got === 'passes' && want !== 'refused' && want !== 'hidden');

/** Sends every probe, sixteen at a time, and compares with the auditor's book. */
export const runMatrix = async (
  base: string,
  owner: pg.Pool,
  world: World,
  told: (done: number, of: number) => void = () => undefined,
): Promise<{ cells: number; mismatches: Mismatch[] }> => {
  const all = probes(world);
  const mismatches: Mismatch[] = [];
  const one = async (probe: Probe): Promise<void> => {
    const want = expected(probe.cell);
    const got = gave(probe, await send(base, probe.ask));
    if (probe.undo) await owner.query(probe.undo, [probe.sitter.id]);
    if (want === undefined || !agrees(want, got))
      mismatches.push({ cell: probe.name, expected: want ?? 'the book says nothing', got });
  };
  // By person: what is undone must not be seen by another probe of the same person.
  const queues = [...Map.groupBy(all, (probe) => probe.sitter.id).values()];
  let done = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let queue = queues.pop(); queue; queue = queues.pop()) {
        for (const probe of queue) await one(probe);
        done += queue.length;
        told(done, all.length);
      }
    }),
  );
  const states = await runStates(base, owner, world);
  return { cells: all.length + states.cells, mismatches: [...mismatches, ...states.mismatches] };
};

/** Sessions that no longer count: every operation says so, and nothing else. */
const runStates = async (
  base: string,
  owner: pg.Pool,
  world: World,
): Promise<{ cells: number; mismatches: Mismatch[] }> => {
  const [at] = world.cases;
  const [someone] = world.sitters;
  if (!at || !someone) throw new Error('the world is empty');
  const [person, post] = await addPerson(owner, 'm-states', 'judge', '粤03');
  const [disabled, disabledPost] = await addPerson(owner, 'm-disabled', 'judge', '粤03');
  const [postless, endedPost] = await addPerson(owner, 'm-postless', 'judge', '粤03');
  const tokens: Record<string, { token: string; says: string }> = {
    anonymous: { token: '', says: 'not signed in' },
    forged: { token: 'x'.repeat(43), says: 'not signed in' },
    expired: { token: await openSession(owner, person, post, { ends: '-1 second' }), says: 'not signed in' },
    idle: { token: await openSession(owner, person, post, { seen: '31 minutes' }), says: 'not signed in' },
    disabled: { token: await openSession(owner, disabled, disabledPost), says: 'not signed in' },
    'post ended': { token: await openSession(owner, postless, endedPost), says: 'refused' },
  };
  await owner.query('update person set disabled_at = clock_timestamp() where id = $1', [disabled]);
  await owner.query('update post set valid_to = clock_timestamp() where id = $1', [endedPost]);
  const mismatches: Mismatch[] = [];
  let cells = 0;
  for (const [state, { token, says }] of Object.entries(tokens))
    for (const operation of signedIn) {
      const sitter = { ...someone, token, spare: token };
      const ask = requestOf(operation, sitter, { id: at.campaign, name: 'joint-unfreeze', file: 'none.csv' }, at);
      const headers = Object.fromEntries(
        Object.entries(ask.headers ?? {}).filter(([name]) => token !== '' || name !== 'authorization'),
      );
      const got = gave(
        { cell: { operation, role: '', relations: [], restricted: false, excluded: false } },
        await send(base, { ...ask, headers }),
      );
      cells += 1;
      if (got !== says) mismatches.push({ cell: `${operation} · ${state}`, expected: says, got });
    }
  return { cells, mismatches };
};
