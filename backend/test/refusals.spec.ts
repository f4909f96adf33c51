import { gzipSync } from 'node:zlib';
import writeXlsx from 'write-excel-file/node';
import { basics, type Matter, type Person, Product, sheetOf } from './product';

let product: Product;
let clerk: Person;
beforeAll(async () => {
  product = await Product.start();
  clerk = await product.signIn('sz-clerk');
});
afterAll(() => product.stop());

const open = async (): Promise<Matter> =>
  (await clerk.post<Matter>('/api/matters', { procedure: 'joint-unfreeze', court: '粤03', facts: basics })).body;

describe('a command', () => {
  it('with a repeated key gets the first answer, byte for byte, and acts once', async () => {
    const { id, revision } = await open();
    const wish = { input: { ...basics, windowHours: 48 } };
    const first = await clerk.post(`/api/matters/${id}/actions/amend`, wish, { key: 'the-same-key-1', revision });
    await clerk.act(id, 'amend', { ...basics, windowHours: 24 });
    const again = await clerk.post(`/api/matters/${id}/actions/amend`, wish, { key: 'the-same-key-1', revision });
    expect([first.status, again.text]).toEqual([200, first.text]);
    expect((await clerk.get<Matter>(`/api/matters/${id}`)).body.revision).toBe(3);
  });
  it('with a repeated key for another wish is refused', async () => {
    const { id, revision } = await open();
    await clerk.post(`/api/matters/${id}/actions/amend`, { input: basics }, { key: 'the-same-key-2', revision });
    const other = await clerk.post(
      `/api/matters/${id}/actions/amend`,
      { input: { ...basics, windowHours: 1 } },
      { key: 'the-same-key-2', revision },
    );
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
  });
  it('sent ten times at once acts once', async () => {
    const { id, revision } = await open();
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        clerk.post(`/api/matters/${id}/actions/amend`, { input: basics }, { key: 'the-same-key-3', revision }),
      ),
    );
    expect([
      new Set(all.map((a) => a.text)).size,
      (await clerk.get<Matter>(`/api/matters/${id}`)).body.revision,
    ]).toEqual([1, 2]);
  });
  it('opening a matter twice with one key opens one', async () => {
    const wish = { procedure: 'joint-unfreeze', court: '粤03', facts: basics };
    const [a, b] = await Promise.all([
      clerk.post<Matter>('/api/matters', wish, { key: 'open-once-1' }),
      clerk.post<Matter>('/api/matters', wish, { key: 'open-once-1' }),
    ]);
    expect([a.status, b.status, a.body.id]).toEqual([201, 201, b.body.id]);
    expect(
      (await clerk.post('/api/matters', { ...wish, facts: { ...basics, title: '另一件' } }, { key: 'open-once-1' }))
        .body['code'],
    ).toBe('key-reused');
  });
  it('with a stale revision gets 409 with who changed what', async () => {
    const { id, revision } = await open();
    const assistant = await product.signIn('sz-assistant');
    await assistant.act(id, 'amend', basics);
    const stale = await clerk.post<{ code: string; changes: { label: string; court: string; by: string }[] }>(
      `/api/matters/${id}/actions/amend`,
      { input: basics },
      { revision },
    );
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-revision']);
    expect(stale.body.changes).toEqual([
      expect.objectContaining({ revision: 2, label: '修改基本信息', court: '广东省深圳市中级人民法院' }),
    ]);
  });
  it('without its key or the revision seen is refused', async () => {
    const { id } = await open();
    expect((await clerk.post(`/api/matters/${id}/actions/amend`, { input: basics })).status).toBe(428);
    expect((await clerk.post('/api/matters', {}, { key: 'x' })).body['code']).toBe('input-invalid');
    expect(
      (await clerk.post('/api/matters', { procedure: 'joint-unfreeze', court: '粤03', facts: basics }, { key: 'x' }))
        .body['code'],
    ).toBe('key-missing');
  });
  it('that is internal has no door', async () => {
    const { id } = await open();
    for (const action of ['recordList', 'recordProgress', 'fileDocument', 'constructor'])
      expect((await clerk.act(id, action, { importId: 'x', rows: 1, sha256: 'x' })).status).toBe(404);
  });
  it('that is refused leaves nothing behind', async () => {
    const { id } = await open();
    const before = await product.rows('select count(*) from docket_entry');
    expect((await clerk.act(id, 'submit')).status).toBe(422);
    expect(await product.rows('select count(*) from docket_entry')).toEqual(before);
  });
});

describe('bad input', () => {
  it('names an unknown field', async () => {
    const answer = await clerk.post<{ errors: { pointer: string }[] }>('/api/matters', {
      procedure: 'joint-unfreeze',
      court: '粤03',
      facts: basics,
      revision: 9,
    });
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ pointer: '/revision', code: 'unknown-field', message: '未知字段' }],
    ]);
    const inside = await clerk.post('/api/matters', {
      procedure: 'joint-unfreeze',
      court: '粤03',
      facts: { ...basics, approvedBy2: 'me' },
    });
    expect(inside.status).toBe(422);
  });
  it.each([
    ['a wrong check digit', { debtor: { name: '甲', creditCode: '914403042275427958' } }, '/facts/debtor/creditCode'],
    ['a court that does not exist', { caseNo: '（2024）粤99破827号' }, '/facts/caseNo'],
    ['a case number ahead of its time', { caseNo: '（2031）粤03破827号' }, '/facts/caseNo'],
  ])('%s is refused where it stands', async (_what, facts, pointer) => {
    const answer = await clerk.post<{ errors: { pointer: string }[] }>('/api/matters', {
      procedure: 'joint-unfreeze',
      court: '粤03',
      facts: { ...basics, ...facts },
    });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, pointer]);
  });
  it.each([
    ['{"a":', 400],
    ['{"username":110101199003078515}', 400],
    ['{"__proto__":{"x":1},"username":"a","password":"b"}', 400],
    ['{"username":"\\ud800","password":"b"}', 422],
    [`${'['.repeat(200)}${']'.repeat(200)}`, 400],
    ['{"username":"a","password":"b","role":"admin"}', 422],
  ])('%s is answered with %i', async (body, status) =>
    expect((await clerk.post('/api/sign-in', body)).status).toBe(status),
  );
  it('is JSON or nothing', async () =>
    expect((await clerk.post('/api/sign-in', 'username=a', { headers: { 'content-type': 'text/plain' } })).status).toBe(
      415,
    ));
  it('in an address is not found or malformed, never an error', async () => {
    for (const at of [
      '/api/matters/1',
      '/api/matters/%27',
      `/api/matters?cursor=zzzz`,
      '/api/matters?limit=0',
      '/api/matters?stage=a&stage=b',
      '/api/matters?nonsense=1',
    ])
      expect([400, 404, 422]).toContain((await clerk.get(at)).status);
  });
});

describe('signing in', () => {
  it('is needed, and ends at once when signed out', async () => {
    const person = await product.signIn('nb-clerk');
    expect((await person.get('/api/me')).status).toBe(200);
    await person.post('/api/sign-out');
    expect((await person.get('/api/me')).status).toBe(401);
  });
  it('locks the name after five wrong passwords, for the right one too', async () => {
    const attempt = (password: string) => clerk.post('/api/sign-in', { username: 'dp-chief', password });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await attempt('wrong')).status);
    expect([statuses.slice(0, 4), (await attempt('test-password')).body['code']]).toEqual([
      [401, 401, 401, 401],
      'sign-in-locked',
    ]);
  });
});

describe('a freeze list', () => {
  type Check = {
    id: string;
    rows: number;
    valid: number;
    errorCount: number;
    sha256: string;
    encoding: string;
    errors: { row: number; column: string; code: string }[];
    summary: Record<string, number>;
    code: string;
    detail: string;
  };
  const check = (bytes: Buffer | string, name = 'list.csv') =>
    clerk.upload<Check>('/api/imports?kind=freezes', name, Buffer.from(bytes as string));
  const [header = '', ...rows] = sheetOf()
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);
  const withRow = (...more: string[]): string => [header, ...more].join('\n');
  const good = rows[0] ?? '';

  it('of the first case is right in every row', async () => {
    const { body } = await check(sheetOf());
    expect(body).toMatchObject({
      rows: 61,
      valid: 61,
      errorCount: 0,
      encoding: 'UTF-8',
      summary: { accounts: 49, freezes: 61, waiting: 12, courts: 39, provinces: 14 },
    });
  });
  it('may be an XLSX, or pasted from one', async () => {
    const cells = [header, ...rows].map((line) =>
      line.split(',').map((value) => ({ value, type: String as StringConstructor })),
    );
    const xlsx = await (writeXlsx as unknown as (data: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer();
    expect((await check(xlsx, 'list.xlsx')).body).toMatchObject({
      rows: 61,
      valid: 61,
      errorCount: 0,
      encoding: 'XLSX',
    });
    const pasted = await clerk.post<Check>('/api/imports/paste', {
      text: rows
        .slice(0, 3)
        .map((line) => line.replaceAll(',', '\t'))
        .join('\n'),
    });
    expect(pasted.body).toMatchObject({ rows: 3, valid: 3, errorCount: 0 });
  });
  it('may be GB18030', async () => {
    // 案号 etc. in GB18030 begin with these bytes; the file is made by hand, since Node only decodes it.
    const table = new Map<string, Buffer>();
    const decoder = new TextDecoder('gb18030');
    for (let a = 0x81; a <= 0xfe; a += 1)
      for (let b = 0x40; b <= 0xfe; b += 1)
        if (b !== 0x7f) table.set(decoder.decode(Buffer.from([a, b])), Buffer.from([a, b]));
    const encoded = Buffer.concat(
      [...withRow(good)].map((c) => (c < '\u0080' ? Buffer.from(c) : (table.get(c) ?? Buffer.from('?')))),
    );
    expect((await check(encoded)).body).toMatchObject({ rows: 1, valid: 1, encoding: 'GB18030' });
  });
  it.each([
    [
      'a wrong check digit',
      good.replace('914403042275427959', '914403042275427950'),
      '统一社会信用代码',
      'credit-code-check',
    ],
    ['an unknown court', good.replace(',粤0304,', ',粤9904,'), '法院代码', 'unknown-court'],
    ['another court’s case number', good.replace('（2022）粤0304执', '（2022）粤0305执'), '案号', 'wrong-court'],
    [
      'a name that is not the code’s',
      good.replace('深圳市福田区人民法院', '深圳市南山区人民法院'),
      '冻结法院',
      'court-name',
    ],
    ['an expired freeze', good.replace('2027-01-01', '2025-01-01'), '冻结到期日', 'freeze-expired'],
    ['a day that does not exist', good.replace('2027-01-01', '2027-02-30'), '冻结到期日', 'date'],
    ['an amount finer than a fen', good.replace('7899705.00', '7899705.001'), '冻结限额(元)', 'finer-than-a-fen'],
    ['garbled text', good.replace('深圳某装饰', '\ufffd\ufffd装饰'), '冻结法院', 'mojibake'],
    ['an account that is none', good.replace('100189316647141796', '12-ab'), '账号', 'account-form'],
  ])('with %s is reported with its row and column', async (_what, row, column, code) => {
    const { body } = await check(
      withRow(good.replace('17337', '17338').replace('100189316647141796', '100189316647141797'), row),
    );
    expect(body.errors).toContainEqual(expect.objectContaining({ row: 3, column, code }));
  });
  it('with the same account, court and case twice names both rows', async () =>
    expect((await check(withRow(good, good))).body.errors).toContainEqual(
      expect.objectContaining({ row: 3, code: 'duplicate' }),
    ));
  it('with a waiting freeze and no first one says so', async () =>
    expect((await check(withRow(good.replace(/,0$/, ',1')))).body.errors).toEqual([
      expect.objectContaining({ row: 2, code: 'waiting-without-first' }),
    ]));
  it('with faults is not committed, not one row', async () => {
    const { id, revision } = await open();
    const { body } = await check(withRow(good, good.replace(',粤0304,', ',粤9904,')));
    const answer = await clerk.post(
      `/api/imports/${body.id}/commit`,
      { matterId: id, sha256: body.sha256 },
      { revision },
    );
    expect([answer.status, answer.body['code']]).toEqual([422, 'import-has-errors']);
    expect(await product.rows('select 1 from account_freeze where campaign_id = $1', [id])).toEqual([]);
    const annotated = await clerk.get(`/api/imports/${body.id}/annotated`);
    expect(annotated.text).toContain('没有代码为“粤9904”的法院');
  });
  it('is committed only as it was previewed, once, and not when the draft has moved on', async () => {
    const { id, revision } = await open();
    const { body } = await check(withRow(good.replace('17337', '555')));
    expect(
      (await clerk.post(`/api/imports/${body.id}/commit`, { matterId: id, sha256: 'a'.repeat(64) }, { revision })).body[
        'code'
      ],
    ).toBe('import-not-open');
    expect(
      (await clerk.post(`/api/imports/${body.id}/commit`, { matterId: id, sha256: body.sha256 }, { revision: 99 }))
        .body['code'],
    ).toBe('stale-revision');
    expect(await product.rows('select 1 from account_freeze where campaign_id = $1', [id])).toEqual([]);
    expect(
      (await clerk.post(`/api/imports/${body.id}/commit`, { matterId: id, sha256: body.sha256 }, { revision })).status,
    ).toBe(200);
    expect(
      (await clerk.post(`/api/imports/${body.id}/commit`, { matterId: id, sha256: body.sha256 }, { revision: 2 })).body[
        'code'
      ],
    ).toBe('import-not-open');
  });
  it('that another campaign has registered is refused with the rows', async () => {
    const { id, revision } = await open();
    const { body } = await check(withRow(good.replace('17337', '555')));
    const answer = await clerk.post<{ code: string; errors: { pointer: string }[] }>(
      `/api/imports/${body.id}/commit`,
      { matterId: id, sha256: body.sha256 },
      { revision },
    );
    expect([answer.status, answer.body.code, answer.body.errors[0]?.pointer]).toEqual([409, 'register-conflict', '/2']);
  });
  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['a header alone', Buffer.from(`${header}\n`), '没有数据行'],
    ['no header', Buffer.from('甲,乙\n1,2\n'), '缺少列'],
    [
      'UTF-8 that was saved as GBK',
      Buffer.from(`${new TextDecoder('gbk').decode(Buffer.from('案号'))},b\n1,2\n`),
      '乱码',
    ],
    ['bytes that are no text', gzipSync('x'), '编码无法识别'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), '旧版'],
    ['half a ZIP', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), '已损坏'],
  ])('that is %s is refused in words', async (_what, bytes, words) => {
    const { status, body } = await check(bytes);
    expect(status).toBe(422);
    expect(body.detail).toContain(words);
  });
  it('that is an XLSX bomb is refused before it is inflated', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', 900 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    const { status, body } = await check(bomb, 'bomb.xlsx');
    expect([status, body.detail]).toEqual([422, expect.stringContaining('解压后')]);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
  it('of 100,000 rows is accepted', async () => {
    const many = Array.from({ length: 100_000 }, (_none, i) =>
      good.replace('17337', String(i + 1)).replace('100189316647141796', String(100_189_000_000 + i)),
    );
    expect((await check(withRow(...many))).body).toMatchObject({
      rows: 100_000,
      valid: 100_000,
      errorCount: 0,
      summary: { accounts: 100_000 },
    });
  }, 120_000);
});

/** A ZIP whose directory says that its one entry inflates to `size`. */
const zipOf = (name: string, size: number): Buffer => {
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(100, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(4, 16);
  return Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), entry, end]);
};
