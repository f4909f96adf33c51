// `npm test`: everything that must pass, on a machine that may have nothing but Node and npm. The last line counts the tests.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnv, ensureInstalled, root, underNode24 } from './node.mjs';
import { say } from './say.mjs';
import { steps } from './steps.mjs';

const tail = 80;
const argument = (name) => process.argv.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
const running = new Set();

const run = (command, env) =>
  new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let said = '';
    const keep = (chunk) => (said = (said + chunk).slice(-400_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(String(error)));
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, said });
    });
  });

const jest = async ({ jest: config, plain }, env, report) => {
  if (!existsSync(path.join(root, config))) return { code: 1, said: `${config} is missing`, passed: 0, failed: 1 };
  rmSync(report, { force: true });
  const node = plain ? env : { ...env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
  const result = await run(['jest', '-c', config, '--json', `--outputFile=${report}`, '--maxWorkers=2'], node);
  if (!existsSync(report)) return { ...result, passed: 0, failed: 1 };
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: broken,
    numPendingTests: skipped,
  } = JSON.parse(readFileSync(report, 'utf8'));
  // A skipped test, a suite that does not load, or a missed threshold is a failure too.
  const wrong = failed + broken + skipped;
  return { ...result, passed, failed: wrong === 0 && result.code !== 0 ? 1 : wrong };
};

const lastLines = (text) => text.split('\n').slice(-tail).join('\n');

const main = async () => {
  await ensureInstalled();
  if (await underNode24(import.meta.filename, process.argv.slice(2))) return;
  const { ensureChromium } = await import('./chromium.mjs');
  const { findRedisServer, installPackages, startRedis } = await import('./redis.mjs');
  const { startPostgres } = await import('./postgres.mjs');

  const only = argument('--only')?.split(',');
  const wanted = steps.filter((step) => !only || only.includes(step.name));
  if (!findRedisServer() && !installPackages(['redis-server']))
    say('没有 Redis，也不能安装：队列只在 PostgreSQL 上测试', 'no Redis: the queue is tested on PostgreSQL only');
  const chromium = wanted.some((step) => step.name === 'browser') ? ensureChromium() : undefined;

  const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-test-'));
  chmodSync(scratch, 0o755); // PostgreSQL's user passes through
  const servers = [];
  const end = async () => {
    for (const child of running) process.kill(-child.pid, 'SIGKILL');
    for (const server of servers.splice(0).reverse()) await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => void end().then(() => process.exit(130)));
  try {
    // A page is logged whole after a checkpoint, and other tests cause those: the log counted must not depend on when.
    const postgres = await startPostgres({
      dir: path.join(scratch, 'postgres', 'data'),
      settings: { full_page_writes: 'off' },
    });
    servers.push(postgres);
    const redis = await startRedis({ dir: path.join(scratch, 'redis') });
    if (redis) servers.push(redis);
    const env = childEnv({
      TEST_DATABASE_URL: postgres.url,
      CI: 'true',
      ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    });
    process.exitCode = await runAll(wanted, env, redis !== undefined);
  } finally {
    await end();
  }
};

const runAll = async (wanted, env, hasRedis) => {
  let passed = 0;
  let failed = 0;
  mkdirSync(path.join(root, 'tmp'), { recursive: true });
  for (const step of wanted) {
    const queues = step.queues ? [...(hasRedis ? ['redis'] : []), 'postgres'] : [undefined];
    for (const queue of queues) {
      const start = Date.now();
      const stepEnv = queue ? { ...env, QUEUE: queue } : env;
      const result = step.jest
        ? await jest(step, stepEnv, path.join(root, 'tmp', `${step.name}-${queue ?? 'all'}.json`))
        : await run(step.command, stepEnv).then((r) => ({
            ...r,
            passed: r.code === 0 ? 1 : 0,
            failed: r.code === 0 ? 0 : 1,
          }));
      passed += result.passed;
      failed += result.failed;
      const seconds = ((Date.now() - start) / 1000).toFixed(0);
      say(
        `${result.failed === 0 ? '✓' : '✗'} ${step.title[0]}${queue ? ` ${queue}` : ''}（${seconds} s，${result.passed} 通过）`,
        step.title[1],
      );
      if (result.failed > 0) process.stdout.write(`${lastLines(result.said)}\n`);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
};

await main();
