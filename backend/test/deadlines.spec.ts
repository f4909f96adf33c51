import type {
  CalendarView,
  CheckedYearView,
  CountedPeriodView,
  DeskView,
  DeadlineView,
  MatterView,
} from '@xiezhi/contract';
import { addDays, knownYears } from '@xiezhi/law';
import PizZip from 'pizzip';
import { loadLaw } from '../src/rules/seed-law';
import {
  product,
  chief,
  clerk,
  bureau,
  process,
  opened,
  because,
  deadlines,
  named,
  proofOf,
  adjust,
  ahead,
  itemsOf,
  broken,
  inDays,
} from './clock-house';
import { dispatched, type Person, until } from './product';

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

  it('stands on the order in days, as it was set', async () => {
    const id = await inDays(5, 'working-day');
    const { body } = await clerk.get<{ id: string; kind: string }[]>(`/api/matters/${id}/documents`);
    const order = body.find(({ kind }) => kind === 'dispatch-order')?.id ?? '';
    const word = new PizZip(await clerk.bytes(`/api/documents/${order}?form=word`));
    expect(word.file('word/document.xml')?.asText()).toContain('5个工作日内');
  });

  it('is counted before it is set, and its proof says what it skipped', async () => {
    const count = (wish: object) => clerk.post<CountedPeriodView>('/api/calendar/count', { rule: 'D18', ...wish });
    const { body } = await count({ length: 3, unit: 'working-day', from: '2026-04-29T10:00:00+08:00' });
    expect([body.lastDay, body.rule.id, body.provisional]).toEqual(['2026-05-07', 'D18', false]);
    expect(body.words.zh).toContain('劳动节');
    expect((await count({ rule: 'D99', length: 3, unit: 'hour' })).status).toBe(404);
  });

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
    const check = (text: string) => process.post<CheckedYearView>('/api/calendar/check', { year: 2027, text });
    expect((await check(wish.text)).body.days.map(({ kind }) => kind)).toEqual([
      ...Array(9).fill('holiday'),
      'make-up',
    ]);
    expect((await check(`${wish.text}\n2027-03-01,上班,`)).body).toEqual({
      days: [],
      faults: [{ row: 12, code: 'make-up-on-weekday', message: '2027-03-01 不是周末，不能列为调休上班日' }],
    });
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
    expect((await decide(await product.signIn('spc-command'), false)).status).toBe(200);
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
