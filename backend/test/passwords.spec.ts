import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Answer, Person, Product } from './product';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-leaked-'));
const leaked = 'Password-12345';
let product: Product;
beforeAll(async () => {
  const file = path.join(folder, 'leaked.txt');
  writeFileSync(
    file,
    `${createHash('sha1').update(leaked).digest('hex').toUpperCase()}:4711\r\n${'0'.repeat(40)}:1\r\n`,
  );
  product = await Product.start(new Set(), { breachedPasswords: file });
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});

const because = { reason: '测试所需的理由' };
const given = 'Given-By-Admin-1';
const idOf = async (username: string): Promise<string> =>
  (await product.rows<{ id: string }>('select id from person where username = $1', [username]))[0]?.id ?? '';
const enter = async (username: string, password: string): Promise<Person> => {
  const answer = await product.send<{ accessToken: string }>('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return new Person(product, answer.body.accessToken);
};
/** A new officer, as two administrators make one; the second factor is another test's. */
const hire = async (username: string): Promise<Person> => {
  const system = await product.signIn('spc-system');
  const made = await system.post<{ id: string }>('/api/people', { username, name: '新人', password: given });
  if (made.status !== 201) throw new Error(made.text);
  const security = await product.signIn('spc-security');
  await security.post(`/api/people/${made.body.id}/posts`, { role: 'judge', court: '粤03' });
  await product.rows('update person set second_factor_needed = false where username = $1', [username]);
  return enter(username, given);
};
type Refused = { code: string; detail: string; detailEn: string };
const change = (who: Person, current: string, next: string): Promise<Answer<Refused>> =>
  who.post<Refused>('/api/me/password', { current, next });
const due = async (who: Person): Promise<unknown> => (await who.get('/api/me')).body['passwordDue'];
/** Nothing but oneself, the change and the way out. */
const confined = async (who: Person): Promise<void> => {
  for (const at of ['/api/matters', '/api/desk', '/api/events', '/api/me/sessions', '/api/policy']) {
    const answer = await who.get<Refused>(at);
    expect([at, answer.status, answer.body.code]).toEqual([at, 403, 'password-change-needed']);
    expect(answer.body.detail).toContain('先修改口令');
    expect(answer.body.detailEn).toContain('change it first');
  }
};

describe('a password that somebody else chose', () => {
  it('lets a new person do nothing but change it, and then everything', async () => {
    const judge = await hire('newly-hired');
    expect(await due(judge)).toBe('foreign');
    await confined(judge);
    expect((await change(judge, given, 'Chosen-By-Myself-1')).status).toBe(204);
    expect([await due(judge), (await judge.get('/api/matters')).status]).toEqual([null, 200]);
  });
  it('is only to be changed after a reset too', async () => {
    const system = await product.signIn('spc-system');
    const reset = await system.post(`/api/people/${await idOf('newly-hired')}/password`, {
      password: given,
      ...because,
    });
    expect(reset.status).toBe(204);
    const judge = await enter('newly-hired', given);
    expect(await due(judge)).toBe('foreign');
    await confined(judge);
    // What the person had before the reset is remembered.
    expect((await change(judge, given, 'Chosen-By-Myself-1')).body.code).toBe('password-used-before');
    expect((await judge.post('/api/sign-out')).status).toBe(204);
  });
});

describe('a password of ninety days', () => {
  it('may only be changed, also in a session that was open before', async () => {
    const judge = await product.signIn('sz-judge');
    const age = (days: number): Promise<unknown> =>
      product.rows(
        `update person set password_set_at = clock_timestamp() - make_interval(days => $1) where username = 'sz-judge'`,
        [days],
      );
    await age(89);
    expect([await due(judge), (await judge.get('/api/matters')).status]).toEqual([null, 200]);
    await age(90);
    expect(await due(judge)).toBe('expired');
    await confined(judge);
    expect((await change(judge, 'test-password', 'Chosen-By-Myself-2')).status).toBe(204);
    expect([await due(judge), (await judge.get('/api/matters')).status]).toEqual([null, 200]);
  });
});

describe('a new password', () => {
  it('is none of the last five, and the sixth may come back', async () => {
    const judge = await hire('changes-often');
    const all = [given, ...[1, 2, 3, 4, 5].map((n) => `Chosen-By-Myself-${n}`)];
    for (let i = 1; i < all.length; i += 1)
      expect((await change(judge, all[i - 1] ?? '', all[i] ?? '')).status).toBe(204);
    for (const before of all.slice(1)) {
      const answer = await change(judge, all[5] ?? '', before);
      expect([before, answer.status, answer.body.code]).toEqual([before, 422, 'password-used-before']);
    }
    expect((await change(judge, all[5] ?? '', given)).status).toBe(204);
    const kept = await product.rows('select 1 from password_history where person_id = $1', [
      await idOf('changes-often'),
    ]);
    expect(kept.length).toBeLessThanOrEqual(5);
  });
  it.each([
    ['too short', 'Short-1', '口令至少12位'],
    ['of two classes', 'abcdefghijkl12', '口令须含大写、小写、数字、符号中的3类'],
    ['too long', `Aa1-${'x'.repeat(260)}`, '口令至多256位'],
  ])('that is %s is refused in words', async (_what, next, words) => {
    const judge = await product.signIn('cq1-judge');
    const answer = await change(judge, 'test-password', next);
    expect([answer.status, answer.body.code]).toEqual([422, 'input-invalid']);
    expect(answer.body.detail).toContain(words);
  });
  it('that has leaked is refused, whoever chooses it', async () => {
    const judge = await product.signIn('cq1-judge');
    expect((await change(judge, 'test-password', leaked)).body.code).toBe('password-breached');
    const system = await product.signIn('spc-system');
    const made = await system.post('/api/people', { username: 'leaky-one', name: '某', password: leaked });
    expect([made.status, made.body['code']]).toEqual([422, 'password-breached']);
    const reset = await system.post(`/api/people/${await idOf('cq1-judge')}/password`, {
      password: leaked,
      ...because,
    });
    expect([reset.status, reset.body['code']]).toEqual([422, 'password-breached']);
  });
  it('needs the present one, whose failures count in the lock', async () => {
    const judge = await product.signIn('cq-coordinator');
    const codes: string[] = [];
    for (let i = 0; i < 5; i += 1) codes.push((await change(judge, 'wrong', 'Chosen-By-Myself-9')).body.code);
    expect(codes).toEqual([...Array<string>(4).fill('sign-in-failed'), 'sign-in-locked']);
    expect((await change(judge, 'test-password', 'Chosen-By-Myself-9')).body.code).toBe('sign-in-locked');
  });
});
