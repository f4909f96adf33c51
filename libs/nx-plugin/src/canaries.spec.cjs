// One guilty file for each home-made rule and each boundary: a rule that reports nothing is a rule that does not run.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '../../..');
const planted = [];
const plant = (file, text) => {
  const at = path.join(root, file);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
  planted.push(at);
  return file;
};

const guilty = [
  [
    'libs/engine/src/canary-a.ts',
    `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n`,
    'xiezhi/pure-imports',
  ],
  [
    'libs/engine/src/canary-b.ts',
    `import { courtRows } from '@xiezhi/contract';\nexport const b = courtRows;\n`,
    '@nx/enforce-module-boundaries',
  ],
  ['libs/procedures/src/canary-c.ts', `export const c = () => Date.now();\n`, 'no-restricted-syntax'],
  [
    'libs/procedures/src/canary-d.ts',
    `import { scenarioFor } from '@xiezhi/testing';\nexport const d = scenarioFor;\n`,
    'no-restricted-imports',
  ],
  [
    'frontend/src/app/canary-e.ts',
    `import { Injectable } from '@nestjs/common';\nexport const e = Injectable;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'frontend/src/app/canary-f.ts',
    `import { ActionPerformer } from '../../../backend/src/matters/action-performer';\nexport const f = ActionPerformer;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'backend/src/canary-g.ts',
    `export const g = (orm: { save(x: unknown): void }) => orm.save({});\n`,
    'xiezhi/no-orm-save',
  ],
  [
    'backend/src/canary-h.ts',
    `import { Controller } from '@nestjs/common';\n@Controller()\nexport class H {\n  read(): number {\n    return 1;\n  }\n}\n`,
    'xiezhi/access-is-named',
  ],
  [
    'libs/procedures/src/lift-freeze/history/canary.ts',
    `import { z } from 'zod';\nexport const i = z;\n`,
    'xiezhi/history-is-frozen',
  ],
  ['e2e/e2e/canary-j.ts', `export const j = 1;\n`, 'xiezhi/short-paths'],
];

let reported;
beforeAll(() => {
  const files = guilty.map(([file, text]) => plant(file, text));
  // Boundaries are read from the project graph, which nx makes: plain eslint without it would pass everything.
  spawnSync('nx', ['graph', '--file=tmp/graph.json'], { cwd: root, env: { ...process.env, NX_DAEMON: 'false' } });
  const result = spawnSync('eslint', ['--format', 'json', '--no-warn-ignored', ...files], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  reported = JSON.parse(result.stdout);
});
afterAll(() => {
  for (const file of planted) fs.rmSync(file);
  for (const folder of ['libs/procedures/src/lift-freeze/history', 'e2e/e2e'])
    fs.rmSync(path.join(root, folder), { recursive: true, force: true });
});

test.each(guilty)('%s is reported', (file, _text, rule) => {
  const found = reported.find(({ filePath }) => filePath.endsWith(file));
  expect(found.messages.map(({ ruleId }) => ruleId)).toContain(rule);
});
