import { dispatched, type Person, Product, sheetOf, until } from './product';

/** Counts per lifecycle do not depend on the machine: 256 items, four decisions each, through batches, the queue, the engine and the docket. */
const size = 256;
let product: Product;
beforeAll(async () => {
  product = await Product.start();
  await product.rows('create extension if not exists pg_stat_statements');
});
afterAll(() => product.stop());

/** What the house asks while it has nothing to do is not counted: the relay's look, the sweeps, the clock. */
const idle =
  'select id::text, rings from outbox|update outbox o set|update outbox set relayed_at = \\$|from deadline|account_freeze f where f.status|pg_stat|^select \\$1$';

/** By the application's role: the queue on PostgreSQL works under another. A commit here is one of decisions. */
const statistics = async (): Promise<{ statements: number; commits: number; wal: number }> => {
  const [row] = await product.rows<{ statements: string; wal: string }>(
    `select sum(calls) as statements, sum(wal_bytes) as wal from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where datname = current_database() and userid = 'xiezhi_app'::regrole and query !~* $1`,
    [idle],
  );
  const [commits] = await product.rows<{ n: string }>(
    `select sum(calls) as n from pg_stat_statements s join pg_database d on d.oid = s.dbid where datname = current_database() and userid = 'xiezhi_app'::regrole and query ~* '^with opened as'`,
  );
  return { statements: Number(row?.statements), wal: Number(row?.wal), commits: Number(commits?.n) };
};

const batch = async (person: Person, action: string, ids: readonly string[], input: object): Promise<void> => {
  const { body } = await person.post<{ id: string }>('/api/batches', { action, selection: { ids }, input });
  await until(
    async () =>
      (await product.rows('select 1 from batch_chunk where batch_id = $1 and refused is null', [body.id])).length === 0,
  );
  expect(await product.rows('select 1 from batch_chunk where batch_id = $1 and refused > 0', [body.id])).toEqual([]);
};

it('costs at most half a commit, three statements and six kilobytes of log for a whole lifecycle', async () => {
  const [header = '', first = ''] = sheetOf()
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const rows = Array.from({ length: size }, (_none, i) =>
    first.replace('17337', String(20_000 + i)).replace('100189316647141796', String(100_189_000_000 + i)),
  );
  const { id, items } = await dispatched(product, [header, ...rows].join('\n'));
  const [duty, chief, judge, lead] = (await Promise.all(
    ['yue0304-duty', 'yue0304-chief', 'yue0304-judge', 'sz-clerk'].map((name) => product.signIn(name)),
  )) as [Person, Person, Person, Person];
  const ids = [...items.values()].map((item) => item.id);
  await product.settled();
  const before = await statistics();
  await batch(duty, 'sign', ids, {});
  await batch(chief, 'assign', ids, { judge: '甲' });
  await batch(judge, 'query', ids, { reason: 'papers-wanted', note: '请补' });
  await batch(lead, 'answer', ids, { note: '已补' });
  await product.settled();
  const after = await statistics();
  expect(
    await product.rows(
      `select count(*)::int as n from matter where parent_id = $1 and stage = 'assigned' and revision = 5`,
      [id],
    ),
  ).toEqual([{ n: size }]);
  expect((after.commits - before.commits) / size).toBeLessThanOrEqual(0.5);
  expect((after.statements - before.statements) / size).toBeLessThanOrEqual(3);
  expect((after.wal - before.wal) / size).toBeLessThanOrEqual(6 * 1024);
});
