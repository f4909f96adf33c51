import type { DeskView, MatterView } from '@xiezhi/contract';
import { adjust, ahead, bureau, chief, clerk, inDays, named, opened, process, product } from './clock-house';
import type { Person } from './product';

describe('a rule', () => {
  beforeAll(opened);
  afterAll(() => product.stop());

  const next = {
    title: '申请解除保全后裁定',
    length: 3,
    unit: 'natural-day',
    extension: 0,
    basis: '试验用的新规定',
    confirmed: true,
    reason: '新规定施行',
    examples: [{ given: '2026-04-30', expect: '2026-05-06' }],
  };
  const decide = (who: Person) => who.post('/api/rules/D19/decision', { approve: true, reason: '核对原文' });

  it('is not published while an example does not agree, and the refusal says what was counted', async () => {
    const wrong = { ...next, examples: [...next.examples, { given: '2026-03-02', expect: '2026-03-04' }] };
    const refused = await process.post('/api/rules/D19/versions', wrong);
    expect([refused.status, refused.body['code'], refused.body['detail']]).toEqual([
      422,
      'rule-examples-fail',
      '示例 2：给定 2026-03-02，期望 2026-03-04，计得 2026-03-05',
    ]);
    expect((await process.post('/api/rules/D19/versions', { ...next, examples: [] })).status).toBe(422);
    expect((await process.post('/api/rules/D99/versions', next)).body['code']).toBe('no-such-rule');
    expect((await clerk.post('/api/rules/D19/versions', next)).status).toBe(403);
  });

  it('is tried before it is proposed: each example with what was counted, and nothing is kept', async () => {
    const examples = [...next.examples, { given: '2026-03-02', expect: '2026-03-04' }];
    const tried = await process.post('/api/rules/D19/trial', { length: 3, unit: 'natural-day', examples });
    expect(tried.body).toEqual([
      { ...examples[0], counted: '2026-05-06', passes: true },
      { ...examples[1], counted: '2026-03-05', passes: false },
    ]);
    expect((await bureau.post('/api/rules/D19/decision', { approve: true, reason: '核对原文' })).status).toBe(404);
    const unknown = { length: 3, unit: 'natural-day', examples };
    expect((await process.post('/api/rules/D99/trial', unknown)).body['code']).toBe('no-such-rule');
  });

  it('takes two people, and counts for whoever counts from then on', async () => {
    expect((await decide(bureau)).body['code']).toBe('no-proposal');
    expect((await process.post('/api/rules/D19/versions', next)).status).toBe(201);
    expect((await process.post('/api/rules/D19/versions', next)).body['code']).toBe('proposal-open');
    expect((await decide(bureau)).body).toMatchObject({
      version: 2,
      status: 'published',
      approvedBy: expect.any(String),
    });
    const { body } = await clerk.get<{ rule: string; version: number; status: string }[]>('/api/rules');
    expect(body.filter(({ rule }) => rule === 'D19').map(({ version, status }) => [version, status])).toEqual([
      [1, 'published'],
      [2, 'published'],
    ]);
    expect((await product.house.law.fresh(product.house.db)).at('D19', '2026-12-01')).toMatchObject({ version: 2 });
  });

  it('says after how long an item stagnates', async () => {
    const id = await inDays(10, 'natural-day');
    const stagnant = async (): Promise<number> =>
      (await bureau.get<DeskView>('/api/desk')).body.cards.find(({ key }) => key === 'stagnant')?.count ?? -1;
    await ahead('9 hours');
    expect(await stagnant()).toBe(1);
    const hours = {
      ...next,
      title: '停滞',
      length: 20,
      unit: 'hour',
      examples: [{ given: '2026-03-02T09:00', expect: '2026-03-03T05:00' }],
    };
    expect((await process.post('/api/rules/L02/versions', hours)).status).toBe(201);
    await bureau.post('/api/rules/L02/decision', { approve: true, reason: '放宽停滞标准' });
    expect(await stagnant()).toBe(0);
    await ahead('12 hours');
    expect(await stagnant()).toBe(1);
    expect((await named(id, 'window')).status).toBe('open');
  });

  it('changes a threshold of the lights for everybody, and a running deadline keeps its version', async () => {
    const id = await inDays(10, 'natural-day');
    await ahead('120 hours');
    const light = async (): Promise<string> => (await clerk.get<MatterView>(`/api/matters/${id}`)).body.light;
    expect(await light()).toBe('green');
    const amber = { ...next, title: '临期', length: 20, unit: 'percent', examples: [] };
    expect((await process.post('/api/rules/L01/versions', amber)).status).toBe(201);
    await bureau.post('/api/rules/L01/decision', { approve: true, reason: '提前预警' });
    expect(await light()).toBe('amber');
    const order = { ...next, title: '时限', length: null, unit: 'hour', extension: 24, examples: [] };
    await process.post('/api/rules/D18/versions', order);
    await bureau.post('/api/rules/D18/decision', { approve: true, reason: '收紧延长' });
    const window = await named(id, 'window');
    expect(window.rule.version).toBe(1);
    expect((await adjust(chief, id, window.id, 'extension', { length: 60 })).status).toBe(200);
    const later = await inDays(10, 'natural-day');
    const other = await named(later, 'window');
    expect(other.rule.version).toBe(2);
    expect((await adjust(chief, later, other.id, 'extension', { length: 2 })).body.code).toBe('extension-too-long');
  });
});
