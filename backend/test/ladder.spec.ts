import { Clocks } from '../src/deadlines/clocks';
import { DeadlineClock } from '../src/deadlines/deadline-clock';
import { makeLog } from '../src/platform/telemetry/log';
import { adjust, broken, bureau, process, product } from './clock-house';
import {
  climbed,
  court,
  dayAhead,
  deadline,
  did,
  oneItem,
  openedWithCourt,
  overdue,
  passed,
  rungOf,
  superior,
  told,
} from './ladder-house';
import { paper, until } from './product';

beforeAll(openedWithCourt, 120_000);
afterAll(() => product.stop());

describe('the overdue ladder', () => {
  let item: string;
  beforeAll(async () => {
    item = await oneItem();
  });

  it('reminds the court when half of the window is gone, and climbs no rung by that', async () => {
    await climbed(item, 'half-window', 'remind');
    expect(await told(item, 'reminder')).toContain('yue0304-duty');
    expect([await rungOf(item), (await did(item, 'markOverdue')).length]).toEqual([null, 0]);
  });

  it('tells the chief of the handling court when the window has passed, and counts four working hours by rule L05', async () => {
    await overdue(item);
    expect(await told(item, 'overdue')).toEqual(expect.arrayContaining(['yue0304-chief', 'yue0304-judge']));
    expect(await rungOf(item)).toBe('overdue');
    expect(await deadline(item, 'supervision')).toMatchObject({
      rule: { id: 'L05', version: 1 },
      length: 4,
      unit: 'working-hour',
      status: 'open',
      lights: false,
    });
  });

  it('stands still while a superior suspends the rung; the court that it presses may not', async () => {
    const { id } = await deadline(item, 'supervision');
    const own = await adjust(court.chief, item, id, 'suspension');
    expect([own.status, own.body.code]).toEqual([403, 'court-not-allowed']);
    expect((await adjust(bureau, item, id, 'suspension')).status).toBe(200);
    await product.rows(`update demo_clock set ahead = ahead + interval '5 days'`);
    // The clock has looked at everything that is due when it has fired what is due by that leap.
    const other = await oneItem();
    await overdue(other);
    expect([await rungOf(item), (await did(item, 'supervise')).length]).toEqual(['overdue', 0]);
    expect((await adjust(bureau, item, id, 'resumption')).status).toBe(200);
  });

  it('goes to the next superior and to the court whose order it is, and asks the court to explain within one working day', async () => {
    await climbed(item, 'supervision', 'supervise');
    expect(await told(item, 'supervised')).toEqual(['spc-bureau', 'spc-command', 'spc-process', 'sz-chief']);
    expect(await told(item, 'explain')).toEqual(expect.arrayContaining(['yue0304-chief', 'yue0304-judge']));
    expect(await deadline(item, 'explanation')).toMatchObject({
      rule: { id: 'L06' },
      length: 1,
      unit: 'working-day',
      status: 'open',
    });
  });

  it('says that the superior may act when no explanation came, and does nothing by itself', async () => {
    await climbed(item, 'explanation', 'missExplanation');
    expect(await told(item, 'superior-acts')).toEqual(
      expect.arrayContaining(['sz-chief', 'spc-bureau', 'yue0304-judge']),
    );
    expect(await rungOf(item)).toBe('superior-acts');
    const [row] = await product.rows('select stage, closed_at from matter where id = $1', [item]);
    expect(row).toEqual({ stage: 'dispatched', closed_at: null });
    expect(
      await product.rows(`select 1 from deadline where matter_id = $1 and status in ('open', 'suspended')`, [item]),
    ).toEqual([]);
  });

  it('lets the superior rule by a person only, on a ruling of its own', async () => {
    const input = {
      rulingNo: '（2026）粤03执监9号',
      rulingDate: await dayAhead(0),
      ...(await product
        .rows<{ tail: string; amount: string; no: string }>(
          `select account_tail as tail, facts ->> 'actual' as amount, case_no as no from matter where id = $1`,
          [item],
        )
        .then(([row]) => ({ accountTail: row?.tail, amount: row?.amount, freezeCaseNo: row?.no }))),
    };
    expect((await court.judge.act(item, 'ruleAbove', input)).body['code']).toBe('court-not-allowed');
    expect((await superior.act(item, 'ruleAbove', input)).body['code']).toBe('documents-missing');
    await superior.upload(`/api/matters/${item}/documents?kind=superior-ruling`, 'ruling.pdf', paper);
    const done = await superior.act(item, 'ruleAbove', input);
    expect([done.status, done.body['stage']]).toEqual([200, 'ruled']);
    expect(await rungOf(item)).toBe('superior-acted');
    await product.settled();
    expect(await told(item, 'superior-acted')).toContain('yue0304-chief');
  });

  it('left one entry for each rung, and no invariant broken', async () => {
    const counts = await Promise.all(
      ['remind', 'markOverdue', 'supervise', 'missExplanation', 'ruleAbove'].map(
        async (a) => (await did(item, a)).length,
      ),
    );
    expect(counts).toEqual([1, 1, 1, 1, 1]);
    expect(await broken()).toEqual([]);
  });
});

describe('an explanation', () => {
  const explain = async (item: string, days: number) =>
    court.judge.act(item, 'explain', { note: '银行系统升级，已约定补办日期', promisedOn: await dayAhead(days) });

  it('is refused before the item is late, for a day that is past, and for one too far off', async () => {
    const item = await oneItem();
    expect((await explain(item, 1)).body['code']).toBe('is-overdue');
    await overdue(item);
    expect((await explain(item, 0)).body['code']).toBe('promise-is-ahead');
    const far = await explain(item, 30);
    expect([far.body['code'], far.body['detail'], far.body['detailEn']]).toEqual([
      'promise-is-near',
      expect.stringContaining('L08'),
      expect.stringContaining('L08'),
    ]);
    expect(
      (await superior.act(item, 'explain', { note: '代为说明', promisedOn: await dayAhead(1) })).body['code'],
    ).toBe('court-not-allowed');
  });

  it('in time stops the climb until the promised day; a broken promise goes straight to the superior', async () => {
    const item = await oneItem();
    await overdue(item);
    await climbed(item, 'supervision', 'supervise');
    await court.judge.upload(`/api/matters/${item}/documents?kind=explanation`, 'why.pdf', paper);
    expect((await explain(item, 2)).status).toBe(200);
    await product.settled();
    expect(await told(item, 'explained')).toEqual(['spc-bureau', 'spc-command', 'spc-process', 'sz-chief']);
    expect([await rungOf(item), (await deadline(item, 'explanation')).status]).toEqual(['explained', 'lifted']);
    expect((await explain(item, 3)).body['code']).toBe('is-not-explained');
    await climbed(item, 'promise', 'missPromise');
    expect([await rungOf(item), (await did(item, 'missExplanation')).length]).toEqual(['superior-acts', 0]);
  });

  it('that comes late is kept and stops nothing', async () => {
    const item = await oneItem();
    await overdue(item);
    await climbed(item, 'supervision', 'supervise');
    await climbed(item, 'explanation', 'missExplanation');
    expect((await explain(item, 1)).status).toBe(200);
    const [row] = await product.rows(
      `select facts -> 'ladder' ->> 'rung' as rung, facts -> 'ladder' -> 'explained' ->> 'inTime' as "inTime" from matter where id = $1`,
      [item],
    );
    expect(row).toEqual({ rung: 'superior-acts', inTime: 'false' });
  });
});

describe('the clock', () => {
  it('fires a rung once though two clocks look at the same moment', async () => {
    const { db, commands, law } = product.house;
    const seconds = Array.from(
      { length: 3 },
      () => new DeadlineClock(db, (unit) => commands.submit(unit), new Clocks(db, law, commands), makeLog('test')),
    );
    const items = [await oneItem(), await oneItem(), await oneItem()];
    await passed(items, 'window');
    const marked = async (action: string): Promise<number[]> =>
      Promise.all(items.map(async (item) => (await did(item, action)).length));
    await until(async () => (await marked('markOverdue')).every((n) => n > 0));
    seconds.forEach((clock) => clock.start());
    await passed(items, 'supervision');
    await until(async () => (await marked('supervise')).every((n) => n > 0));
    await Promise.all(seconds.map((clock) => clock.stop()));
    expect([await marked('markOverdue'), await marked('supervise')]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    await product.settled();
    for (const item of items)
      expect(await told(item, 'supervised')).toEqual(['spc-bureau', 'spc-command', 'spc-process', 'sz-chief']);
  });

  it('climbs no further on what the court gave back, and begins anew when it comes back late', async () => {
    const item = await oneItem();
    await overdue(item);
    const back = await court.duty.act(item, 'giveBack', {
      reason: 'papers-unusable',
      contact: '今日电话联系牵头法院甲',
      note: '裁定书缺页',
    });
    expect(back.status).toBe(200);
    expect((await deadline(item, 'supervision')).status).toBe('lifted');
    await product.settled();
    const lead = await product.signIn('sz-judge');
    expect((await lead.act(item, 'readdress', { court: '粤0305', note: '改送南山' })).status).toBe(200);
    const [row] = await product.rows(
      `select d.status, m.court from matter m join deadline d on d.matter_id = m.id and d.name = 'supervision' and d.status = 'open' where m.id = $1`,
      [item],
    );
    expect(row).toEqual({ status: 'open', court: '粤0305' });
  });

  it('counts by the rule as it now stands, not by a number of the program', async () => {
    const wish = {
      title: '超期后报上一级法院督办',
      length: 2,
      unit: 'working-hour',
      extension: 0,
      basis: '试验',
      confirmed: false,
      reason: '试验更短的台阶',
      examples: [{ given: '2026-01-20T09:00', expect: '2026-01-20T11:00' }],
    };
    expect((await process.post('/api/rules/L05/versions', wish)).status).toBe(201);
    expect((await bureau.post('/api/rules/L05/decision', { approve: true, reason: '同意试验' })).status).toBe(200);
    const item = await oneItem();
    await overdue(item);
    expect(await deadline(item, 'supervision')).toMatchObject({ rule: { id: 'L05', version: 2 }, length: 2 });
    await product.settled();
    expect(await broken()).toEqual([]);
  });
});
