import type { FreezeOutcome } from '@xiezhi/engine';
import type { FreezeSummary } from '@xiezhi/procedures';
import { CourtRegistry, formatYuan } from '@xiezhi/law';
import type { Tx } from '../platform/database/database';

/** One freeze with its account, as the register holds it. Money is fen as the driver's text. */
export interface FreezeRow {
  readonly id: string;
  readonly account_id: string;
  readonly campaign_id: string;
  readonly court: string;
  readonly case_no: string;
  readonly rank: number;
  readonly active: boolean;
  readonly limit_fen: string;
  readonly actual_fen: string;
  readonly expires_on: string | null;
  readonly position: number;
  readonly holder: string;
  readonly bank: string;
  readonly tail: string;
}

export interface Settlement {
  readonly freeze: string;
  readonly outcome: FreezeOutcome;
}

/** What became of other freezes on the same accounts. */
export interface Aftermath {
  readonly woken: readonly string[];
  readonly rested: readonly string[];
}

const columns = `f.id, f.account_id, f.campaign_id, f.court, f.case_no, f.rank, f.active, f.limit_fen, f.actual_fen,
  f.expires_on::text as expires_on, f.position, a.holder, a.bank, a.tail`;

/** Tables grow faster than their statistics: what stands before this is looked up by its key, whatever the planner believes. */
const fence = 'offset 0';

/** 案情要素 of one item, from its row. */
export const freezeFacts = (row: FreezeRow, shared: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  freeze: row.id,
  holder: row.holder,
  bank: row.bank,
  accountTail: row.tail,
  caseNo: row.case_no,
  rank: row.rank,
  limit: formatYuan(BigInt(row.limit_fen)),
  actual: formatYuan(BigInt(row.actual_fen)),
  expiresOn: row.expires_on,
  active: row.active,
  ...shared,
});

/** 账户与冻结登记. Every write happens under a lock on the account rows, taken in the order of their ids. */
export class FreezeRegister {
  constructor(private readonly courts: CourtRegistry) {}

  async lockAccounts(tx: Tx, matters: readonly string[]): Promise<void> {
    await tx.rows({
      name: 'lock-accounts',
      text: `select a.id from account a where a.id in (select f.account_id from matter m join account_freeze f on f.id = m.subject_id where m.id = any($1::uuid[])) order by a.id for update`,
      values: [matters],
    });
  }

  /** The rows of campaigns that have no matter of these procedures yet, in the order of their list. */
  unopened(tx: Tx, campaigns: readonly string[], procedures: readonly string[]): Promise<FreezeRow[]> {
    return tx.rows<FreezeRow>({
      name: 'unopened-freezes',
      text: `select ${columns} from (select * from account_freeze where campaign_id = any($1::uuid[]) ${fence}) f,
                    lateral (select holder, bank, tail from account where id = f.account_id ${fence}) a
              where f.status = 'held'
                and (select m.id from matter m where m.subject_id = f.id and m.procedure = any($2) limit 1) is null
              order by f.campaign_id, f.position`,
      values: [campaigns, procedures],
    });
  }

  byId(tx: Tx, ids: readonly string[]): Promise<FreezeRow[]> {
    return tx.rows<FreezeRow>({
      text: `select ${columns} from account_freeze f join account a on a.id = f.account_id where f.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  async move(tx: Tx, moves: readonly { freeze: string; court: string }[]): Promise<void> {
    await tx.rows({
      text: `update account_freeze f set court = m.court from unnest($1::uuid[], $2::text[]) as m(id, court) where f.id = m.id`,
      values: [moves.map((m) => m.freeze), moves.map((m) => m.court)],
    });
  }

  /** A waiting freeze that came to light at verification queues behind the others on the account. */
  async add(
    tx: Tx,
    found: readonly Omit<FreezeRow, 'rank' | 'position' | 'active' | 'holder' | 'bank' | 'tail' | 'expires_on'>[],
  ): Promise<void> {
    const ids = found.map((f) => f.id);
    await tx.rows({
      text: `insert into account_freeze (id, account_id, campaign_id, court, case_no, rank, active, limit_fen, actual_fen, position)
             select n.id, n.account, n.campaign, n.court, n.case_no,
                    (select coalesce(max(rank), -1) from account_freeze f where f.account_id = n.account) + n.nth,
                    false, n.fen, 0, (select coalesce(max(position), 0) from account_freeze f where f.campaign_id = n.campaign) + n.nth
               from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[]) with ordinality
                 as n(id, account, campaign, court, case_no, fen, nth)`,
      values: [
        ids,
        found.map((f) => f.account_id),
        found.map((f) => f.campaign_id),
        found.map((f) => f.court),
        found.map((f) => f.case_no),
        found.map((f) => f.limit_fen),
      ],
    });
  }

  /**
   * Records what became of freezes; the earliest waiting one takes effect by itself (查封规定 26), and the account is recounted:
   * free only when no freeze on it holds any more.
   */
  async settle(tx: Tx, settlements: readonly Settlement[]): Promise<Aftermath> {
    const ids = settlements.map((s) => s.freeze);
    const outcomes = settlements.map((s) => s.outcome);
    const back = settlements.filter((s) => s.outcome === 'reinstated' || s.outcome === 'restored').map((s) => s.freeze);
    const rested =
      back.length === 0
        ? []
        : await tx.rows<Touched>({
            text: `update account_freeze f set active = false
                    where active and status = 'held' and not id = any($1::uuid[])
                      and account_id in (select account_id from account_freeze where id = any($1::uuid[]))
                   returning ${itsMatter}`,
            values: [back],
          });
    await tx.rows({
      name: 'settle-freezes',
      text: `update account_freeze f set
               status = case s.outcome when 'reinstated' then 'held' else s.outcome end,
               active = f.active and s.outcome = 'withdrawn',
               void = f.void or s.outcome = 'withdrawn'
               from unnest($1::uuid[], $2::text[]) as s(id, outcome) where f.id = s.id`,
      values: [ids, outcomes],
    });
    const waking = settlements.filter((s) => s.outcome !== 'withdrawn').map((s) => s.freeze);
    const woken = waking.length === 0 ? [] : await this.wake(tx, waking);
    await tx.rows({
      name: 'recount-accounts',
      text: `update account a set status = c.status
               from (select f.account_id,
                            case when not bool_or(freeze_holds(f)) then 'free'
                                 when bool_or(f.status in ('verified', 'expired-proved')) then 'partly'
                                 else 'frozen' end as status
                       from account_freeze f
                      where f.account_id in (select account_id from account_freeze where id = any($1::uuid[]))
                      group by f.account_id) c
              where a.id = c.account_id and a.status <> c.status`,
      values: [ids],
    });
    const still = new Set(woken);
    return {
      woken: woken.filter((matter) => !matters(rested).includes(matter)),
      rested: matters(rested).filter((matter) => !still.has(matter)),
    };
  }

  /** 冻结清单 of each campaign, counted now. */
  async summaries(tx: Tx, campaigns: readonly string[]): Promise<Map<string, FreezeSummary>> {
    const rows = await tx.rows<Counted>({
      name: 'freeze-summary',
      text: `select f.campaign_id, count(*)::int as freezes, count(distinct f.account_id)::int as accounts,
                    count(*) filter (where f.rank > 0)::int as waiting,
                    array_agg(distinct f.court) as courts, sum(f.limit_fen)::text as fen,
                    count(*) filter (where f.status in ('verified', 'expired-proved'))::int as verified,
                    count(distinct f.account_id) filter (where a.status = 'free')::int as freed,
                    (select count(*)::int from matter m where m.parent_id = f.campaign_id and m.stage = 'returned') as returned
               from account_freeze f, lateral (select status from account where id = f.account_id ${fence}) a
              where f.campaign_id = any($1::uuid[]) and f.status <> 'withdrawn'
              group by f.campaign_id`,
      values: [campaigns],
    });
    return new Map(
      campaigns.map((campaign) => {
        const row = rows.find((r) => r.campaign_id === campaign);
        return [campaign, row ? this.summaryOf(row) : nothingListed] as const;
      }),
    );
  }

  private summaryOf({ campaign_id: _campaign, courts, fen, ...counts }: Counted): FreezeSummary {
    return {
      ...counts,
      courts: courts.length,
      provinces: new Set(courts.map((code) => this.courts.find(code)?.province)).size,
      limitTotal: formatYuan(BigInt(fen)),
      commonSuperiors: [...this.courts.commonSuperiors(courts)],
    };
  }

  private async wake(tx: Tx, settled: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<Touched>({
      name: 'wake-freezes',
      text: `update account_freeze f set active = true
               from (select distinct on (q.account_id) q.id, q.active
                       from account_freeze q
                      where q.account_id in (select account_id from account_freeze where id = any($1::uuid[]))
                        and q.status in ('held', 'restored')
                      order by q.account_id, q.active desc, q.rank) next
              where f.id = next.id and not next.active
              returning ${itsMatter}`,
      values: [settled],
    });
    return matters(rows);
  }
}

interface Counted {
  campaign_id: string;
  freezes: number;
  accounts: number;
  waiting: number;
  courts: string[];
  fen: string;
  verified: number;
  freed: number;
  returned: number;
}

/** A freeze that was touched, and its matter: null where it was not dispatched. */
interface Touched {
  readonly matter: string | null;
}
const itsMatter = '(select m.id from matter m where m.subject_id = f.id) as matter';
const matters = (rows: readonly Touched[]): string[] => rows.flatMap(({ matter }) => (matter === null ? [] : [matter]));

const nothingListed: FreezeSummary = {
  accounts: 0,
  freezes: 0,
  waiting: 0,
  courts: 0,
  provinces: 0,
  limitTotal: '0.00',
  verified: 0,
  freed: 0,
  returned: 0,
  commonSuperiors: [],
};
