import { until } from '../campaign/client';
import type { Bench } from './bench';

/** L7: as many deadlines as asked, all due in the same minute, on as many matters; and a tenth of them an hour later. */
export const sameMinute = async (
  bench: Bench,
  size: number,
): Promise<{ seconds: number; fired: number; entries: number; early: number }> => {
  const put = (n: number, minutes: number): Promise<unknown> =>
    bench.rows(
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
  await put(size, 60);
  await put(Math.ceil(size / 10), 120);
  await bench.rows('analyze deadline');
  const open = async (): Promise<number> =>
    (
      await bench.rows<{ n: number }>(
        `select count(*)::int as n from deadline where status = 'open' and due_at <= court_now()`,
      )
    )[0]?.n ?? 0;
  await bench.rows(`update demo_clock set ahead = ahead + interval '61 minutes'`);
  const start = performance.now();
  await until(open, (n) => n === 0, 600_000);
  const seconds = (performance.now() - start) / 1000;
  const [row] = await bench.rows<{ fired: number; entries: number; early: number }>(
    `select (select count(*)::int from deadline where status = 'fired') as fired,
            (select count(*)::int from docket_entry where action = 'markOverdue') as entries,
            (select count(*)::int from deadline where status = 'fired' and settled_at < due_at) as early`,
  );
  return { seconds, fired: row?.fired ?? 0, entries: row?.entries ?? 0, early: row?.early ?? 0 };
};
