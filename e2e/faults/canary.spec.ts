import { Redis } from 'ioredis';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { Client } from '../campaign/client';
import { pdf } from '../campaign/papers';
import { draft, gather, items } from '../campaign/player';
import { Processes } from '../campaign/processes';

const card = '6222029988776655443';
const residentId = '511402199003074518';
const canaries = [card, residentId];

const head =
  '案号,冻结法院,法院代码,被执行人,统一社会信用代码,开户行,账号,冻结限额(元),实际冻结(元),冻结到期日,顺位(0为首冻)';
const row = (
  more: Partial<Record<'caseNo' | 'holder' | 'bank' | 'account' | 'limit' | 'expires', string>> = {},
): string =>
  [
    more.caseNo ?? '（2024）京0105执1号',
    '北京市朝阳区人民法院',
    '京0105',
    more.holder ?? '深圳某装饰集团股份有限公司',
    '914403042275427959',
    more.bank ?? '中国银行',
    more.account ?? card,
    more.limit ?? '1000.00',
    '900.00',
    more.expires ?? '2099-01-01',
    '0',
  ].join(',');
const sheet = (...rows: readonly string[]): Buffer => Buffer.from(`${[head, ...rows].join('\r\n')}\r\n`);

let product: Processes;
let owner: pg.Pool;
const answers: string[] = [];

beforeAll(async () => {
  const admin = process.env['TEST_DATABASE_URL'];
  const redis = process.env['TEST_REDIS_URL'];
  if (!admin) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test');
  product = await Processes.start({
    admin,
    redisUrl: redis ? `${redis}/30` : undefined,
    workers: ['relay,effects,clock,fold'],
  });
  owner = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
}, 60_000);
afterAll(async () => {
  await owner.end();
  await product.stop();
}, 30_000);

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return files(at);
    return entry.isFile() && statSync(at).size < 50_000_000 ? [at] : [];
  });

/** Asks, and keeps what came back as what somebody may see who should not. */
const ask = async (
  client: Client,
  at: string,
  init: { body?: string; form?: FormData; method?: string } = {},
): Promise<Response> => {
  const answer = await fetch(product.base + at, {
    method: init.method ?? (init.body || init.form ? 'POST' : 'GET'),
    headers: {
      authorization: `Bearer ${client.token}`,
      'idempotency-key': crypto.randomUUID(),
      'if-match': '1',
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(init.body ? { body: init.body } : init.form ? { body: init.form } : {}),
  });
  answers.push(`${answer.status} ${[...answer.headers].join()} ${await answer.clone().text()}`);
  return answer;
};

describe('a number of a person', () => {
  it('appears in no answer that is refused, and in none but its owner’s reveal', async () => {
    const cast = await gather(product.base, 'xiezhi-demo');
    const { clerk } = cast;
    const campaign = await draft(cast, { name: '清单.csv', bytes: sheet(row()) }, '金丝雀');
    await cast.bureau.act(campaign, 'dispatch', { orderNo: '1号' });
    const [item] = await items(clerk, campaign);
    await clerk.file(campaign, 'plan-approval-ruling', 'plan2.pdf', pdf('again')).catch(() => undefined);

    const upload = async (bytes: Buffer, kind = 'freezes'): Promise<Response> => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), `${residentId}.csv`.replace(residentId, '名册'));
      return ask(clerk, `/api/imports?kind=${kind}`, { form });
    };
    // In every column where it does not belong, in a header, in a file that is none, and in JSON that is broken.
    for (const wrong of [
      { caseNo: residentId },
      { holder: residentId },
      { bank: card },
      { account: residentId },
      { limit: card },
      { expires: residentId },
    ])
      await upload(sheet(row(wrong)));
    await upload(Buffer.from(`${residentId},${card}\r\n1,2\r\n`));
    await upload(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from(residentId)]));
    await ask(clerk, '/api/matters', { body: `{"procedure": "${residentId}", "court": ${card}, "facts": {` });
    await ask(clerk, '/api/matters', { body: JSON.stringify({ procedure: residentId, court: '粤03', facts: {} }) });
    await ask(clerk, '/api/matters', {
      body: JSON.stringify({
        procedure: 'joint-unfreeze',
        court: '粤03',
        facts: { caseNo: residentId, debtor: { name: '甲', creditCode: residentId }, [card]: 1 },
      }),
    });
    await ask(clerk, `/api/matters/${item?.id ?? ''}/actions/sign`, {
      body: JSON.stringify({ input: { [residentId]: card } }),
    });
    await ask(clerk, '/api/batches', {
      body: JSON.stringify({ action: residentId, selection: { ids: [card] }, input: {} }),
    });
    await fetch(`${product.base}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: residentId, password: card }),
    });
    await ask(cast.judge, `/api/accounts/${residentId}`);

    // Faults that the code did not foresee: the table is not there, a constraint breaks, the database goes away in the middle.
    await owner.query('alter table import_error rename to import_error_gone');
    await upload(sheet(row({ expires: residentId })));
    await owner.query('alter table import_error_gone rename to import_error');
    await owner.query('alter table account add constraint never check (tail = $$none$$) not valid');
    const checked = (await (
      await upload(sheet(row({ caseNo: '（2024）京0105执2号', account: '6222029988776655450' })))
    ).json()) as { id: string; sha256: string };
    const fresh = await clerk.ask<{ id: string }>('/api/matters', {
      body: {
        procedure: 'joint-unfreeze',
        court: '粤03',
        facts: {
          title: '第二件',
          debtor: { name: '深圳某装饰集团股份有限公司', creditCode: '914403042275427959' },
          caseNo: '（2024）粤03破828号',
          ground: 'plan-execution',
          windowHours: 72,
          contact: { name: '甲', phone: '0755-1' },
        },
      },
      key: crypto.randomUUID(),
    });
    await ask(clerk, `/api/imports/${checked.id}/commit`, {
      body: JSON.stringify({ matterId: fresh.id, sha256: checked.sha256 }),
    });
    await owner.query('alter table account drop constraint never');
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await upload(sheet(row({ holder: card }))).catch(() => undefined);
    await product.ready();

    const refusals = answers.filter((answer) => Number(answer.slice(0, 3)) >= 400);
    expect(refusals.length).toBeGreaterThan(8);
    expect(refusals.some((answer) => answer.startsWith('500'))).toBe(true);
    for (const canary of canaries) expect(answers.filter((answer) => answer.includes(canary))).toEqual([]);
  }, 120_000);

  it('appears in no log, metric, temporary file, Redis key or column of the database in clear', async () => {
    const metrics = await (await fetch(`${product.base}/metrics`)).text();
    const logs = product.names.map((name) => product.logOf(name)).join('\n');
    // Its own folder is its temporary folder too.
    const kept = files(product.dataFolder)
      .map((file) => readFileSync(file).toString('latin1'))
      .join('\n');
    let redis = '';
    if (product.redisUrl) {
      const client = new Redis(product.redisUrl);
      for (const key of await client.keys('*'))
        redis += `${key} ${(await client.dumpBuffer(key))?.toString('latin1') ?? ''}\n`;
      client.disconnect();
    }
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    let database = '';
    for (const { name } of tables) {
      const { rows } = await owner.query<{ text: string }>(`select string_agg(t::text, e'\\n') as text from ${name} t`);
      database += `${name} ${rows[0]?.text ?? ''}\n`;
    }
    expect(logs.length).toBeGreaterThan(0);
    expect(database).toContain('account_freeze');
    for (const [where, text] of Object.entries({ metrics, logs, kept, redis, database }))
      for (const canary of canaries)
        expect([
          where,
          text
            .split('\n')
            .filter((line) => line.includes(canary))
            .map((line) => line.slice(0, 160)),
        ]).toEqual([where, []]);
  }, 60_000);
});
