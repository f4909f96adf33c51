// Bundles the processes of the backend. esbuild emits no decorator metadata, which Nest's injection reads, so swc compiles each file first.
import { transform } from '@swc/core';
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const out = path.join(root, 'backend/dist');

const decorators = {
  name: 'decorators',
  setup: (bundler) =>
    bundler.onLoad({ filter: /backend\/src\/.*\.ts$/ }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), {
        filename: file,
        sourceMaps: 'inline',
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'es6' },
      });
      return { contents: code, loader: 'js' };
    }),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'backend/src/main.ts',
    worker: 'backend/src/worker.ts',
    prepare: 'backend/src/prepare.ts',
    printing: 'backend/src/printing.ts',
  },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  sourcemap: true,
  tsconfig: 'tsconfig.base.json',
  plugins: [decorators],
  logLevel: 'warning',
});
cpSync(path.join(root, 'backend/migrations'), path.join(out, 'migrations'), { recursive: true });
cpSync(path.join(root, 'backend/cases'), path.join(out, 'cases'), { recursive: true });
for (const folder of ['papers/fonts', 'papers/templates'])
  cpSync(path.join(root, 'backend', folder), path.join(out, folder), { recursive: true });
cpSync(path.join(root, 'backend/src/imports/xlsx-reader.mjs'), path.join(out, 'xlsx-reader.mjs'));
for (const name of ['verify-page.html', 'verify-page.js'])
  cpSync(path.join(root, 'backend/src/docket/evidence', name), path.join(out, name));
