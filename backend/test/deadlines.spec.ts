import type {
  CalendarView,
  DeskView,
  DeadlineProofView,
  DeadlineView,
  InvariantsView,
  MatterView,
} from '@xiezhi/contract';
import { addDays, knownYears } from '@xiezhi/law';
import { checkInvariants } from '../src/insight/invariants';
import { loadLaw } from '../src/rules/seed-law';
import { basics, dispatched, type Person, Product, sheetOf, until } from './product';

let product: Product;
let chief: Person;
let clerk: Person;
let bureau: Person;
let process: Person;
/** Each part has a house, and so a clock, of its own. */
const opened = async (): Promise<void> => {
  product = await Product.start();
  [chief, clerk, bureau, process] = (await Promise.all(
    ['sz-chief', 'sz-clerk', 'spc-bureau', 'spc-process'].map((name) => product.signIn(name)),
  )) as [Person, Person, Person, Person];
};

const because = { reason: '等待银行调取底账', paper: '（2026）粤03执协1号通知' };
const deadlines = async (id: string): Promise<Map<string, DeadlineView>> =>
  new Map((await clerk.get<DeadlineView[]>(`/api/matters/${id}/deadlines`)).body.map((one) => [one.name, one]));
const named = async (id: string, name: string): Promise<DeadlineView> => {
  const found = (await deadlines(id)).get(name);
  if (!found) throw new Error(`no deadline ${name}`);
  return found;
};
const proofOf = async (id: string, deadline: string): Promise<DeadlineProofView> =>
  (await clerk.get<DeadlineProofView>(`/api/matters/${id}/deadlines/${deadline}/proof`)).body;
const adjust = async (
  who: Person,
  id: string,
  deadline: string,
  how: string,
  more: object = {},
  key?: string,
): Promise<{ status: number; body: MatterView & { code: string; detail: string } }> => {
  const { body } = await who.get<MatterView>(`/api/matters/${id}`);
  return who.post(
    `/api/matters/${id}/deadlines/${deadline}/${how}`,
    { ...because, ...more },
    {
      revision: body.revision,
      ...(key === undefined ? {} : { key }),
    },
  );
};
const ahead = (interval: string): Promise<unknown> =>
  product.rows('update demo_clock set ahead = ahead + $1::interval', [interval]);
const itemsOf = (id: string): Promise<{ id: string; light: string; due_at: Date; starts_at: Date | null }[]> =>
  product.rows(
    'select id, due_at, starts_at, light_of(closed_at, starts_at, due_at, court_now(), 67) as light from matter where parent_id = $1',
    [id],
  );
const broken = async (): Promise<InvariantsView['items']> =>
  (await checkInvariants(product.house.db)).items.filter(({ violations }) => violations > 0) as InvariantsView['items'];

describe('the window of a campaign', () => {
  let id: string;
  let window: DeadlineView;
  afterAll(() => product.stop());
  beforeAll(async () => {
    await opened();
    id = (await dispatched(product)).id;
    await product.settled();
    window = await named(id, 'window');
  });

  it('keeps its budget, and the rule and version by which it was counted', async () => {
    expect(window).toMatchObject({
      label: { zh: '办理时限' },
      rule: { id: 'D18', version: 1, basis: '调度令' },
      length: 72,
      unit: 'hour',
      status: 'open',
      lights: true,
      provisional: false,
    });
    const half = await named(id, 'half-window');
    const hours = (Date.parse(half.dueAt ?? '') - Date.parse(half.startsAt)) / 3_600_000;
    expect(hours).toBe(36);
  });

  it('has a proof that adds up by hand, in words of both languages', async () => {
    const proof = await proofOf(id, window.id);
    expect(proof.spans.map(({ hours, runs }) => [hours, runs])).toEqual([[72, true]]);
    expect(Date.parse(proof.spans[0]?.to ?? '') - Date.parse(proof.spans[0]?.from ?? '')).toBe(72 * 3_600_000);
    expect(proof.words.zh).toContain('连续计算 72 小时，夜间与休息日照计');
    expect(proof.words.en).toContain('for 72 hours');
    const other = await clerk.get(`/api/matters/${id}/deadlines/00000000-0000-7000-8000-000000000000/proof`);
    expect([other.status, other.body['code']]).toEqual([404, 'no-such-deadline']);
  });

  it('from before there were proofs gets its proof when the house is prepared', async () => {
    const proof = `select proof from deadline where id = $1`;
    const before = await product.rows(proof, [window.id]);
    await product.rows('update deadline set proof = null where id = $1', [window.id]);
    expect((await broken()).map((one) => one.id)).toEqual(['I30b']);
    await loadLaw(product.house.db);
    expect(await product.rows(proof, [window.id])).toEqual(before);
  });

  it('is suspended by the chief and not by a clerk, and does not fire while it stands still', async () => {
    expect((await adjust(clerk, id, window.id, 'suspension')).body.code).toBe('not-allowed-here');
    const done = await adjust(chief, id, window.id, 'suspension');
    expect([done.status, done.body.light, done.body.startsAt]).toEqual([200, 'paused', null]);
    expect((await adjust(chief, id, window.id, 'suspension')).body.code).toBe('deadline-suspended');
    await product.settled();
    // The items share the campaign's clock; half of the window stands still with the whole.
    expect(new Set((await itemsOf(id)).map(({ light }) => light))).toEqual(new Set(['paused']));
    await ahead('200 hours');
    await product.settled();
    expect([...(await deadlines(id)).values()].map(({ status, dueAt }) => [status, dueAt])).toEqual([
      ['suspended', null],
      ['suspended', null],
    ]);
    expect((await proofOf(id, window.id)).words.zh).toContain('现已中止');
  });

  it('goes on with what was left when it is resumed, and its items with it', async () => {
    const done = await adjust(chief, id, window.id, 'resumption');
    expect([done.status, done.body.light]).toEqual([200, 'green']);
    const proof = await proofOf(id, window.id);
    expect(proof.ledger.map(({ kind, reason, paper }) => [kind, reason, paper])).toEqual([
      ['suspend', because.reason, because.paper],
      ['resume', because.reason, because.paper],
    ]);
    const runs = proof.spans.filter((span) => span.runs).reduce((sum, span) => sum + (span.hours ?? 0), 0);
    expect(Math.round(runs * 1000)).toBe(72_000);
    const still = proof.spans.find((span) => !span.runs)?.hours ?? 0;
    expect(still).toBeGreaterThanOrEqual(200);
    expect(Date.parse(proof.dueAt ?? '') - Date.parse(window.dueAt ?? '')).toBeGreaterThanOrEqual(200 * 3_600_000);
    await product.settled();
    const items = await itemsOf(id);
    expect(new Set(items.map(({ due_at }) => due_at.toISOString()))).toEqual(
      new Set([new Date(proof.dueAt ?? '').toISOString()]),
    );
    expect((await adjust(chief, id, window.id, 'resumption')).body.code).toBe('deadline-not-suspended');
  });

  it('is extended within the rule and not beyond, once for one key, with the date in the docket', async () => {
    const before = await named(id, 'window');
    const refused = await adjust(chief, id, window.id, 'extension', { length: 1440 });
    expect(refused.status).toBe(200);
    const over = await adjust(chief, id, window.id, 'extension', { length: 1 });
    expect([over.status, over.body.code]).toEqual([422, 'extension-too-long']);
    expect(over.body.detail).toContain('最多可延长 1440，已延长 1440');
    const after = await named(id, 'window');
    expect(Date.parse(after.dueAt ?? '') - Date.parse(before.dueAt ?? '')).toBe(1440 * 3_600_000);
    const { body } = await clerk.get<{ items: { action: string; label: { zh: string }; input: { dueAt: string } }[] }>(
      `/api/matters/${id}/docket?limit=200`,
    );
    const entry = body.items.find(({ action }) => action === 'extendDeadline');
    expect([entry?.label.zh, Date.parse(entry?.input.dueAt ?? '')]).toEqual([
      '延长期限',
      Date.parse(after.dueAt ?? ''),
    ]);
    await product.settled();
  });

  it('answers a repeated key as the first time and writes no second line', async () => {
    const { body } = await chief.get<MatterView>(`/api/matters/${id}`);
    const ask = (): Promise<{ status: number }> =>
      chief.post(`/api/matters/${id}/deadlines/${window.id}/suspension`, because, {
        revision: body.revision,
        key: 'one-suspension',
      });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    expect((await proofOf(id, window.id)).ledger.map(({ kind }) => kind)).toEqual([
      'suspend',
      'resume',
      'extend',
      'suspend',
    ]);
    await adjust(chief, id, window.id, 'resumption');
    await product.settled();
    expect(await broken()).toEqual([]);
  });

  it('fires once when it has passed, and is not adjusted afterwards nor on a closed matter', async () => {
    await ahead('3000 hours');
    await until(async () => (await named(id, 'window')).status === 'fired');
    expect((await adjust(chief, id, window.id, 'extension', { length: 1 })).body.code).toBe('deadline-not-running');
    expect((await chief.act(id, 'withdraw', { note: '情况变化' })).status).toBe(200);
    await product.settled();
    expect(await broken()).toEqual([]);
  });
});

let sheets = 0;
/** A campaign of one account, whose order sets days, dispatched at the court's present day. */
const inDays = async (length: number, unit: string): Promise<string> => {
  const [header = '', first = ''] = sheetOf()
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  sheets += 1;
  const row = first
    .replace('17337', String(20_000 + sheets))
    .replace('100189316647141796', String(100_189_000_000 + sheets));
  const sent = await dispatched(product, `${header}\n${row}`, { ...basics, windowDays: { length, unit } });
  await product.settled();
  return sent.id;
};

describe('an item that was granted time', () => {
  beforeAll(opened);
  afterAll(() => product.stop());

  it('has a clock of its own, is not late by the campaign’s, and is late by its own', async () => {
    const sent = await dispatched(product);
    await product.settled();
    const item = sent.items.get('（2022）粤0304执17337号 1796')?.id ?? '';
    const [duty, judge] = (await Promise.all(
      ['yue0304-duty', 'yue0304-judge'].map((name) => product.signIn(name)),
    )) as [Person, Person];
    await duty.act(item, 'sign');
    await judge.act(item, 'query', { reason: 'papers-wanted', note: '请补裁定' });
    expect((await clerk.act(item, 'answer', { note: '已补，宽限五日', extendHours: 120 })).status).toBe(200);
    expect(await named(item, 'own-window')).toMatchObject({
      rule: { id: 'D18' },
      length: 120,
      status: 'open',
      lights: true,
    });
    const overdue = (): Promise<{ id: string }[]> =>
      product.rows(`select id from matter where parent_id = $1 and facts ? 'overdue'`, [sent.id]);

    await ahead('73 hours');
    await until(async () => (await overdue()).length === 60);
    await product.settled();
    expect((await overdue()).map(({ id }) => id)).not.toContain(item);
    await ahead('48 hours');
    await until(async () => (await overdue()).length === 61);
    expect((await named(item, 'own-window')).status).toBe('fired');
    await product.settled();
    expect(await broken()).toEqual([]);
  });
});

describe('a window in working days', () => {
  beforeAll(opened);
  afterAll(() => product.stop());

  it('is counted by the calendar, lies beyond it, says so, and is counted again when the year is published', async () => {
    await product.rows(
      `update demo_clock set ahead = greatest(ahead, '2026-11-20T01:00:00Z'::timestamptz - clock_timestamp())`,
    );
    const id = await inDays(60, 'working-day');
    const before = await named(id, 'window');
    expect(before.provisional).toBe(true);
    expect((await proofOf(id, before.id)).words.zh).toContain('暂定');
    const year = (await clerk.get<CalendarView>('/api/calendar')).body;
    expect([year.horizon, year.warning?.zh]).toEqual(['2026-12-31', expect.stringContaining('2027') as unknown]);
    const warnings = async (who: Person): Promise<number> =>
      (await who.get<DeskView>('/api/desk')).body.warnings.length;
    expect([await warnings(process), await warnings(clerk)]).toEqual([1, 0]);

    const rest = Array.from({ length: 8 }, (_none, i) => `${addDays('2027-02-05', i)},放假,春节`);
    const wish = {
      year: 2027,
      source: '试验用的放假安排',
      text: ['日期,安排,名称', '2027-01-01,放假,元旦', ...rest, '2027-02-14,上班,'].join('\n'),
      reason: '导入下一年度',
    };
    const faulty = await process.post('/api/calendar/years', { ...wish, text: `${wish.text}\n2027-03-01,上班,` });
    expect([faulty.status, faulty.body['code'], faulty.body['detail']]).toEqual([
      422,
      'calendar-year-faulty',
      '第 12 行：2027-03-01 不是周末，不能列为调休上班日',
    ]);
    expect((await bureau.post('/api/calendar/years', wish)).status).toBe(201);
    expect((await process.post('/api/calendar/years', wish)).body['code']).toBe('proposal-open');
    const decide = (who: Person, approve: boolean) =>
      who.post('/api/calendar/years/2027/decision', { approve, reason: '核对通知原文' });
    expect((await decide(bureau, true)).body['code']).toBe('two-people-needed');
    expect((await decide(process, true)).body['code']).toBe('not-for-your-role');
    // The bureau's own proposal is put aside by hand, for the demonstration has one person there.
    await product.rows(`update calendar_year set status = 'refused' where year = 2027`);
    expect((await process.post('/api/calendar/years', wish)).status).toBe(201);
    expect((await decide(bureau, true)).status).toBe(200);

    await until(async () => !(await named(id, 'window')).provisional);
    const after = await named(id, 'window');
    const proof = await proofOf(id, after.id);
    expect(proof.skipped.filter(({ name }) => name === '春节').length).toBeGreaterThan(0);
    expect(Date.parse(after.dueAt ?? '')).toBeGreaterThan(Date.parse(before.dueAt ?? ''));
    expect(proof.ledger.map(({ kind, paper }) => [kind, paper])).toEqual([['recount', '放假安排至 2027-12-31']]);
    const entries = await product.rows<{ input: { dueAt: string } }>(
      `select input from docket_entry where matter_id = $1 and action = 'recountDeadline'`,
      [id],
    );
    expect(entries.map(({ input }) => Date.parse(input.dueAt))).toEqual([Date.parse(after.dueAt ?? '')]);
    await product.settled();
    expect(new Set((await itemsOf(id)).map(({ due_at }) => due_at.getTime()))).toEqual(
      new Set([Date.parse(after.dueAt ?? '')]),
    );
    expect(await broken()).toEqual([]);
    expect((await clerk.get<CalendarView>('/api/calendar')).body).toMatchObject({ horizon: '2027-12-31' });
  });

  it('is counted again when a published year is corrected, once', async () => {
    const id = await inDays(60, 'working-day');
    const before = await named(id, 'window');
    expect(before.provisional).toBe(false);
    const text = ['2027-01-01,放假,元旦', '2027-01-04,放假,补假', '2027-02-14,上班,'].join('\n');
    const wish = { year: 2027, source: '试验用的更正通知', text, reason: '通知更正' };
    expect((await process.post('/api/calendar/years', wish)).status).toBe(201);
    await bureau.post('/api/calendar/years/2027/decision', { approve: true, reason: '核对更正' });
    await until(async () => (await proofOf(id, before.id)).ledger.length > 0);
    const after = await named(id, 'window');
    expect([after.provisional, after.lastDay === before.lastDay]).toEqual([false, false]);
    expect((await proofOf(id, before.id)).skipped).toContainEqual({
      day: '2027-01-04',
      name: '补假',
      role: 'not-counted',
    });
    await product.settled();
    expect(await broken()).toEqual([]);
    expect((await proofOf(id, before.id)).ledger.map(({ kind }) => kind)).toEqual(['recount']);
  });

  it('reads back every year that is shipped', async () => {
    const { body } = await clerk.get<CalendarView>('/api/calendar');
    for (const { year, rest, work } of knownYears) {
      const days = body.years.find((one) => one.year === year)?.days ?? [];
      expect(days.filter(({ kind }) => kind === 'make-up').map(({ day }) => day)).toEqual([...work].sort());
      for (const { from, to, name } of rest)
        expect(days).toEqual(
          expect.arrayContaining([
            { day: from, kind: 'holiday', name },
            { day: to, kind: 'holiday', name },
          ]),
        );
    }
  });
});

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
