import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../src/platform/database/migrate';

const all = path.join(__dirname, '../migrations');
const name = `test_${randomUUID().slice(0, 8)}`;
const admin = process.env['TEST_DATABASE_URL'] ?? '';
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
let maker: pg.Client;
let db: pg.Client;

beforeAll(async () => {
  maker = new pg.Client({ connectionString: admin });
  await maker.connect();
  await maker.query(`create database ${name}`);
});
afterAll(async () => {
  await db.end();
  await maker.query(`drop database ${name} with (force)`);
  await maker.end();
});

/** A house as the first two migrations left it: one freeze sent, one only listed, a batch half run and owed. */
const before = `
  insert into court (code, name, short_name, level, province, superiors, special) values ('粤03', '深圳中院', '深圳中院', 'intermediate', '广东', '{}', false);
  insert into matter (id, procedure, version, stage, facts, revision, court, lead_court, title, case_no, opened_at, moved_at, head_hash)
    values ('00000000-0000-7000-8000-000000000001', 'joint-unfreeze', 1, 'running', '{}', 1, '粤03', '粤03', '甲', '乙', now(), now(), '\\x00');
  insert into matter (id, procedure, version, stage, facts, revision, parent_id, subject_id, court, lead_court, title, case_no, opened_at, moved_at, head_hash)
    values ('00000000-0000-7000-8000-000000000002', 'lift-freeze', 1, 'signed', '{}', 2, '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000a', '粤03', '粤03', '甲', '乙', now(), now(), '\\x00');
  insert into deadline (id, matter_id, name, due_at, action) select '00000000-0000-7000-8000-0000000000dd', id, 'window', opened_at + interval '72 hours', 'windowPassed'
    from matter where id = '00000000-0000-7000-8000-000000000001';
  insert into account (id, holder, credit_code, bank, number, tail) values ('00000000-0000-7000-8000-0000000000aa', '甲', 'x', '银行', '1', '1');
  insert into account_freeze (id, account_id, campaign_id, matter_id, court, case_no, rank, active, status, limit_fen, actual_fen, position) values
    ('00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', '粤03', '甲', 0, true, 'open', 1, 1, 1),
    ('00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-000000000001', null, '粤03', '乙', 1, false, 'listed', 1, 1, 2);
  insert into batch (id, action, input, actor, words, total, opened_at) values ('00000000-0000-7000-8000-0000000000bb', 'sign', '{}', '{}', '选中', 66, now());
  insert into batch_item (batch_id, matter_id, position, revision, status, refusal)
    select '00000000-0000-7000-8000-0000000000bb', ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, n,
           case when n < 64 then 2 end, case when n < 64 then 1 when n = 64 then 2 else 0 end, case when n = 64 then '{"shell":"不"}'::jsonb end
      from generate_series(1, 66) n;
  insert into outbox (kind, payload) values ('run-batch', '{"batch":"00000000-0000-7000-8000-0000000000bb","from":65,"to":128}');`;

it('brings a house with work in it to the present shape without losing any', async () => {
  const early = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-early-'));
  for (const file of readdirSync(all).filter((one) => one < '0003'))
    copyFileSync(path.join(all, file), path.join(early, file));
  await migrate(url, early);
  rmSync(early, { recursive: true });
  db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query(before);

  expect((await migrate(url, all)).length).toBeGreaterThan(0);

  const freezes = await db.query(
    `select f.case_no, f.status, m.stage from account_freeze f left join matter m on m.subject_id = f.id order by position`,
  );
  expect(freezes.rows).toEqual([
    { case_no: '甲', status: 'held', stage: 'signed' },
    { case_no: '乙', status: 'held', stage: null },
  ]);
  const chunks = await db.query(
    `select n, size, cardinality(ids) as ids, refused, revisions[1] as first, refusals from batch_chunk order by n`,
  );
  expect(chunks.rows).toEqual([
    { n: 0, size: 64, ids: 64, refused: 1, first: 2, refusals: { '63': { shell: '不' } } },
    { n: 1, size: 2, ids: 2, refused: null, first: null, refusals: null },
  ]);
  expect((await db.query(`select payload from outbox where kind = 'run-batch'`)).rows).toEqual([
    { payload: { batch: '00000000-0000-7000-8000-0000000000bb', chunk: 1 } },
  ]);
  const carried = `select rule, rule_version, length::int, unit, due_at = starts_at + interval '72 hours' as same, proof is null as unproved from deadline`;
  expect((await db.query(carried)).rows).toEqual([
    { rule: 'D18', rule_version: 1, length: 72, unit: 'hour', same: true, unproved: true },
  ]);
  await expect(db.query(`delete from account_freeze where case_no = '甲'`)).rejects.toThrow('stays in the register');
  expect((await db.query(`delete from account_freeze where case_no = '乙'`)).rowCount).toBe(1);
  expect(await migrate(url, all)).toEqual([]);
});
