import { workerParts } from '../src/platform/config/config';
import { DigestClock } from '../src/notices/digest-clock';
import { makeLog } from '../src/platform/telemetry/log';
import { MailHouse } from './mail-house';
import { dispatched, type Person, Product, until } from './product';

interface Preference {
  mailReady: boolean;
  lastMail: { state: string; cause: string | null } | null;
}

let house: MailHouse;
let product: Product;
let clock: DigestClock;
let campaign: { id: string; items: Map<string, { id: string; court: string }> };
const origin = 'https://xiezhi.court.example';

beforeAll(async () => {
  house = await MailHouse.open();
  // The clock of digests is turned by hand: a period is one look.
  const parts = new Set(workerParts.filter((part) => part !== 'digests'));
  product = await Product.start(parts, { smtp: house.url, origin });
  clock = new DigestClock(product.house.db, true, makeLog('test'));
  campaign = await dispatched(product);
  await product.settled();
}, 120_000);
afterAll(async () => {
  await product.stop();
  await house.down();
}, 60_000);

const itemOf = (court: string): string => [...campaign.items.values()].find((one) => one.court === court)?.id ?? '';
const wants = async (username: string, mail: string, hour = 0): Promise<{ person: Person; address: string }> => {
  const person = await product.signIn(username);
  const address = `${username}@court.example`;
  const set = await person.post('/api/me/notices', { mail, email: address, hour });
  expect(set.status).toBe(200);
  return { person, address };
};
/** What was told so far counts as told yesterday, before every hour of today. */
const overNight = (): Promise<unknown> => product.rows("update notice_receipt set at = at - interval '1 day'");
const onWorkingDay = async (): Promise<void> => {
  while ((await clock.makeDue()) === 0) await product.rows("update demo_clock set ahead = ahead + interval '1 day'");
};

describe('a digest', () => {
  it('is one mail for a person and day: oldest first, together what belongs to a matter, Chinese first, with links', async () => {
    const { address } = await wants('jing0105-duty', 'digest');
    const bureau = await product.signIn('spc-process');
    await bureau.act(itemOf('京0105'), 'urge', { note: '<b>请抓紧</b>' });
    await product.settled();
    await overNight();
    await onWorkingDay();
    await house.arrived(address);
    expect(await clock.makeDue()).toBe(0);
    await product.settled();
    const [mail, ...more] = house.to(address);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('【协执】您有 2 条未读消息');
    const text = mail?.text ?? '';
    expect(text.indexOf('您有 2 条未读消息')).toBeLessThan(text.indexOf('You have 2 unread notices'));
    expect(text.indexOf('新的协同任务')).toBeLessThan(text.indexOf('催办'));
    expect(text).toContain(`${origin}/matters/${itemOf('京0105')}`);
    expect(mail?.html).toContain(`${origin}/notices`);
    expect(`${text}${String(mail?.html)}`).not.toMatch(/请抓紧|\d{15,}/);
    const [row] = await product.rows<{ notices: string[]; sent: boolean }>(
      'select notices, sent_at is not null as sent from notice_digest',
    );
    expect([row?.notices.length, row?.sent]).toEqual([2, true]);
  });
  it('has the same Message-ID when it comes again because the record of it was lost', async () => {
    const { address } = await wants('hu0106-duty', 'digest');
    // Taken by the mail house, and before that is heard the worker's row is claimed by another: as if it had been killed.
    house.taken = async () => {
      house.taken = undefined;
      await product.rows(
        "update outbox set owner = null, claimed_until = null, relayed_at = null where kind = 'send-digest'",
      );
    };
    await onWorkingDay();
    await house.arrived(address, 2);
    await product.settled();
    const ids = house.to(address).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^<digest-[0-9a-f-]{36}@xiezhi\.court\.example>$/);
    expect(
      await product.rows(
        "select 1 from notice_digest d join person p on p.id = d.person_id where p.username = 'hu0106-duty' and sent_at is not null",
      ),
    ).toHaveLength(1);
  });
  it('is not made on a day of rest, nor before its hour', async () => {
    const { address } = await wants('yue0305-duty', 'digest', 23);
    const [now] = await product.rows<{ hour: number }>(
      "select extract(hour from court_now() at time zone 'Asia/Shanghai')::int as hour",
    );
    if ((now?.hour ?? 0) < 23) expect(await clock.makeDue()).toBe(0);
    await wants('yue0305-duty', 'digest', 0);
    await product.rows(
      "update demo_clock set ahead = (date '2030-01-05' + interval '12 hours') at time zone 'Asia/Shanghai' - clock_timestamp()",
    );
    expect(await clock.makeDue()).toBe(0);
    await product.rows("update demo_clock set ahead = ahead + interval '2 days'");
    expect(await clock.makeDue()).toBe(1);
    await house.arrived(address);
  });
});

describe('a mail house', () => {
  it('that refuses an address for good: given up, and the person sees why', async () => {
    house.refused.add('yue0304-duty@court.example');
    const { person, address } = await wants('yue0304-duty', 'digest');
    await overNight();
    await onWorkingDay();
    await until(async () => (await person.get<Preference>('/api/me/notices')).body.lastMail?.state === 'failed');
    expect((await person.get<Preference>('/api/me/notices')).body.lastMail?.cause).toContain('550');
    const givenUp = (): Promise<unknown[]> =>
      product.rows("select 1 from effect_run where kind = 'send-digest' and status = 'given-up'");
    await until(async () => (await givenUp()).length > 0);
    expect(await givenUp()).toHaveLength(1);
    expect(house.to(address)).toEqual([]);
  });
  it('that is down gets it when it is up again, once', async () => {
    const { address } = await wants('yue0307-duty', 'digest');
    await overNight();
    await house.down();
    await onWorkingDay();
    await until(
      async () =>
        (
          await product.rows(
            "select 1 from effect_attempt a join outbox o on o.id = a.outbox_id where o.kind = 'send-digest'",
          )
        ).length > 0,
    );
    await house.up();
    await house.arrived(address);
    await product.settled();
    expect(house.to(address)).toHaveLength(1);
  });
});

describe('whoever wants the red ones only', () => {
  it('is mailed at once of what is overdue, and of nothing else', async () => {
    const { address } = await wants('jing0105-judge', 'red');
    await clock.makeDue();
    expect(house.to(address)).toEqual([]);
    await until(async () => (await product.rows("select 1 from notice where letter = 'overdue'")).length > 0);
    await product.settled();
    await clock.makeDue();
    await house.arrived(address);
    expect(house.to(address)[0]?.text).toContain('已超期');
    expect(house.to(address)[0]?.text).not.toContain('期限过半');
  });
});
