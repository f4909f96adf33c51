import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { DocketReport, InvariantsView } from '@xiezhi/contract';
import { Client, until } from '../campaign/client';
import { draft, each, gather, isComplete, items, verify, work } from '../campaign/player';
import { Processes } from '../campaign/processes';

/**
 * The campaign of the first case runs while its processes are killed with SIGKILL and Redis is emptied. Kills go by progress and not
 * by time: one for every few steps done, so that every part of the course is hit on a slow machine as on a fast one.
 */
const admin = process.env['TEST_DATABASE_URL'] ?? '';
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/34` : undefined;
const workers = ['relay,fold,clock,anchor', 'effects', 'effects,relay'];
const everyStep = 4;
const flushEvery = 8;

let product: Processes;
beforeAll(async () => {
  product = await Processes.start({ admin, redisUrl, workers, env: { XIEZHI_ANCHOR_SECONDS: '1' } });
}, 120_000);
afterAll(() => product.stop());

it('loses nothing, doubles nothing and gets done under at least 20 kills and 3 flushes', async () => {
  const base = (): string => product.base;
  const redis = redisUrl ? new Redis(redisUrl) : undefined;
  const killed = new Map<string, number>();
  let kills = 0;
  let flushes = 0;
  let steps = 0;
  // A fixed order of victims that visits each kind: a run can be compared with another.
  const strike = async (): Promise<void> => {
    steps += 1;
    if (steps % everyStep !== 0) return;
    kills += 1;
    const name = product.kill((kills * 7 + (kills >> 2)) % product.names.length);
    killed.set(name, (killed.get(name) ?? 0) + 1);
    if (redis && kills % flushEvery === 0) {
      await redis.flushall();
      flushes += 1;
    }
  };

  const cast = await gather(base, 'xiezhi-demo');
  const sheet = { name: 'case1-frozen-accounts.csv', bytes: readFileSync('backend/cases/case1-frozen-accounts.csv') };
  const campaign = await draft(cast, sheet, '击杀试验');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协2号' }, 'dispatch-under-fire');
  const list = await until(
    () => items(cast.clerk, campaign),
    (rows) => rows.length >= 61,
  );
  await each(list, 6, async (row) => {
    await work(cast, row.id, row.court);
    await strike();
  });
  await each(list, 6, async (row) => {
    await verify(cast, row.id);
    await strike();
  });
  const board = await until(() => cast.clerk.board(campaign), isComplete, 90_000);
  redis?.disconnect();

  // Progress was made, and the faults were real.
  expect(board.totals.freezes).toMatchObject({ total: 61, verified: 61 });
  expect(board.totals.accounts).toMatchObject({ total: 49, free: 49 });
  expect(kills).toBeGreaterThanOrEqual(20);
  expect(killed.size).toBe(product.names.length);
  if (redisUrl) expect(flushes).toBeGreaterThanOrEqual(3);

  const db = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
  const rows = async (text: string): Promise<Record<string, unknown>[]> =>
    (await db.query(text)).rows as Record<string, unknown>[];
  // What is owed gets done, without anybody asking again.
  await until(
    () => rows('select id, kind, attempts, rings from outbox union all select 0, stage, n, 0 from board_delta'),
    (owed) => owed.length === 0,
    90_000,
  );

  // Each step of each item once, though requests were sent again and again.
  expect(
    await rows(`select d.matter_id, d.action, count(*) from docket_entry d join matter m on m.id = d.matter_id
                      where m.parent_id is not null and d.action in ('dispatch','sign','assign','rule','notify','recordReceipt','confirm','verify') group by 1, 2 having count(*) <> 1`),
  ).toEqual([]);
  expect(
    await rows(
      `select 1 from matter m where m.parent_id is not null and (select count(*) from docket_entry d where d.matter_id = m.id and d.action in ('dispatch','sign','assign','rule','notify','recordReceipt','confirm','verify')) <> 8`,
    ),
  ).toEqual([]);
  // Each item's court was told of its dispatch exactly once; no effect gave up, none ran into the docket twice.
  expect(
    await rows(
      `select m.id, count(n.*) from matter m left join notice n on m.id = any(n.matters) and n.letter = 'dispatch-order' where m.parent_id = '${campaign}' group by 1 having count(n.*) <> 1`,
    ),
  ).toEqual([]);
  expect(await rows(`select outbox_id, kind, outcome from effect_run where status <> 'done'`)).toEqual([]);
  expect(
    await rows(`select key from docket_entry where key like 'effect-%' group by matter_id, key having count(*) > 1`),
  ).toEqual([]);
  await db.end();

  const auditor = await Client.signIn(base, 'spc-audit', 'xiezhi-demo');
  const invariants = await auditor.ask<InvariantsView>('/api/ops/invariants');
  expect(invariants.items.filter((item) => item.violations > 0)).toEqual([]);
  // Killed between the table and the file, or within a line: the anchors are whole in both, and cover everything.
  const chain = await until(
    () => auditor.ask<DocketReport>('/api/ops/docket/verify', { method: 'POST' }),
    (report) => report.unanchored === 0 && report.anchors.outside.agrees,
  );
  expect(chain).toMatchObject({ faults: [], matters: 62 });
  expect(chain.anchors.checked).toBeGreaterThan(1);
  expect(chain.anchors.outside.checked).toBe(chain.anchors.checked);
  process.stderr.write(
    `${kills} kills (${[...killed].map(([name, n]) => `${name} ${n}`).join('; ')}), ${flushes} flushes\n`,
  );
}, 300_000);
