import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { ExportClock } from '../src/exports/export-clock';
import { makeLog } from '../src/platform/telemetry/log';
import { basics, dispatched, type Person, Product, until } from './product';

interface Export {
  id: string;
  status: string;
  total: number | null;
  done: number;
  bytes: number | null;
  words: { zh: string; en: string };
  fileName: string;
  failure: { zh: string } | null;
  expiresAt: string | null;
}
interface Listed {
  items: { id: string; caseNo: string }[];
  total: number;
}

const nasty = '=1+1集团（协同"<&>"）';
let product: Product;
let campaign: Awaited<ReturnType<typeof dispatched>>;
beforeAll(async () => {
  product = await Product.start();
  campaign = await dispatched(product, undefined, { ...basics, title: nasty });
  await product.settled();
}, 120_000);
afterAll(() => product.stop());

const shelf = async (person: Person): Promise<Export[]> =>
  (await person.get<{ items: Export[] }>('/api/exports')).body.items;
const finished = async (person: Person, id: string): Promise<Export> => {
  let found: Export | undefined;
  await until(async () => {
    found = (await shelf(person)).find((one) => one.id === id);
    return found !== undefined && !['waiting', 'running'].includes(found.status);
  });
  if (!found) throw new Error('it left the shelf');
  return found;
};
const taken = async (person: Person, wish: object): Promise<Export> => {
  const asked = await person.post<Export>('/api/exports', { format: 'xlsx', ...wish });
  if (asked.status !== 202) throw new Error(asked.text);
  return finished(person, asked.body.id);
};
const file = (person: Person, { id }: Export): Promise<Buffer> => person.bytes(`/api/exports/${id}/file`);
const sheet = async (bytes: Buffer, name: string): Promise<(string | null)[][]> => {
  const all = (await readXlsxFile(bytes, { trim: false })) as unknown as { sheet: string; data: (string | null)[][] }[];
  return all.find((one) => one.sheet === name)?.data ?? [];
};
const folder = (): string => path.join(product.house.config.dataFolder, 'exports');

describe('a list that is taken out', () => {
  it('holds exactly the rows that the list shows, with a header, and says what it is', async () => {
    const chief = await product.signIn('spc-bureau');
    const one = await taken(chief, { kind: 'matters', filter: { parent: campaign.id } });
    const listed = (await chief.get<Listed>(`/api/matters?parent=${campaign.id}&limit=200`)).body;
    expect([one.status, one.done, one.total]).toEqual(['ready', listed.total, listed.total]);
    const bytes = await file(chief, one);
    expect(bytes.length).toBe(one.bytes);
    const [head, ...rows] = await sheet(bytes, '明细');
    expect(head?.slice(0, 4)).toEqual(['灯', '案号', '事项', '办理法院']);
    expect(rows.map((row) => row[1])).toEqual(listed.items.map((item) => item.caseNo));
    const about = Object.fromEntries(
      await sheet(bytes, '说明').then((all) => all.map(([label, value]) => [label, value])),
    );
    expect(about).toMatchObject({ 行数: String(listed.total), 法院: '最高人民法院' });
    expect(about['内容']).toContain(`所属协同：${nasty}`);
    expect(about['数据截至']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  });

  it('holds text where text looks like a formula, and the same text comes back', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'matters', filter: { desk: 'campaigns' } });
    const bytes = await file(judge, one);
    const rows = await sheet(bytes, '明细');
    expect(rows.flat()).toContain(nasty);
    const xml = (await unzip(bytes, 'xl/worksheets/sheet1.xml')) + (await unzip(bytes, 'xl/worksheets/sheet2.xml'));
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toMatch(/<c r="C\d+" s="2" t="inlineStr"><is><t xml:space="preserve">=1\+1/);
  });

  it('shows a court its own rows only, and no account number in clear', async () => {
    const duty = await product.signIn('jing0105-duty');
    const bytes = await file(duty, await taken(duty, { kind: 'matters', filter: {} }));
    const [, ...rows] = await sheet(bytes, '明细');
    const own = [...campaign.items.values()].filter(({ court }) => court === '京0105');
    expect(rows).toHaveLength(own.length);
    expect(new Set(rows.map((row) => row[3]))).toEqual(new Set(['北京市朝阳区人民法院']));
    expect(rows.flat().join(' ')).not.toMatch(/\d{9,}/);
    expect(rows.map((row) => row[7])).toEqual(rows.map(() => expect.stringMatching(/^\*\w{4}$/)));
  });

  it('is one job for one key, and another wish under that key is refused', async () => {
    const judge = await product.signIn('sz-judge');
    const wish = { kind: 'matters', format: 'xlsx', filter: { light: 'green' } };
    const [a, b] = await Promise.all(
      [1, 2].map(() => judge.post<Export>('/api/exports', wish, { key: 'export-once' })),
    );
    expect([a?.status, b?.status, a?.body.id === b?.body.id]).toEqual([202, 202, true]);
    const other = await judge.post('/api/exports', { ...wish, format: 'pdf' }, { key: 'export-once' });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
    expect(await product.rows(`select 1 from export where wish -> 'filter' ->> 'light' = 'green'`)).toHaveLength(1);
  });
});

describe('a campaign that is taken out', () => {
  it('brings the sums of its board, each as the board shows it', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    const about = await sheet(await file(judge, one), '说明');
    const board = (await judge.get<{ totals: { freezes: { total: number } } }>(`/api/matters/${campaign.id}/progress`))
      .body;
    expect(about).toContainEqual(['冻结：全部', String(board.totals.freezes.total)]);
  });

  it('is a PDF whose every page names who took it, of which court, and when', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id, format: 'pdf' });
    expect(one.failure).toBeNull();
    const bytes = await file(judge, one);
    const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
    expect(totalPages).toBeGreaterThan(1);
    const [who] = await product.rows<{ name: string }>(`select name from person where username = 'sz-judge'`);
    const mark = new RegExp(`${who?.name ?? '?'}\\s*广东省深圳市中级人民法院\\s*\\d{4}-\\d\\d-\\d\\d`);
    for (const page of text) expect(page.replaceAll(/\s+/g, ' ')).toMatch(mark);
  });
});

describe('who gets a file', () => {
  it('is whoever asked for it; for anybody else it is not there', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    const colleague = await product.signIn('sz-clerk');
    expect((await shelf(colleague)).map(({ id }) => id)).not.toContain(one.id);
    for (const answer of [
      await colleague.get(`/api/exports/${one.id}/file`),
      await colleague.post(`/api/exports/${one.id}/removal`),
    ])
      expect(answer.status).toBe(404);
  });

  it('is written down, a refusal as well', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    await file(judge, one);
    await (await product.signIn('sz-clerk')).get(`/api/exports/${one.id}/file`);
    const lines = await product.rows(
      `select outcome from access_log where operation = 'downloadExport' and object = $1 order by id`,
      [one.id],
    );
    expect(lines).toEqual([{ outcome: '200' }, { outcome: '404' }]);
  });

  it('is nobody any more once what stands in it may not be read', async () => {
    const duty = await product.signIn('hu0106-duty');
    const one = await taken(duty, { kind: 'matters', filter: { court: '沪0106' } });
    await file(duty, one);
    await product.rows(
      `insert into exclusion (id, person_id, root_id, reason, set_by) select gen_random_uuid(), p.id, $1, '测试所需', p.id from person p where username = 'hu0106-duty'`,
      [campaign.id],
    );
    const answer = await duty.get(`/api/exports/${one.id}/file`);
    expect([answer.status, answer.body['code']]).toEqual([403, 'export-rights-lost']);
    await product.rows('update exclusion set lifted_at = court_now() where root_id = $1', [campaign.id]);
  });
});

describe('a file', () => {
  it('lies sealed: nothing of it can be read on the disk', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    const [row] = await product.rows<{ file: string; sha256: string }>(
      'select file, sha256 from export where id = $1',
      [one.id],
    );
    const kept = readFileSync(path.join(folder(), row?.file ?? ''));
    expect(kept.subarray(0, 2).toString()).toBe('x1');
    expect(kept.includes('worksheets')).toBe(false);
    expect(
      createHash('sha256')
        .update(await file(judge, one))
        .digest('hex'),
    ).toBe(row?.sha256);
  });

  it('is made again when its worker died between the file and the record, and the two agree', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    // As a kill leaves it: the file is there, the row is under way, the effect is still owed.
    await product.rows(
      `update export set status = 'running', file = null, bytes = null, sha256 = null, expires_at = null where id = $1`,
      [one.id],
    );
    await product.rows(`insert into outbox (kind, payload, attempts) values ('run-export', $1, 1)`, [
      JSON.stringify({ export: one.id }),
    ]);
    const again = await finished(judge, one.id);
    expect(again.status).toBe('ready');
    const [row] = await product.rows<{ file: string; sha256: string; bytes: string }>(
      'select * from export where id = $1',
      [one.id],
    );
    const bytes = await file(judge, again);
    expect([createHash('sha256').update(bytes).digest('hex'), String(bytes.length)]).toEqual([row?.sha256, row?.bytes]);
    await sweep();
    expect(readdirSync(folder()).filter((name) => name.startsWith(one.id))).toEqual([row?.file]);
  });

  it('is gone when its days are over, at once from the shelf and from the disk with the next round', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    expect(Date.parse(one.expiresAt ?? '') - Date.now()).toBeGreaterThan(6 * 86_400_000);
    await product.rows(`update export set expires_at = court_now() where id = $1`, [one.id]);
    expect((await judge.get(`/api/exports/${one.id}/file`)).body['code']).toBe('export-not-ready');
    expect((await shelf(judge)).find(({ id }) => id === one.id)?.status).toBe('expired');
    await sweep();
    expect(readdirSync(folder()).filter((name) => name.startsWith(one.id))).toEqual([]);
  });

  it('is gone when its owner deletes it', async () => {
    const judge = await product.signIn('sz-judge');
    const one = await taken(judge, { kind: 'campaign', id: campaign.id });
    expect((await judge.post(`/api/exports/${one.id}/removal`)).status).toBe(204);
    expect((await judge.get(`/api/exports/${one.id}/file`)).status).toBe(404);
    expect(readdirSync(folder()).filter((name) => name.startsWith(one.id))).toEqual([]);
  });
});

describe('a batch that is taken out', () => {
  it('has a line for each item with its result and, where refused, the reason in words', async () => {
    const duty = await product.signIn('jing0105-duty');
    const ids = [...campaign.items.values()].filter(({ court }) => court === '京0105').map(({ id }) => id);
    const started = await duty.post<{ id: string }>('/api/batches', { action: 'confirm', selection: { ids } });
    await product.settled();
    const bytes = await file(duty, await taken(duty, { kind: 'batch', id: started.body.id }));
    const [head, ...rows] = await sheet(bytes, '明细');
    expect(head).toEqual(['序号', '案号', '事项', '办理法院', '结果', '理由']);
    expect(rows).toHaveLength(ids.length);
    expect(rows[0]?.slice(4)).toEqual(['不予办理', expect.stringMatching(/现为“已下发”|须由/)]);
    const stranger = await product.signIn('hu0106-duty');
    expect((await stranger.post('/api/exports', { kind: 'batch', format: 'xlsx', id: started.body.id })).status).toBe(
      404,
    );
  });
});

const sweep = (): Promise<void> =>
  new ExportClock(product.house.db, product.house.exportFiles, makeLog('test'), () => undefined).sweep();
const unzip = async (bytes: Buffer, name: string): Promise<string> => {
  const { default: PizZip } = await import('pizzip');
  return new PizZip(bytes).file(name)?.asText() ?? '';
};
