import { readFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { Client, until } from '../campaign/client';
import { draft, gather, items } from '../campaign/player';
import { Processes } from '../campaign/processes';

/**
 * What is promised of a digest: it is sent at least once, and once more for each worker that died between the sending and the record of it.
 * Every copy has the same Message-ID and says the same notices; the record is made once, and no notice stands in two digests.
 */
const admin = process.env['TEST_DATABASE_URL'] ?? '';
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/32` : undefined;

let product: Processes;
let db: pg.Pool;
let smtp: SMTPServer;
let readers: string[];
const mails: ParsedMail[] = [];
/** Called when the mail house has a mail, with the answer that its sender waits for. */
let taken: (mail: ParsedMail, answer: () => void) => void = (_mail, answer) => answer();

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.query(text, values)).rows as T[];
const killSender = (): void => void product.kill(product.names.indexOf('effects'));
const addressOf = (username: string): string => `${username}@court.example`;
const to = (username: string): ParsedMail[] =>
  mails.filter((mail) => mail.to !== undefined && !Array.isArray(mail.to) && mail.to.text === addressOf(username));
const wantsRed = async (username: string): Promise<void> => {
  const reader = await Client.signIn(product.base, username, 'xiezhi-demo');
  await reader.ask('/api/me/notices', { body: { mail: 'red', email: addressOf(username), hour: 0 } });
};
const allSent = (names: readonly string[]): Promise<unknown> =>
  until(
    () =>
      rows(
        `select p.username from person p where p.username = any($1)
            and not exists (select 1 from notice_digest d where d.person_id = p.id and d.sent_at is not null)
         union all select kind from outbox where kind = 'send-digest'`,
        [names],
      ),
    (waiting) => waiting.length === 0,
  );

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, callback) =>
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        taken(mail, () => callback(null));
      }, callback),
  });
  smtp.on('error', () => undefined); // a sender that was killed
  await new Promise<void>((resume) => smtp.listen(0, '127.0.0.1', resume));
  const { port } = smtp.server.address() as AddressInfo;
  product = await Processes.start({
    admin,
    redisUrl,
    workers: ['relay,fold,clock,digests', 'effects'],
    env: { XIEZHI_SMTP: `smtp://127.0.0.1:${port}` },
  });
  db = new pg.Pool({ connectionString: product.databaseUrl, max: 2 });
  const cast = await gather(product.base, 'xiezhi-demo');
  const bytes = readFileSync('backend/cases/case1-frozen-accounts.csv');
  const campaign = await draft(cast, { name: 'case1-frozen-accounts.csv', bytes }, '邮件试验');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协4号' }, 'dispatch-for-mail');
  await until(
    () => items(cast.clerk, campaign),
    (list) => list.length >= 61,
  );
  await db.query(`update demo_clock set ahead = ahead + interval '80 hours'`);
  const told = await until(
    () =>
      rows<{ username: string }>(
        `select p.username from notice_receipt r join notice n on n.id = r.notice_id join person p on p.id = r.person_id
          where n.letter = 'overdue' group by 1 order by 1`,
      ),
    (list) => list.length >= 3,
  );
  readers = told.map(({ username }) => username);
}, 180_000);
afterAll(async () => {
  await db.end();
  await product.stop();
  await new Promise<void>((resume) => smtp.close(() => resume()));
}, 60_000);

it('comes twice, and is known by its Message-ID, when its sender is killed before the mail house answers', async () => {
  const [reader = ''] = readers;
  taken = () => {
    taken = (_mail, answer) => answer();
    killSender();
  };
  await wantsRed(reader);
  await allSent([reader]);
  const [first, second, ...more] = to(reader);
  expect(more).toEqual([]);
  expect(first?.messageId).toMatch(/^<digest-[0-9a-f-]{36}@/);
  expect(second?.messageId).toBe(first?.messageId);
  expect(second?.subject).toBe(first?.subject);
  expect(await rows(`select status from effect_run where kind = 'send-digest'`)).toEqual([{ status: 'done' }]);
}, 120_000);

it('is lost for nobody, and comes once more at most for each killing, when senders die as they are answered', async () => {
  const others = readers.slice(1);
  const seen = new Set<string | undefined>();
  let kills = 0;
  taken = (mail, answer) => {
    const fresh = !seen.has(mail.messageId);
    seen.add(mail.messageId);
    answer();
    if (!fresh || kills >= 2) return;
    kills += 1;
    killSender();
  };
  await Promise.all(others.map(wantsRed));
  await allSent(others);
  expect(kills).toBe(Math.min(2, others.length));
  for (const reader of others) {
    const copies = Map.groupBy(to(reader), (mail) => mail.messageId);
    expect(copies.size).toBeGreaterThanOrEqual(1);
    for (const same of copies.values()) {
      expect(same.length).toBeLessThanOrEqual(1 + kills);
      expect(new Set(same.map(({ subject }) => subject)).size).toBe(1);
    }
  }
  // As many digests as there are Message-IDs, each recorded once, and no notice in two of a reader.
  const ids = new Set(mails.map(({ messageId }) => messageId));
  const sent = await rows<{ id: string }>('select id from notice_digest where sent_at is not null');
  expect(ids.size).toBe(sent.length);
  expect(
    await rows('select person_id, n from notice_digest, unnest(notices) n group by 1, 2 having count(*) > 1'),
  ).toEqual([]);
  expect(await rows(`select outcome from effect_run where kind = 'send-digest' and status <> 'done'`)).toEqual([]);
}, 120_000);
