import { generateSync } from 'otplib';
import { dispatched, paper, Person, Product, sheetOf, until } from './product';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

/** The first freeze of one account, as a list of its own. */
const rowOf = (account: string): string => {
  const [head = '', ...rows] = sheetOf().split('\n');
  return `${head}\n${rows.find((row) => row.includes(account) && /,0\r?$/.test(row)) ?? ''}\n`;
};
const otherAccount =
  sheetOf()
    .split('\n')
    .map((row) => row.split(','))
    .find(([, , court]) => court === '粤0305')?.[6] ?? '';

/** Chosen by the administrator, and then by the person. */
const strong = 'Correct-Horse-9';
const own = 'My-Own-Horse-10';
const because = { reason: '测试所需的理由' };
const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

const signIn = (username: string, password: string, more: object = {}, headers: Record<string, string> = {}) =>
  product.send<{ code: string; accessToken: string; enrol: { secret: string } }>('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ username, password, ...more }),
  });

const create = async (username: string): Promise<string> => {
  const system = await product.signIn('spc-system');
  const made = await system.post<{ id: string }>('/api/people', { username, name: '新人', password: strong });
  if (made.status !== 201) throw new Error(made.text);
  return made.body.id;
};

/** Two administrators make a working account: one the person, the other the post. */
const hire = async (username: string, role: string, court: string): Promise<string> => {
  const id = await create(username);
  const security = await product.signIn('spc-security');
  const granted = await security.post(`/api/people/${id}/posts`, { role, court });
  if (granted.status !== 201) throw new Error(granted.text);
  return id;
};

const enter = async (username: string): Promise<{ person: Person; secret: string }> => {
  const first = await signIn(username, strong);
  expect([first.status, first.body.code]).toEqual([401, 'second-factor-enrol']);
  const { secret } = first.body.enrol;
  const done = await signIn(username, strong, { code: generateSync({ secret }) });
  expect([done.status, done.text.includes('accessToken')]).toEqual([200, true]);
  const person = new Person(product, done.body.accessToken);
  expect((await person.post('/api/me/password', { current: strong, next: own })).status).toBe(204);
  return { person, secret };
};

describe('the three administrators', () => {
  it('make an account only together: without a post nobody enters', async () => {
    await create('no-post-yet');
    const first = await signIn('no-post-yet', strong);
    const entered = await signIn('no-post-yet', strong, { code: generateSync({ secret: first.body.enrol.secret }) });
    expect([entered.status, entered.body.code]).toEqual([403, 'no-post']);
    const security = await product.signIn('spc-security');
    expect((await security.post('/api/people', { username: 'other-one', name: '某', password: strong })).status).toBe(
      403,
    );
  });
  it('are separate persons, and hold no other post: the database refuses, whoever asks', async () => {
    const security = await product.signIn('spc-security');
    const { items } = (await security.get<{ items: { id: string; username: string }[] }>('/api/people?q=spc-')).body;
    const of = (username: string): string => items.find((one) => one.username === username)?.id ?? '';
    for (const [username, role] of [
      ['spc-system', 'audit-admin'],
      ['spc-audit', 'judge'],
      ['spc-bureau', 'system-admin'],
    ] as const) {
      const answer = await security.post(`/api/people/${of(username)}/posts`, { role, court: '最高法' });
      expect([username, answer.status, answer.body['code']]).toEqual([username, 409, 'administrators-separate']);
    }
    await expect(
      product.rows(
        `insert into post (id, person_id, role, court) select gen_random_uuid(), id, 'judge', '最高法' from person where username = 'spc-audit'`,
      ),
    ).rejects.toThrow('an administrator holds no other role');
  });
  it('grant nothing to themselves', async () => {
    const security = await product.signIn('spc-security');
    const { items } = (await security.get<{ items: { id: string }[] }>('/api/people?q=spc-security')).body;
    const answer = await security.post(`/api/people/${items[0]?.id ?? ''}/posts`, {
      role: 'security-admin',
      court: '粤',
    });
    expect([answer.status, answer.body['code']]).toEqual([409, 'not-oneself']);
  });
});

describe('the second factor', () => {
  it('is needed by default, is enrolled once, and each code works once', async () => {
    await hire('factor-one', 'judge', '粤03');
    const { secret } = await enter('factor-one');
    const used = await signIn('factor-one', own, { code: generateSync({ secret }) });
    expect([used.status, used.body.code]).toEqual([401, 'second-factor-wrong']);
    const without = await signIn('factor-one', own);
    expect([without.status, without.body.code]).toEqual([401, 'second-factor-needed']);
    expect(without.text).not.toContain('secret');
  });
  it('is kept sealed', async () => {
    await hire('factor-two', 'judge', '粤03');
    const { secret } = await enter('factor-two');
    const [row] = await product.rows<{ second_factor: string }>(
      `select second_factor from person where username = 'factor-two'`,
    );
    expect(row?.second_factor).toMatch(/^x1\.aes\./);
    expect(row?.second_factor).not.toContain(secret);
  });
});

describe('the lock', () => {
  it('closes after five failures, whatever address a header claims, and the right password does not open it', async () => {
    const answers: string[] = [];
    for (let i = 0; i < 6; i += 1)
      answers.push(
        (
          await signIn(
            'gd-coordinator',
            'wrong',
            {},
            { 'x-forwarded-for': `10.0.0.${i}`, forwarded: `for=10.1.1.${i}` },
          )
        ).body.code,
      );
    expect(answers).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-locked', 'sign-in-locked']);
    expect((await signIn('gd-coordinator', 'test-password', {}, { 'x-real-ip': '192.0.2.1' })).body.code).toBe(
      'sign-in-locked',
    );
  });
  it('says the same of names that nobody has', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await signIn('nobody-at-all', 'wrong')).body.code);
    expect(codes).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-locked', 'sign-in-locked']);
  });
});

describe('a session', () => {
  it('dies at the next request when its person is disabled, and its stream of events within five seconds', async () => {
    const judge = await product.signIn('nb-judge');
    const stream = await fetch(`${product.base}/api/events`, { headers: { authorization: `Bearer ${judge.token}` } });
    const reader = stream.body?.getReader();
    const ended = (async (): Promise<number> => {
      while (!(await reader?.read())?.done);
      return Date.now();
    })();
    const [row] = await product.rows<{ id: string }>(`select id from person where username = 'nb-judge'`);
    const system = await product.signIn('spc-system');
    const at = Date.now();
    expect((await system.post(`/api/people/${row?.id ?? ''}/disable`, because)).status).toBe(200);
    const next = await judge.get('/api/me');
    expect([next.status, next.body['code']]).toEqual([401, 'sign-in-needed']);
    expect((await ended) - at).toBeLessThan(5_000);
    expect((await signIn('nb-judge', 'test-password')).body.code).toBe('sign-in-failed');
  });
  it('dies when the security administrator ends it, when its post ends, and after thirty idle minutes', async () => {
    const security = await product.signIn('spc-security');
    const ended = await product.signIn('cq1-judge');
    const { items } = (await security.get<{ items: { id: string }[] }>('/api/sessions?q=cq1-judge')).body;
    expect((await security.post(`/api/sessions/${items[0]?.id ?? ''}/end`, because)).status).toBe(204);
    expect((await ended.get('/api/me')).status).toBe(401);

    const id = await hire('post-ends', 'judge', '粤03');
    const { person } = await enter('post-ends');
    const { posts } = (await security.get<{ posts: { id: string }[] }>(`/api/people/${id}`)).body;
    expect((await security.post(`/api/posts/${posts[0]?.id ?? ''}/end`, because)).status).toBe(200);
    expect((await person.get('/api/me')).body['code']).toBe('no-post');

    const idle = await product.signIn('cq-coordinator');
    await product.rows(
      `update session s set seen_at = clock_timestamp() - interval '31 minutes' from person p where p.id = s.person_id and p.username = 'cq-coordinator'`,
    );
    expect((await idle.get('/api/me')).status).toBe(401);
  });
  it('of others dies when the password changes, and its own stays', async () => {
    await hire('new-secret', 'judge', '粤03');
    const { person, secret } = await enter('new-secret');
    await product.rows(`update person set second_factor_step = second_factor_step - 1 where username = 'new-secret'`);
    const other = await signIn('new-secret', own, { code: generateSync({ secret }) });
    const elsewhere = new Person(product, other.body.accessToken);
    expect((await person.post('/api/me/password', { current: own, next: 'short' })).status).toBe(422);
    expect((await person.post('/api/me/password', { current: own, next: 'Another-Horse-8' })).status).toBe(204);
    expect([(await person.get('/api/me')).status, (await elsewhere.get('/api/me')).status]).toEqual([200, 401]);
  });
});

describe('a post', () => {
  it('is acted in one at a time, and switched', async () => {
    const [row] = await product.rows<{ id: string }>(`select id from person where username = 'dp-judge'`);
    const security = await product.signIn('spc-security');
    expect((await security.post(`/api/people/${row?.id ?? ''}/posts`, { role: 'chief', court: '川14' })).status).toBe(
      201,
    );
    const judge = await product.signIn('dp-judge');
    type Me = { role: string; court: string; posts: { id: string; role: string }[]; may: string[] };
    const before = (await judge.get<Me>('/api/me')).body;
    expect([before.role, before.court, before.posts.map((post) => post.role)]).toEqual([
      'judge',
      '川1402',
      ['judge', 'chief'],
    ]);
    const after = await judge.post<Me>('/api/me/post', { post: before.posts[1]?.id });
    expect([after.body.role, after.body.court]).toEqual(['chief', '川14']);
    const foreign = await product.rows<{ id: string }>(
      `select o.id from post o join person p on p.id = o.person_id where p.username = 'sz-judge'`,
    );
    expect((await judge.post('/api/me/post', { post: foreign[0]?.id })).status).toBe(404);
  });
  it('is lent for at most thirty days, shows both names in the docket, counts as one hand, and ends by itself', async () => {
    const { items } = await dispatched(product, rowOf('100189316647141796'));
    const [item] = [...items.values()];
    if (!item) throw new Error('no item');
    const [duty, chief, judge, clerk] = (await Promise.all(
      ['duty', 'chief', 'judge', 'clerk'].map((role) => product.signIn(`yue0304-${role}`)),
    )) as [Person, Person, Person, Person];
    const tooLong = await judge.post('/api/me/delegations', {
      to: 'yue0304-clerk',
      from: soon(0),
      until: soon(24 * 31),
      ...because,
    });
    expect(tooLong.status).toBe(422);
    const lent = await judge.post<{ id: string; post: string }>('/api/me/delegations', {
      to: 'yue0304-clerk',
      from: soon(-0.1),
      until: soon(2),
      ...because,
    });
    expect([lent.status, lent.body.post !== '']).toEqual([201, true]);

    await duty.act(item.id, 'sign');
    await chief.act(item.id, 'assign', { judge: '甲' });
    const deputy = await product.signIn('yue0304-clerk');
    const me = await deputy.post<{ role: string; actsFor: string; name: string }>('/api/me/post', {
      post: lent.body.post,
      delegation: lent.body.id,
    });
    expect([me.status, me.body.role]).toEqual([200, 'judge']);
    const facts = (await deputy.get<{ facts: Record<string, string> }>(`/api/matters/${item.id}`)).body.facts;
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const { caseNo = '', accountTail = '', actual = '' } = facts;
    await deputy.upload(`/api/matters/${item.id}/documents?kind=lifting-ruling`, 'r.pdf', paper);
    const ruled = await deputy.act(item.id, 'rule', {
      rulingNo: `${caseNo}之一`,
      rulingDate: day,
      accountTail,
      amount: actual,
      freezeCaseNo: caseNo,
    });
    expect([ruled.status, ruled.text.slice(0, 80)]).toEqual([200, ruled.text.slice(0, 80)]);
    const { items: entries } = (
      await judge.get<{ items: { actor: { name: string } }[] }>(`/api/matters/${item.id}/docket`)
    ).body;
    expect(entries[0]?.actor.name).toBe(`${me.body.name}代${me.body.actsFor}`);

    // The deputy records the receipt in the lent post; neither the deputy nor the holder confirms it.
    await deputy.upload(`/api/matters/${item.id}/documents?kind=assistance-notice`, 'n.pdf', paper);
    await deputy.act(item.id, 'notify', { noticeNo: '通1', sentOn: day, channel: 'online' });
    await deputy.upload(`/api/matters/${item.id}/documents?kind=bank-receipt`, 'b.pdf', paper);
    const recorded = await deputy.act(item.id, 'recordReceipt', {
      receiptNo: '回1',
      receivedOn: day,
      accountTail,
      amount: actual,
    });
    expect([recorded.status, recorded.text.slice(0, 60)]).toEqual([200, recorded.text.slice(0, 60)]);
    const holder = await judge.act(item.id, 'confirm');
    expect([holder.status, holder.body['code']]).toEqual([422, (await deputy.act(item.id, 'confirm')).body['code']]);

    expect((await judge.post(`/api/me/delegations/${lent.body.id}/revoke`)).status).toBe(204);
    expect((await deputy.get('/api/me')).body['code']).toBe('no-post');
    void clerk;
  });
});

describe('an exclusion', () => {
  it('beats everything, is lifted by a superior only, and the post’s other officers stay', async () => {
    const { id } = await dispatched(product, rowOf(otherAccount));
    const [judge, chief, coordinator] = await Promise.all(
      ['sz-judge', 'sz-chief', 'spc-bureau'].map((name) => product.signIn(name)),
    );
    if (!judge || !chief || !coordinator) throw new Error('nobody');
    expect((await judge.post(`/api/matters/${id}/exclusions/mine`, because)).status).toBe(204);
    const after = await judge.get(`/api/matters/${id}`);
    expect([after.status, after.body['code']]).toEqual([403, 'excluded']);
    expect(
      (await judge.get<{ items: { id: string }[] }>('/api/matters?desk=campaigns')).body.items.map((one) => one.id),
    ).not.toContain(id);
    expect((await judge.post(`/api/matters/${id}/actions/close`, { input: {} }, { revision: 1 })).body['code']).toBe(
      'excluded',
    );
    expect((await chief.get(`/api/matters/${id}`)).status).toBe(200);
    const { exclusions } = (await chief.get<{ exclusions: { id: string }[] }>(`/api/matters/${id}/access`)).body;
    const path = `/api/matters/${id}/exclusions/${exclusions[0]?.id ?? ''}/lift`;
    expect((await chief.post(path, because)).status).toBe(403);
    expect((await coordinator.post(path, because)).status).toBe(200);
    expect((await judge.get(`/api/matters/${id}`)).status).toBe(200);
  });
});

describe('a reveal', () => {
  it('shows one number for a purpose, and is logged before it answers', async () => {
    const csv = rowOf('440339798525809857');
    const { items } = await dispatched(product, csv);
    const [item] = [...items.values()];
    const [account] = await product.rows<{ id: string; sealed_number: string }>(
      'select a.id, a.sealed_number from account a join account_freeze f on f.account_id = a.id join matter m on m.subject_id = f.id where m.id = $1',
      [item?.id],
    );
    expect(account?.sealed_number).toMatch(/^x1\.aes\./);
    const clerk = await product.signIn('yue0304-clerk');
    const at = `/api/accounts/${account?.id ?? ''}`;
    expect((await clerk.get(at)).text).not.toContain('440339798525809857');
    expect((await clerk.post(`${at}/reveal`, { purpose: '短' })).status).toBe(422);
    const shown = await clerk.post<{ number: string }>(`${at}/reveal`, { purpose: '核对协助解冻通知书的账号' });
    expect([shown.status, shown.body.number]).toEqual([200, '440339798525809857']);
    const audit = await product.signIn('spc-audit');
    const { items: lines } = (
      await audit.get<{ items: { operation: string; outcome: string; purpose: string }[] }>(
        `/api/audit?operation=revealAccount&object=${account?.id ?? ''}`,
      )
    ).body;
    expect(lines.map((line) => [line.outcome, line.purpose])).toContainEqual(['shown', '核对协助解冻通知书的账号']);
  });
  it('leaves a trail that the application can neither change nor remove', async () => {
    await until(async () => (await product.rows('select 1 from access_log limit 1')).length === 1);
    for (const sql of ['delete from access_log', `update access_log set name = 'x'`])
      await expect(product.house.db.rows({ text: sql })).rejects.toMatchObject({ code: '42501' });
  });
});
