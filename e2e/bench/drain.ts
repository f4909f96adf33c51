import { randomUUID } from 'node:crypto';
import type { BatchView } from '@xiezhi/contract';
import { Client } from '../campaign/client';
import type { Bench, Counts } from './bench';

const court = '粤0304';
const steps = [
  { action: 'sign', who: 'duty', input: {} },
  { action: 'assign', who: 'chief', input: { judge: '甲' } },
  { action: 'query', who: 'judge', input: { reason: 'papers-wanted', note: '请补' } },
  { action: 'answer', who: 'lead', input: { note: '已补' } },
] as const;

/** Drains `size` lifecycles of four decisions each through batches: HTTP → outbox → BullMQ in chunks → the real engine and docket. */
export const batchDrain = async (
  bench: Bench,
  size: number,
  folded = true,
): Promise<{ perSecond: number; counts: Counts; cpu: Record<string, number> }> => {
  const campaigns = await Promise.all(Array.from({ length: 8 }, () => bench.approved(Math.ceil(size / 8), [court])));
  for (const id of campaigns) await bench.dispatch(id);
  const lists = await Promise.all(campaigns.map((id) => bench.items(id)));
  await bench.settled(folded);
  const signIn = (username: string): Promise<Client> => Client.signIn(bench.product.base, username, 'xiezhi-demo');
  const [duty, chief, judge] = await Promise.all(['yue0304-duty', 'yue0304-chief', 'yue0304-judge'].map(signIn));
  const people = { duty, chief, judge, lead: bench.clerk };
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  let seconds = 0;
  let cpu: Record<string, number> = {};
  const measured = await bench.counted(async () => {
    const before = bench.cpu();
    const start = performance.now();
    await Promise.all(
      lists.map(async (ids) => {
        for (const { action, who, input } of steps) await finished(people[who], action, ids, input, 150);
      }),
    );
    seconds = (performance.now() - start) / 1000;
    cpu = Object.fromEntries(
      Object.entries(bench.cpu()).map(([name, ms]) => [name, ((ms - (before[name] ?? 0)) * 1000) / total]),
    );
  });
  const [right] = await bench.rows<{ n: number }>(
    `select count(*)::int as n from matter where parent_id = any($1::uuid[]) and stage = 'assigned' and revision = 5`,
    [campaigns],
  );
  if (right?.n !== total) throw new Error(`${right?.n} of ${total} lifecycles are whole`);
  return {
    perSecond: total / seconds,
    cpu,
    counts: { commits: measured.commits / total, statements: measured.statements / total, wal: measured.wal / total },
  };
};

/** Starts a batch and looks every so often whether it is done: seldom where throughput is measured, often where latency is. */
export const finished = async (
  person: Client | undefined,
  action: string,
  ids: readonly string[],
  input: Record<string, unknown>,
  every = 4,
): Promise<void> => {
  if (!person) throw new Error('nobody');
  let batch = await person.ask<BatchView>('/api/batches', {
    body: { action, selection: { ids }, input },
    key: randomUUID(),
  });
  while (batch.status === 'running') {
    await new Promise((resume) => setTimeout(resume, every));
    batch = await person.ask<BatchView>(`/api/batches/${batch.id}`);
  }
  if (batch.status !== 'done') throw new Error(`${action}: ${batch.done} done, ${batch.refused} refused`);
};

/** The bound: claim a thousand, one statement for task, audit and roll-up, commit. Nothing else. */
export const rawDrain = async (bench: Bench, size: number): Promise<{ perSecond: number }> => {
  await bench.db.query(`drop table if exists raw_task, raw_audit;
    create table raw_task (id bigint generated always as identity primary key, campaign int not null, status smallint not null default 0, version int not null default 0, updated_at timestamptz not null default now()) with (fillfactor = 60);
    create table raw_audit (task_id bigint not null, campaign int not null, from_s smallint, to_s smallint, actor int, note text, at timestamptz default clock_timestamp(), primary key (task_id, to_s));
    create index on raw_task (status, id) where status < 4;
    insert into raw_task (campaign) select n / 49 from generate_series(1, ${size}) n;`);
  const client = await bench.db.connect();
  const start = performance.now();
  for (;;) {
    await client.query('begin');
    const { rows } = await client.query<{ id: string; status: number }>({
      name: 'raw-claim',
      text: 'select id, status from raw_task where status < 4 order by id limit 1000 for update skip locked',
    });
    if (rows.length > 0)
      await client.query({
        name: 'raw-step',
        text: `with i as (select * from unnest($1::bigint[], $2::smallint[]) x(id, s)),
                    u as (update raw_task t set status = i.s + 1, version = version + 1, updated_at = clock_timestamp() from i where t.id = i.id and t.status = i.s returning t.id, t.campaign, t.status)
               insert into raw_audit (task_id, campaign, from_s, to_s, actor, note) select id, campaign, status - 1, status, 1, 'bench' from u`,
        values: [rows.map((row) => row.id), rows.map((row) => row.status)],
      });
    await client.query('commit');
    if (rows.length === 0) break;
  }
  const seconds = (performance.now() - start) / 1000;
  client.release();
  return { perSecond: size / seconds };
};
