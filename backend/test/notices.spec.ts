import { dispatched, type Person, Product, until } from './product';

interface Notice {
  id: string;
  letter: string;
  caseNo: string | null;
  courtName: string;
  matterId: string | null;
  count: number;
  dueAt: string | null;
  by: string | null;
  at: string;
  readAt: string | null;
}
interface Box {
  items: Notice[];
  next: string | null;
  total: number;
  unread: number;
}

let product: Product;
let campaign: { id: string; items: Map<string, { id: string; court: string }> };
const box = async (person: Person, query = ''): Promise<Box> => (await person.get<Box>(`/api/notices${query}`)).body;
const letters = async (person: Person): Promise<string[]> => (await box(person)).items.map((one) => one.letter);
const told = (letter: string) => async (): Promise<string[]> =>
  (
    await product.rows<{ username: string }>(
      'select p.username from notice n join notice_receipt r on r.notice_id = n.id join person p on p.id = r.person_id where n.letter = $1',
      [letter],
    )
  ).map((row) => row.username);
const itemOf = (court: string): string => [...campaign.items.values()].find((one) => one.court === court)?.id ?? '';
const soon = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const reason = '测试所需的理由';

beforeAll(async () => {
  product = await Product.start();
  campaign = await dispatched(product);
  await product.settled();
}, 120_000);
afterAll(() => product.stop());

describe('a dispatched campaign', () => {
  it('tells the duty officer of each court, who signs, and nobody whom the step does not wait for', async () => {
    const duty = await box(await product.signIn('jing0105-duty'));
    expect(duty.items.map(({ letter, courtName }) => [letter, courtName])).toEqual([
      ['dispatch-order', '北京市朝阳区人民法院'],
    ]);
    expect([duty.unread, duty.total, duty.items[0]?.dueAt !== null]).toEqual([1, 1, true]);
    expect((await box(await product.signIn('jing0105-clerk'))).total).toBe(0);
  });
  it('names a case and a court, and no number of anybody', async () => {
    const text = JSON.stringify(await box(await product.signIn('jing0105-duty')));
    expect(text).toMatch(/（\d{4}）京0105/);
    expect(text).not.toMatch(/\d{12,}(?![\d-]*[0-9a-f]{4}-)/);
  });
  it('tells each person once, however often the effect is answered', async () => {
    const doubled = await product.rows(
      'select person_id, effect_key, court from notice_receipt r join notice n on n.id = r.notice_id group by 1, 2, 3 having count(*) > 1',
    );
    expect(doubled).toEqual([]);
    const before = await product.rows<{ n: number }>('select count(*)::int as n from notice_receipt');
    // The record of the effect was lost with its worker: the same key comes again.
    const [row] = await product.rows<{ id: string; court: string; matters: string[]; by: string }>(
      `select replace(effect_key, 'effect-', '') as id, court, matters, by_person as by from notice where letter = 'dispatch-order' limit 1`,
    );
    await product.rows('delete from effect_run where outbox_id = $1', [row?.id]);
    await product.rows(
      `insert into outbox (id, kind, payload) overriding system value values ($1, 'notify-court', $2)`,
      [
        row?.id,
        JSON.stringify({ letter: 'dispatch-order', to: [{ court: row?.court, matters: row?.matters, by: row?.by }] }),
      ],
    );
    await product.settled();
    expect(await product.rows('select count(*)::int as n from notice_receipt')).toEqual(before);
  });
});

describe('who acts', () => {
  it('tells the other court: a query the lead court, an answer the one that asked', async () => {
    const id = itemOf('沪0106');
    const duty = await product.signIn('hu0106-duty');
    expect((await duty.act(id, 'sign')).status).toBe(200);
    const chief = await product.signIn('hu0106-chief');
    expect((await chief.act(id, 'assign', { judge: '某' })).status).toBe(200);
    const judge = await product.signIn('hu0106-judge');
    expect((await judge.act(id, 'query', { reason: 'papers-wanted', note: '请补文书' })).status).toBe(200);
    await until(async () => (await told('query')()).length > 0);
    expect((await told('query')()).sort()).toEqual(['sz-assistant', 'sz-clerk', 'sz-judge']);
    const clerk = await product.signIn('sz-clerk');
    expect((await clerk.act(id, 'answer', { note: '已补' })).status).toBe(200);
    await until(async () => (await told('answer')()).length > 0);
    expect(await told('answer')()).toContain('hu0106-judge');
  });
  it('is told nothing of the own deed, not even as a deputy of those who are', async () => {
    const chief = await product.signIn('hu0106-chief');
    const lent = await chief.post<{ id: string }>('/api/me/delegations', {
      to: 'sz-assistant',
      from: soon(-1),
      until: soon(2),
      reason,
    });
    expect(lent.status).toBe(201);
    const assistant = await product.signIn('sz-assistant');
    expect((await assistant.act(itemOf('沪0106'), 'urge', { note: '请抓紧' })).status).toBe(200);
    await until(async () => (await told('urge')()).includes('hu0106-chief'));
    expect(await told('urge')()).not.toContain('sz-assistant');
    await chief.post(`/api/me/delegations/${lent.body.id}/revoke`);
  });
  it('may have lent the post: the deputy is told that it was lent, and of what comes while it is', async () => {
    const duty = await product.signIn('jing0105-duty');
    const lent = await duty.post<{ id: string }>('/api/me/delegations', {
      to: 'jing0105-clerk',
      from: soon(-1),
      until: soon(2),
      reason,
    });
    expect(lent.status).toBe(201);
    const deputy = await product.signIn('jing0105-clerk');
    await until(async () => (await letters(deputy)).includes('delegated'));
    const bureau = await product.signIn('spc-process');
    const urged = await bureau.act(itemOf('京0105'), 'urge', { note: '请抓紧' });
    expect(urged.status).toBe(200);
    await until(async () => (await letters(deputy)).includes('urge'));
    expect(await letters(duty)).toContain('urge');
    await duty.post(`/api/me/delegations/${lent.body.id}/revoke`);
  });
});

describe('催办', () => {
  it('says beforehand whom it reaches, and afterwards who has read it', async () => {
    const bureau = await product.signIn('spc-process');
    const id = itemOf('京0105');
    const before = (
      await bureau.get<{ reaches: { name: string }[]; urges: { told: { readAt: string | null }[] }[] }>(
        `/api/matters/${id}/urging`,
      )
    ).body;
    expect(before.reaches.length).toBeGreaterThanOrEqual(3);
    const duty = await product.signIn('jing0105-duty');
    const urge = (await box(duty)).items.find(({ letter }) => letter === 'urge');
    expect((await duty.post(`/api/notices/${urge?.id ?? ''}/read`)).status).toBe(204);
    const after = (await bureau.get<typeof before>(`/api/matters/${id}/urging`)).body;
    expect(after.urges[0]?.told.filter(({ readAt }) => readAt !== null)).toHaveLength(1);
    // Those who are urged do not learn who else was.
    expect((await duty.get(`/api/matters/${id}/urging`)).status).toBe(403);
  });
  it('is refused within the interval of the rule, in words, and stands in the docket', async () => {
    const bureau = await product.signIn('spc-process');
    const again = await bureau.act<{ code: string; detail: string }>(itemOf('京0105'), 'urge', { note: '再催' });
    expect([again.status, again.body.code]).toEqual([422, 'not-urged-lately']);
    expect(again.body.detail).toContain('规则 L03');
    expect(
      await product.rows("select 1 from docket_entry where matter_id = $1 and action = 'urge'", [itemOf('京0105')]),
    ).toHaveLength(1);
  });
});

describe('the list', () => {
  it('turns its pages by key, counts what is unread, and marks read what was before the eyes', async () => {
    const judge = await product.signIn('sz-judge');
    const { total } = await box(judge);
    expect(total).toBeGreaterThan(0);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Box = await box(judge, `?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
    const [newest] = (await box(judge)).items;
    expect((await judge.post('/api/notices/read', { until: newest?.at })).status).toBe(204);
    const after = await box(judge);
    expect([after.unread, after.total, (await box(judge, '?unread=1')).total]).toEqual([0, total, 0]);
  });
  it('is nobody else’s: another person’s notice cannot be marked', async () => {
    const duty = await product.signIn('hu0106-duty');
    const [mine] = (await box(duty)).items;
    const other = await product.signIn('hu0106-clerk');
    expect((await other.post(`/api/notices/${mine?.id ?? ''}/read`)).status).toBe(404);
    expect((await box(duty)).unread).toBeGreaterThan(0);
  });
  it('forgets a case from which the person stepped back', async () => {
    const duty = await product.signIn('hu0106-duty');
    expect((await box(duty)).total).toBeGreaterThan(0);
    expect((await duty.post(`/api/matters/${itemOf('沪0106')}/exclusions/mine`, { reason })).status).toBe(204);
    expect(await box(duty)).toMatchObject({ total: 0, unread: 0 });
  });
  it('is pushed: the stream says so to the persons told, and to nobody else', async () => {
    const [stream, other] = await Promise.all([
      listen(await product.signIn('jing0105-judge')),
      listen(await product.signIn('nb-judge')),
    ]);
    const supervisor = await product.signIn('spc-bureau');
    expect((await supervisor.act(itemOf('京0105'), 'urge', { note: '请抓紧' })).status).toBe(200);
    await until(() => Promise.resolve(stream.heard().includes('event: notices')));
    expect(other.heard()).not.toContain('event: notices');
    stream.close();
    other.close();
  });
});

describe('access', () => {
  it('that is granted or taken in an emergency is told: to the court let in, and above', async () => {
    const chief = await product.signIn('sz-chief');
    const granted = await chief.post(`/api/matters/${campaign.id}/grants`, {
      court: '浙02',
      until: soon(48),
      purpose: reason,
    });
    expect(granted.status).toBe(201);
    await until(async () => (await told('granted')()).includes('nb-judge'));
    const stranger = await product.signIn('dp-judge');
    expect((await stranger.post(`/api/matters/${campaign.id}/challenge`, { reason })).status).toBe(201);
    await until(async () => (await told('challenged')()).includes('sz-chief'));
    expect(await told('challenged')()).toContain('gd-coordinator');
  });
});

describe('work that is given up', () => {
  it('is told to whoever keeps the house', async () => {
    await product.rows("insert into outbox (kind, payload) values ('no-such-kind', '{}')");
    await until(async () => (await told('given-up')()).includes('spc-system'));
  });
});

describe('the calendar', () => {
  const fetchFeed = async (url: string): Promise<{ status: number; type: string | null; text: string }> => {
    const answer = await fetch(product.base + new URL(url).pathname);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  it('holds one’s open time limits at an address of one’s own, until it is revoked', async () => {
    const duty = await product.signIn('jing0105-duty');
    const { url } = (await duty.post<{ url: string }>('/api/me/calendar')).body;
    expect((await product.rows('select token_digest from calendar_feed')).length).toBe(1);
    const { status, type, text } = await fetchFeed(url);
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
    const mine = [...campaign.items.values()].filter(({ court }) => court === '京0105');
    for (const { id } of mine) expect(text.replace(/\r\n /g, '')).toContain(`UID:${id}@xiezhi`);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(mine.length);
    expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/);
    expect(text).toContain('BEGIN:VALARM');
    expect(text).toMatch(/SEQUENCE:\d+/);
    const other = (await duty.post<{ url: string }>('/api/me/calendar')).body;
    expect((await fetchFeed(url)).status).toBe(404);
    expect((await fetchFeed(other.url)).status).toBe(200);
    await duty.post('/api/me/calendar/revoke');
    expect((await fetchFeed(other.url)).status).toBe(404);
  });
  it('has a higher sequence when an item moved, and loses what the person may no longer see', async () => {
    const duty = await product.signIn('jing0105-duty');
    const { url } = (await duty.post<{ url: string }>('/api/me/calendar')).body;
    const sequence = async (): Promise<number> => Number(/SEQUENCE:(\d+)/.exec((await fetchFeed(url)).text)?.[1] ?? 0);
    const before = await sequence();
    const again = await product.signIn('sz-judge');
    expect((await again.act(itemOf('京0105'), 'urge', { note: '请抓紧' })).status).toBe(200);
    expect(await sequence()).toBeGreaterThan(before);
    await duty.post(`/api/matters/${itemOf('京0105')}/exclusions/mine`, { reason });
    expect((await fetchFeed(url)).text).not.toContain('BEGIN:VEVENT');
  });
});

/** A stream of events, as a browser holds it. */
const listen = async (person: Person): Promise<{ heard: () => string; close: () => void }> => {
  const end = new AbortController();
  const answer = await fetch(`${product.base}/api/events`, {
    headers: { authorization: `Bearer ${person.token}` },
    signal: end.signal,
  });
  let heard = '';
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) heard += decoder.decode(chunk);
  })().catch(() => undefined);
  return { heard: () => heard, close: () => end.abort() };
};
