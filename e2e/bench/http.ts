import http from 'node:http';
import { Client } from '../campaign/client';
import type { Bench } from './bench';
import { finished } from './drain';

const courts = ['粤0303', '粤0304', '粤0305', '粤0307', '粤0106', '粤0604', '粤1971', '京0105', '京0108', '沪0106'];
const at = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;

/** Launches until the engines of both processes have compiled what runs; not measured. */
const warmUp = 48;

/** Launches of 49 accounts over HTTP, `atOnce` at a time, committed. */
export const launch = async (
  bench: Bench,
  launches: number,
  atOnce: number,
): Promise<{ p50: number; p99: number; cpu: Record<string, number> }> => {
  const ids: string[] = [];
  for (let i = 0; i < launches + warmUp; i += 1) ids.push(await bench.approved(49, courts));
  const times: number[] = [];
  const one = async (id: string, counts: boolean): Promise<void> => {
    const start = performance.now();
    const answer = await bench.dispatch(id);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`launch: ${answer.status}`);
    if (counts) times.push(performance.now() - start);
  };
  const all = async (some: string[], counts: boolean): Promise<void> => {
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let id = some.pop(); id; id = some.pop()) await one(id, counts);
      }),
    );
  };
  await all(ids.splice(0, warmUp), false);
  await bench.settled();
  const before = bench.cpu();
  await all(ids, true);
  await bench.settled();
  const after = bench.cpu();
  const cpu = Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / launches]),
  );
  return { p50: at(times, 0.5), p99: at(times, 0.99), cpu };
};

/** Launches of many accounts, one at a time behind one that is not measured, and how many statements such a transaction takes. */
export const launchLarge = async (
  bench: Bench,
  size: number,
  rounds: number,
): Promise<{ ms: number; statements: number }> => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const id = await bench.approved(size, courts);
    await bench.db.query('select pg_stat_statements_reset()');
    const start = performance.now();
    const answer = await bench.dispatch(id);
    if (!answer.ok) throw new Error(`launch: ${answer.status} ${await answer.text()}`);
    if (round > 0) times.push(performance.now() - start);
    await bench.settled();
  }
  return { ms: at(times, 0.5), statements: await launchStatements(bench) };
};

/** The statements of one launch are these, each called once for any number of accounts: counted by what pg_stat_statements saw. */
const launchStatements = async (bench: Bench): Promise<number> => {
  const kinds = [
    `select *, court_now() as now from matter`,
    `from unnest($1::uuid[], $2::text[]) as k`,
    `group by f.campaign_id`,
    `f.id not in (select subject_id`,
    `with opened as`,
  ];
  let total = 2; // begin and commit
  for (const kind of kinds) {
    const [row] = await bench.rows<{ n: number }>(
      'select count(*)::int as n from pg_stat_statements where position($1 in query) > 0 and calls > 0',
      [kind],
    );
    total += Math.min(1, row?.n ?? 0);
  }
  return total;
};

/** One campaign of 49 with four steps each on the idle system, from its launch to its last step. */
export const campaignLatency = async (bench: Bench, campaigns: number): Promise<{ p50: number; p99: number }> => {
  const signIn = (username: string): Promise<Client> => Client.signIn(bench.product.base, username, 'xiezhi-demo');
  const [duty, chief, judge] = await Promise.all(['yue0304-duty', 'yue0304-chief', 'yue0304-judge'].map(signIn));
  const times: number[] = [];
  for (let i = 0; i < campaigns + 2; i += 1) {
    const id = await bench.approved(49, ['粤0304']);
    await new Promise((resume) => setTimeout(resume, 300));
    const start = performance.now();
    await (await bench.dispatch(id)).arrayBuffer();
    const ids = await bench.items(id);
    await finished(duty, 'sign', ids, {});
    await finished(chief, 'assign', ids, { judge: '甲' });
    await finished(judge, 'query', ids, { reason: 'papers-wanted', note: '请补' });
    await finished(bench.clerk, 'answer', ids, { note: '已补' });
    if (i >= 2) times.push(performance.now() - start);
  }
  return { p50: at(times, 0.5), p99: at(times, 0.99) };
};

/** Durable commands over HTTP on 64 connections: `sign`, each on an item of its own, all of one campaign or of many. */
export const commandRate = async (
  bench: Bench,
  how: 'spread' | 'same',
  commands: number,
): Promise<{ perSecond: number; p99: number }> => {
  const campaigns = how === 'same' ? 1 : 50;
  const ids: string[] = [];
  for (let i = 0; i < campaigns; i += 1) {
    const id = await bench.approved(Math.ceil(commands / campaigns), ['粤0304']);
    await (await bench.dispatch(id)).arrayBuffer();
    ids.push(...(await bench.items(id)));
  }
  await bench.settled();
  const duty = await Client.signIn(bench.product.base, 'yue0304-duty', 'xiezhi-demo');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  const left = ids.slice(0, commands);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      for (let id = left.pop(); id; id = left.pop()) {
        const since = performance.now();
        const status = await post(agent, `${bench.product.base}/api/matters/${id}/actions/sign`, duty.token, id);
        if (status !== 200) throw new Error(`sign: ${status}`);
        times.push(performance.now() - since);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  await bench.settled();
  return { perSecond: times.length / seconds, p99: at(times, 0.99) };
};

const post = (agent: http.Agent, url: string, token: string, key: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const body = '{"input":{}}';
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          authorization: `Bearer ${token}`,
          'idempotency-key': `bench-${key}`,
          'if-match': '1',
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
