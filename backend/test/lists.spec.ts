import { dispatched, Product } from './product';

interface Row {
  readonly id: string;
  readonly procedure: string;
  readonly stage: string;
  readonly court: string;
  readonly lead_court: string;
  readonly parent_id: string | null;
  readonly case_no: string;
  readonly title: string;
  readonly closed_at: string | null;
}
interface Listed {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly total: number;
  readonly capped: boolean;
}

let product: Product;
let rows: Row[];
const lines = new Map<string, Set<string>>();
beforeAll(async () => {
  product = await Product.start();
  await dispatched(product);
  const duty = await product.signIn('yue0303-duty');
  const own = await duty.get<Listed>('/api/matters?desk=todo');
  await duty.act(own.body.items[0]?.id ?? '', 'sign');
  await product.settled();
  rows = await product.rows<Row>(
    'select id, procedure, stage, court, lead_court, parent_id, case_no, title, closed_at from matter',
  );
  const courts = await product.rows<{ code: string; superiors: string[] }>('select code, superiors from court');
  for (const { code, superiors } of courts)
    for (const above of [code, ...superiors]) lines.set(above, (lines.get(above) ?? new Set()).add(code));
}, 60_000);
afterAll(() => product.stop());

/** The rows that a court's line handles or leads; of a court where one reads no more than its own, those alone. */
const visible = (court: string, wide: boolean): Row[] => {
  const line = wide ? (lines.get(court) ?? new Set()) : new Set([court]);
  return rows.filter((row) => line.has(row.court) || line.has(row.lead_court));
};

const readers = [
  ['a judge of a basic court', 'yue0304-judge', '粤0304', false],
  ['a clerk of the court that leads', 'sz-clerk', '粤03', false],
  ['a coordinator above a province', 'gd-coordinator', '粤', true],
  ['a coordinator whose province carries a part', 'cq-coordinator', '渝', true],
  ['the supervisor above all', 'spc-supervisor', '最高法', true],
] as const;

const lists: readonly (readonly [string, string, (row: Row) => boolean])[] = [
  ['what is open', '', (row) => row.closed_at === null],
  ['what is closed', 'state=closed', (row) => row.closed_at !== null],
  ['all', 'state=all', () => true],
  ['one stage', 'stage=dispatched', (row) => row.stage === 'dispatched'],
  ['a rare stage', 'stage=signed', (row) => row.stage === 'signed'],
  ['a stage in which nothing is', 'stage=returned', (row) => row.stage === 'returned'],
  ['what is unsigned', 'desk=unsigned', (row) => row.procedure === 'lift-freeze' && row.stage === 'dispatched'],
  ['open coordinations', 'desk=campaigns', (row) => row.parent_id === null && row.closed_at === null],
  ['what is on course', 'light=green', (row) => row.closed_at === null],
  ['what is overdue', 'desk=overdue', () => false],
  [
    'a case number',
    'q=（2024）粤03破827号',
    (row) => row.case_no === '(2024)粤03破827号' || row.case_no === '（2024）粤03破827号',
  ],
  ['the end of a case number', 'q=827号', (row) => /[^0-9]827号$/.test(row.case_no)],
  ['the name of a coordination', 'q=集团账户', (row) => row.parent_id === null && row.title.includes('集团账户')],
];

describe.each(readers)('%s', (_who, username, court, wide) => {
  it.each(lists)('lists %s: every row once, and the number says how many', async (_what, query, holds) => {
    const person = await product.signIn(username);
    const found: string[] = [];
    let total = -1;
    for (let cursor = ''; ;) {
      const { status, body, text } = await person.get<Listed>(
        `/api/matters?limit=20${query === '' ? '' : `&${encodeURI(query)}`}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      if (status !== 200) throw new Error(text);
      found.push(...body.items.map(({ id }) => id));
      total = body.total;
      expect(body.capped).toBe(false);
      if (body.next === null) break;
      cursor = body.next;
    }
    const expected = visible(court, wide)
      .filter(holds)
      .map(({ id }) => id);
    expect([...found].sort()).toEqual([...expected].sort());
    expect(total).toBe(expected.length);
  });
});

it('asks for two characters at least', async () => {
  const person = await product.signIn('spc-supervisor');
  const answer = await person.get(`/api/matters?q=${encodeURIComponent('集')}`);
  expect([answer.status, answer.body['detail']]).toEqual([400, '请输入至少两个字']);
});

it('sorts down as well as up, and a page begins where the last one ended', async () => {
  const person = await product.signIn('spc-supervisor');
  const ids = async (sort: string): Promise<string[]> => {
    const first = await person.get<Listed>(`/api/matters?limit=40&sort=${sort}`);
    const second = await person.get<Listed>(`/api/matters?limit=40&sort=${sort}&cursor=${first.body.next ?? ''}`);
    return [...first.body.items, ...second.body.items].map(({ id }) => id);
  };
  for (const key of ['due', 'moved', 'opened']) expect(await ids(`-${key}`)).toEqual((await ids(key)).reverse());
});
