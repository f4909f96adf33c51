import type { DocketReport } from '@xiezhi/contract';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Client, Refused, until } from '../campaign/client';
import { type Cast, draft, gather, items, work } from '../campaign/player';
import { Processes } from '../campaign/processes';

/** A pack leaves the house and is checked without it: a page from a folder, in a browser that has no network to ask. */
const pictures = path.join(process.cwd(), 'tmp/pictures');
const executablePath = process.env['CHROMIUM_PATH'] ?? '';
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/16` : undefined;
const numbers = ['6222020000000000101', '6222020000000000201'];

let product: Processes;
let browser: Browser;
let cast: Cast;
let campaign: string;
let scratch: string;
let zip: Buffer;
let files: Map<string, Buffer>;

/** Reads a ZIP by its directory. */
const unpack = (bytes: Buffer): Map<string, Buffer> => {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const unpacked = new Map<string, Buffer>();
  for (let n = bytes.readUInt16LE(end + 10), at = bytes.readUInt32LE(end + 16); n > 0; n -= 1) {
    const [method, size, name] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ];
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(from, from + size);
    unpacked.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? body : inflateRawSync(body));
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return unpacked;
};

const sheet = (): Buffer => {
  const head =
    '案号,冻结法院,法院代码,被执行人,统一社会信用代码,开户行,账号,冻结限额(元),实际冻结(元),冻结到期日,顺位(0为首冻)';
  const rows = ['粤0304,深圳市福田区人民法院', '京0105,北京市朝阳区人民法院'].map((court, i) => {
    const [code, name] = court.split(',');
    return `（2024）${code}执${i + 1}号,${name},${code},深圳某装饰集团股份有限公司,914403042275427959,中国银行,${numbers[i]},1000.00,900.00,2099-01-01,0`;
  });
  return Buffer.from([head, ...rows].join('\r\n'));
};

beforeAll(async () => {
  if (executablePath === '') throw new Error('no Chromium: set CHROMIUM_PATH');
  mkdirSync(pictures, { recursive: true });
  scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-evidence-'));
  product = await Processes.start({
    admin: process.env['TEST_DATABASE_URL'] ?? '',
    redisUrl,
    workers: ['relay,effects,clock,fold,anchor'],
    env: { XIEZHI_ANCHOR_SECONDS: '1' },
  });
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  cast = await gather(product.base, 'xiezhi-demo');
  campaign = await draft(cast, { name: '清单.csv', bytes: sheet() }, '证据包试验');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协3号' });
  const list = await until(
    () => items(cast.clerk, campaign),
    (rows) => rows.length === 2,
  );
  await work(cast, list.find((item) => item.court === '粤0304')?.id ?? '', '粤0304', 'noticed');
  const auditor = await Client.signIn(product.base, 'spc-audit', 'xiezhi-demo');
  await until(
    () => auditor.ask<DocketReport>('/api/ops/docket/verify', { method: 'POST' }),
    (report) => report.unanchored === 0 && report.anchors.outside.agrees,
  );
  const answer = await cast.judge.raw(`/api/matters/${campaign}/evidence`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  zip = Buffer.from(await answer.arrayBuffer());
  writeFileSync(path.join(scratch, 'pack.zip'), zip);
  files = unpack(zip);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const asked: string[] = [];
/** The page of the pack, opened from a folder. */
const open = async (
  viewport = { width: 1440, height: 900 },
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> => {
  const at = path.join(scratch, 'verify.html');
  writeFileSync(at, files.get('verify.html') ?? '');
  const page = await (await browser.newContext({ viewport, colorScheme, locale: 'zh-CN' })).newPage();
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url());
  });
  page.on('pageerror', (error) => asked.push(error.message));
  await page.goto(pathToFileURL(at).href);
  return page;
};
const said = async (page: Page): Promise<{ verdict: string; faults: string[] }> => {
  await page.locator('#verdict.good, #verdict.bad').waitFor();
  const faults = await page.locator('li.bad').allInnerTexts();
  return { verdict: await page.locator('#verdict').innerText(), faults };
};

/** The pack unpacked, changed by one hand, and given to the page. */
const changed = async (change: (copy: Map<string, Buffer>) => void): Promise<string[]> => {
  const copy = new Map(files);
  change(copy);
  const folder = mkdtempSync(path.join(scratch, 'pack-'));
  for (const [name, bytes] of copy) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const page = await open();
  await page.locator('#folder').setInputFiles(folder);
  const { verdict, faults } = await said(page);
  expect(verdict).toMatch(/处不符/);
  await page.context().close();
  return faults;
};

const entries = (): string => `entries/${campaign}.jsonl`;
const linesOf = (bytes: Buffer | undefined): string[] => String(bytes).split('\n').slice(0, -1);
const flip = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('an evidence pack', () => {
  it('holds in a browser that knows nothing but the pack, with every signature checked', async () => {
    for (const [width, height, scheme] of [
      [1440, 900, 'light'],
      [390, 844, 'dark'],
    ] as const) {
      const page = await open({ width, height }, scheme);
      await page.locator('#zip').setInputFiles(path.join(scratch, 'pack.zip'));
      const { verdict, faults } = await said(page);
      expect({ verdict, faults }).toEqual({ verdict: '全部相符 · Everything that was checked holds', faults: [] });
      await page.screenshot({ path: path.join(pictures, `evidence-${scheme}.png`), fullPage: true });
      const words = await page.locator('#report').innerText();
      expect(words).toContain('清单由所附公钥签名');
      expect(words).not.toContain('不能核对 Ed25519');
      expect(words).not.toContain('晚于最近一次锚定');
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.context().close();
    }
    expect(asked).toEqual([]);
  });

  it('holds the whole campaign: every entry, every paper, and a proof for every head', () => {
    const manifest = JSON.parse(String(files.get('manifest.json'))) as {
      counts: Record<string, number>;
      matters: { id: string; revision: number }[];
      papers: { path: string }[];
    };
    expect(manifest.matters).toHaveLength(3);
    for (const { id, revision } of manifest.matters)
      expect(linesOf(files.get(`entries/${id}.jsonl`))).toHaveLength(revision);
    expect(manifest.counts['papers']).toBe(manifest.papers.length);
    expect(manifest.papers.every((paper) => files.has(paper.path))).toBe(true);
    const proofs = linesOf(files.get('anchors/proofs.jsonl')).map(
      (line) => JSON.parse(line) as { matterId: string; revision: number },
    );
    for (const { id, revision } of manifest.matters)
      expect(proofs.some((proof) => proof.matterId === id && proof.revision === revision)).toBe(true);
  });

  it('holds no account number in clear', () => {
    for (const [name, bytes] of files)
      for (const number of numbers) expect([name, bytes.includes(number)]).toEqual([name, false]);
  });

  it('names the entry in which one byte was changed', async () => {
    const faults = await changed((copy) => {
      const bytes = copy.get(entries()) ?? Buffer.alloc(0);
      copy.set(entries(), flip(bytes, bytes.indexOf('plan-approval-ruling')));
    });
    const entry = linesOf(files.get(entries())).findIndex((line) => line.includes('plan-approval-ruling')) + 1;
    expect(faults.join('\n')).toContain(`第 ${entry} 条：内容与链不符（fileDocument）`);
  });

  it('names two entries that changed places, and an end that was cut off', async () => {
    const lines = linesOf(files.get(entries()));
    const put = (copy: Map<string, Buffer>, list: readonly string[]): void =>
      void copy.set(entries(), Buffer.from(list.map((line) => `${line}\n`).join('')));
    const [a = '', b = '', c = '', ...rest] = lines;
    const swapped = (await changed((copy) => put(copy, [a, c, b, ...rest]))).join('\n');
    expect(swapped).toContain('第 2 条：缺少这一条');
    expect(swapped).toContain('第 2 条：次序或归属不对');
    const cut = (await changed((copy) => put(copy, lines.slice(0, -1)))).join('\n');
    expect(cut).toContain(`第 ${lines.length} 条：缺少这一条`);
  });

  it('names a paper of which one byte was changed, and one that is gone', async () => {
    const paper = [...files].find(([name, bytes]) => name.startsWith('papers/') && bytes.includes('Lifting ruling'));
    const [name = '', bytes = Buffer.alloc(0)] = paper ?? [];
    const damaged = (await changed((copy) => copy.set(name, flip(bytes, 40)))).join('\n');
    expect(damaged).toMatch(/第 \d+ 条：文书「ruling.pdf」（lifting-ruling）被改/);
    const gone = (await changed((copy) => copy.delete(name))).join('\n');
    expect(gone).toMatch(/第 \d+ 条：缺少文书「ruling.pdf」（lifting-ruling）/);
  });

  it('names an anchor, a proof and a manifest that were changed', async () => {
    const anchors = 'anchors/anchors.jsonl';
    const edited = (copy: Map<string, Buffer>, file: string, from: RegExp, to: string): void =>
      void copy.set(file, Buffer.from(String(copy.get(file)).replace(from, to)));
    expect((await changed((copy) => edited(copy, anchors, /"count":\d+/, '"count":99'))).join('\n')).toMatch(
      /第 \d+ 次锚定.*被改/,
    );
    expect(
      (await changed((copy) => edited(copy, 'anchors/proofs.jsonl', /"revision":\d+/, '"revision":99'))).join('\n'),
    ).toMatch(/第 99 条：不在第 \d+ 次锚定之内/);
    expect((await changed((copy) => edited(copy, 'manifest.json', /证据包试验/, '另一件事'))).join('\n')).toContain(
      '清单被改，或签名不符',
    );
  });

  it('leaves a line of who took it in the access log, and none in the docket', async () => {
    const auditor = await Client.signIn(product.base, 'spc-audit', 'xiezhi-demo');
    const { items: taken } = await auditor.ask<{ items: { name: string; outcome: string }[] }>(
      `/api/audit?operation=evidencePack&object=${campaign}`,
    );
    expect(taken).toEqual([expect.objectContaining({ name: cast.judge.person.name, outcome: '200' })]);
    expect((await cast.judge.matter(campaign)).revision).toBe(linesOf(files.get(entries())).length);
  });

  it('is not given to a clerk, an addressee or a supervisor', async () => {
    const { judge } = await cast.of('京0105');
    const supervisor = await Client.signIn(product.base, 'spc-supervisor', 'xiezhi-demo').catch(() => undefined);
    for (const client of [cast.clerk, judge, supervisor])
      if (client) await expect(client.ask(`/api/matters/${campaign}/evidence`)).rejects.toBeInstanceOf(Refused);
    expect(readFileSync(path.join(scratch, 'pack.zip')).equals(zip)).toBe(true);
  });
});
