import { dispatched, Product } from './product';

let product: Product;
let campaign: string;
beforeAll(async () => {
  product = await Product.start();
  campaign = (await dispatched(product)).id;
  await product.settled();
});
afterAll(() => product.stop());

const tables = [
  'matter',
  'docket_entry',
  'document',
  'deadline',
  'account',
  'account_freeze',
  'board_counter',
  'import',
  'import_row',
];
const nobody = '00000000-0000-4000-8000-000000000000';
const seen = async (table: string, court: string, person = nobody): Promise<number> => {
  const [row] = await product.house.reads
    .as({ person, court })
    .rows<{ n: number }>({ text: `select count(*)::int as n from ${table}` });
  return row?.n ?? -1;
};

describe('the database’s own wall', () => {
  it('shows nothing to a connection that was lent to nobody', async () => {
    const client = await product.owner.connect();
    try {
      await client.query('begin');
      await client.query('set local role xiezhi_court');
      for (const table of [...tables, 'batch', 'batch_chunk', 'import_error', 'board_delta']) {
        const { rows } = await client.query(`select count(*)::int as n from ${table}`);
        expect([table, (rows[0] as { n: number }).n]).toEqual([table, 0]);
      }
      const cells = await client.query('select * from freeze_cells($1, null)', [campaign]);
      expect(cells.rows).toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('shows a court its own rows and no other’s, when the query asks for all', async () => {
    for (const table of tables) expect([table, await seen(table, '藏01')]).toEqual([table, 0]);
    const own = await product.rows<{ n: number }>(`select count(*)::int as n from matter where court = '粤0604'`);
    // Its items, and the coordination that they belong to.
    expect(await seen('matter', '粤0604')).toBe((own[0]?.n ?? 0) + 1);
    expect(await seen('account_freeze', '粤0604')).toBe(own[0]?.n);
    expect(await seen('matter', '粤03')).toBe(62);
    expect(await seen('matter', '最高法')).toBe(62);
    const below = await product.rows<{ n: number }>(
      `select count(*)::int as n from matter m join court c on c.code = m.court where '京' = any(c.superiors)`,
    );
    expect(await seen('matter', '京')).toBe((below[0]?.n ?? 0) + 1);
  });

  it('lets nobody write, and keeps grants, people and sessions out of sight', async () => {
    const eyes = product.house.reads.as({ person: nobody, court: '最高法' });
    for (const text of [
      `update matter set stage = 'x'`,
      'delete from docket_entry',
      `insert into account_freeze select * from account_freeze`,
      'select * from session',
      'select password_hash from person',
      'select * from access_grant',
      'select * from exclusion',
    ])
      await expect(eyes.rows({ text })).rejects.toMatchObject({ code: '42501' });
  });

  it('never shows the previous reader’s rows on a connection used ten thousand times, errors in between', async () => {
    const courts = ['粤03', '藏01', '粤0604', '最高法', '新01', '京0105'];
    const expected = new Map<string, number>();
    for (const court of courts) expected.set(court, await seen('matter', court));
    const wrong: string[] = [];
    let asked = 0;
    const one = async (n: number): Promise<void> => {
      const court = courts[(n * 7 + (n >> 3)) % courts.length] ?? '';
      if (n % 97 === 0)
        await product.house.reads
          .as({ person: nobody, court })
          .rows({ text: 'select 1 / 0' })
          .catch(() => undefined);
      const [row] = await product.house.reads.as({ person: nobody, court }).rows<{ n: number; court: string }>({
        name: 'wall',
        text: `select count(*)::int as n, current_setting('xz.court') as court from matter`,
      });
      asked += 1;
      if (row?.n !== expected.get(court) || row?.court !== court) wrong.push(`${court}: ${String(row?.n)}`);
    };
    let next = 0;
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        for (let n = next++; n < 10_000; n = next++) await one(n);
      }),
    );
    expect([wrong.slice(0, 5), asked]).toEqual([[], 10_000]);
  });

  it('hides a coordination from whoever is excluded from it, in the same court', async () => {
    const [judge] = await product.rows<{ id: string }>(`select id from person where username = 'sz-judge'`);
    const person = judge?.id ?? '';
    expect(await seen('matter', '粤03', person)).toBe(62);
    await product.rows(
      `insert into exclusion (id, root_id, person_id, reason, set_by) values (gen_random_uuid(), $1, $2, '测试', $2)`,
      [campaign, person],
    );
    expect(await seen('matter', '粤03', person)).toBe(0);
    expect(await seen('account', '粤03', person)).toBe(0);
    expect(await seen('matter', '粤03')).toBe(62);
  });

  it('opens for a grant while it runs, and closes when it is revoked', async () => {
    const [chief] = await product.rows<{ id: string }>(`select id from person where username = 'sz-chief'`);
    const [grant] = await product.rows<{ id: string }>(
      `insert into access_grant (id, root_id, court, purpose, begins_at, ends_at, granted_by)
       values (gen_random_uuid(), $1, '藏01', '测试', court_now(), court_now() + interval '1 hour', $2) returning id`,
      [campaign, chief?.id],
    );
    expect(await seen('matter', '藏01')).toBe(62);
    await product.rows('update access_grant set revoked_at = court_now() where id = $1', [grant?.id]);
    expect(await seen('matter', '藏01')).toBe(0);
  });
});
