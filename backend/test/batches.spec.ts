import { dispatched, type Person, Product } from './product';

interface Batch {
  id: string;
  status: string;
  total: number;
  done: number;
  refused: number;
  waiting: number;
  words: string;
  held: { matterId: string; holder: string }[];
  retries: string | null;
}
interface Preview {
  total: number;
  words: { zh: string };
  narrow: boolean;
  may: number;
  refused: { words: { zh: string }; count: number }[];
  held: { holder: string }[];
  first: { caseNo: string }[];
}
interface Item {
  matterId: string;
  caseNo: string | null;
  status: string;
  refusal: { words: { zh: string } } | null;
}

let product: Product;
let campaign: Awaited<ReturnType<typeof dispatched>>;
let duty: Person;
let chief: Person;
let judge: Person;
const court = '粤0304';
const mine = (): string[] => [...campaign.items.values()].filter((one) => one.court === court).map(({ id }) => id);

beforeAll(async () => {
  product = await Product.start();
  campaign = await dispatched(product);
  await product.settled();
  [duty, chief, judge] = (await Promise.all(
    ['duty', 'chief', 'judge'].map((role) => product.signIn(`yue0304-${role}`)),
  )) as [Person, Person, Person];
}, 120_000);
afterAll(() => product.stop());

const run = async (person: Person, wish: object): Promise<Batch> => {
  const started = await person.post<Batch>('/api/batches', wish);
  if (started.status !== 202) throw new Error(started.text);
  await product.settled();
  return (await person.get<Batch>(`/api/batches/${started.body.id}`)).body;
};
const itemsOf = async (person: Person, id: string): Promise<Item[]> =>
  (await person.get<{ items: Item[] }>(`/api/batches/${id}/items?limit=200`)).body.items;
const addsUp = ({ total, done, refused, waiting }: Batch): boolean => total === done + refused + waiting;

describe('before a batch starts', () => {
  it('its preview says in words what is selected, how many the actor may act on, and shows the first ten', async () => {
    const wish = { action: 'sign', selection: { filter: { stage: 'dispatched', court } }, input: {} };
    const { body } = await duty.post<Preview>('/api/batches/preview', wish);
    expect(body.words.zh).toBe('阶段：已下发；办理法院：深圳市福田区人民法院；状态：办理中');
    expect([body.total, body.may, body.refused, body.narrow]).toEqual([mine().length, mine().length, [], true]);
    expect(body.first).toHaveLength(Math.min(10, mine().length));
  });
  it('its preview counts those that would be refused by their reason', async () => {
    const { body } = await duty.post<Preview>('/api/batches/preview', {
      action: 'confirm',
      selection: { ids: mine() },
      input: {},
    });
    expect([body.total, body.may]).toEqual([mine().length, 0]);
    expect(body.refused).toEqual([
      { words: expect.objectContaining({ zh: expect.stringMatching(/^须由/) }), count: mine().length },
    ]);
  });
  it('without any filter the number must be typed, and the right one', async () => {
    const wish = { action: 'sign', selection: { filter: {} }, input: {} };
    for (const more of [{}, { typed: mine().length + 1 }]) {
      const answer = await duty.post('/api/batches', { ...wish, ...more });
      expect([answer.status, answer.body['code']]).toEqual([422, 'number-not-typed']);
    }
    expect((await product.rows('select 1 from batch')).length).toBe(0);
  });
});

describe('a batch', () => {
  it('takes all that the filter matches, and its counts add up though others act at the same time', async () => {
    const [first] = mine();
    const wish = { action: 'sign', selection: { filter: {} }, input: {}, typed: mine().length };
    const [started] = await Promise.all([duty.post<Batch>('/api/batches', wish), duty.act(first ?? '', 'sign')]);
    await product.settled();
    const batch = (await duty.get<Batch>(`/api/batches/${started.body.id}`)).body;
    expect(addsUp(batch)).toBe(true);
    expect([batch.total, batch.waiting, batch.done + batch.refused]).toEqual([mine().length, 0, mine().length]);
    const items = await itemsOf(duty, batch.id);
    expect(items.filter((one) => one.status === 'refused')).toHaveLength(batch.refused);
    const stages = await product.rows('select distinct stage from matter where id = any($1)', [mine()]);
    expect(stages).toEqual([{ stage: 'signed' }]);
  });

  it('assigns what nobody holds, lists what somebody holds, and takes that along only for a reason', async () => {
    const [held = '', ...free] = mine();
    expect((await chief.act(held, 'assign', { judge: '王法官' })).status).toBe(200);
    const wish = { action: 'assign', selection: { filter: { court } }, input: { judge: '李法官' } };
    const preview = (await chief.post<Preview>('/api/batches/preview', wish)).body;
    expect([preview.total, preview.may, preview.held.map((one) => one.holder)]).toEqual([
      mine().length,
      free.length,
      ['王法官'],
    ]);
    const batch = await run(chief, wish);
    expect([batch.status, batch.total, batch.held.map((one) => [one.matterId, one.holder])]).toEqual([
      'done',
      free.length,
      [[held, '王法官']],
    ]);
    const judges = await product.rows<{ judge: string }>(
      `select facts ->> 'judge' as judge from matter where id = any($1) order by id = $2 desc`,
      [mine(), held],
    );
    expect(judges.map((row) => row.judge)).toEqual(['王法官', ...free.map(() => '李法官')]);
    const alone = await chief.post('/api/batches', { ...wish, selection: { ids: [held] } });
    expect([alone.status, String(alone.body['detail'])]).toEqual([422, expect.stringContaining('他人承办')]);
    const over = await run(chief, { ...wish, selection: { ids: [held] }, overHeld: '王法官已调离本院' });
    // The procedure knows no second assignment: the batch says so, and changes nothing.
    expect([over.status, over.total]).toEqual(['failed', 1]);
    expect((await itemsOf(chief, over.id))[0]?.refusal?.words.zh).toContain('现为“已分办”');
  });

  it('tries again what was refused, and only that', async () => {
    const batch = await run(chief, {
      action: 'assign',
      selection: { ids: mine() },
      input: { judge: '李法官' },
      overHeld: '测试所需的理由',
    });
    expect([batch.status, batch.refused]).toEqual(['failed', mine().length]);
    const again = await duty.post<Batch>(`/api/batches/${batch.id}/retry`, { ids: mine().slice(0, 1) });
    expect([again.status, again.body.total, again.body.retries]).toEqual([202, 1, batch.id]);
    await product.settled();
    const nothing = await chief.post(`/api/batches/${batch.id}/retry`, { ids: [campaign.id] });
    expect(nothing.body['code']).toBe('nothing-selected');
  });

  it('is on the list of its court, and of no other', async () => {
    const listed = (await judge.get<{ items: Batch[]; total: number }>('/api/batches?limit=2')).body;
    const kept = await product.rows(`select 1 from batch where actor ->> 'court' = $1`, [court]);
    expect([listed.total, listed.items.length]).toEqual([kept.length, 2]);
    expect(listed.items.every(addsUp)).toBe(true);
    const stranger = await product.signIn('hu0106-duty');
    expect((await stranger.get<{ total: number }>('/api/batches')).body.total).toBe(0);
    for (const part of ['', '/items', '/conflicts'])
      expect((await stranger.get(`/api/batches/${listed.items[0]?.id ?? ''}${part}`)).status).toBe(404);
  });
});

describe('the inverse of a batch', () => {
  it('names what was changed since, by whom and how, and leaves it alone', async () => {
    const ids = mine().slice(0, 2);
    // Brought to their confirmation as the tables hold it: the way there is played elsewhere.
    const client = await product.owner.connect();
    await client.query('set session_replication_role = replica');
    await client.query(
      `update matter set stage = 'bank-acked', documents = array['bank-receipt'],
              facts = facts || '{"receipt":{"no":"R1","date":"2026-11-20","amount":"1.00","recordedBy":"somebody"}}' where id = any($1)`,
      [ids],
    );
    await client.query('reset session_replication_role');
    client.release();
    const batch = await run(chief, { action: 'confirm', selection: { ids }, input: {} });
    expect([batch.status, batch.done]).toEqual(['done', 2]);
    const [changed = '', kept = ''] = ids;
    const lead = await product.signIn('sz-clerk');
    expect((await lead.act(changed, 'sendBack', { note: '复查仍见冻结' })).status).toBe(200);
    const conflicts = (
      await chief.get<{ matterId: string; label: { zh: string }; by: string }[]>(`/api/batches/${batch.id}/conflicts`)
    ).body;
    const [who] = await product.rows<{ name: string }>(`select name from person where username = 'sz-clerk'`);
    expect(conflicts.map((one) => [one.matterId, one.label.zh, one.by])).toEqual([
      [changed, '核验不符，发回', who?.name],
    ]);
    const undone = await chief.post<Batch>(`/api/batches/${batch.id}/reversal`);
    expect([undone.status, undone.body.total]).toEqual([202, 1]);
    await product.settled();
    const stages = await product.rows<{ stage: string }>(
      'select stage from matter where id = any($1) order by id = $2 desc',
      [ids, changed],
    );
    expect(stages.map((row) => row.stage)).toEqual(['noticed', 'bank-acked']);
    expect(kept).not.toBe('');
  });
});
