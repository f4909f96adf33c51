// `npm start`: from a bare machine to a page that loads.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { Children } from './children.mjs';
import { childEnv, ensureInstalled, root, underNode24 } from './node.mjs';
import { isFree } from './ports.mjs';
import { say, step, Stop } from './say.mjs';

const oldestServer = 150_000;
const leastDisk = 500 * 1024 * 1024;

const dataFolder = path.resolve(process.env.XIEZHI_DATA ?? path.join(root, '.xiezhi'));
const port = Number(process.env.PORT ?? 4310);
const count = (name) => Math.max(1, Number(process.env[name] ?? 1));
const httpCount = count('XIEZHI_HTTP');
const workerCount = count('XIEZHI_WORKERS');
const password = process.env.XIEZHI_DEMO_PASSWORD ?? 'xiezhi-demo';

const checkMachine = async () => {
  try {
    mkdirSync(dataFolder, { recursive: true });
    accessSync(dataFolder, constants.W_OK);
    writeFileSync(path.join(dataFolder, '.writable'), '');
    rmSync(path.join(dataFolder, '.writable'));
  } catch {
    throw new Stop('folder-not-writable', `数据目录不可写：${dataFolder}`, 'the data folder is not writable');
  }
  const disk = statfsSync(dataFolder);
  if (disk.bavail * disk.bsize < leastDisk)
    throw new Stop('no-disk', '磁盘可用空间不足 500 MB', 'less than 500 MB of disk is free');
  for (let n = 0; n < httpCount; n += 1)
    if (!(await isFree(port + n)))
      throw new Stop('port-taken', `端口 ${port + n} 已被占用；可用 PORT=… npm start 换一个`, 'the port is taken');
};

/** One start for a data folder: a second would fight over the database. */
const lock = () => {
  const file = path.join(dataFolder, 'start.pid');
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (before > 0 && before !== process.pid && isAlive(before))
    throw new Stop(
      'already-running',
      `已有一个 npm start 在使用 ${dataFolder}（进程 ${before}）`,
      'another start uses this data folder',
    );
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const database = async (children) => {
  const { ensureDatabase, serverVersion, startPostgres } = await import('./postgres.mjs');
  if (process.env.DATABASE_URL) {
    const version = await serverVersion(process.env.DATABASE_URL).catch(() => {
      throw new Stop(
        'no-server',
        '连不上 DATABASE_URL 所指的 PostgreSQL',
        'cannot reach the PostgreSQL of DATABASE_URL',
      );
    });
    if (version < oldestServer)
      throw new Stop(
        'server-too-old',
        `PostgreSQL 版本过旧（${Math.floor(version / 10_000)}），须 15 以上`,
        'PostgreSQL 15 or newer is needed',
      );
    return process.env.DATABASE_URL;
  }
  const server = await step('启动内置 PostgreSQL', 'starting the embedded PostgreSQL', () =>
    children.serve('postgres', () => startPostgres({ dir: path.join(dataFolder, 'postgres') })),
  );
  return ensureDatabase(server.url, 'xiezhi');
};

const queue = async (children) => {
  const { checkRedisPolicy, startRedis } = await import('./redis.mjs');
  if (process.env.REDIS_URL) {
    await checkRedisPolicy(process.env.REDIS_URL);
    return process.env.REDIS_URL;
  }
  const server = await children.serve('redis', () => startRedis({ dir: path.join(dataFolder, 'redis') }));
  if (!server) say('未发现 Redis，队列改用内置 PostgreSQL', 'no Redis on PATH: the queue runs on PostgreSQL');
  return server?.url;
};

const prepare = (env) =>
  step('准备数据库', 'preparing the database', async () => {
    const child = spawn(process.execPath, [path.join(root, 'backend/dist/prepare.js')], {
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    if (code !== 0)
      throw new Stop('prepare-failed', `数据库准备失败：\n${said.slice(-2000)}`, 'preparing the database failed');
  });

const ready = async (at) => {
  for (let i = 0; i < 300; i += 1) {
    const answer = await fetch(`http://127.0.0.1:${at}/api/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Stop('not-ready', `服务未能就绪，请看 ${path.join(dataFolder, 'log')}`, 'the server did not become ready');
};

const introduce = async () => {
  const address = `http://127.0.0.1:${port}`;
  const people = await (await fetch(`${address}/api/demo/people`)).json();
  say('');
  say(`协执已就绪：${address}`, 'Xiezhi is ready');
  say(`登录人员（口令均为 ${password}）：`, `sign in as (password ${password})`);
  for (const username of [
    'sz-clerk',
    'sz-judge',
    'spc-bureau',
    'spc-process',
    'yue0304-duty',
    'yue0304-chief',
    'yue0304-judge',
    'spc-supervisor',
  ]) {
    const person = people.find((one) => one.username === username);
    if (person) say(`  ${username.padEnd(16)}${person.name}　${person.roleName.zh}　${person.courtName}`);
  }
  say(
    `  …… 共 ${people.length} 名，登录页可查找；看一场演示：另开终端运行 npm run demo`,
    'npm run demo plays a campaign',
  );
  say('按 Ctrl-C 结束', 'Ctrl-C ends everything');
};

const main = async () => {
  await ensureInstalled();
  if (await underNode24(import.meta.filename, process.argv.slice(2))) return;
  await checkMachine();
  const unlock = lock();
  const children = new Children(dataFolder);
  const end = async (code) => {
    await children.end();
    unlock();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
  process.stdout.on('error', () => void end(0));
  try {
    await ensureBuilt();
    const databaseUrl = await database(children);
    const redisUrl = await queue(children);
    const env = childEnv({
      DATABASE_URL: databaseUrl,
      XIEZHI_DATA: dataFolder,
      XIEZHI_DEMO: '1',
      XIEZHI_DEMO_PASSWORD: password,
      NODE_ENV: 'production',
      XIEZHI_WEB: path.join(root, 'frontend/dist/browser'),
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    });
    if (!redisUrl) delete env.REDIS_URL;
    await prepare(env);
    const wrap = (process.env.XIEZHI_WORKER_WRAP ?? '').split(' ').filter((word) => word !== '');
    for (let n = 1; n <= httpCount; n += 1)
      children.keep('http', n, [process.execPath, '--enable-source-maps', path.join(root, 'backend/dist/main.js')], {
        ...env,
        PORT: String(port + n - 1),
      });
    for (let n = 1; n <= workerCount; n += 1)
      children.keep(
        'worker',
        n,
        [...wrap, process.execPath, '--enable-source-maps', path.join(root, 'backend/dist/worker.js')],
        env,
      );
    await step('启动服务', 'starting the processes', () =>
      Promise.all(Array.from({ length: httpCount }, (_none, n) => ready(port + n))),
    );
    await introduce();
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
    await end(error instanceof Stop ? error.exitCode : 1);
  }
};

main().catch((error) => {
  process.stderr.write(`${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
  process.exit(error instanceof Stop ? error.exitCode : 1);
});
