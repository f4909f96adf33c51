import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { judge, type MeView, policy, type PolicyView, relations, roles } from '@xiezhi/contract';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { meaningOf } from './admin/audit';
import { cellOf, humanized, linesOf } from './admin/policy-cell';
import { mayEver } from './data/access';
import { Api } from './data/api';
import { Idle } from './data/idle';
import { homeOf, menuOf } from './data/menu';
import { Session } from './data/session';
import { Tabs, type TabWord } from './data/tabs';
import { secondsUntil } from './matter/access/reveal';
import { rulesOf } from './people/password';
import { pathOf } from './shell/second-factor';
import { fieldOf, instantOf } from './ui/parts/when';

/** What a server would answer, by path; and what it was asked. */
const asked: [string, unknown][] = [];
let answers: Readonly<Record<string, { status?: number; body: unknown }>> = {};
const told: TabWord[] = [];
let hearers: ((word: TabWord) => void)[] = [];
const otherTab: Pick<Tabs, 'tell' | 'hear'> = {
  tell: (word) => void told.push(word),
  hear: (listener) => void hearers.push(listener),
};

const me = (more: Partial<MeView>): MeView => ({
  id: 'p',
  username: 'li',
  name: '李某',
  role: 'clerk',
  roleName: { zh: '书记员', en: 'Clerk' },
  court: '粤0304',
  courtName: '福田',
  actsFor: null,
  post: 'own',
  posts: [],
  may: ['desk', 'matters', 'events', 'openMatter'],
  idleMinutes: 30,
  endsAt: '2026-01-20T20:00:00+08:00',
  ...more,
});

beforeEach(() => {
  asked.length = 0;
  told.length = 0;
  hearers = [];
  answers = {};
  globalThis.fetch = ((path: string, init: RequestInit) => {
    asked.push([path, init.body === undefined ? undefined : JSON.parse(init.body as string)]);
    const { status = 200, body } = answers[path] ?? { body: {} };
    return Promise.resolve({
      ok: status < 300,
      status,
      text: async () => JSON.stringify(body),
      json: async () => body,
    });
  }) as unknown as typeof fetch;
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', children: [] }]), { provide: Tabs, useValue: otherTab }],
  });
});

describe('a session in a post', () => {
  it('acts in a lent post from the moment the server says so, and tells the other tabs', async () => {
    const session = TestBed.inject(Session);
    session.person.set(me({}));
    answers = { '/api/me/post': { body: me({ post: 'lent', actsFor: '张某', role: 'judge', may: ['desk'] }) } };
    const post = { id: 'lent', delegation: { id: 'd', by: '张某', until: '' } } as MeView['posts'][number];
    await session.actAs(post);
    expect(asked).toEqual([['/api/me/post', { post: 'lent', delegation: 'd' }]]);
    expect([session.person()?.actsFor, session.may('desk'), session.may('openMatter')]).toEqual(['张某', true, false]);
    expect(told).toEqual([{ kind: 'post' }]);
  });
  it('follows when another tab changed the post', async () => {
    const session = TestBed.inject(Session);
    session.person.set(me({}));
    answers = { '/api/me': { body: me({ post: 'second' }) } };
    hearers.forEach((hear) => hear({ kind: 'post' }));
    await new Promise((resume) => setTimeout(resume));
    expect(session.person()?.post).toBe('second');
  });
  it.each([
    ['sign-in-needed', 401, 'ended'],
    ['no-post', 403, 'no-post'],
  ])('is over when any request is answered %s', async (code, status, why) => {
    const session = TestBed.inject(Session);
    session.person.set(me({}));
    answers = { '/api/desk': { status, body: { code, status, title: '', type: '' } } };
    await TestBed.inject(Api)
      .get('/desk')
      .catch(() => undefined);
    expect([session.person(), told]).toEqual([undefined, [{ kind: 'over', why }]]);
  });
  it('is not over for a wrong password, nor for what a post may not do', async () => {
    const session = TestBed.inject(Session);
    session.person.set(me({}));
    answers = {
      '/api/me/password': { status: 401, body: { code: 'sign-in-failed', status: 401, title: '', type: '' } },
      '/api/desk': { status: 403, body: { code: 'not-for-your-role', status: 403, title: '', type: '' } },
    };
    const api = TestBed.inject(Api);
    await Promise.all([api.post('/me/password').catch(() => undefined), api.get('/desk').catch(() => undefined)]);
    expect(session.person()).toBeDefined();
  });
  it('begins on the first page that the policy gives', () => {
    expect(homeOf(me({}))).toBe('/desk');
    expect(homeOf(me({ role: 'audit-admin', may: ['audit', 'procedures', 'people'] }))).toBe('/admin/people');
    expect(homeOf(undefined)).toBe('/account');
    expect(menuOf(me({})).map(({ to }) => to)).toEqual(['/desk', '/matters', '/matters/new']);
    expect(menuOf(me({ role: 'chief' })).map(({ to }) => to)).toEqual(['/desk', '/matters']);
  });
});

describe('idleness', () => {
  let over = 0;
  let idle: Idle;
  const minutes = (n: number): void => void jest.advanceTimersByTime(n * 60_000);
  const press = (): void => void document.dispatchEvent(new Event('keydown'));
  const ask = (): void => void TestBed.inject(Api).get('/desk');
  beforeEach(() => {
    jest.useFakeTimers();
    over = 0;
    idle = TestBed.inject(Idle);
    idle.start(30, () => (over += 1));
  });
  afterEach(() => {
    idle.stop();
    jest.useRealTimers();
  });
  it('warns two minutes before the server has forgotten, and counts down to the end once', () => {
    minutes(26.9);
    expect(idle.left()).toBeUndefined();
    minutes(0.1);
    expect(idle.left()).toBe(120);
    minutes(1);
    expect([idle.left(), over]).toEqual([60, 0]);
    minutes(1);
    expect([idle.left(), over]).toEqual([undefined, 1]);
    minutes(60);
    expect(over).toBe(1);
  });
  it('ends with a request that a hand led to', () => {
    minutes(28);
    press();
    ask();
    expect(idle.left()).toBeUndefined();
    minutes(26);
    expect([idle.left(), over]).toEqual([undefined, 0]);
    expect(told).toContainEqual(expect.objectContaining({ kind: 'active' }));
  });
  it('does not end with what a page asks by itself, nor with a key that asks for nothing', () => {
    minutes(20);
    press();
    minutes(1);
    ask();
    minutes(8);
    expect(over).toBe(1);
  });
  it('ends here when somebody works in another tab', () => {
    minutes(28);
    hearers.forEach((hear) => hear({ kind: 'active', at: Date.now() }));
    expect(idle.left()).toBeUndefined();
    minutes(20);
    expect(over).toBe(0);
  });
});

describe('who may see what', () => {
  const view: PolicyView = {
    roles,
    relations,
    classes: {},
    outcomes: {},
    operations: {},
    lines: policy.map((line) => ({
      id: line.id,
      operations: [...line.operations],
      roles: [...line.roles],
      relations: [...(line.relations ?? [])],
      classes: line.relations ? [...(line.classes ?? ['ordinary'])] : [],
      outcome: line.outcome,
      why: line.why,
    })),
  };
  const lines = linesOf(view);
  it('says in every cell what the gate says', () => {
    const differing: string[] = [];
    for (const operation of new Set(policy.flatMap((line) => line.operations)))
      for (const role of Object.keys(roles))
        for (const relation of [undefined, ...(Object.keys(relations) as (keyof typeof relations)[])])
          for (const classification of ['ordinary', 'restricted'] as const) {
            const place = { operation, role, classification, ...(relation === undefined ? {} : { relation }) };
            const { outcome } = cellOf(lines, place);
            const gate = judge({
              operation,
              role,
              classification,
              relations: relation === undefined ? [] : [relation],
            });
            if (outcome !== gate) differing.push(`${operation} ${role} ${relation} ${classification}`);
          }
    expect(differing).toEqual([]);
  });
  it('names the lines that say so, and for a refusal those by which one knows of it', () => {
    const ordinary = { classification: 'ordinary' };
    const full = cellOf(lines, { operation: 'matter', role: 'clerk', relation: 'lead', ...ordinary });
    expect([full.outcome, full.lines.map(({ id }) => id)]).toEqual(['full', ['own-cases']]);
    const refused = cellOf(lines, { operation: 'docket', role: 'clerk', relation: 'peer', ...ordinary });
    expect([refused.outcome, refused.lines, refused.known.map(({ id }) => id)]).toEqual(['refused', [], ['peer']]);
    const hidden = cellOf(lines, { operation: 'matter', role: 'bank', relation: 'none', ...ordinary });
    expect([hidden.outcome, hidden.lines, hidden.known]).toEqual(['hidden', [], []]);
  });
  it('shows no button that a role may never use', () => {
    expect(mayEver(view, 'chief', 'classify')).toBe(true);
    expect(mayEver(view, 'judge', 'classify')).toBe(false);
    expect(mayEver(view, 'clerk', 'challengeAccess')).toBe(false);
    expect(mayEver(undefined, 'chief', 'classify')).toBe(false);
  });
  it('reads operation names as English', () => expect(humanized('challengeAccess')).toBe('challenge access'));
});

describe('small rules', () => {
  it('tells which rules a new password keeps', () =>
    expect(
      ['short1A', 'longenoughbutplain', 'Longenough12', 'Correct-Horse-9'].map((text) =>
        rulesOf(text).map(({ kept }) => kept),
      ),
    ).toEqual([
      [false, true],
      [true, false],
      [true, true],
      [true, true],
    ]));
  it('draws a picture that a camera reads as the secret', () => {
    const uri = 'otpauth://totp/%E5%8D%8F%E6%89%A7:li?secret=JBSWY3DPEHPK3PXP&issuer=%E5%8D%8F%E6%89%A7';
    const drawn = pathOf(encodeQR(uri, 'raw'));
    const dark = new Set([...drawn.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
    const side = encodeQR(uri, 'raw').length;
    const scale = 4;
    const data = new Uint8Array((side * scale) ** 2 * 4).fill(255);
    for (let y = 0; y < side * scale; y += 1)
      for (let x = 0; x < side * scale; x += 1)
        if (dark.has(`${Math.floor(x / scale)} ${Math.floor(y / scale)}`))
          data.fill(0, (y * side * scale + x) * 4, (y * side * scale + x) * 4 + 3);
    expect(decodeQR({ width: side * scale, height: side * scale, data })).toBe(uri);
  });
  it('hides a number after what the server says, and after five minutes whatever this clock says', () => {
    const now = Date.parse('2026-01-20T10:00:00+08:00');
    expect(
      ['2026-01-20T10:04:30+08:00', '2026-01-20T09:00:00+08:00', '2026-01-20T12:00:00+08:00'].map((until) =>
        secondsUntil(until, now),
      ),
    ).toEqual([270, 300, 300]);
  });
  it('means the court’s time, whatever the browser’s', () => {
    expect(fieldOf(Date.parse('2026-01-20T01:30:00Z'))).toBe('2026-01-20T09:30');
    expect(Date.parse(instantOf('2026-01-20T09:30'))).toBe(Date.parse('2026-01-20T01:30:00Z'));
    expect(fieldOf(Number.NaN)).toBe('');
  });
  it('says what an outcome of the log means', () =>
    expect(['200', '204', 'shown', '403', '429', '500'].map(meaningOf)).toEqual([
      'done',
      'done',
      'done',
      'refused',
      'refused',
      'failed',
    ]));
});
