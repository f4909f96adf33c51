import { generateSync } from 'otplib';
import { Browser, client, freePort, IdentityProvider, type Login } from './identity-provider';
import { Person, Product } from './product';

let provider: IdentityProvider;
let product: Product;
let base: string;

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  provider = await IdentityProvider.start([
    `${base}/api/sign-in/callback/house`,
    `${base}/api/sign-in/callback/second`,
  ]);
  const house = {
    id: 'house',
    name: { zh: '法院统一身份', en: 'Court identity' },
    issuer: provider.issuer,
    clientId: client.id,
    clientSecret: client.secret,
    claim: 'sub',
    scope: 'openid',
    origins: [],
    strong: { acr: ['two-factors'], amr: ['mfa'] },
  };
  product = await Product.start(new Set(), {
    port,
    origin: base,
    providers: [
      house,
      { ...house, id: 'second' },
      // The same server under another name: its own document says another issuer.
      { ...house, id: 'pretender', issuer: provider.issuer.replace('127.0.0.1', 'localhost') },
      { ...house, id: 'absent', issuer: `http://127.0.0.1:${await freePort()}` },
    ],
  });
});
afterAll(async () => {
  await product.stop();
  await provider.stop();
});

const strong = 'Correct-Horse-9';
const because = { reason: '凭人事系统工号核对' };
const begin = (to = '/matters?desk=due', id = 'house'): string =>
  `${base}/api/sign-in/providers/${id}?to=${encodeURIComponent(to)}`;
const isCallback = (url: string): boolean => url.startsWith(`${base}/api/sign-in/callback/`);
const isPage = (url: string): boolean => url.startsWith(base) && !url.includes('/api/');
const refusal = (code: string): string => `${base}/sign-in?refused=${code}`;

/** The whole way through the provider, as somebody: to the page that the product sends the browser to. */
const enter = (browser: Browser, login: Login, to?: string): Promise<string> => {
  provider.next = login;
  return browser.follow(begin(to), isPage);
};
const me = async (browser: Browser): Promise<{ status: number; username?: string; passwordDue?: string | null }> => {
  const answer = await browser.open(`${base}/api/me`);
  return { status: answer.status, ...((await answer.json()) as object) };
};
const security = (): Promise<Person> => product.signIn('spc-security');
const idOf = async (username: string): Promise<string> =>
  (await product.rows<{ id: string }>('select id from person where username = $1', [username]))[0]?.id ?? '';
const link = async (username: string, subject: string): Promise<{ status: number; body: Record<string, unknown> }> =>
  (await security()).post(`/api/people/${await idOf(username)}/identities`, { provider: 'house', subject, ...because });
const hire = async (username: string, post: boolean): Promise<string> => {
  const made = await (
    await product.signIn('spc-system')
  ).post<{ id: string }>('/api/people', { username, name: '新人', password: strong });
  if (made.status !== 201) throw new Error(made.text);
  if (post) await (await security()).post(`/api/people/${made.body.id}/posts`, { role: 'judge', court: '粤03' });
  return made.body.id;
};
const sessionsOf = async (username: string): Promise<number> =>
  (await product.rows('select 1 from session s join person p on p.id = s.person_id where p.username = $1', [username]))
    .length;

describe('the sign-in page', () => {
  it('lists the configured providers to anyone, and nothing of their secrets', async () => {
    const answer = await product.send('/api/sign-in/providers', {});
    expect(answer.body).toContainEqual({ id: 'house', name: { zh: '法院统一身份', en: 'Court identity' } });
    expect(answer.text).not.toMatch(/secret|issuer|client/i);
  });
  it('leads nowhere but to the product’s own pages', async () => {
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'evil', ''])
      expect([to, (await new Browser().open(begin(to))).status]).toEqual([to, 422]);
    expect((await new Browser().open(begin('/desk', 'nobody-configured'))).status).toBe(404);
  });
});

describe('somebody whom the security administrator linked', () => {
  it('comes in through the provider, to the page that was asked for, with a session like any other', async () => {
    expect((await link('sz-judge', 'emp-1001')).status).toBe(201);
    const browser = new Browser();
    expect(await enter(browser, { accountId: 'emp-1001' })).toBe(`${base}/matters?desk=due`);
    expect(await me(browser)).toMatchObject({ status: 200, username: 'sz-judge', passwordDue: null });
    expect(browser.cookie(base, 'xz_sign_in')).toBe('');
  });
  it('is sent with PKCE, state and nonce, and gets cookies that scripts and other sites cannot use', async () => {
    const browser = new Browser();
    const first = await browser.open(begin());
    const asked = new URL(first.headers.get('location') ?? '').searchParams;
    expect(first.headers.getSetCookie()[0]).toMatch(
      /^xz_sign_in=[\w-]{43}; Path=\/api\/sign-in; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    provider.next = { accountId: 'emp-1001' };
    const back = await browser.follow(first.headers.get('location') ?? '', isCallback);
    const cookies = (await browser.open(back)).headers.getSetCookie();
    expect(cookies[0]).toMatch(/^xz_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });
  it('keeps nothing readable of a sign-in on its way in the database', async () => {
    const browser = new Browser();
    await browser.open(begin());
    const rows = await product.rows<{ t: string }>(
      'select t::text as t from sign_in_transaction t where person_id is null',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.t).join(' ')).not.toContain(browser.cookie(base, 'xz_sign_in'));
    expect(rows.every((row) => row.t.includes('x1.aes.'))).toBe(true);
  });
});

describe('nobody is let in', () => {
  it('who is not linked, although the subject is the name of somebody', async () => {
    expect(await enter(new Browser(), { accountId: 'sz-clerk' })).toBe(refusal('identity-unknown'));
    expect(await sessionsOf('sz-clerk')).toBe(0);
  });
  it('who is disabled, who holds no post, or whom the provider did not confirm', async () => {
    await link('cq1-judge', 'emp-2001');
    await product.rows(`update person set disabled_at = clock_timestamp() where username = 'cq1-judge'`);
    expect(await enter(new Browser(), { accountId: 'emp-2001' })).toBe(refusal('person-disabled'));
    await hire('postless-one', false);
    await link('postless-one', 'emp-2002');
    expect(await enter(new Browser(), { accountId: 'emp-2002', amr: ['pwd', 'mfa'] })).toBe(refusal('no-post'));
    expect(await enter(new Browser(), { accountId: 'emp-1001', refuses: true })).toBe(refusal('provider-refused'));
  });
  it('with an answer that was used, in the same browser or with a copied cookie', async () => {
    const browser = new Browser();
    provider.next = { accountId: 'emp-1001' };
    const back = await browser.follow(begin(), isCallback);
    const cookie = browser.cookie(base, 'xz_sign_in');
    expect((await browser.open(back)).headers.get('location')).toBe('/matters?desk=due');
    expect((await browser.open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-not-begun');
    const thief = new Browser();
    thief.setCookie(base, 'xz_sign_in', cookie);
    expect((await thief.open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-replayed');
    expect((await me(thief)).status).toBe(401);
  });
  it('with another browser’s answer: no cookie, or another sign-in’s', async () => {
    provider.next = { accountId: 'emp-1001' };
    const back = await new Browser().follow(begin(), isCallback);
    expect((await new Browser().open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-not-begun');
    const victim = new Browser();
    await victim.open(begin());
    expect((await victim.open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-answer-invalid');
    expect((await me(victim)).status).toBe(401);
  });
  it.each([
    ['state', (at: URL) => at.searchParams.set('state', 'x'.repeat(43))],
    ['issuer', (at: URL) => at.searchParams.set('iss', 'https://evil.example')],
    ['code', (at: URL) => at.searchParams.set('code', 'x'.repeat(43))],
    ['provider', (at: URL) => void (at.pathname = '/api/sign-in/callback/second')],
  ])('when the answer’s %s is another', async (_what, tamper) => {
    const browser = new Browser();
    provider.next = { accountId: 'emp-1001' };
    const back = new URL(await browser.follow(begin(), isCallback));
    tamper(back);
    expect((await browser.open(back.href)).headers.get('location')).toBe('/sign-in?refused=sign-in-answer-invalid');
    expect((await me(browser)).status).toBe(401);
  });
  it.each(['nonce', 'code_challenge'])('when the %s that went to the provider was exchanged', async (name) => {
    const browser = new Browser();
    provider.next = { accountId: 'emp-1001' };
    const to = new URL((await browser.open(begin())).headers.get('location') ?? '');
    to.searchParams.set(name, 'A'.repeat(43));
    const back = await browser.follow(to.href, isCallback);
    expect((await browser.open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-answer-invalid');
  });
  it('ten minutes later', async () => {
    const browser = new Browser();
    provider.next = { accountId: 'emp-1001' };
    const back = await browser.follow(begin(), isCallback);
    await product.rows(
      `update sign_in_transaction set ends_at = ends_at - interval '10 minutes' where used_at is null`,
    );
    expect((await browser.open(back)).headers.get('location')).toBe('/sign-in?refused=sign-in-expired');
  });
  it('by a provider that is another than configured, or is not there', async () => {
    for (const id of ['pretender', 'absent'])
      expect((await new Browser().open(begin('/desk', id))).headers.get('location')).toBe(
        '/sign-in?refused=provider-unreachable',
      );
  });
});

describe('the second factor', () => {
  const post = (browser: Browser, body: object): Promise<Response> =>
    browser.open(`${base}/api/sign-in/second-factor`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const said = async (answer: Response): Promise<{ code: string; enrol: { secret: string }; to: string }> =>
    (await answer.json()) as never;

  it('is asked after the provider’s, before any session is there; wrong codes count, the right one works once', async () => {
    await hire('federated-judge', true);
    await link('federated-judge', 'emp-3001');
    const browser = new Browser();
    expect(await enter(browser, { accountId: 'emp-3001' }, '/board')).toBe(`${base}/sign-in?step=second-factor`);
    expect([(await me(browser)).status, await sessionsOf('federated-judge')]).toEqual([401, 0]);
    const { code, enrol } = await said(await post(browser, {}));
    expect(code).toBe('second-factor-enrol');
    expect((await said(await post(browser, { code: '000000' }))).code).toBe('second-factor-wrong');
    const cookie = browser.cookie(base, 'xz_sign_in');
    const entered = await post(browser, { code: generateSync({ secret: enrol.secret }) });
    expect([entered.status, (await said(entered)).to]).toEqual([200, '/board']);
    // The password that the administrator chose was not used, and nothing has to be changed.
    expect(await me(browser)).toMatchObject({ status: 200, username: 'federated-judge', passwordDue: null });
    const thief = new Browser();
    thief.setCookie(base, 'xz_sign_in', cookie);
    expect((await said(await post(thief, { code: '000000' }))).code).toBe('sign-in-replayed');
    expect((await said(await post(new Browser(), { code: '000000' }))).code).toBe('sign-in-not-begun');
  });
  it('locks after five wrong codes, and the right one stays out', async () => {
    const browser = new Browser();
    await enter(browser, { accountId: 'emp-3001' });
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await said(await post(browser, { code: `00000${i}` }))).code);
    expect(codes).toEqual([...Array<string>(4).fill('second-factor-wrong'), 'sign-in-locked', 'sign-in-locked']);
    await product.rows(`delete from sign_in_failure where username = 'federated-judge'`);
  });
  it('is not asked again when the provider says, in words we believe, that it asked for one', async () => {
    for (const login of [
      { accountId: 'emp-3001', amr: ['pwd', 'mfa'] },
      { accountId: 'emp-3001', acr: 'two-factors' },
    ])
      expect([login, await enter(new Browser(), login)]).toEqual([login, `${base}/matters?desk=due`]);
    expect(await enter(new Browser(), { accountId: 'emp-3001', amr: ['pwd'] })).toContain('step=second-factor');
  });
});

describe('a link', () => {
  it('is made by the security administrator alone, with a reason, for others, for one person, at a known provider', async () => {
    const id = await idOf('sz-chief');
    const wish = { provider: 'house', subject: 'emp-4001', ...because };
    expect((await (await product.signIn('spc-system')).post(`/api/people/${id}/identities`, wish)).status).toBe(403);
    const administrator = await security();
    const ask = async (at: string, body: object): Promise<unknown> =>
      (await administrator.post(`/api/people/${at}/identities`, body)).body['code'];
    expect(await ask(id, { provider: 'house', subject: 'emp-4001' })).toBe('input-invalid');
    expect(await ask(id, { ...wish, provider: 'nobody' })).toBe('input-invalid');
    expect(await ask(await idOf('spc-security'), wish)).toBe('not-oneself');
    expect(await ask('00000000-0000-4000-8000-000000000000', wish)).toBe('not-found');
    expect(await ask(id, { ...wish, subject: 'emp-1001' })).toBe('identity-taken');
    expect(await ask(id, wish)).toBeUndefined();
    expect(await ask(id, { ...wish, subject: 'emp-4002' })).toBe('identity-taken');
  });
  it('ends with everything that came in by it, and is kept as what it was', async () => {
    const browser = new Browser();
    await enter(browser, { accountId: 'emp-4001' });
    expect((await me(browser)).status).toBe(200);
    const id = await idOf('sz-chief');
    const administrator = await security();
    const { identities } = (
      await administrator.get<{ identities: { id: string; subject: string }[] }>(`/api/people/${id}`)
    ).body;
    expect(identities.map((one) => one.subject)).toEqual(['emp-4001']);
    const path = `/api/people/${id}/identities/${identities[0]?.id ?? ''}/unlink`;
    expect((await administrator.post(path, because)).status).toBe(200);
    expect((await administrator.post(path, because)).status).toBe(404);
    expect((await administrator.post(`/api/people/${id}/identities/not-an-id/unlink`, because)).status).toBe(404);
    expect((await me(browser)).status).toBe(401);
    expect(await enter(new Browser(), { accountId: 'emp-4001' })).toBe(refusal('identity-unknown'));
    const kept = await product.rows(
      `select 1 from person_identity where subject = 'emp-4001' and unlinked_by is not null`,
    );
    expect(kept.length).toBe(1);
  });
});

it('every way through the provider leaves a line that says what came of it', async () => {
  const lines = await product.rows<{ outcome: string; n: number }>(
    `select outcome, count(*)::int as n from access_log where operation = 'signInAnswer' group by outcome`,
  );
  const outcomes = lines.map((line) => line.outcome);
  expect(outcomes).toEqual(
    expect.arrayContaining(['303', 'second-factor-needed', 'identity-unknown', 'person-disabled', 'sign-in-replayed']),
  );
  const [named] = await product.rows<{ name: string }>(
    `select name from access_log where operation = 'signInAnswer' and outcome = '303' limit 1`,
  );
  expect(named?.name).not.toBe('');
});
