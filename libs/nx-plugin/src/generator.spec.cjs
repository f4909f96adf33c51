// A new procedure is one folder: made by the generator in a copy of the workspace, it appears in the API, the diagram and the
// catalogue with no file edited by hand.
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '../../..');
let copy;
const run = (command, args, env = {}) => {
  const result = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: copy, ...env },
  });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.stdout}${result.stderr}`);
  return result.stdout;
};
const git = (...args) => run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'xiezhi-copy-'));
  const files = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .stdout.split('\n')
    .filter((f) => f && !f.includes('canary') && fs.existsSync(path.join(root, f)));
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(copy, file));
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'before');
  run('nx', ['g', '@xiezhi/nx-plugin:procedure', 'land-clearance', '--title=林地腾退', '--no-interactive']);
  run('nx', ['run', 'procedures:generate', '--skip-nx-cache']);
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

test('edits no file by hand: new ones in its own folder, and the registry that is generated', () => {
  git('add', '-A');
  const changed = git('status', '--porcelain').trim().split('\n');
  expect(changed.filter((line) => !line.includes('libs/procedures/src/land-clearance/'))).toEqual([
    'M  libs/procedures/src/registry.ts',
  ]);
});

test('has a catalogue with its diagram, compiles, and its scenario passes', () => {
  const catalogue = fs.readFileSync(path.join(copy, 'libs/procedures/src/land-clearance/catalogue.md'), 'utf8');
  expect(catalogue).toContain('林地腾退');
  expect(catalogue).toContain('opened --> finished: 办结');
  run('tsc', ['-p', 'libs/procedures/tsconfig.json']);
  run('jest', ['-c', 'libs/procedures/jest.config.cjs', 'land-clearance'], {
    NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
  });
});

test('appears in the running API with its diagram, and can be opened and finished', async () => {
  run('node', ['backend/build/build.mjs']);
  const { default: pg } = await import('pg');
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  const name = `generated_${Date.now()}`;
  await admin.query(`create database ${name}`);
  const port = await new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
  const env = {
    DATABASE_URL: Object.assign(new URL(process.env.TEST_DATABASE_URL), { pathname: `/${name}` }).href,
    XIEZHI_DEMO: '1',
    XIEZHI_DATA: path.join(copy, '.xiezhi'),
    PORT: String(port),
    REDIS_URL: '',
  };
  run('node', ['backend/dist/prepare.js'], env);
  const server = spawn('node', ['backend/dist/main.js'], {
    cwd: copy,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: 'ignore',
  });
  try {
    const base = `http://127.0.0.1:${port}/api`;
    for (let i = 0; i < 200 && !(await fetch(`${base}/health/ready`).catch(() => undefined))?.ok; i += 1)
      await new Promise((resume) => setTimeout(resume, 50));
    const post = (at, body, token, headers = {}) =>
      fetch(base + at, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `k-${Math.random()}`,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
        body: JSON.stringify(body),
      }).then((r) => r.json());
    const { accessToken } = await post('/sign-in', { username: 'sz-judge', password: 'xiezhi-demo' });
    const shown = await (
      await fetch(`${base}/procedures/land-clearance`, { headers: { authorization: `Bearer ${accessToken}` } })
    ).json();
    expect(shown).toMatchObject({
      title: { zh: '林地腾退' },
      layers: [['opened'], ['finished']],
      edges: [{ action: 'finish', from: 'opened', to: 'finished' }],
    });
    const opened = await post(
      '/matters',
      { procedure: 'land-clearance', court: '粤03', facts: { title: '一号地块', caseNo: '（2026）粤03执1号' } },
      accessToken,
    );
    const finished = await post(`/matters/${opened.id}/actions/finish`, { input: { result: '已腾退' } }, accessToken, {
      'if-match': String(opened.revision),
    });
    expect(finished).toMatchObject({ stage: 'finished', stageLabel: { zh: '已办结' }, facts: { result: '已腾退' } });
  } finally {
    server.kill('SIGKILL');
    await new Promise((resolve) => server.once('exit', resolve));
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
});
