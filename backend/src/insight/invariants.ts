import type { Database } from '../platform/database/database';

/** The promises that SQL can check. Each query returns what breaks it. */
const checks: readonly { readonly id: string; readonly title: string; readonly sql: string }[] = [
  {
    id: 'I01',
    title: '办理、留痕与后续事务同生共灭：每个事项的修订数等于留痕条数',
    sql: `select m.id from matter m left join docket_entry d on d.matter_id = m.id group by m.id having count(d.*) <> m.revision`,
  },
  {
    id: 'I01b',
    title: '每条留痕、每个下属事项、每家法院都有着落',
    sql: `select d.matter_id from docket_entry d where not exists (select 1 from matter m where m.id = d.matter_id)
      union all select m.id from matter m where m.parent_id is not null and not exists (select 1 from matter p where p.id = m.parent_id)
      union all select m.id from matter m where not exists (select 1 from court c where c.code = m.court) or not exists (select 1 from court c where c.code = m.lead_court)`,
  },
  {
    id: 'I03',
    title: '后续事务各只生效一次：完成的不再欠着',
    sql: `select r.outbox_id from effect_run r join outbox o on o.id = r.outbox_id`,
  },
  {
    id: 'I06',
    title: '修订号逐一递增，无缺无重',
    sql: `select matter_id from docket_entry group by matter_id having max(revision) <> count(*) or min(revision) <> 1`,
  },
  {
    id: 'I07',
    title: '阶段首尾相接：每条留痕从上一条的阶段出发',
    sql: `select matter_id from (select matter_id, from_stage, lag(to_stage) over (partition by matter_id order by revision) as before from docket_entry) x where before is not null and before <> from_stage`,
  },
  {
    id: 'I07b',
    title: '事项的阶段等于其最后一条留痕',
    sql: `select m.id from matter m join docket_entry d on d.matter_id = m.id and d.revision = m.revision where d.to_stage <> m.stage`,
  },
  {
    id: 'I09',
    title: '金额均为整数分，无浮点列',
    sql: `select column_name from information_schema.columns where table_schema = 'public' and data_type in ('real', 'double precision')`,
  },
  {
    id: 'I18',
    title: '账户可用，当且仅当其上每一笔冻结均已核验或期满已证',
    sql: `select a.id from account a join account_freeze f on f.account_id = a.id group by a.id having (a.status = 'free') <> (not bool_or(freeze_holds(f)))`,
  },
  {
    id: 'I18b',
    title: '核验通过的冻结均有银行回执',
    sql: `select f.id from account_freeze f join matter m on m.subject_id = f.id where f.status = 'verified' and not exists (select 1 from document d where d.matter_id = m.id and d.kind = 'bank-receipt')`,
  },
  {
    id: 'I18c',
    title: '确认的人不是登记回执的人',
    sql: `select m.id from matter m where m.procedure = 'lift-freeze' and m.facts ->> 'confirmedBy' = m.facts -> 'receipt' ->> 'recordedBy'`,
  },
  {
    id: 'I19',
    title: '每个账户至多一笔冻结生效；首位解除后，在先的轮候生效',
    sql: `select account_id from account_freeze where status in ('held', 'restored') group by account_id having count(*) filter (where active) <> 1`,
  },
  {
    id: 'I19b',
    title: '同一账户上顺位不重',
    sql: `select account_id from account_freeze where status <> 'withdrawn' group by account_id, rank having count(*) > 1`,
  },
  { id: 'I30', title: '期限不早触发', sql: `select id from deadline where status = 'fired' and settled_at < due_at` },
  {
    id: 'I30b',
    title: '期限的止期出自其证明；每一次中止、恢复、延长都在证明之中',
    sql: `select d.id from deadline d where d.status in ('open', 'suspended')
            and (d.proof is null
              or (d.status = 'suspended') <> (d.proof ->> 'dueAt' is null)
              or (d.status = 'open' and (d.proof ->> 'dueAt')::timestamptz <> d.due_at)
              or jsonb_array_length(d.proof -> 'ledger') <> (select count(*) from deadline_entry e where e.deadline_id = d.id))`,
  },
  {
    id: 'I31',
    title: '超出已公布放假安排的期限均标为暂定',
    sql: `select d.id from deadline d where d.status = 'open' and d.unit <> 'hour' and not d.provisional
            and extract(year from d.due_at - interval '1 second') > (select max(year) from calendar_year where status = 'published')`,
  },
  {
    id: 'E1',
    title: '每个下属事项只由一笔冻结开立',
    sql: `select subject_id from matter where subject_id is not null group by subject_id having count(*) > 1`,
  },
  {
    id: 'E2',
    title: '看板计数等于重新清点',
    sql: `with held as (select campaign, court, stage, sum(n) as n from (select campaign, court, stage, n from board_counter union all select campaign, court, stage, n from board_delta) x group by 1, 2, 3),
      real as (select coalesce(parent_id, id) as campaign, court, stage, count(*) as n from matter group by 1, 2, 3)
      select coalesce(h.campaign, r.campaign) from held h full join real r using (campaign, court, stage) where coalesce(h.n, 0) <> coalesce(r.n, 0)`,
  },
  {
    id: 'E2b',
    title: '按法院、省份的计数等于重新清点',
    sql: `with folded as (select court, lead_court as lead, procedure, stage, count(*) as n from matter group by 1, 2, 3, 4
             union all select court, lead, procedure, stage, -sum(n) from board_delta group by 1, 2, 3, 4),
      sums as (select court, lead, procedure, stage, sum(n) as n from folded group by 1, 2, 3, 4),
      real as (select p.kind, p.place, s.procedure, s.stage, sum(s.n) as n from sums s cross join lateral places_of(s.court, s.lead) p group by 1, 2, 3, 4)
      select coalesce(h.place, r.place) from place_counter h full join real r using (kind, place, procedure, stage) where coalesce(h.n, 0) <> coalesce(r.n, 0)`,
  },
  {
    id: 'E3',
    title: '每份文书在留痕中有一条',
    sql: `select d.id from document d where not exists (select 1 from docket_entry e where e.matter_id = d.matter_id and e.revision = d.revision and e.action = 'fileDocument')`,
  },
  {
    id: 'E4',
    title: '每份留痕中的文书都在',
    sql: `select e.matter_id from docket_entry e where e.action = 'fileDocument' and not exists (select 1 from document d where d.matter_id = e.matter_id and d.revision = e.revision)`,
  },
  {
    id: 'E5',
    title: '每次下发、改送、退回均有一份通知，已送达或仍在途',
    sql: `select e.matter_id from docket_entry e where e.action in ('dispatch', 'readdress', 'giveBack') and e.matter_id in (select id from matter where parent_id is not null)
      and not exists (select 1 from notice n where e.matter_id = any(n.matters)) and not exists (select 1 from outbox o where o.kind = 'notify-court' and o.payload::text like '%' || e.matter_id || '%')`,
  },
  {
    id: 'I43',
    title: '文书编号不重不漏：每个编号都有一行，已用的文书都在，作废的写明缘由',
    sql: `select s.court from paper_series s left join paper_number n using (court, year, series)
       group by s.court, s.year, s.series, s.last having count(n.*) <> s.last or max(n.n) <> s.last
      union all select n.court from paper_number n where n.state = 'issued' and not exists (select 1 from document d where d.id = n.document_id)`,
  },
];

export interface InvariantReport {
  readonly checked: number;
  readonly broken: number;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly violations: number;
    readonly ms: number;
  }[];
  readonly asOf: string;
}

/** Checks itself while it runs: each promise with its violations and the time it took. */
export const checkInvariants = async (db: Database): Promise<InvariantReport> => {
  const items = [];
  for (const { id, title, sql } of checks) {
    const start = performance.now();
    const row = await db.one<{ n: number }>({ text: `select count(*)::int as n from (${sql}) broken` });
    items.push({ id, title, violations: row?.n ?? 0, ms: Math.round((performance.now() - start) * 10) / 10 });
  }
  return {
    checked: items.length,
    broken: items.filter((item) => item.violations > 0).length,
    items,
    asOf: new Date().toISOString(),
  };
};
