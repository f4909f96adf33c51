import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { loadCases, loadCourts, loadPeople } from '../src/demo/seed';
import { closeHouse, type House, openHouse } from '../src/house';
import { type HttpServer, openHttpServer } from '../src/http-server';
import { type Config, workerParts } from '../src/platform/config/config';
import { migrate } from '../src/platform/database/migrate';
import { makeLog } from '../src/platform/telemetry/log';
import { loadLaw } from '../src/rules/seed-law';
import { startWork } from '../src/work';

const folder = path.join(__dirname, '..');
const password = 'test-password';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
}

/** The whole product on a database of its own: HTTP over a real port, the relay and the workers beside it. */
export class Product {
  private constructor(
    readonly house: House,
    readonly server: HttpServer,
    readonly base: string,
    readonly owner: pg.Pool,
    private readonly ends: readonly (() => Promise<unknown>)[],
  ) {}

  static async start(parts: Config['parts'] = new Set(workerParts), more: Partial<Config> = {}): Promise<Product> {
    const admin = process.env['TEST_DATABASE_URL'];
    if (!admin) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm test');
    const name = `test_${randomUUID().slice(0, 8)}`;
    const maker = new pg.Client({ connectionString: admin });
    await maker.connect();
    await maker.query(`create database ${name}`);
    const databaseUrl = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
    const data = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-data-'));
    const redisUrl =
      process.env['QUEUE'] === 'redis'
        ? `${process.env['TEST_REDIS_URL'] ?? ''}/${process.env['JEST_WORKER_ID'] ?? '1'}`
        : undefined;
    if (redisUrl) {
      const redis = new Redis(redisUrl);
      await redis.flushdb();
      redis.disconnect();
    }
    const config: Config = {
      databaseUrl,
      redisUrl,
      port: 0,
      host: '127.0.0.1',
      dataFolder: data,
      webFolder: path.join(data, 'none'),
      demo: true,
      demoPassword: password,
      parts,
      cipher: 'aes',
      poolSize: 6,
      origin: 'http://127.0.0.1',
      providers: [],
      breachedPasswords: undefined,
      anchorSeconds: 3_600,
      smtp: undefined,
      webhookHosts: [],
      mailFrom: '协执 <xiezhi@court.example>',
      version: 'test',
      ...more,
    };
    await migrate(databaseUrl, path.join(folder, 'migrations'));
    const log = makeLog('test');
    const house = await openHouse(config, 'test');
    await loadLaw(house.db);
    await loadCourts(house.db);
    await loadCases(house.db, path.join(folder, 'cases'));
    await loadPeople(house.db, path.join(folder, 'cases'), password);
    await closeHouse(house);
    const ready = await openHouse(config, 'test');
    const server = await openHttpServer(ready, log);
    await server.app.listen(config.port, '127.0.0.1');
    const stopWork = await startWork(ready, log);
    const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    return new Product(ready, server, (await server.app.getUrl()).replace('[::1]', '127.0.0.1'), owner, [
      stopWork,
      () => server.close(),
      () => closeHouse(ready),
      () => owner.end(),
      async () => {
        // Closing a connection takes a moment: to cut one that is just saying farewell would be an error nobody hears.
        await until(
          async () =>
            (await maker.query('select 1 from pg_stat_activity where datname = $1', [name])).rows.length === 0,
          10_000,
        ).catch(() => undefined);
        await maker.query(`drop database ${name} with (force)`);
        await maker.end();
        rmSync(data, { recursive: true, force: true });
      },
    ]);
  }

  async stop(): Promise<void> {
    for (const end of this.ends) await end();
  }

  async signIn(username: string): Promise<Person> {
    const answer = await this.send<{ accessToken: string; person: { court: string } }>('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`);
    return new Person(this, answer.body.accessToken);
  }

  async send<T = Record<string, unknown>>(at: string, init: RequestInit): Promise<Answer<T>> {
    const answer = await fetch(this.base + at, init);
    const text = await answer.text();
    return {
      status: answer.status,
      text,
      body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {}) as T,
    };
  }

  async rows<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query(text, values)).rows as T[];
  }

  /** Nothing is owed any more. */
  settled(): Promise<void> {
    return until(
      async () =>
        (await this.rows('select 1 from outbox limit 1')).length === 0 &&
        (await this.rows('select 1 from board_delta limit 1')).length === 0,
    );
  }
}

/** Somebody at the API. */
export class Person {
  constructor(
    private readonly product: Product,
    readonly token: string,
  ) {}

  get<T = Record<string, unknown>>(at: string): Promise<Answer<T>> {
    return this.product.send<T>(at, { headers: { authorization: `Bearer ${this.token}` } });
  }

  post<T = Record<string, unknown>>(
    at: string,
    body: unknown = {},
    more: { key?: string; revision?: number; headers?: Record<string, string> } = {},
  ): Promise<Answer<T>> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
      'idempotency-key': more.key ?? randomUUID(),
      ...(more.revision === undefined ? {} : { 'if-match': String(more.revision) }),
      ...more.headers,
    };
    return this.product.send<T>(at, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  upload<T = Record<string, unknown>>(at: string, name: string, bytes: Buffer): Promise<Answer<T>> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.product.send<T>(at, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'idempotency-key': randomUUID() },
      body: form,
    });
  }

  /** A file as it is, e.g. a PDF. */
  async bytes(at: string): Promise<Buffer> {
    const answer = await fetch(this.product.base + at, { headers: { authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new Error(await answer.text());
    return Buffer.from(await answer.arrayBuffer());
  }

  async act<T = Record<string, unknown>>(id: string, action: string, input: unknown = {}): Promise<Answer<T>> {
    const { body } = await this.get<{ revision: number }>(`/api/matters/${id}`);
    return this.post<T>(`/api/matters/${id}/actions/${action}`, { input }, { revision: body.revision });
  }
}

/** Waits for the event, never for luck. */
export const until = async (holds: () => Promise<boolean>, within = 30_000): Promise<void> => {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to hold');
    await new Promise((resume) => setTimeout(resume, 10));
  }
};

export const paper = Buffer.from('%PDF-1.4\n%%EOF\n');
export const sheetOf = (): string => readFileSync(path.join(folder, 'cases/case1-frozen-accounts.csv'), 'utf8');

export interface Matter {
  readonly id: string;
  readonly stage: string;
  readonly revision: number;
  readonly documents: string[];
  readonly facts: Record<string, never>;
}

export const basics = {
  title: '某集团账户协同解冻',
  debtor: { name: '深圳某装饰集团股份有限公司', creditCode: '914403042275427959' },
  caseNo: '（2024）粤03破827号',
  ground: 'plan-execution',
  windowHours: 72,
  contact: { name: '甲', phone: '0755-83535000' },
};

/** A campaign brought to its dispatch by the SPC, from the sheet given. Returns its id and its items by case number. */
export const dispatched = async (
  product: Product,
  csv = sheetOf(),
  facts: object = basics,
): Promise<{ id: string; items: Map<string, { id: string; court: string }> }> => {
  const [clerk, judge, bureau] = await Promise.all([
    product.signIn('sz-clerk'),
    product.signIn('sz-judge'),
    product.signIn('spc-bureau'),
  ]);
  const id = await approved(clerk, judge, csv, facts);
  const sent = await bureau.act(id, 'dispatch', { orderNo: '（2026）最高法执协1号' });
  if (sent.status !== 200) throw new Error(sent.text);
  const rows = await product.rows<{ id: string; case_no: string; account_tail: string; court: string }>(
    'select id, case_no, account_tail, court from matter where parent_id = $1',
    [id],
  );
  return {
    id,
    items: new Map(rows.map((row) => [`${row.case_no} ${row.account_tail}`, { id: row.id, court: row.court }])),
  };
};

export const approved = async (clerk: Person, judge: Person, csv: string, facts: object = basics): Promise<string> => {
  const opened = await clerk.post<Matter>('/api/matters', {
    procedure: 'joint-unfreeze',
    court: '粤03',
    facts,
  });
  const { id } = opened.body;
  const checked = await clerk.upload<{ id: string; sha256: string }>(
    '/api/imports?kind=freezes',
    'list.csv',
    Buffer.from(csv),
  );
  const committed = await clerk.post(
    `/api/imports/${checked.body.id}/commit`,
    { matterId: id, sha256: checked.body.sha256 },
    { revision: opened.body.revision },
  );
  if (committed.status !== 200) throw new Error(committed.text);
  await clerk.upload(`/api/matters/${id}/documents?kind=plan-approval-ruling`, 'plan.pdf', paper);
  await clerk.upload(`/api/matters/${id}/documents?kind=administrator-decision`, 'administrator.pdf', paper);
  await until(async () => (await clerk.get<Matter>(`/api/matters/${id}`)).body.documents.includes('freeze-list'));
  await clerk.act(id, 'submit');
  const done = await judge.act(id, 'approve');
  if (done.status !== 200) throw new Error(done.text);
  return id;
};
