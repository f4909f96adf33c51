import type { ExportView } from '@xiezhi/contract';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Client, until } from '../campaign/client';
import { draft, gather } from '../campaign/player';
import { Processes } from '../campaign/processes';

/** What is promised of an export: whenever its worker dies, the file that is given is the one that the row says, and no other stays. */
const admin = process.env['TEST_DATABASE_URL'] ?? '';
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/33` : undefined;

let product: Processes;
let db: pg.Pool;
let judge: Client;
let campaign: string;
const filesOf = (id: string): string[] => {
  try {
    return readdirSync(path.join(product.dataFolder, 'exports')).filter((name) => name.startsWith(id));
  } catch {
    return [];
  }
};

beforeAll(async () => {
  product = await Processes.start({ admin, redisUrl, workers: ['relay,fold,clock', 'effects'] });
  db = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
  const cast = await gather(product.base, 'xiezhi-demo');
  judge = cast.judge;
  const bytes = readFileSync('backend/cases/case1-frozen-accounts.csv');
  campaign = await draft(cast, { name: 'case1-frozen-accounts.csv', bytes }, '导出试验');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协5号' }, 'dispatch-for-export');
}, 180_000);
afterAll(async () => {
  await db.end();
  await product.stop();
});

describe('an export whose worker is killed between the file and the record', () => {
  it('is made again; file and row agree, and the first file does not stay', async () => {
    // Whoever records the end of an effect waits here: the file is whole by then, the row is not.
    const gate = await db.connect();
    await gate.query('begin');
    await gate.query('lock table effect_run in access exclusive mode');
    const { id } = await judge.ask<ExportView>('/api/exports', {
      body: { kind: 'campaign', id: campaign, format: 'xlsx' },
      key: 'export-and-die',
    });
    const [first = ''] = await until(
      () => Promise.resolve(filesOf(id).filter((name) => !name.endsWith('.part'))),
      (names) => names.length === 1,
    );
    const before = await db.query<{ status: string }>('select status from export where id = $1', [id]);
    expect(before.rows[0]?.status).toBe('running');
    product.kill(product.names.indexOf('effects'));
    await gate.query('rollback');
    gate.release();

    const shelf = await until(
      () => judge.ask<{ items: ExportView[] }>('/api/exports'),
      ({ items }) => items.some((one) => one.id === id && one.status === 'ready'),
    );
    expect(shelf.items.filter((one) => one.id === id)).toHaveLength(1);
    const { rows } = await db.query<{ file: string; sha256: string; bytes: string }>(
      'select file, sha256, bytes from export where id = $1',
      [id],
    );
    const bytes = Buffer.from(await (await judge.raw(`/api/exports/${id}/file`)).arrayBuffer());
    expect([createHash('sha256').update(bytes).digest('hex'), String(bytes.length)]).toEqual([
      rows[0]?.sha256,
      rows[0]?.bytes,
    ]);
    expect(rows[0]?.file).not.toBe(first);
    await until(
      () => Promise.resolve(filesOf(id)),
      (names) => names.length === 1 && names[0] === rows[0]?.file,
    );
  }, 120_000);
});
