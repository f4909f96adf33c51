import type { DocketReport } from '@xiezhi/contract';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AnchorClock } from '../src/docket/anchors/anchor-clock';
import { AnchorFile } from '../src/docket/anchors/anchor-file';
import { loadAnchorKeys } from '../src/docket/anchors/anchor-keys';
import { makeLog } from '../src/platform/telemetry/log';
import { kinds } from './crimes';
import { dispatched, paper, type Person, Product } from './product';
import { Criminal, randomFrom } from './tampering';

const crimes = Number(process.env['TAMPER_CRIMES'] ?? 200);
const seed = Number(process.env['TAMPER_SEED'] ?? Date.now() % 1_000_000);
let product: Product;
let auditor: Person;
let item: string;
let anchors: AnchorClock;
let folder: string;

const verify = async (): Promise<DocketReport> => (await auditor.post<DocketReport>('/api/ops/docket/verify')).body;
const lines = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n').slice(0, -1));
const month = (): string => path.join(folder, readdirSync(folder).filter((name) => name.endsWith('.jsonl'))[0] ?? '');

beforeAll(async () => {
  process.stdout.write(`tampering seed ${seed}\n`);
  product = await Product.start();
  auditor = await product.signIn('spc-audit');
  const { dataFolder } = product.house.config;
  folder = path.join(dataFolder, 'anchors');
  anchors = new AnchorClock(
    product.house.db,
    new AnchorFile(dataFolder),
    loadAnchorKeys(dataFolder),
    3_600,
    makeLog('test'),
  );
  const { items } = await dispatched(product);
  await product.settled();
  await anchors.anchor();
  const mine = [...items.values()].filter(({ court }) => court === '粤0304').map(({ id }) => id);
  item = mine[0] ?? '';
  const [duty, chief, judge] = await Promise.all(
    ['yue0304-duty', 'yue0304-chief', 'yue0304-judge'].map((name) => product.signIn(name)),
  );
  for (const id of mine) await duty?.act(id, 'sign');
  await anchors.anchor();
  for (const id of mine) await chief?.act(id, 'assign', { judge: '甲' });
  for (const id of mine)
    await judge?.upload(
      `/api/matters/${id}/documents?kind=lifting-ruling`,
      `${id}.pdf`,
      Buffer.from(`${String(paper)}${id}`),
    );
  await product.settled();
});
afterAll(() => product.stop());

describe('anchors', () => {
  it('leave what came later to the chain, and say how much that is', async () => {
    const before = await verify();
    expect(before).toMatchObject({
      faultCount: 0,
      faults: [],
      anchors: { checked: 2, outside: { checked: 2, agrees: true } },
    });
    expect(before.unanchored).toBeGreaterThan(0);
    expect(await anchors.anchor()).toBe(1);
    const after = await verify();
    expect(after).toMatchObject({ faults: [], unanchored: 0, anchors: { checked: 3, newest: { sequence: 3 } } });
    // Nothing moved: nothing to anchor.
    expect(await anchors.anchor()).toBe(0);
  });

  it('are listed for the audit administrator, the newest first', async () => {
    const first = await auditor.get<{ items: { sequence: number }[]; next: string; total: number }>(
      '/api/ops/anchors?limit=2',
    );
    expect([first.body.items.map((one) => one.sequence), first.body.total]).toEqual([[3, 2], 3]);
    const rest = await auditor.get<{ items: { sequence: number }[]; next: null }>(
      `/api/ops/anchors?limit=2&cursor=${first.body.next}`,
    );
    expect([rest.body.items.map((one) => one.sequence), rest.body.next]).toEqual([[1], null]);
  });

  it('keep their key to the owner of the data folder', () => {
    const { mode } = statSync(path.join(product.house.config.dataFolder, 'keys', 'anchor.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('complete the file after a crash between table and file, and after one within a line, without doubling one', async () => {
    const whole = lines();
    const text = readFileSync(month(), 'utf8');
    const cut = whole.slice(0, 2).join('\n').length + 1;
    // As a kill leaves it: the row is there, the line is not, or half of it is.
    for (const length of [cut, cut + 17]) {
      truncateSync(month(), length);
      expect((await verify()).anchors.outside.agrees).toBe(false);
      expect(await anchors.anchor()).toBe(0);
      expect(readFileSync(month(), 'utf8')).toBe(text);
    }
    rmSync(folder, { recursive: true });
    await Promise.all([anchors.anchor(), anchors.anchor(), anchors.anchor()]);
    expect(lines()).toEqual(whole);
    expect((await verify()).faults).toEqual([]);
  });

  it('are not made on top of a table that lost some', async () => {
    const kept = readFileSync(month(), 'utf8');
    writeFileSync(month(), `${kept}${kept.split('\n')[2]?.replace('"sequence":3', '"sequence":4') ?? ''}\n`);
    await expect(anchors.anchor()).rejects.toThrow('an older backup, or rows removed');
    expect((await verify()).faults).toEqual([expect.objectContaining({ kind: 'anchor-missing', anchor: 4 })]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(month(), kept);
  });
});

describe('the docket', () => {
  it('cannot be changed or shortened by the application, and neither can the anchors', async () => {
    for (const text of [
      `update docket_entry set action = 'x' where matter_id = '${item}'`,
      `delete from docket_entry where matter_id = '${item}'`,
      'truncate docket_entry',
      'update anchor set count = count + 1',
      'delete from anchor',
      'truncate anchor',
      'update anchor_leaf set revision = 1',
      'delete from anchor_leaf',
      `update document set sha256 = 'x'`,
    ])
      await expect(product.house.db.rows({ text })).rejects.toMatchObject({ code: '42501' });
  });

  it(`shows each of ${crimes} single changes by a superuser, with its entry named (seed ${seed})`, async () => {
    const criminal = await Criminal.enter(product, randomFrom(seed));
    const missed: unknown[] = [];
    let found = 0;
    try {
      for (let n = 0; n < crimes; n += 1) {
        // Each kind at least once, then as it comes.
        const kind = kinds[n] ?? criminal.pick(kinds);
        const { what, named, undoFile } = await kind(criminal);
        const { faults } = await verify();
        undoFile?.();
        await criminal.putBack();
        const unnamed = named.filter(
          ({ m, r, a }) =>
            !faults.some((fault) =>
              a === undefined ? fault.matterId === m && fault.revision === r : fault.anchor === a,
            ),
        );
        const matters = new Set(named.map(({ m }) => m));
        const slandered = faults.filter(
          (fault) =>
            fault.matterId !== null &&
            matters.size > 0 &&
            !matters.has(fault.matterId) &&
            !what.includes('matter_id') &&
            !what.includes('anchor'),
        );
        if (named.length === 0 || unnamed.length > 0 || slandered.length > 0)
          missed.push({ n, what, unnamed, slandered, faults: faults.slice(0, 5) });
        else found += 1;
      }
      expect({ seed, missed }).toEqual({ seed, missed: [] });
      expect(found).toBe(crimes);
      expect((await verify()).faults).toEqual([]);
    } finally {
      criminal.leave();
    }
  }, 300_000);
});
