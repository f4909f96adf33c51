import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Client } from '../campaign/client';
import { Processes } from '../campaign/processes';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Roles belong to the whole server: on one of its own, where nobody made them yet. */
let scratch: string;
let server: Server;
beforeAll(async () => {
  const machine = (await import(pathToFileURL(path.join(process.cwd(), 'libs/machine/src/index.mjs')).href)) as {
    startPostgres(ask: { dir: string }): Promise<Server>;
  };
  scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-prepare-'));
  chmodSync(scratch, 0o755); // PostgreSQL's user passes through
  server = await machine.startPostgres({ dir: path.join(scratch, 'postgres', 'data') });
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

it('two houses that are prepared at once on a new server both come up, with the roles made once', async () => {
  const begun = await Promise.allSettled([1, 2].map(() => Processes.start({ admin: server.url, workers: [] })));
  const houses = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    expect(begun.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([]);
    for (const house of houses) {
      const clerk = await Client.signIn(house.base, 'sz-clerk', 'xiezhi-demo');
      expect(clerk.person.court).toBe('粤03');
    }
    const db = new pg.Client({ connectionString: server.url });
    await db.connect();
    const { rows } = await db.query(
      `select rolname from pg_roles where rolname in ('xiezhi_app', 'auditor', 'xiezhi_court') order by 1`,
    );
    await db.end();
    expect(rows).toEqual(['auditor', 'xiezhi_app', 'xiezhi_court'].map((rolname) => ({ rolname })));
  } finally {
    await Promise.all(houses.map((house) => house.stop()));
  }
}, 120_000);
