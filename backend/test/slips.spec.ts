import type {
  DeskView,
  MatterView,
  OverdueView,
  SlipDraft,
  SlipsView,
  SlipView,
  StagnationView,
} from '@xiezhi/contract';
import { broken, bureau, clerk, process, product } from './clock-house';
import {
  climbed,
  court,
  dayAhead,
  deadline,
  oneItem,
  openedWithCourt,
  overdue,
  revisionOf,
  superior,
  told,
} from './ladder-house';
import { type Answer, dispatched, type Person } from './product';

beforeAll(openedWithCourt, 120_000);
afterAll(() => product.stop());

type Told = SlipView & { code: string; detail: string; detailEn: string };
const issue = async (
  who: Person,
  item: string,
  colour: string,
  remark = '请抓紧办理',
  more: { key?: string; revision?: number } = {},
): Promise<Answer<Told>> =>
  who.post<Told>(`/api/matters/${item}/slips`, { colour, remark }, { revision: await revisionOf(item), ...more });
const sign = (who: Person, { matterId, id }: SlipView, key?: string): Promise<Answer<Told>> =>
  who.post<Told>(`/api/matters/${matterId}/slips/${id}/acknowledgement`, {}, key === undefined ? {} : { key });
const draft = async (who: Person, item: string): Promise<SlipDraft> =>
  (await who.get<SlipDraft>(`/api/matters/${item}/slips/draft`)).body;
const slipsOf = async (who: Person, show: string): Promise<SlipsView> =>
  (await who.get<SlipsView>(`/api/slips?show=${show}`)).body;
const card = async (who: Person, key: string): Promise<number | undefined> =>
  (await who.get<DeskView>('/api/desk')).body.cards.find((one) => one.key === key)?.count;
const ahead = (interval: string): Promise<unknown> =>
  product.rows('update demo_clock set ahead = ahead + $1::interval', [interval]);

describe('a court above the lead only', () => {
  it('sees the item and supervises nobody: it is told in words that it is not above the handling court', async () => {
    const { items } = await dispatched(product);
    await product.settled();
    await ahead('9 hours');
    const elsewhere = [...items.values()].find(({ court: of }) => of === '浙0212')?.id ?? '';
    const coordinator = await product.signIn('gd-coordinator');
    const { colours } = await draft(coordinator, elsewhere);
    expect(new Set(colours.map(({ refusal }) => refusal?.zh))).toEqual(
      new Set(['贵院不是承办法院的上级法院，不能对其督办']),
    );
    const refused = await issue(coordinator, elsewhere, 'yellow');
    expect([refused.status, refused.body.code]).toEqual([403, 'slip-not-above']);
    expect((await issue(process, elsewhere, 'yellow')).status).toBe(201);
    expect(
      (await sign(await product.signIn('zhe0212-judge'), (await slipsOf(process, 'unsigned')).items[0] as SlipView))
        .status,
    ).toBe(200);
  });
});

describe('a slip', () => {
  let item: string;
  let yellow: SlipView;
  beforeAll(async () => {
    item = await oneItem();
  });

  it('is not issued while nothing is near, still or late; and each colour says why, in both languages', async () => {
    const { colours } = await draft(superior, item);
    expect(colours.map(({ colour, refusal }) => [colour, refusal?.zh.slice(0, 12)])).toEqual([
      ['blue', '事项既未临期、停滞，也未'],
      ['yellow', '黄色督办单须在停滞或超期'],
      ['red', '红色督办单须在超期并报上'],
    ]);
    const refused = await issue(superior, item, 'blue');
    expect([refused.status, refused.body.code, refused.body.detailEn]).toEqual([
      422,
      'slip-not-due',
      'The item is neither near its limit nor still nor late: no slip is due',
    ]);
  });

  it('is not for whoever does not supervise', async () => {
    for (const who of [court.judge, court.duty, clerk])
      expect((await issue(who, item, 'blue')).body.code).toBe('not-allowed-here');
  });

  it('is drawn up with the facts: whom it goes to, what is missing, how late, by which rule', async () => {
    await overdue(item);
    const { facts } = await draft(superior, item);
    expect(facts).toMatchObject({
      issuer: '广东省深圳市中级人民法院',
      addressee: '深圳市福田区人民法院',
      stage: { zh: '已下发' },
      missing: [{ zh: '签收', en: 'Sign for it' }],
      rung: 'overdue',
      replyBy: null,
      lateHours: 0,
    });
    expect(facts.rules.map(({ id, basis }) => [id, basis])).toEqual([
      ['D18', '调度令'],
      ['L05', '执行工作规定 72、74；法〔2021〕322号'],
      ['L06', '执行工作规定 72、74；法〔2021〕322号'],
      ['L02', '本系统设定'],
    ]);
    expect(facts.caseNo).toMatch(/粤0304执/);
  });

  it('is issued once for one key, numbered, filed in the docket, and told to the court', async () => {
    const revision = await revisionOf(item);
    const [first, again] = [
      await issue(superior, item, 'yellow', '请抓紧办理', { key: 'one-yellow-slip', revision }),
      await issue(superior, item, 'yellow', '请抓紧办理', { key: 'one-yellow-slip', revision }),
    ];
    expect([first.status, again.status, again.body.id === first.body.id]).toEqual([201, 201, true]);
    yellow = first.body;
    expect(yellow.number).toMatch(/^粤03-\d{4}-黄-0001$/);
    expect([yellow.remark, yellow.issuedBy.roleName.zh, yellow.acknowledgedAt]).toEqual([
      '请抓紧办理',
      '执行局长',
      null,
    ]);
    await product.settled();
    expect(await told(item, 'slip-yellow')).toEqual(expect.arrayContaining(['yue0304-chief', 'yue0304-judge']));
    const entries = await product.rows<{ slip: string }>(
      `select input ->> 'slip' as slip from docket_entry where matter_id = $1 and action = 'issueSlip'`,
      [item],
    );
    expect(entries).toEqual([{ slip: yellow.id }]);
    expect((await issue(superior, item, 'yellow')).body.code).toBe('slip-open');
  });

  it('is not issued on facts that have moved since they were read', async () => {
    const stale = await issue(bureau, item, 'blue', '', { revision: (await revisionOf(item)) - 1 });
    expect(stale.status).toBe(409);
    expect(await product.rows(`select 1 from slip where matter_id = $1 and colour = 'blue'`, [item])).toEqual([]);
  });

  it('waits for the court, and not for whoever issued it: counts and rows are the same', async () => {
    const mine = await slipsOf(court.judge, 'to-sign');
    expect(mine.items.map(({ id, mayAcknowledge }) => [id, mayAcknowledge])).toEqual([[yellow.id, true]]);
    expect([mine.total, await card(court.judge, 'to-sign')]).toEqual([1, 1]);
    const open = await slipsOf(process, 'unsigned');
    expect(open.items.map(({ id, mayAcknowledge }) => [id, mayAcknowledge])).toEqual([[yellow.id, false]]);
    expect([open.total, await card(process, 'unsigned-slips')]).toEqual([1, 1]);
    expect((await slipsOf(await product.signIn('jing0105-judge'), 'to-sign')).total).toBe(0);
  });

  it('is signed for at the court, once, with the time; the second hears that it was', async () => {
    expect((await sign(superior, yellow)).body.code).toBe('not-allowed-here');
    const [a, b] = await Promise.all([sign(court.judge, yellow), sign(court.duty, yellow)]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
    expect([a.body.code, b.body.code]).toContain('slip-acknowledged');
    const [row] = await product.rows<{ n: number }>(
      `select count(*)::int as n from docket_entry where matter_id = $1 and action = 'acknowledgeSlip'`,
      [item],
    );
    expect(row?.n).toBe(1);
    const [signed] = (await superior.get<SlipView[]>(`/api/matters/${item}/slips`)).body;
    expect([signed?.acknowledgedAt === null, signed?.acknowledgedBy === null]).toEqual([false, false]);
    expect((await slipsOf(court.judge, 'to-sign')).total).toBe(0);
  });

  it('is never changed, by no process of the product and not by hand', async () => {
    const change = (text: string): Promise<string> =>
      product.house.db.rows({ text, values: [yellow.id] }).then(
        () => 'changed',
        (error: { message: string }) => error.message,
      );
    expect(await change(`update slip set remark = '改' where id = $1`)).toContain('permission denied');
    expect(await change('delete from slip where id = $1')).toContain('permission denied');
    expect(await change('update slip set acknowledged_name = null where id = $1')).toContain('stays as it is');
    await expect(product.rows(`update slip set remark = '改' where id = $1`, [yellow.id])).rejects.toThrow(
      'stays as it is',
    );
  });

  it('by the own chief is signed for by another', async () => {
    const blue = await issue(court.chief, item, 'blue', '请承办人抓紧');
    expect([blue.status, blue.body.number.slice(0, 6)]).toEqual([201, '粤0304-']);
    const own = await sign(court.chief, blue.body);
    expect([own.status, own.body.code]).toEqual([403, 'slip-own']);
    expect((await sign(court.judge, blue.body)).status).toBe(200);
    expect((await issue(court.chief, item, 'red')).body.code).toBe('slip-not-your-rank');
  });

  it('in red needs the rung of the superior and a rank that signs, and prints the letter T19', async () => {
    expect((await issue(superior, item, 'red')).body.code).toBe('slip-not-yet');
    await climbed(item, 'supervision', 'supervise');
    expect((await issue(process, item, 'red')).body.code).toBe('slip-not-your-rank');
    const red = await issue(superior, item, 'red', '限期书面说明');
    expect(red.status).toBe(201);
    expect(Date.parse(red.body.facts.replyBy ?? '')).toBe(
      Date.parse((await deadline(item, 'explanation')).dueAt ?? ''),
    );
    await product.settled();
    const papers = await product.rows<{ paper: string; number: string }>(
      `select p.paper, p.number from paper p join document d on d.id = p.document_id where p.matter_id = $1 and d.kind = 'supervision-letter'`,
      [item],
    );
    expect(papers.map(({ paper, number }) => [paper, /^粤03-\d{4}-令-\d{4}$/.test(number)])).toEqual([['T19', true]]);
    expect((await sign(court.judge, red.body)).status).toBe(200);
    expect(await broken()).toEqual([]);
  });

  it('numbers each court’s colours without a gap', async () => {
    const gaps = await product.rows(
      `select court, year, colour from slip group by 1, 2, 3 having max(n) <> count(*) or min(n) <> 1`,
    );
    expect(gaps).toEqual([]);
  });
});

describe('what stands still', () => {
  const recount = (line: string): Promise<{ id: string }[]> =>
    product.rows(
      `select m.id from matter m where m.parent_id is not null and m.closed_at is null and (m.starts_at is not null or m.due_at is null)
          and (select max(d.at) from docket_entry d where d.matter_id = m.id
                 and (d.from_stage <> d.to_stage or d.revision = 1 or (d.actor ->> 'role' <> 'system'
                      and d.action <> all ('{urge,explain,issueSlip,acknowledgeSlip,suspendDeadline,resumeDeadline,extendDeadline}')))) < court_now() - interval '8 hours'
          and ${line} order by 1`,
    );
  const list = async (who: Person): Promise<StagnationView> =>
    (await who.get<StagnationView>('/api/stagnation?limit=200')).body;

  it('is the list that a recount of the docket gives, for the nation and for one court', async () => {
    const quiet = await oneItem();
    await ahead('9 hours');
    const moved = await oneItem();
    await court.duty.act(moved, 'sign');
    const all = await list(process);
    expect(all.items.map(({ id }) => id).sort()).toEqual((await recount('true')).map(({ id }) => id));
    expect(all.items.map(({ id }) => id)).toContain(quiet);
    expect(all.items.map(({ id }) => id)).not.toContain(moved);
    expect([all.total, await card(process, 'stagnant')]).toEqual([all.items.length, all.items.length]);
    const own = await list(court.chief);
    expect(own.items.map(({ id }) => id).sort()).toEqual((await recount(`m.court = '粤0304'`)).map(({ id }) => id));
    const far = await list(await product.signIn('jing0105-chief'));
    expect(far.items.map(({ id }) => id).sort()).toEqual((await recount(`m.court = '京0105'`)).map(({ id }) => id));
  });

  it('says how long, whose turn it is, and what moved last', async () => {
    const quiet = await oneItem();
    await court.duty.act(quiet, 'sign');
    await ahead('10 hours');
    const row = (await list(process)).items.find(({ id }) => id === quiet);
    expect(row).toMatchObject({
      stillHours: 10,
      turn: { courtName: '深圳市福田区人民法院', roles: [{ zh: '执行局长' }] },
      lastMove: { label: { zh: '签收' } },
      slip: null,
    });
  });

  it('is not moved by urging it, nor by a slip; it is by a step', async () => {
    const quiet = await oneItem();
    await ahead('9 hours');
    expect((await clerk.act(quiet, 'urge', { note: '请抓紧' })).status).toBe(200);
    expect((await issue(bureau, quiet, 'yellow')).status).toBe(201);
    const row = async () => (await list(process)).items.find(({ id }) => id === quiet);
    expect(await row()).toMatchObject({ slip: 'yellow' });
    expect((await court.duty.act(quiet, 'sign')).status).toBe(200);
    expect(await row()).toBeUndefined();
  });

  it('is no stagnation while the clock stands still by decision', async () => {
    const quiet = await oneItem();
    const [row] = await product.rows<{ parent: string; window: string }>(
      `select m.parent_id as parent, d.id as window from matter m join deadline d on d.matter_id = m.parent_id and d.name = 'window' where m.id = $1`,
      [quiet],
    );
    const parent = (await bureau.get<MatterView>(`/api/matters/${row?.parent ?? ''}`)).body;
    const done = await bureau.post(
      `/api/matters/${parent.id}/deadlines/${row?.window ?? ''}/suspension`,
      { reason: '等待银行调取底账', paper: '（2026）粤03执协1号通知' },
      { revision: parent.revision },
    );
    expect(done.status).toBe(200);
    await product.settled();
    await ahead('9 hours');
    expect((await list(process)).items.map(({ id }) => id)).not.toContain(quiet);
  });
});

describe('what is late', () => {
  it('is listed with its rung, what the clock does next, and what the court explained; the card opens the same rows', async () => {
    const item = await oneItem();
    await overdue(item);
    const find = async () => {
      const { body } = await process.get<OverdueView>('/api/overdue?limit=200');
      expect([body.total, await card(process, 'overdue')]).toEqual([body.items.length, body.items.length]);
      return body.items.find(({ id }) => id === item);
    };
    expect(await find()).toMatchObject({
      light: 'red',
      rung: 'overdue',
      next: { label: { zh: '报上级督办' } },
      explained: null,
    });
    await climbed(item, 'supervision', 'supervise');
    expect(await find()).toMatchObject({ rung: 'supervised', next: { label: { zh: '书面说明' } } });
    const promisedOn = await dayAhead(1);
    expect((await court.judge.act(item, 'explain', { note: '已约定补办', promisedOn })).status).toBe(200);
    expect(await find()).toMatchObject({
      rung: 'explained',
      next: { label: { zh: '承诺办结' } },
      explained: { note: '已约定补办', promisedOn, inTime: true },
    });
  });
});
