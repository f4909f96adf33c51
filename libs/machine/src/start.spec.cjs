// `npm start` as a person meets it: the refusals with their exit codes, and one whole start, stop and second start.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '../../..');
const script = path.join(root, 'libs/machine/src/start.mjs');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'xiezhi-start-'));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const start = (env) => {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', REDIS_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, ended, said: () => said };
};
const until = async (holds) => {
  for (let i = 0; i < 1_500; i += 1) {
    if (holds()) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error('it did not come to hold');
};
const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a port that is taken is said, with its exit code', async () => {
  const port = await freePort();
  const server = net.createServer().listen(port, '127.0.0.1');
  const run = start({ PORT: String(port), XIEZHI_DATA: path.join(scratch, 'a') });
  expect(await run.ended).toBe(10);
  expect(run.said()).toContain(`端口 ${port} 已被占用`);
  server.close();
});

test('a data folder that cannot be made is said, with its exit code', async () => {
  fs.writeFileSync(path.join(scratch, 'file'), '');
  const run = start({ PORT: String(await freePort()), XIEZHI_DATA: path.join(scratch, 'file', 'data') });
  expect(await run.ended).toBe(11);
  expect(run.said()).toContain('数据目录不可写');
});

test('a database that does not answer is said, with its exit code', async () => {
  const run = start({
    PORT: String(await freePort()),
    XIEZHI_DATA: path.join(scratch, 'b'),
    DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/x`,
  });
  expect(await run.ended).toBe(21);
});

test('a Redis that would throw work away is refused, with its exit code', async () => {
  if (!process.env.TEST_REDIS_URL) return expect(process.env.QUEUE).toBeUndefined();
  const { Redis } = await import('ioredis');
  const redis = new Redis(process.env.TEST_REDIS_URL);
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  try {
    const run = start({
      PORT: String(await freePort()),
      XIEZHI_DATA: path.join(scratch, 'c'),
      DATABASE_URL: process.env.TEST_DATABASE_URL,
      REDIS_URL: process.env.TEST_REDIS_URL,
    });
    expect(await run.ended).toBe(14);
    expect(run.said()).toContain('allkeys-lru');
  } finally {
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    redis.disconnect();
  }
});

test('starts everything, ends everything, and keeps the data for the next start', async () => {
  const data = path.join(scratch, 'whole');
  const port = await freePort();
  const first = start({ PORT: String(port), XIEZHI_DATA: data });
  await until(() => first.said().includes('Xiezhi is ready') || first.child.exitCode !== null);
  expect(first.said()).toContain('sz-clerk');
  const pids = fs
    .readdirSync(path.join(data, 'run'))
    .map((file) => Number(fs.readFileSync(path.join(data, 'run', file), 'utf8')));
  expect(pids.length).toBeGreaterThanOrEqual(3);
  expect((await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status).toBe(200);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<xz-root>');

  const second = start({ PORT: String(await freePort()), XIEZHI_DATA: data });
  expect(await second.ended).toBe(20);

  // What dies is started again.
  const worker = Number(fs.readFileSync(path.join(data, 'run/worker-1.pid'), 'utf8'));
  process.kill(worker, 'SIGKILL');
  await until(() => Number(fs.readFileSync(path.join(data, 'run/worker-1.pid'), 'utf8')) !== worker);

  const last = fs
    .readdirSync(path.join(data, 'run'))
    .map((file) => Number(fs.readFileSync(path.join(data, 'run', file), 'utf8')));
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(last.filter(alive)).toEqual([]);

  const again = start({ PORT: String(port), XIEZHI_DATA: data });
  await until(() => again.said().includes('Xiezhi is ready') || again.child.exitCode !== null);
  expect(again.said()).toContain('schema up to date');
  again.child.kill('SIGTERM');
  expect(await again.ended).toBe(0);
});
