import PizZip from 'pizzip';
import { approved, type Matter, type Person, Product, sheetOf, until } from './product';

interface Filed {
  readonly id: string;
  readonly kind: string;
}

const size = 2_050;
let product: Product;
let clerk: Person;
let id: string;
beforeAll(async () => {
  product = await Product.start();
  clerk = await product.signIn('sz-clerk');
  id = await approved(clerk, await product.signIn('sz-judge'), long());
}, 120_000);
afterAll(() => product.stop());

/** So many freezes of one court, each on an account of its own. */
const long = (): string => {
  const [header = '', first = ''] = sheetOf()
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const rows = Array.from({ length: size }, (_none, i) =>
    first.replace('17337', String(20_000 + i)).replace('100189316647141796', String(100_189_000_000 + i)),
  );
  return [header, ...rows].join('\n');
};

it('prints a list too long for one paper in volumes, each saying which it is, and the list is there when the last one is', async () => {
  await until(async () => (await product.rows('select 1 from outbox')).length === 0);
  const filed = (await clerk.get<Filed[]>(`/api/matters/${id}/documents`)).body.filter(({ kind }) =>
    kind.startsWith('freeze-list'),
  );
  expect(filed.map(({ kind }) => kind)).toEqual(['freeze-list-volume', 'freeze-list-volume', 'freeze-list']);
  const texts = await Promise.all(
    filed.map(async (paper) => {
      const word = await clerk.bytes(`/api/documents/${paper.id}?form=word`);
      return (new PizZip(word).file('word/document.xml')?.asText() ?? '').replace(/<[^>]+>/g, '');
    }),
  );
  expect(texts.map((text) => /第\d册，共\d册；本册为第\d+笔至第\d+笔/.exec(text)?.[0])).toEqual([
    '第1册，共3册；本册为第1笔至第1000笔',
    '第2册，共3册；本册为第1001笔至第2000笔',
    '第3册，共3册；本册为第2001笔至第2050笔',
  ]);
  // Each says the sums of the whole, and between them each freeze stands once.
  for (const text of texts) expect(text).toContain(`冻结${String(size)}笔，账户${String(size)}个`);
  const cases = texts.flatMap((text) => text.match(/执2\d{4}号/g) ?? []);
  expect([cases.length, new Set(cases).size]).toEqual([size, size]);
  expect((await clerk.get<Matter>(`/api/matters/${id}`)).body.stage).toBe('approved');
});

it('does not go on with the volumes of a list that was replaced meanwhile', async () => {
  const before = (await clerk.get<Filed[]>(`/api/matters/${id}/documents`)).body.length;
  await product.rows(
    `insert into outbox (kind, matter_id, payload) values ('render-document', $1, '{"document":"freeze-list","volume":{"n":2,"recorded":1}}')`,
    [id],
  );
  await until(async () => (await product.rows('select 1 from outbox')).length === 0);
  expect((await clerk.get<Filed[]>(`/api/matters/${id}/documents`)).body).toHaveLength(before);
});
