import PizZip from 'pizzip';
import { approved, dispatched, type Matter, paper, type Person, Product, sheetOf, until } from './product';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

const ruling = (m: { facts: Record<string, string> }) => {
  const { caseNo = '', accountTail = '', limit = '', actual = '' } = m.facts;
  const amount = actual === '0.00' ? limit : actual;
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    rule: { rulingNo: `${caseNo}之一`, rulingDate: day, accountTail, amount, freezeCaseNo: caseNo },
    notify: { noticeNo: '通1', sentOn: day, channel: 'online' },
    receipt: { receiptNo: '回1', receivedOn: day, accountTail, amount },
    verify: { queryNo: '查1', queriedOn: day, ownFreezeRemains: false },
  };
};

/** One item from dispatch to confirmation, by the people of its court. */
const lift = async (id: string, prefix: string): Promise<void> => {
  const [duty, chief, judge, clerk] = (await Promise.all(
    ['duty', 'chief', 'judge', 'clerk'].map((role) => product.signIn(`${prefix}-${role}`)),
  )) as [Person, Person, Person, Person];
  const { body } = await judge.get<{ facts: Record<string, string> }>(`/api/matters/${id}`);
  const papers = ruling(body);
  const must = async (answer: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(text);
  };
  await must(duty.act(id, 'sign'));
  await must(chief.act(id, 'assign', { judge: '甲' }));
  await must(judge.upload(`/api/matters/${id}/documents?kind=lifting-ruling`, 'r.pdf', paper));
  await must(judge.act(id, 'rule', papers.rule));
  await must(judge.upload(`/api/matters/${id}/documents?kind=assistance-notice`, 'n.pdf', paper));
  await must(judge.act(id, 'notify', papers.notify));
  await must(clerk.upload(`/api/matters/${id}/documents?kind=bank-receipt`, 'b.pdf', paper));
  await must(clerk.act(id, 'recordReceipt', papers.receipt));
  await must(judge.act(id, 'confirm'));
};

const verify = async (lead: Person, id: string, more: object = {}): Promise<void> => {
  const { body } = await lead.get<{ facts: Record<string, string> }>(`/api/matters/${id}`);
  await lead.upload(`/api/matters/${id}/documents?kind=query-result`, 'q.pdf', paper);
  const answer = await lead.act(id, 'verify', { ...ruling(body).verify, ...more });
  if (answer.status !== 200) throw new Error(answer.text);
};

const accountOf = async (item: string): Promise<{ id: string; status: string }> => {
  const [row] = await product.rows<{ id: string; status: string }>(
    'select a.id, a.status from account a join account_freeze f on f.account_id = a.id join matter m on m.subject_id = f.id where m.id = $1',
    [item],
  );
  if (!row) throw new Error('no account');
  return row;
};

describe('a campaign on the real list', () => {
  let campaign: string;
  let first: { id: string };
  let waiting: { id: string };
  let lead: Person;

  beforeAll(async () => {
    lead = await product.signIn('sz-clerk');
    const sent = await dispatched(product);
    campaign = sent.id;
    // Account 6141796... tail 1796: first frozen by 福田 (粤0304), waited for by 禅城 (粤0604).
    first = sent.items.get('（2022）粤0304执17337号 1796') ?? { id: '' };
    waiting = sent.items.get('（2024）粤0604执17104号 1796') ?? { id: '' };
  });

  it('opens one item for each freeze: 61 at 39 courts in 14 provinces on 49 accounts', async () => {
    const { body } = await lead.get<{
      totals: {
        accounts: { total: number };
        freezes: { total: number; unsigned: number };
        courts: number;
        provinces: number;
      };
    }>(`/api/matters/${campaign}/progress`);
    expect(body.totals).toMatchObject({
      accounts: { total: 49, free: 0, frozen: 49 },
      freezes: { total: 61, unsigned: 61 },
      courts: 39,
      provinces: 14,
    });
  });

  it('tells each court once, and writes the order', async () => {
    await product.settled();
    const notices = await product.rows(
      `select court, cardinality(matters)::int as n from notice where letter = 'dispatch-order'`,
    );
    expect(notices.length).toBe(39);
    expect(notices.reduce((sum, row) => sum + Number(row['n']), 0)).toBe(61);
    const [papers] = await product.rows(`select documents from matter where id = $1`, [campaign]);
    expect(papers?.['documents']).toContain('dispatch-order');
  });

  it('writes an order that every court may read, with no other court’s account in it', async () => {
    const judge = await product.signIn('yue0304-judge');
    const { body } = await judge.get<{ id: string; kind: string }[]>(`/api/matters/${first.id}/documents`);
    const id = body.find((d) => d.kind === 'dispatch-order')?.id ?? '';
    const order =
      new PizZip(await judge.bytes(`/api/documents/${id}?form=word`)).file('word/document.xml')?.asText() ?? '';
    expect([order.includes('冻结61笔'), order.includes('京0105')]).toEqual([true, false]);
    expect((await judge.bytes(`/api/documents/${id}`)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses to confirm without a bank receipt, in words', async () => {
    const chief = await product.signIn('yue0304-chief');
    const answer = await chief.act(first.id, 'confirm');
    expect([answer.status, answer.body['code']]).toEqual([409, 'wrong-stage']);
  });

  it('wakes the waiting freeze when the first one is lifted, and the account is not free', async () => {
    await lift(first.id, 'yue0304');
    const woken = async (): Promise<boolean> =>
      (await product.rows(`select 1 from docket_entry where matter_id = $1 and action = 'wake'`, [waiting.id]))
        .length === 1;
    await until(woken);
    await verify(lead, first.id);
    expect((await accountOf(first.id)).status).toBe('partly');
  });

  it('is free only when the waiting freeze is verified too', async () => {
    await lift(waiting.id, 'yue0604');
    expect((await accountOf(first.id)).status).toBe('partly');
    await verify(lead, waiting.id);
    expect((await accountOf(first.id)).status).toBe('free');
  });

  it('opens an item for a waiting freeze that comes to light at verification, and the account is held by it', async () => {
    const [other] = await product.rows<{ id: string }>(
      `select id from matter where parent_id = $1 and case_no = '（2023）粤0304执11222号'`,
      [campaign],
    );
    await lift(other?.id ?? '', 'yue0304');
    await verify(lead, other?.id ?? '', {
      found: [{ court: '粤0305', caseNo: '（2024）粤0305执77号', limit: '500.00' }],
    });
    const [opened] = await product.rows<{ stage: string; active: boolean; rank: number }>(
      `select m.stage, f.active, f.rank from matter m join account_freeze f on f.id = m.subject_id where m.case_no = '（2024）粤0305执77号'`,
    );
    expect(opened).toEqual({ stage: 'dispatched', rank: 1, active: true });
    expect((await accountOf(other?.id ?? '')).status).toBe('partly');
  });

  it('lets the lead court see every account and a receiving court only its own', async () => {
    const judge = await product.signIn('yue0304-judge');
    const own = await judge.get<{
      accounts: unknown[];
      hiddenAccounts: number;
      totals: { accounts: { total: number } };
    }>(`/api/matters/${campaign}/progress`);
    expect([
      own.body.accounts.length,
      own.body.accounts.length + own.body.hiddenAccounts,
      own.body.totals.accounts.total,
    ]).toEqual([2, 49, 49]);
    const others = await product.rows<{ id: string; account_id: string }>(
      `select m.id, f.account_id from matter m join account_freeze f on f.id = m.subject_id where m.court = '京0105' and m.parent_id = $1`,
      [campaign],
    );
    const item = await judge.get(`/api/matters/${others[0]?.id ?? ''}`);
    expect([item.status, item.body['code'], item.body['detail']]).toEqual([
      403,
      'other-courts-account',
      '该账户由其他法院办理，您院只能查看总体进度',
    ]);
    const account = await judge.get(`/api/accounts/${others[0]?.account_id ?? ''}`);
    expect([account.status, account.body['code']]).toEqual([403, 'other-courts-account']);
    const stranger = await product.signIn('ls-judge');
    expect((await stranger.get(`/api/matters/${others[0]?.id ?? ''}`)).status).toBe(404);
    expect((await stranger.get(`/api/matters/${campaign}/progress`)).status).toBe(404);
  });

  it('keeps every promise that SQL can check, and every chain', async () => {
    await product.settled();
    const auditor = await product.signIn('spc-audit');
    const { body } = await auditor.get<{
      broken: number;
      checked: number;
      items: { id: string; violations: number }[];
    }>('/api/ops/invariants');
    expect(body.items.filter((item) => item.violations > 0)).toEqual([]);
    expect(body.checked).toBeGreaterThan(12);
    expect((await auditor.post<{ faults: unknown[]; entries: number }>('/api/ops/docket/verify')).body).toMatchObject({
      faults: [],
    });
    expect((await lead.get('/api/ops/invariants')).status).toBe(403);
  });

  it('finds a docket entry that somebody changed behind the product’s back', async () => {
    await product.rows(
      `update docket_entry set input = '{"judge":"别人"}' where matter_id = $1 and action = 'assign'`,
      [first.id],
    );
    const auditor = await product.signIn('spc-audit');
    const { body } = await auditor.post<{ faults: { matterId: string; kind: string }[] }>('/api/ops/docket/verify');
    expect(body.faults).toEqual([expect.objectContaining({ matterId: first.id, kind: 'changed' })]);
  });

  it('fires the half-window and the window by the database’s clock, once each, and nothing before', async () => {
    const bureau = await product.signIn('spc-bureau');
    const fired = async (): Promise<string[]> =>
      (
        await product.rows<{ name: string }>(
          `select name from deadline where matter_id = $1 and status = 'fired' order by name`,
          [campaign],
        )
      ).map((row) => row.name);
    expect(await fired()).toEqual([]);
    await bureau.post('/api/demo/clock', { hours: 37 });
    await until(async () => (await fired()).length === 1);
    await bureau.post('/api/demo/clock', { hours: 36 });
    await until(async () => (await fired()).length === 2);
    await until(
      async () =>
        (
          await product.rows(
            `select 1 from matter where parent_id = $1 and closed_at is null and not coalesce((facts ->> 'overdue')::boolean, false)`,
            [campaign],
          )
        ).length === 0,
    );
    expect(
      (
        await product.rows(
          `select 1 from docket_entry where matter_id = $1 and action in ('remindOpen', 'windowPassed')`,
          [campaign],
        )
      ).length,
    ).toBe(2);
    await expect(product.rows(`update demo_clock set ahead = '0'`)).rejects.toThrow('only moves forward');
  });
});

describe('an approved campaign', () => {
  it('is not dispatched by a peer, nor by a high court of one province: the refusal says who may', async () => {
    const [clerk, judge, chief, coordinator] = await Promise.all(
      ['sz-clerk', 'sz-judge', 'sz-chief', 'gd-coordinator'].map((name) => product.signIn(name)),
    );
    if (!clerk || !judge || !chief || !coordinator) throw new Error('nobody');
    const [header = ''] = sheetOf().split(/\r?\n/);
    const beijing =
      '（2023）京0105执98755号,北京市朝阳区人民法院,京0105,深圳某装饰集团股份有限公司,914403042275427959,某银行,1234567890,10.00,10.00,2027-12-01,0';
    const id = await approved(clerk, judge, `${header}\n${beijing}\n`);
    for (const person of [chief, coordinator]) {
      const answer = await person.act(id, 'dispatch', { orderNo: '1号' });
      expect([answer.status, answer.body['code']]).toEqual([422, 'issuer-is-above-every-addressee']);
    }
    expect((await clerk.get<Matter>(`/api/matters/${id}`)).body.stage).toBe('approved');
  });
});
