import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { InvariantsView } from '@xiezhi/contract';
import { Client, until } from '../campaign/client';
import { draft, gather, items } from '../campaign/player';
import { Processes } from '../campaign/processes';

/** Only the database's clock decides: processes that are days ahead, or years behind, fire nothing early and nothing late. */
const admin = process.env['TEST_DATABASE_URL'] ?? '';
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/31` : undefined;
const shim = pathToFileURL(path.join(process.cwd(), 'e2e/faults/wrong-clock.mjs')).href;

describe.each([
  ['73 hours ahead', 73],
  ['ten years behind', -10 * 365.25 * 24],
])('processes whose clocks are %s', (_words, off) => {
  let product: Processes;
  let db: pg.Pool;
  beforeAll(async () => {
    const env = { NODE_OPTIONS: `--import=${shim}`, XIEZHI_CLOCK_OFF: String(off) };
    product = await Processes.start({ admin, redisUrl, workers: ['relay,fold,clock', 'effects'], env });
    db = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
  }, 120_000);
  afterAll(async () => {
    await db.end();
    await product.stop();
  });
  const rows = async <T>(text: string): Promise<T[]> => (await db.query(text)).rows as T[];
  const statuses = async (): Promise<string> =>
    JSON.stringify(await rows('select name, status from deadline order by name'));

  it('fires a window when the database says so, and not before', async () => {
    const cast = await gather(product.base, 'xiezhi-demo');
    const bytes = readFileSync('backend/cases/case1-frozen-accounts.csv');
    const campaign = await draft(cast, { name: 'case1-frozen-accounts.csv', bytes }, '时钟试验');
    await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协3号' }, 'dispatch-by-a-wrong-clock');
    await until(
      () => items(cast.clerk, campaign),
      (list) => list.length >= 61,
    );
    // They work: what is owed gets done, though they date the day wrongly.
    await until(
      () => rows('select 1 from outbox'),
      (owed) => owed.length === 0,
    );
    expect(await statuses()).toBe('[{"name":"half-window","status":"open"},{"name":"window","status":"open"}]');

    await db.query(`update demo_clock set ahead = ahead + interval '37 hours'`);
    await until(statuses, (text) => text.includes('fired'));
    expect(await statuses()).toBe('[{"name":"half-window","status":"fired"},{"name":"window","status":"open"}]');
    await db.query(`update demo_clock set ahead = ahead + interval '36 hours'`);
    await until(statuses, (text) => !text.includes('{"name":"window","status":"open"}'));
    // Then the ladder of each item begins; its next rung is hours away and does not fire.
    await until(statuses, (text) => text.split('{"name":"supervision","status":"open"}').length === 62);
    expect(await statuses()).not.toContain('{"name":"supervision","status":"fired"}');
    const fired = `select count(*)::int as n from docket_entry where action = 'windowPassed'`;
    expect(await rows(fired)).toEqual([{ n: 1 }]);
    const auditor = await Client.signIn(product.base, 'spc-audit', 'xiezhi-demo');
    await until(
      () => rows('select 1 from outbox union all select 1 from board_delta'),
      (owed) => owed.length === 0,
    );
    const invariants = await auditor.ask<InvariantsView>('/api/ops/invariants');
    expect(invariants.items.filter((item) => item.violations > 0)).toEqual([]);
  }, 120_000);
});
