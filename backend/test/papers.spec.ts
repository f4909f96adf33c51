import { createHash, randomUUID, verify } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { type Paper, paperOf } from '@xiezhi/papers';
import PizZip from 'pizzip';
import { PaperNumbers } from '../src/documents/paper-numbers';
import { checkInvariants } from '../src/insight/invariants';
import { Printer } from '../src/documents/print/printer';
import { dispatched, type Person, Product, sheetOf, until } from './product';

interface Filed {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
}
interface Verified {
  readonly bytesAgree: boolean;
  readonly seal: { readonly agrees: boolean } | null;
  readonly paper: { readonly version: number; readonly template: number; readonly number: string } | null;
}

let product: Product;
let campaign: string;
let clerk: Person;
beforeAll(async () => {
  product = await Product.start();
  const [header = '', ...lines] = sheetOf()
    .replace(/^\ufeff/, '')
    .split('\n');
  ({ id: campaign } = await dispatched(product, [header, ...lines.slice(0, 3)].join('\n')));
  clerk = await product.signIn('sz-clerk');
  await until(async () => (await papersOf()).length >= 4);
});
afterAll(() => product.stop());

const papersOf = async (): Promise<Filed[]> => (await clerk.get<Filed[]>(`/api/matters/${campaign}/documents`)).body;
const one = async (kind: string): Promise<Filed> => {
  const found = (await papersOf()).find((paper) => paper.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  return found;
};
const known = (id: string): Paper => {
  const paper = paperOf(id);
  if (!paper) throw new Error(`${id} is not in the catalogue`);
  return paper;
};
const documentXml = (word: Buffer): string => new PizZip(word).file('word/document.xml')?.asText() ?? '';

describe('a paper of the house', () => {
  it('says the window as the order sets it', async () => {
    const order = await one('dispatch-order');
    expect(documentXml(await clerk.bytes(`/api/documents/${order.id}?form=word`))).toContain('72小时内');
  });

  it('is filed as a PDF, with its Word file, its number and its seal beside it', async () => {
    const list = await one('freeze-list');
    expect(list.fileName).toBe('账户冻结清单.pdf');
    const pdf = await clerk.bytes(`/api/documents/${list.id}`);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(list.sha256);
    expect(documentXml(await clerk.bytes(`/api/documents/${list.id}?form=word`))).toContain('深圳市福田区人民法院');
    const { body } = await clerk.get<Verified>(`/api/documents/${list.id}?form=verification`);
    expect(body).toMatchObject({
      bytesAgree: true,
      seal: { agrees: true },
      paper: { version: 1, template: 0, number: expect.stringMatching(/^粤03-20\d\d-单-0001$/) },
    });
  });

  it('carries the name of whoever recorded the list or signed the order', async () => {
    const order = await one('dispatch-order');
    const [signer] = await product.rows<{ name: string }>(`select name from person where username = 'spc-bureau'`);
    expect(documentXml(await clerk.bytes(`/api/documents/${order.id}?form=word`))).toContain(
      `最高法执行局 ${signer?.name ?? ''}`,
    );
  });

  it('no longer agrees when a byte of it, or the seal, was changed', async () => {
    const list = await one('freeze-list');
    const look = async () => (await clerk.get<Verified>(`/api/documents/${list.id}?form=verification`)).body;
    const file = path.join(product.house.config.dataFolder, 'documents', list.sha256.slice(0, 2), list.sha256);
    const { readFile, writeFile } = await import('node:fs/promises');
    const whole = await readFile(file);
    await writeFile(file, Buffer.concat([whole, Buffer.from(' ')]));
    expect((await look()).bytesAgree).toBe(false);
    await writeFile(file, whole);
    await product.rows(`update paper set signature = reverse(signature) where document_id = $1`, [list.id]);
    expect((await look()).seal?.agrees).toBe(false);
    await product.rows(`update paper set signature = reverse(signature) where document_id = $1`, [list.id]);
    expect(await look()).toMatchObject({ bytesAgree: true, seal: { agrees: true } });
  });

  it('can be verified by anybody who has the public key, without us', async () => {
    const list = await one('freeze-list');
    const pdf = await clerk.bytes(`/api/documents/${list.id}`);
    const { body } = await clerk.get<{ seal: { publicKey: string; signature: string } }>(
      `/api/documents/${list.id}?form=verification`,
    );
    const signature = Buffer.from(body.seal.signature, 'base64url');
    const agrees = (bytes: Buffer) =>
      verify(null, createHash('sha256').update(bytes).digest(), body.seal.publicKey, signature);
    expect([agrees(pdf), agrees(Buffer.concat([pdf, Buffer.of(0)]))]).toEqual([true, false]);
  });

  it('is sealed by a key that its owner alone can read', () => {
    expect(statSync(path.join(product.house.config.dataFolder, 'keys/seal.json')).mode & 0o777).toBe(0o600);
  });

  it('says of what somebody sent in only whether its bytes agree', async () => {
    const sent = await one('plan-approval-ruling');
    const { body } = await clerk.get<Verified>(`/api/documents/${sent.id}?form=verification`);
    expect(body).toMatchObject({ bytesAgree: true, seal: null, paper: null });
    expect((await clerk.get(`/api/documents/${sent.id}?form=word`)).status).toBe(404);
  });

  it('is a new version when it is printed again, and the old one stays', async () => {
    const before = await one('freeze-list');
    await product.rows(
      `insert into outbox (kind, matter_id, payload) values ('render-document', $1, '{"document":"freeze-list"}')`,
      [campaign],
    );
    product.house.committed({ changes: [], owed: 1 });
    await until(async () => (await papersOf()).filter(({ kind }) => kind === 'freeze-list').length === 2);
    const versions = await product.rows(
      `select p.version, p.number like '%-单-%' as numbered from paper p where matter_id = $1 and paper = 'T13' order by version`,
      [campaign],
    );
    expect(versions).toEqual([
      { version: 1, numbered: true },
      { version: 2, numbered: true },
    ]);
    expect((await clerk.bytes(`/api/documents/${before.id}`)).length).toBeGreaterThan(1000);
  });
});

describe('the numbers of papers', () => {
  const numbers = () => new PaperNumbers(product.house.db);
  const wish = (key: string, court = '川1402') => ({
    paper: known('T14'),
    court,
    year: 2026,
    matterId: campaign,
    key,
  });

  it('are dense and unique when fifty are taken at once', async () => {
    const taken = await Promise.all(Array.from({ length: 50 }, () => numbers().take(wish(randomUUID()))));
    expect(taken.toSorted()).toEqual(
      Array.from({ length: 50 }, (_, i) => `川1402-2026-裁-${String(i + 1).padStart(4, '0')}`),
    );
  });

  it('are the same for the same job, also when two workers do it at once', async () => {
    const key = randomUUID();
    const taken = await Promise.all(Array.from({ length: 8 }, () => numbers().take(wish(key, '浙02'))));
    expect(new Set(taken)).toEqual(new Set(['浙02-2026-裁-0001']));
  });

  it('keep the row of a voided one with its reason, and the job gets the next', async () => {
    const key = randomUUID();
    await numbers().take(wish(key, '渝01'));
    await numbers().void(product.house.db, key, '文书字体中没有“𠮷”');
    expect(await numbers().take(wish(key, '渝01'))).toBe('渝01-2026-裁-0002');
    expect(await product.rows(`select n, state, reason from paper_number where court = '渝01' order by n`)).toEqual([
      { n: 1, state: 'voided', reason: '文书字体中没有“𠮷”' },
      { n: 2, state: 'reserved', reason: null },
    ]);
  });

  it('are voided when the paper must not be printed, and a person is told why in words', async () => {
    const [freeze] = await product.rows<{ account_id: string; bank: string }>(
      `select f.account_id, a.bank from account_freeze f join account a on a.id = f.account_id where f.campaign_id = $1 limit 1`,
      [campaign],
    );
    const named = (bank: string | undefined) =>
      product.rows(`update account set bank = $2 where id = $1`, [freeze?.account_id, bank]);
    await named('𠮷林银行');
    await product.rows(
      `insert into outbox (kind, matter_id, payload) values ('render-document', $1, '{"document":"freeze-list"}')`,
      [campaign],
    );
    product.house.committed({ changes: [], owed: 1 });
    const givenUp = () => product.rows(`select outcome from effect_run where status = 'given-up'`);
    await until(async () => (await givenUp()).length === 1);
    await named(freeze?.bank);
    const why = '文书字体中没有“𠮷”（U+20BB7），不予打印';
    expect(await givenUp()).toEqual([{ outcome: why }]);
    expect(await product.rows(`select n, reason from paper_number where court = '粤03' and state = 'voided'`)).toEqual([
      { n: 3, reason: why },
    ]);
  });

  it('cannot be taken back by anybody once issued', async () => {
    await expect(
      product.rows(
        `update paper_number set state = 'voided', reason = '无', document_id = null where state = 'issued'`,
      ),
    ).rejects.toThrow('stays so');
  });

  it('leave no gap unexplained in what this house issued', async () => {
    const report = async () =>
      (await checkInvariants(product.house.db)).items.find(({ id }) => id === 'I43')?.violations;
    expect(await report()).toBe(0);
    await product.rows(`update paper_series set last = last + 1 where court = '川1402'`);
    expect(await report()).toBe(1);
    await product.rows(`update paper_series set last = last - 1 where court = '川1402'`);
    const issued = await product.rows(
      `select count(*)::int as n from paper_number n join document d on d.id = n.document_id where n.state = 'issued'`,
    );
    expect(issued).toEqual([{ n: 3 }]);
  });
});

describe('papers printed in a batch', () => {
  interface Batch {
    readonly id: string;
    readonly label: { readonly zh: string };
    readonly total: number;
    readonly done: number;
    readonly refused: number;
    readonly waiting: number;
  }
  const signers = ['审判长', '审判员', '审判员'].map((role, i) => ({ role, name: ['钟𬭎', '刘䶮', '周明远'][i] }));
  const input = {
    signers,
    applicant: '某银行',
    ground: '人民法院已裁定批准重整计划，保全措施应当解除。',
    articles: '《中华人民共和国企业破产法》第十九条',
    contact: '刘䶮，0755-12340000',
  };
  const print = async (judge: Person, paper: string, ids: readonly string[], more: object = {}): Promise<Batch> => {
    const wish = { action: `print:${paper}`, selection: { ids }, input: { ...input, ...more } };
    const { body } = await judge.post<Batch>('/api/batches', wish);
    const look = async () => (await judge.get<Batch>(`/api/batches/${body.id}`)).body;
    await until(async () => (await look()).waiting === 0);
    return look();
  };
  const words = async (judge: Person, batch: Batch): Promise<(string | undefined)[]> => {
    const { body } = await judge.get<{ items: { refusal: { words: { zh: string } } | null }[] }>(
      `/api/batches/${batch.id}/items`,
    );
    return body.items.map(({ refusal }) => refusal?.words.zh);
  };
  const items = async (court: string) =>
    (
      await product.rows<{ id: string }>(`select id from matter where parent_id = $1 and court = $2 order by id`, [
        campaign,
        court,
      ])
    ).map(({ id }) => id);

  it('are one for each item of the court, filed and numbered, and the counts add up', async () => {
    const judge = await product.signIn('yue0304-judge');
    const [own, foreign] = [await items('粤0304'), await items('粤0305')];
    const batch = await print(judge, 'T14', [...own, ...foreign]);
    expect(batch).toMatchObject({ total: 3, done: own.length, refused: foreign.length, waiting: 0 });
    expect(batch.label.zh).toBe('制作《解除冻结（查封）裁定书》');
    expect((await words(judge, batch)).filter((one) => one !== undefined)).toEqual(['没有这一项']);
    const filed = await product.rows(
      `select p.number, d.filed_by from paper p join document d on d.id = p.document_id where p.paper = 'T14' and d.matter_id = any($1) order by 1`,
      [own],
    );
    expect(filed.map((row) => row['number'])).toEqual(
      own.map((_, i) => expect.stringMatching(new RegExp(`^粤0304-20\\d\\d-裁-000${i + 1}$`))),
    );
  });

  it('are refused item by item where the paper must not be printed, in words', async () => {
    const judge = await product.signIn('yue0304-judge');
    const own = await items('粤0304');
    const batch = await print(judge, 'T15', own, { signers: [{ role: '审判员', name: '钟𬭎' }] });
    expect(batch).toMatchObject({ done: 0, refused: own.length });
    expect(new Set(await words(judge, batch))).toEqual(new Set(['没有解除冻结裁定书']));
    const unsigned = await print(judge, 'T14', own, { signers: signers.slice(0, 2) });
    expect((await words(judge, unsigned))[0]).toContain('合议庭署名');
  });
});

describe('the template of a paper', () => {
  const printer = new Printer(path.join(__dirname, '../papers'));
  const changed = (words: string): Buffer => {
    const zip = new PizZip(printer.ownTemplate(known('T13')));
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    zip.file('word/document.xml', xml.replace('>{caseNo}<', `>${words}{caseNo}<`));
    return zip.generate({ type: 'nodebuffer' });
  };
  const at = '/api/papers/T13/templates';
  const wish = `${at}?reason=${encodeURIComponent('增加字样')}&effectiveFrom=2026-01-01`;
  const because = { reason: '样式符合规定' };
  let supervisor: Person;
  let bureau: Person;
  beforeAll(async () => {
    [supervisor, bureau] = await Promise.all([product.signIn('spc-process'), product.signIn('spc-bureau')]);
  });

  it('is downloaded, changed, looked at, and used once another person approved it', async () => {
    expect((await supervisor.bytes(`${at}/0`)).subarray(0, 2).toString()).toBe('PK');
    const proposed = await supervisor.upload<{ version: number; state: string }>(wish, '清单.docx', changed('案号：'));
    expect([proposed.status, proposed.body.state]).toEqual([201, 'proposed']);
    expect((await bureau.bytes(`${at}/${proposed.body.version}/preview`)).subarray(0, 5).toString()).toBe('%PDF-');
    const { body } = await bureau.post<{ state: string; decidedBy: string }>(
      `${at}/${proposed.body.version}/decision`,
      { approve: true, ...because },
    );
    expect(body.state).toBe('approved');
    const { version, bytes } = await product.house.templates.inForce(known('T13'), '2026-06-01');
    expect([version, documentXml(bytes).includes('案号：{caseNo}')]).toEqual([proposed.body.version, true]);
    // What was printed before keeps the version it was printed with.
    const list = await one('freeze-list');
    const verified = await clerk.get<Verified>(`/api/documents/${list.id}?form=verification`);
    expect(verified.body.paper?.template).toBe(0);
  });

  it('shows its words and names, so that two versions can be laid side by side, and the catalogue its version', async () => {
    interface Words {
      readonly paragraphs: { readonly part: string; readonly text: string }[];
      readonly fields: string[];
    }
    const words = async (version: number): Promise<Words> => (await bureau.get<Words>(`${at}/${version}/words`)).body;
    const [old, next] = [await words(0), await words(1)];
    const only = (one: Words, other: Words): string[] =>
      one.paragraphs.map(({ text }) => text).filter((text) => !other.paragraphs.some((p) => p.text === text));
    expect(only(next, old)).toEqual(['案号：{caseNo}']);
    expect(next.fields).toContain('caseNo');
    const { body } = await clerk.get<{ id: string; template: number; waiting: number }[]>('/api/papers');
    expect(body.filter(({ template }) => template > 0)).toMatchObject([{ id: 'T13', template: 1, waiting: 0 }]);
    expect((await clerk.get(`${at}/0/words`)).status).toBe(403);
  });

  it('is not in force before its day', async () => {
    expect((await product.house.templates.inForce(known('T13'), '2025-12-31')).version).toBe(0);
  });

  it('is never approved by whoever proposed it, in whatever post', async () => {
    const { body } = await supervisor.upload<{ version: number }>(wish, '清单.docx', changed('案　号：'));
    const [row] = await product.rows<{ proposed_by: string }>(
      `select proposed_by from paper_template where paper = 'T13' and version = $1`,
      [body.version],
    );
    const self = { person: row?.proposed_by ?? '', name: '某', role: 'national-bureau', court: '最高法' };
    await expect(
      product.house.templates.decide('T13', body.version, { approve: true, ...because }, self),
    ).rejects.toMatchObject({ problem: { code: 'template-own' } });
    await expect(
      product.rows(
        `update paper_template set state = 'approved', decided_by = proposed_by, decided_at = now(), decision = '可' where paper = 'T13' and version = $1`,
        [body.version],
      ),
    ).rejects.toThrow('decided_by_another');
  });

  it('is decided once', async () => {
    const { body } = await supervisor.upload<{ version: number }>(wish, '清单.docx', changed('号：'));
    const ask = (approve: boolean) => bureau.post(`${at}/${body.version}/decision`, { approve, ...because });
    const answers = await Promise.all([ask(true), ask(false)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is refused in words when it could run something or cannot be shown', async () => {
    const refused = await supervisor.upload<{ detail: string; detailEn: string }>(
      wish,
      '清单.docx',
      changed('{constructor.constructor("return 1")()}'),
    );
    expect([refused.status, refused.body.detail, refused.body.detailEn]).toEqual([
      422,
      expect.stringContaining('不是字段名'),
      expect.stringContaining('not the name of a field'),
    ]);
  });

  it('lists every field that it may use', async () => {
    const { body } = await clerk.get<{ id: string; fields: string[] }[]>('/api/papers');
    expect(body.length).toBe(37);
    expect(body.find(({ id }) => id === 'T14')?.fields).toEqual(expect.arrayContaining(['freeze.limitHan', 'caseNo']));
  });
});
