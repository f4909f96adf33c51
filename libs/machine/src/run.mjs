// `npm run demo`, `bench`, `matrix`: bundles a TypeScript entry of e2e and runs it under Node 24. `npm run papers` is an entry of the backend.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { childEnv, ensureInstalled, root, underNode24 } from './node.mjs';

const [name = '', ...args] = process.argv.slice(2);
await ensureInstalled();
if (!(await underNode24(import.meta.filename, process.argv.slice(2)))) {
  const { build } = await import('esbuild');
  const entry = `e2e/${name}/main.ts`;
  const outfile = path.join(root, 'dist/e2e', `${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [existsSync(path.join(root, entry)) ? entry : `backend/src/${name}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    external: ['*/machine/src/index.mjs'],
    tsconfig: 'tsconfig.base.json',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...args], {
    cwd: root,
    env: childEnv(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
