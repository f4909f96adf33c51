import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childEnv, root } from './node.mjs';
import { step, Stop } from './say.mjs';

const sources = [
  'backend/src',
  'backend/build',
  'backend/migrations',
  'backend/cases',
  'frontend/src',
  'frontend/project.json',
  'libs',
  'tsconfig.base.json',
  'package-lock.json',
];

/** A digest over every source that the built processes and pages are made of. */
export const sourceDigest = () => {
  const hash = createHash('sha256');
  const walk = (file) => {
    const full = path.join(root, file);
    if (!existsSync(full)) return;
    if (!path.extname(file) || !/\.\w+$/.test(path.basename(file))) {
      for (const name of readdirSync(full).sort())
        if (name !== 'node_modules' && name !== 'dist') walk(path.join(file, name));
    } else hash.update(file).update(readFileSync(full));
  };
  sources.forEach(walk);
  return hash.digest('hex');
};

/** Builds backend and pages when what was built is not what the sources say. */
export const ensureBuilt = async () => {
  const stamp = path.join(root, 'dist/built');
  const digest = sourceDigest();
  const whole =
    existsSync(path.join(root, 'backend/dist/main.js')) &&
    existsSync(path.join(root, 'frontend/dist/browser/index.html'));
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  await step('构建', 'building', async () => {
    let said = '';
    const code = await new Promise((resolve) => {
      const child = spawn('nx', ['run-many', '-t', 'build', '-p', 'backend', 'frontend'], {
        cwd: root,
        env: childEnv(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.on('data', (chunk) => (said += chunk));
      child.stderr.on('data', (chunk) => (said += chunk));
      child.on('exit', resolve);
    });
    if (code !== 0) throw new Stop('build-failed', `构建失败：\n${said.slice(-3000)}`, 'build failed');
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, digest);
  });
};
