import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { roles } from '@xiezhi/contract';
import type pg from 'pg';
import { Client, until } from '../campaign/client';
import { pdf } from '../campaign/papers';
import { type Cast, draft, gather } from '../campaign/player';

export const everyRole = Object.keys(roles).filter((role) => role !== 'system');

/** A chair of the world: a court, and how whoever sits there stands to a campaign, to its item, and to the item's account. */
export interface Seat {
  readonly name: string;
  readonly court: string;
  readonly campaign: readonly string[];
  readonly item: readonly string[];
  readonly account: readonly string[];
  readonly excluded?: true;
}

const none = ['none'];
const seat = (
  name: string,
  court: string,
  campaign: readonly string[],
  item: readonly string[],
  account: readonly string[] = item,
): Seat => ({ name, court, campaign, item, account });

/** Written by hand from the hierarchy of the courts, and not asked of the product. */
export const seats: readonly Seat[] = [
  seat('lead', '粤03', ['handling', 'lead'], ['lead']),
  { ...seat('excluded', '粤03', ['handling', 'lead'], ['lead']), excluded: true },
  seat('above-lead', '粤', ['superior'], ['superior']),
  seat('below-lead', '粤0304', none, none),
  seat('carrier', '京0105', ['addressee'], ['handling']),
  seat('above-carrier', '京', ['addressee-superior'], ['superior']),
  seat('peer', '沪0106', ['addressee'], ['peer']),
  seat('above-peer', '沪', ['addressee-superior'], none),
  seat('national', '最高法', ['national'], ['national']),
  seat('granted', '川1402', ['granted'], ['granted']),
  seat('grant-over', '渝01', none, none),
  seat('grant-coming', '浙02', none, none),
  seat('grant-revoked', '琼9028', none, none),
  seat('challenged', '鄂01', ['challenged'], ['challenged'], none),
  seat('challenge-over', '皖01', none, none),
  seat('appointed', '湘01', ['appointed'], ['appointed'], none),
  seat('appointment-over', '赣01', none, none),
  seat('stranger', '闽01', none, none),
];

export interface Sitter {
  readonly id: string;
  readonly seat: Seat;
  readonly role: string;
  readonly post: string;
  readonly token: string;
  /** For what ends the session that asks. */
  readonly spare: string;
  readonly importId: string;
}

export interface Case {
  readonly restricted: boolean;
  readonly campaign: string;
  readonly item: string;
  readonly account: string;
  readonly order: string;
  readonly paper: string;
  readonly grant: string;
  readonly exclusion: string;
}

export interface World {
  readonly sitters: readonly Sitter[];
  readonly cases: readonly Case[];
  readonly batches: ReadonlyMap<string, string>;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const token = (): string => randomBytes(32).toString('base64url');

export const openSession = async (
  owner: pg.Pool,
  person: string,
  post: string,
  how: { readonly ends?: string; readonly seen?: string; readonly delegation?: string } = {},
): Promise<string> => {
  const text = token();
  await owner.query(
    `insert into session (token_digest, person_id, post_id, delegation_id, ends_at, seen_at)
     values ($1, $2, $3, $4, clock_timestamp() + $5::interval, clock_timestamp() - $6::interval)`,
    [hash(text), person, post, how.delegation ?? null, how.ends ?? '6 hours', how.seen ?? '0'],
  );
  return text;
};

export const addPerson = async (
  owner: pg.Pool,
  username: string,
  role: string,
  court: string,
): Promise<[string, string]> => {
  const [person, post] = [randomUUID(), randomUUID()];
  await owner.query(
    `insert into person (id, username, name, password_hash, second_factor_needed) values ($1, $2, $3, 'argon2id$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', false)`,
    [person, username, `某${role}`],
  );
  await owner.query(
    `insert into post (id, person_id, role, court, valid_from) values ($1, $2, $3, $4, clock_timestamp() - interval '1 day')`,
    [post, person, role, court],
  );
  return [person, post];
};

/** People first, then two campaigns, one of them restricted, each dispatched to two courts, with grants of every kind. */
export const buildWorld = async (owner: pg.Pool, base: string, password: string): Promise<World> => {
  const sitters: Sitter[] = [];
  for (const at of seats)
    for (const role of everyRole) {
      const [id, post] = await addPerson(owner, `m-${at.name}-${role}`, role, at.court);
      const importId = randomUUID();
      await owner.query(
        `insert into import (id, kind, file_name, encoding, sha256, rows, valid, error_count, summary, opened_by, opened_at)
         values ($1, 'freezes', '清单.csv', 'UTF-8', $2, 1, 0, 1, $3, $4, court_now())`,
        [
          importId,
          'a'.repeat(64),
          JSON.stringify({ accounts: 0, freezes: 0, waiting: 0, courts: 0, provinces: 0, limitTotal: '0.00' }),
          id,
        ],
      );
      sitters.push({
        id,
        seat: at,
        role,
        post,
        importId,
        token: await openSession(owner, id, post),
        spare: await openSession(owner, id, post),
      });
    }
  const batches = new Map<string, string>();
  for (const court of new Set(seats.map((at) => at.court))) {
    await addPerson(owner, `m-dummy-${Buffer.from(court).toString('hex')}`, 'clerk', court);
    const batch = randomUUID();
    await owner.query(
      `insert into batch (id, action, input, actor, words, total, opened_at) values ($1, 'sign', '{}', $2, '一项', 1, court_now())`,
      [batch, JSON.stringify({ person: 'x', name: '某', role: 'clerk', court })],
    );
    await owner.query(
      `insert into batch_chunk (batch_id, n, size, ids, refused, revisions) values ($1, 0, 1, $2, 0, '{2}')`,
      [batch, [randomUUID()]],
    );
    batches.set(court, batch);
  }
  const cast = await gather(base, password);
  const cases = [await buildCase(owner, base, cast, sitters, false), await buildCase(owner, base, cast, sitters, true)];
  return { sitters, cases, batches };
};

const buildCase = async (
  owner: pg.Pool,
  base: string,
  cast: Cast,
  sitters: readonly Sitter[],
  restricted: boolean,
): Promise<Case> => {
  const of = (seatName: string, role: string): Sitter => {
    const found = sitters.find((sitter) => sitter.seat.name === seatName && sitter.role === role);
    if (!found) throw new Error(`nobody sits at ${seatName} as ${role}`);
    return found;
  };
  const campaign = await draft(cast, sheet(restricted ? 2 : 1), restricted ? '限制查阅的协同' : '一般的协同');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: `${restricted ? 2 : 1}号` });
  const one = async <T>(text: string, values: unknown[]): Promise<T> => (await owner.query(text, values)).rows[0] as T;
  const { id: item, account } = await one<{ id: string; account: string }>(
    `select m.id, f.account_id as account from matter m join account_freeze f on f.id = m.subject_id where m.parent_id = $1 and m.court = '京0105'`,
    [campaign],
  );
  const order = await until(
    () =>
      one<{ id: string } | undefined>(`select id from document where matter_id = $1 and kind = 'dispatch-order'`, [
        campaign,
      ]),
    (row) => row !== undefined,
  );
  const judge = await Client.bearing(base, of('carrier', 'judge').token);
  const paper = await judge.file(item, 'lifting-ruling', 'ruling.pdf', pdf('ruling'));
  const setter = of('national', 'chief').id;
  const grant = async (
    to: { court?: string; person?: string },
    from: string,
    until: string,
    revoked = false,
  ): Promise<string> =>
    (
      await one<{ id: string }>(
        `insert into access_grant (id, root_id, court, person_id, purpose, begins_at, ends_at, granted_by, revoked_at)
         values (gen_random_uuid(), $1, $2, $3, '量表', court_now() + $4::interval, court_now() + $5::interval, $6, case when $7 then court_now() end) returning id`,
        [campaign, to.court ?? null, to.person ?? null, from, until, setter, revoked],
      )
    ).id;
  await grant({ court: '川1402' }, '-1 day', '1 day');
  await grant({ court: '渝01' }, '-2 days', '-1 day');
  await grant({ court: '浙02' }, '1 day', '2 days');
  const revoked = await grant({ court: '琼9028' }, '-1 day', '1 day', true);
  for (const { seat: at, id } of sitters) {
    if (at.name === 'appointed') await grant({ person: id }, '-1 day', '1 day');
    if (at.name === 'appointment-over') await grant({ person: id }, '-2 days', '-1 day');
    if (at.name === 'challenged' || at.name === 'challenge-over')
      await owner.query(
        `insert into access_challenge (id, root_id, person_id, court, reason, ends_at) values (gen_random_uuid(), $1, $2, $3, '量表', court_now() + $4::interval)`,
        [campaign, id, at.court, at.name === 'challenged' ? '1 day' : '-1 minute'],
      );
    if (at.excluded)
      await owner.query(
        `insert into exclusion (id, root_id, person_id, reason, set_by) values (gen_random_uuid(), $1, $2, '量表', $3)`,
        [campaign, id, setter],
      );
  }
  const { id: exclusion } = await one<{ id: string }>(
    `insert into exclusion (id, root_id, person_id, reason, set_by, lifted_by, lifted_at)
     select gen_random_uuid(), $1, id, '量表', $2, $2, clock_timestamp() from person where username = 'spc-audit' returning id`,
    [campaign, setter],
  );
  if (restricted)
    await owner.query(`insert into restricted_matter (root_id, reason, set_by) values ($1, '量表', $2)`, [
      campaign,
      setter,
    ]);
  return { restricted, campaign, item, account, order: order?.id ?? '', paper: paper.id, grant: revoked, exclusion };
};

/** Two freezes at two courts, as a clerk would bring them in. */
export const sheet = (n: number): { name: string; bytes: Buffer } => {
  const head =
    '案号,冻结法院,法院代码,被执行人,统一社会信用代码,开户行,账号,冻结限额(元),实际冻结(元),冻结到期日,顺位(0为首冻)';
  const rows = [
    ['京0105', '北京市朝阳区人民法院'],
    ['沪0106', '上海市静安区人民法院'],
  ].map(
    ([code, name], i) =>
      `（2024）${code}执${n}0${i}号,${name},${code},深圳某装饰集团股份有限公司,914403042275427959,中国银行,62220200000000${n}${i}01,1000.00,900.00,2099-01-01,0`,
  );
  return { name: '清单.csv', bytes: Buffer.from(`${[head, ...rows].join('\r\n')}\r\n`) };
};
