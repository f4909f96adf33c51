import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { Stop } from './say.mjs';

const onPath = (name) => {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
};

export const findRedisServer = () => onPath('valkey-server') ?? onPath('redis-server');

/** Debian as root may install; a package's own daemon must not start on 6379. */
export const installPackages = (packages) => {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { env, stdio: 'ignore' }).status === 0;
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  const done = install() || (apt('update', '-qq') && install());
  if (own) rmSync(policy, { force: true });
  return done;
};

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data).startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Starts a Redis of our own on a free loopback port, or returns undefined where none is on PATH.
 * @param {{ dir: string, keep?: boolean }} options `keep`: append-only file, flushed every second
 */
export const startRedis = async ({ dir, keep = true }) => {
  const binary = findRedisServer();
  if (!binary) return undefined;
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const child = spawn(
    binary,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      // Each suite of tests has one of its own: two products on one database answer each other's rings.
      '--databases',
      '64',
      '--dir',
      path.resolve(dir),
      '--save',
      '',
      '--appendonly',
      keep ? 'yes' : 'no',
      '--appendfsync',
      'everysec',
      '--maxmemory-policy',
      'noeviction',
      '--daemonize',
      'no',
      '--loglevel',
      'warning',
    ],
    { stdio: 'ignore', detached: true },
  );
  for (let i = 0; i < 100 && !(await answers(port)); i += 1) {
    if (child.exitCode !== null) throw new Error(`Redis ended with ${child.exitCode}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
      child.once('exit', () => resolve(undefined));
      child.kill('SIGTERM');
    });
  return { url: `redis://127.0.0.1:${port}`, pid: child.pid ?? 0, child, stop };
};

/** An external Redis must not throw work away when it is full. */
export const checkRedisPolicy = async (url) => {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { maxRetriesPerRequest: 1, lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const [, policy] = await client.config('GET', 'maxmemory-policy');
    if (policy !== 'noeviction')
      throw new Stop(
        'redis-policy',
        `Redis 的 maxmemory-policy 为 ${policy}，内存满时会丢任务，须为 noeviction`,
        'maxmemory-policy must be noeviction',
      );
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop('no-server', `连不上 Redis：${new URL(url).host}`, 'cannot reach Redis');
  } finally {
    client.disconnect();
  }
};
