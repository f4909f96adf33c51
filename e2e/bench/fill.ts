import type pg from 'pg';
import type { Bench } from './bench';

const perCampaign = 50;
/** Of a hundred matters so many are still open, and of the open ones so many are past their day. */
const open = 12;
const overdue = 1;

interface Dropped {
  readonly name: string;
  readonly definition: string;
}

/** Without its secondary indexes while rows by the million come in; they are built behind it at once. */
const withoutIndexes = async (
  client: pg.PoolClient,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> => {
  const { rows: indexes } = await client.query<Dropped>(
    `select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename = any($1) and indexname not in (select conname from pg_constraint)`,
    [tables],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await work();
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const { definition } of indexes) await client.query(definition);
};

/**
 * Years of work, spread over all courts: coordinations of fifty items, one matter in eight still open, and the roll-ups that such years leave.
 * `docket`: with the entry by which each was opened.
 */
export const fillYears = async (bench: Bench, size: number, docket: boolean): Promise<void> => {
  const client = await bench.db.connect();
  await client.query('set synchronous_commit = off');
  await withoutIndexes(client, ['matter', 'docket_entry'], async () => {
    const step = 500_000;
    for (let done = 0; done < size; done += step) {
      const n = Math.min(step, size - done);
      await client.query(`
        with places as (select array_agg(code order by code) as codes from court where level in ('basic', 'intermediate')),
        numbered as (
          select n, uuidv7() as id, (n - 1) / ${String(perCampaign)} as campaign, (n - 1) % ${String(perCampaign)} = 0 as root,
                 codes[1 + ((n::bigint * 7919) % cardinality(codes))::int] as court,
                 codes[1 + (((n - 1) / ${String(perCampaign)})::bigint * 104729 % cardinality(codes))::int] as lead,
                 (n::bigint * 2654435761 % 4294967296) % 100 as share, (n::bigint * 16807) % 1000 as day
            from generate_series(${String(done + 1)}, ${String(done + n)}) n cross join places),
        roots as (select campaign, id from numbered where root),
        m as (
          insert into matter (id, procedure, version, stage, facts, documents, revision, parent_id, court, lead_court, title, case_no, account_tail, bank,
                              opened_at, moved_at, closed_at, starts_at, due_at, head_hash)
          select x.id, case when root then 'joint-unfreeze' else 'lift-freeze' end, 1,
                 case when share >= ${String(open)} then case when root then 'completed' else 'verified' end
                      when root then 'dispatched' else (array['dispatched', 'signed', 'assigned', 'ruled', 'noticed'])[1 + (n % 5)] end,
                 '{}', '{}', 3, case when root then null else r.id end, case when root then lead else court end, lead,
                 case when root then '第' || n || '号集团账户协同解冻' else '中国银行 尾号 ' || lpad((n % 10000)::text, 4, '0') end,
                 '（' || 2020 + n % 7 || '）' || case when root then lead else court end || case when root then '破' else '执' end || n % 20000 || '号',
                 case when root then null else lpad((n % 10000)::text, 4, '0') end, case when root then null else '中国银行' end,
                 now() - day * interval '1 day', now() - day * interval '20 hours', case when share >= ${String(open)} then now() - day * interval '12 hours' end,
                 now() - day * interval '1 day',
                 now() + case when day < ${String(overdue * 10)} then -day - 1 else day end * interval '1 hour', '\\x00'
            from numbered x left join roots r using (campaign)
          returning id, stage)
        ${docket ? `insert into docket_entry select id, 1, 'open', '{}', 'drafted', stage, '{}', null, 'old', now(), '\\x00' from m` : 'select 1'}`);
    }
  });
  await client.query('truncate place_counter, board_counter');
  await client.query(`insert into place_counter
    select p.kind, p.place, m.procedure, m.stage, sum(m.n)
      from (select court, lead_court, procedure, stage, count(*) as n from matter group by 1, 2, 3, 4) m cross join lateral places_of(m.court, m.lead_court) p
     group by 1, 2, 3, 4`);
  await client.query(`insert into board_counter
    select coalesce(parent_id, id), court, stage, count(*) from matter group by 1, 2, 3`);
  await client.query('vacuum analyze matter');
  await client.query('analyze place_counter');
  await client.query('reset synchronous_commit');
  client.release();
};
