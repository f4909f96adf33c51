import { generateSync } from 'otplib';
import { latinCourt } from '../src/demo/people';
import { closeHouse, openHouse } from '../src/house';
import { openHttpServer } from '../src/http-server';
import { makeLog } from '../src/platform/telemetry/log';
import { dispatched, Person, Product, sheetOf, until } from './product';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

const because = { reason: '测试所需的理由' };
const oneRow = (): string => {
  const [head = '', ...rows] = sheetOf().split('\n');
  return `${head}\n${rows.find((row) => /,0\r?$/.test(row)) ?? ''}\n`;
};
const idOf = async (username: string): Promise<string> =>
  (await product.rows<{ id: string }>('select id from person where username = $1', [username]))[0]?.id ?? '';

/** A second HTTP server of the same house: another process, as far as the house can tell. */
const another = async (): Promise<{ base: string; stop: () => Promise<void> }> => {
  const house = await openHouse(product.house.config, 'another');
  const server = await openHttpServer(house, makeLog('test'));
  await server.app.listen(0, '127.0.0.1');
  return {
    base: (await server.app.getUrl()).replace('[::1]', '127.0.0.1'),
    stop: async () => {
      await server.close();
      await closeHouse(house);
    },
  };
};
const knock = async (
  base: string,
  username: string,
  password: string,
  more: { code?: string; from?: string } = {},
): Promise<{ status: number; code: string; text: string; headers: string[] }> => {
  const answer = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(more.from ? { 'x-forwarded-for': more.from, 'x-real-ip': more.from, forwarded: `for=${more.from}` } : {}),
    },
    body: JSON.stringify({ username, password, ...(more.code ? { code: more.code } : {}) }),
  });
  const text = await answer.text();
  const { code } = JSON.parse(text) as { code?: string };
  return { status: answer.status, code: code ?? 'in', text, headers: [...answer.headers.keys()].sort() };
};
const past = (username: string, minutes: number): Promise<unknown> =>
  product.rows(
    `update sign_in_failure set locked_until = locked_until - make_interval(mins => $2) where username = $1`,
    [username, minutes],
  );

describe('the lock of a name', () => {
  it('holds over addresses, two servers and a restart for fifteen minutes, and then opens', async () => {
    let second = await another();
    const bases = [product.base, second.base];
    const codes: string[] = [];
    for (let i = 0; i < 5; i += 1)
      codes.push((await knock(bases[i % 2] ?? '', 'gd-coordinator', 'wrong', { from: `203.0.113.${i}` })).code);
    expect(codes).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-locked']);
    await second.stop();
    second = await another();
    for (const base of [product.base, second.base])
      expect((await knock(base, 'gd-coordinator', 'test-password', { from: '198.51.100.1' })).code).toBe(
        'sign-in-locked',
      );
    await past('gd-coordinator', 14);
    expect((await knock(second.base, 'gd-coordinator', 'test-password')).code).toBe('sign-in-locked');
    await past('gd-coordinator', 1);
    expect((await knock(second.base, 'gd-coordinator', 'test-password')).code).toBe('in');
    await second.stop();
  });

  it('closes before a right guess that ran beside wrong ones, however many run at once', async () => {
    const guesses = Array.from({ length: 30 }, (_none, i) => (i === 29 ? 'test-password' : `wrong-${i}`));
    const codes = await Promise.all(guesses.map(async (guess) => (await knock(product.base, 'ls-judge', guess)).code));
    expect(codes).not.toContain('in');
    await product.rows(`delete from sign_in_failure where username = 'ls-judge'`);
  });

  it('counts wrong codes of the second factor too, together with wrong passwords', async () => {
    const seal = `update person set second_factor_needed = true where username = 'ftz-judge'`;
    await product.rows(seal);
    const enrol = JSON.parse((await knock(product.base, 'ftz-judge', 'test-password')).text) as {
      enrol: { secret: string };
    };
    const codes: string[] = [];
    for (let i = 0; i < 2; i += 1) codes.push((await knock(product.base, 'ftz-judge', 'wrong')).code);
    for (let i = 0; i < 3; i += 1)
      codes.push((await knock(product.base, 'ftz-judge', 'test-password', { code: `00000${i}` })).code);
    expect(codes).toEqual([
      'sign-in-failed',
      'sign-in-failed',
      'second-factor-wrong',
      'second-factor-wrong',
      'sign-in-locked',
    ]);
    const code = generateSync({ secret: enrol.enrol.secret });
    expect((await knock(product.base, 'ftz-judge', 'test-password', { code })).code).toBe('sign-in-locked');
  });

  it('answers for a name that somebody has and for one that nobody has in the same words and headers', async () => {
    for (let i = 0; i < 6; i += 1) {
      const [known, unknown, disabled] = await Promise.all(
        ['dp-clerk', 'nobody-there', 'nb-clerk'].map((name) => knock(product.base, name, 'wrong')),
      );
      expect(unknown).toEqual(known);
      expect(disabled).toEqual(known);
      if (i === 0) await product.rows(`update person set disabled_at = clock_timestamp() where username = 'nb-clerk'`);
    }
  });
});

/** An open stream of events: what it said so far, and when it ended. */
const listen = async (who: Person): Promise<{ said: () => string; ended: Promise<number> }> => {
  const stream = await fetch(`${product.base}/api/events`, {
    headers: { authorization: `Bearer ${who.token}` },
    signal: AbortSignal.timeout(20_000),
  });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const ended = (async (): Promise<number> => {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
    return performance.now();
  })();
  return { said: () => text, ended };
};
const withinFive = async (who: Person, act: () => Promise<{ status: number }>): Promise<void> => {
  const { ended } = await listen(who);
  expect((await act()).status).toBeLessThan(300);
  const from = performance.now();
  expect((await ended) - from).toBeLessThan(5_000);
};

describe('an open stream of events closes within five seconds', () => {
  it('after its post ended', async () => {
    const security = await product.signIn('spc-security');
    const judge = await product.signIn('cq1-judge');
    const { post } = (await judge.get<{ post: string }>('/api/me')).body;
    await withinFive(judge, () => security.post(`/api/posts/${post}/end`, because));
  });
  it('after its session was ended by another, by oneself elsewhere, and at the sign-out', async () => {
    const security = await product.signIn('spc-security');
    const [one, two, three] = [
      await product.signIn('sz-chief'),
      await product.signIn('sz-chief'),
      await product.signIn('sz-chief'),
    ];
    const own = async (who: Person): Promise<string> =>
      (await who.get<{ id: string; own: boolean }[]>('/api/me/sessions')).body.find((session) => session.own)?.id ?? '';
    const [first, second] = [await own(one), await own(two)];
    await Promise.all([
      withinFive(one, () => security.post(`/api/sessions/${first}/end`, because)),
      withinFive(two, () => three.post(`/api/me/sessions/${second}/end`)),
      withinFive(three, () => three.post('/api/sign-out')),
    ]);
    for (const who of [one, two, three]) expect((await who.get('/api/me')).status).toBe(401);
  });
  it('after a grant that let its court into a coordination was revoked; until then it told of it', async () => {
    const { id, items } = await dispatched(product, oneRow());
    const [item] = [...items.values()];
    const officer = await product.signIn(`${latinCourt(item?.court ?? '')}-duty`);
    await product.settled();
    const bureau = await product.signIn('spc-bureau');
    const reader = await product.signIn('dp-judge');
    const granted = await bureau.post<{ grants: { id: string }[] }>(`/api/matters/${id}/grants`, {
      court: '川1402',
      until: new Date(Date.now() + 3_600_000).toISOString(),
      purpose: '协助核对冻结顺位',
    });
    expect(granted.status).toBe(201);
    expect((await reader.get(`/api/matters/${id}`)).status).toBe(200);
    const { said } = await listen(reader);
    expect((await officer.act(item?.id ?? '', 'sign')).status).toBe(200);
    await until(() => Promise.resolve(said().includes(item?.id ?? '–')));
    const path = `/api/matters/${id}/grants/${granted.body.grants[0]?.id ?? ''}/revoke`;
    await withinFive(reader, () => bureau.post(path, because));
    expect((await reader.get(`/api/matters/${id}`)).status).toBe(404);
  });
});

describe('a copied cookie', () => {
  it('is dead at the first request after the sign-out, on every server', async () => {
    const second = await another();
    const answer = await fetch(`${product.base}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'sz-judge', password: 'test-password' }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const ask = async (base: string, path: string, method = 'GET'): Promise<number> =>
      (await fetch(base + path, { method, headers: { cookie } })).status;
    expect([await ask(product.base, '/api/me'), await ask(second.base, '/api/me')]).toEqual([200, 200]);
    expect(await ask(product.base, '/api/sign-out', 'POST')).toBe(204);
    expect([await ask(second.base, '/api/me'), await ask(product.base, '/api/me')]).toEqual([401, 401]);
    await second.stop();
  });
  it('is dead at the first request after the disablement', async () => {
    const clerk = await product.signIn('sz-assistant');
    const system = await product.signIn('spc-system');
    expect((await clerk.get('/api/me')).status).toBe(200);
    expect((await system.post(`/api/people/${await idOf('sz-assistant')}/disable`, because)).status).toBe(200);
    expect((await clerk.get('/api/me')).status).toBe(401);
  });
});
