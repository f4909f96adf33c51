import { createHmac } from 'node:crypto';
import http from 'node:http';
import { mostFailures } from '../src/notices/deliver-event';
import { dispatched, type Person, Product, until } from './product';

interface Hook {
  id: string;
  status: string;
  secret: string | null;
}
interface Got {
  body: string;
  signature: string;
  type: string;
}

const got: Got[] = [];
/** How the receiver answers next; 200 when nothing is said. */
let answers: ('500' | 'slow' | 'redirect' | 'never')[] = [];
let receiver: http.Server;
let product: Product;
let security: Person;
let other: Person;
let item = '';
const reason = '测试所需的理由';
const url = (): string => `http://127.0.0.1:${(receiver.address() as { port: number }).port}/events`;

beforeAll(async () => {
  receiver = http.createServer((request, reply) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({
        body,
        signature: String(request.headers['xiezhi-signature']),
        type: String(request.headers['content-type']),
      });
      const how = answers.shift();
      if (how === '500') reply.writeHead(500).end('secret words of the other side');
      else if (how === 'redirect') reply.writeHead(302, { location: url() }).end();
      else if (how === 'slow') setTimeout(() => reply.writeHead(204).end(), 400);
      else if (how === 'never') request.socket.destroy();
      else reply.writeHead(204).end();
    });
  });
  await new Promise<void>((resume) => receiver.listen(0, '127.0.0.1', resume));
  product = await Product.start(undefined, { webhookHosts: [new URL(url()).host] });
  [security, other] = await Promise.all([product.signIn('spc-security'), product.signIn('spc-guard')]);
  const campaign = await dispatched(product);
  item = [...campaign.items.values()].find(({ court }) => court === '京0105')?.id ?? '';
  await product.settled();
}, 120_000);
afterAll(async () => {
  await product.stop();
  receiver.closeAllConnections();
  receiver.close();
}, 60_000);

const urge = async (username: string): Promise<void> => {
  const done = await (await product.signIn(username)).act(item, 'urge', { note: '请抓紧' });
  expect(done.status).toBe(200);
};
const arrived = (n: number): Promise<void> => until(() => Promise.resolve(got.length >= n));
let hook: Hook;

describe('a subscription', () => {
  it('goes to no host that the operator did not name', async () => {
    for (const elsewhere of [
      'https://elsewhere.example/',
      'http://169.254.169.254/',
      url().replace('http://', 'http://a@'),
    ]) {
      const refused = await security.post<{ code: string }>('/api/webhooks', {
        court: '京0105',
        url: elsewhere,
        letters: ['urge'],
        reason,
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'host-not-allowed']);
    }
  });
  it('is made by one security administrator and approved by another', async () => {
    const made = await security.post<Hook>('/api/webhooks', { court: '京0105', url: url(), letters: ['urge'], reason });
    expect([made.status, made.body.status]).toEqual([201, 'waiting']);
    hook = made.body;
    expect((await security.post(`/api/webhooks/${hook.id}/approve`, { reason })).status).toBe(409);
    expect((await other.post<Hook>(`/api/webhooks/${hook.id}/approve`, { reason })).body.status).toBe('running');
    expect(await product.rows('select 1 from webhook where sealed_secret = $1', [hook.secret])).toEqual([]);
  });
});

describe('an event', () => {
  it('is a signed CloudEvent with the effect’s key, and says nothing of persons', async () => {
    await urge('spc-process');
    await arrived(1);
    const [{ body = '', signature = '', type = '' } = {}] = got;
    expect(type).toBe('application/cloudevents+json; charset=utf-8');
    const event = JSON.parse(body) as Record<string, unknown>;
    expect(event).toMatchObject({ specversion: '1.0', type: 'cn.xiezhi.notice.urge.v1' });
    expect(event['id']).toMatch(/^effect-\d+$/);
    expect(Object.keys(event['data'] as object).sort()).toEqual([
      'caseNo',
      'count',
      'court',
      'dueAt',
      'procedure',
      'stage',
    ]);
    const [, seconds = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
    expect(
      createHmac('sha256', hook.secret ?? '')
        .update(`${seconds}.${body}`)
        .digest('hex'),
    ).toBe(mac);
    expect(Math.abs(Date.now() / 1_000 - Number(seconds))).toBeLessThan(60);
  });
  it('comes again with the same id until it is taken: after 500, a redirect, no answer, and a slow one', async () => {
    const before = got.length;
    answers = ['500', 'redirect', 'never', 'slow'];
    await urge('spc-bureau');
    await arrived(before + 4);
    await product.settled();
    const ids = got.slice(before).map(({ body }) => (JSON.parse(body) as { id: string }).id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 1]);
    const causes = await product.rows<{ cause: string }>(
      'select cause from effect_attempt where cause is not null order by attempt',
    );
    expect(causes.map(({ cause }) => cause)).toEqual(['接收方答复 500', '接收方答复 302', '接收方没有应答']);
    expect(await product.rows('select failures from webhook')).toEqual([{ failures: 0 }]);
  });
  it('leaves a record of every attempt, with the cause of each that failed, page by page', async () => {
    const page = (query = '') =>
      security.get<{ items: { attempt: number; taken: boolean; cause: string }[]; next: string; total: number }>(
        `/api/webhooks/${hook.id}/deliveries${query}`,
      );
    const { body } = await page();
    expect(body.items.map(({ taken, cause }) => cause ?? taken)).toEqual([
      true,
      '接收方没有应答',
      '接收方答复 302',
      '接收方答复 500',
      true,
    ]);
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${first.body.next}`);
    expect([first.body.total, ...first.body.items, ...second.body.items]).toEqual([5, ...body.items.slice(0, 4)]);
    expect((await (await product.signIn('sz-judge')).get(`/api/webhooks/${hook.id}/deliveries`)).status).toBe(403);
  });
  it('that fails too often stops the subscription, and both administrators are told once', async () => {
    await product.rows('update webhook set failures = $1', [mostFailures - 1]);
    answers = ['500'];
    await urge('sz-judge');
    await until(async () =>
      (await security.get<{ items: { letter: string }[] }>('/api/notices')).body.items.some(
        ({ letter }) => letter === 'webhook-disabled',
      ),
    );
    await product.settled();
    expect((await security.get<Hook[]>('/api/webhooks')).body[0]?.status).toBe('disabled');
    expect(await product.rows("select 1 from notice where letter in ('webhook-disabled', 'given-up')")).toHaveLength(1);
    const before = got.length;
    await urge('sz-clerk');
    await product.settled();
    expect(got.length).toBe(before);
  });
});
