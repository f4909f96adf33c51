import { Product, until } from './product';

/** Many matters whose window ends in one minute, written straight into the tables; and some whose window ends an hour later. */
const size = 5_000;
let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

const put = (n: number, minutes: number): Promise<unknown> =>
  product.rows(
    `with m as (
       insert into matter (id, procedure, version, stage, facts, documents, revision, court, lead_court, title, case_no, opened_at, moved_at, starts_at, due_at, head_hash)
       select gen_random_uuid(), 'lift-freeze', 1, 'signed', '{"bank":"中国银行","accountTail":"0001","caseNo":"（2026）粤0304执1号"}', '{}', 1, '粤0304', '粤03',
              '同分', '（2026）粤0304执' || n || '号', court_now(), court_now(), court_now(), court_now() + make_interval(mins => $2), '\\x00' from generate_series(1, $1::int) n
       returning id, due_at, starts_at),
     d as (insert into docket_entry select id, 1, 'open', '{}', 'drafted', 'signed', '{}', null, 'minute', court_now(), '\\x00' from m)
     insert into deadline (id, matter_id, name, due_at, action, rule, rule_version, starts_at, length, unit, lights)
     select gen_random_uuid(), id, 'own-window', date_trunc('minute', due_at), 'markOverdue', 'D18', 1, starts_at, 1, 'hour', true from m`,
    [n, minutes],
  );
const statuses = (): Promise<{ status: string; n: number }[]> =>
  product.rows('select status, count(*)::int as n from deadline where name = $1 group by 1 order by 1', ['own-window']);

it('fires each deadline of a full minute once, and none before its time', async () => {
  await put(size, 60);
  await put(500, 180);
  expect(await statuses()).toEqual([{ status: 'open', n: size + 500 }]);

  await product.rows(`update demo_clock set ahead = ahead + interval '61 minutes'`);
  await until(async () => (await statuses()).some(({ status, n }) => status === 'fired' && n === size), 120_000);
  await product.settled();

  expect(await statuses()).toEqual([
    { status: 'fired', n: size },
    { status: 'open', n: 500 },
  ]);
  const [entries] = await product.rows(
    `select count(*)::int as n, count(distinct matter_id)::int as matters, count(distinct key)::int as keys from docket_entry where action = 'markOverdue'`,
  );
  expect(entries).toEqual({ n: size, matters: size, keys: size });
  expect(await product.rows(`select 1 from deadline where status = 'fired' and settled_at < due_at`)).toEqual([]);
  expect(
    await product.rows(
      `select 1 from matter m join deadline d on d.matter_id = m.id where d.name = 'own-window' and d.status = 'open' and m.facts ? 'overdue'`,
    ),
  ).toEqual([]);
});
