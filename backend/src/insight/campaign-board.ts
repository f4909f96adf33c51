import type { Actor, Words } from '@xiezhi/engine';
import type { AccountRow, BoardView, CourtLine, FreezeCell, Light } from '@xiezhi/contract';
import { maskAccount } from '@xiezhi/law';
import type { Courts } from '../courts/courts';
import { publishedOf, type SeenRow } from '../matters/matter-reader';
import { seesAll } from '../matters/matter-row';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';

interface Cell {
  readonly freeze: string;
  readonly account: string;
  readonly tail: string;
  readonly number: string;
  readonly bank: string;
  readonly account_status: AccountRow['status'];
  readonly court: string;
  readonly case_no: string;
  readonly rank: number;
  readonly active: boolean;
  readonly status: string;
  readonly limit: string;
  readonly actual: string;
  readonly expires_on: string | null;
  readonly matter_id: string | null;
  readonly stage: string | null;
  readonly version: number | null;
  readonly procedure: string | null;
  readonly light: Light | null;
  readonly moved_at: Date | null;
  readonly stagnant: boolean | null;
}

const cellSql = (where: string) => `
  select f.id as freeze, f.account_id as account, a.tail, a.number, a.bank, a.status as account_status, f.court, f.case_no, f.rank, f.active, f.status,
         to_char(f.limit_fen::numeric / 100, 'FM9999999999990.00') as limit, to_char(f.actual_fen::numeric / 100, 'FM9999999999990.00') as actual,
         f.expires_on::text, m.id as matter_id, m.stage, m.version, m.procedure, light_of(m.closed_at, m.starts_at, m.due_at, court_now()) as light, m.moved_at,
         m.closed_at is null and m.moved_at < court_now() - interval '8 hours' as stagnant
    from account_freeze f join account a on a.id = f.account_id left join matter m on m.subject_id = f.id and m.parent_id = f.campaign_id
   where ${where} and f.status <> 'withdrawn' order by f.position, f.rank`;

type Group = keyof Omit<BoardView['totals']['freezes'], 'total'>;
const groupOf: Readonly<Record<string, Group>> = {
  verified: 'verified',
  'expired-proved': 'verified',
  confirmed: 'confirmed',
  assigned: 'working',
  signed: 'working',
  ruled: 'working',
  noticed: 'working',
  'bank-acked': 'working',
  dispatched: 'unsigned',
  returned: 'returned',
  queried: 'queried',
};
const worst: readonly Light[] = ['red', 'amber', 'paused', 'green', 'grey'];
const worstOf = (cells: readonly Cell[]): Light =>
  worst.find((light) => cells.some((cell) => (cell.light ?? 'grey') === light)) ?? 'grey';
const doneStages = new Set(['verified', 'expired-proved']);
const isDone = (cell: Cell): boolean => cell.stage !== null && doneStages.has(cell.stage);
const latest = (cells: readonly Cell[]): Date | null =>
  cells.reduce<Date | null>((max, { moved_at }) => (moved_at && (!max || moved_at > max) ? moved_at : max), null);

/** 作战图: courts × freezes with totals that add up; what the reader may only count is counted and not shown. */
export class CampaignBoard {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  async of(campaign: SeenRow, actor: Actor): Promise<BoardView> {
    const cells = await this.db.rows<Cell>({
      name: 'board-cells',
      text: cellSql('f.campaign_id = $1'),
      values: [campaign.id],
    });
    const all = seesAll(campaign, actor, this.courts);
    const mine = all ? cells : cells.filter((cell) => this.sees(actor, cell.court));
    const shown = new Set(mine.map((cell) => cell.account));
    const accounts = [...Map.groupBy(cells, (cell) => cell.account)];
    const statusCount = (status: AccountRow['status']): number =>
      accounts.filter(([, [first]]) => first?.account_status === status).length;
    return {
      campaign: campaign.id,
      title: campaign.title,
      stage: campaign.stage,
      asOf: courtTime(campaign.now),
      startsAt: courtTimeOrNull(campaign.starts_at),
      dueAt: courtTimeOrNull(campaign.due_at),
      light: campaign.light,
      totals: {
        accounts: {
          total: accounts.length,
          free: statusCount('free'),
          partly: statusCount('partly'),
          frozen: statusCount('frozen'),
        },
        freezes: this.groups(cells),
        courts: new Set(cells.map((cell) => cell.court)).size,
        provinces: new Set(cells.map((cell) => this.courts.provinceOf(cell.court))).size,
        overdue: cells.filter((cell) => cell.light === 'red').length,
        stagnant: cells.filter((cell) => cell.stagnant === true).length,
      },
      byStage: this.byStage(cells),
      byProvince: [...Map.groupBy(cells, (cell) => this.courts.provinceOf(cell.court))].map(([province, of]) => ({
        province,
        name: this.courts.provinceName(province),
        total: of.length,
        done: of.filter(isDone).length,
        light: worstOf(of),
      })),
      courts: this.courtLines(cells),
      accounts: accounts
        .filter(([account]) => shown.has(account))
        .map(([account, of]) => this.account(account, of, (cell) => all || this.sees(actor, cell.court))),
      hiddenAccounts: accounts.length - shown.size,
      curve: await this.curve(campaign),
    };
  }

  /** One account with every freeze on it, across campaigns. Absent when the reader's court has no part in it. */
  async accountOf(id: string, actor: Actor): Promise<AccountRow | 'other-courts' | undefined> {
    const cells = await this.db.rows<Cell & { lead_court: string }>({
      text: cellSql('f.account_id = $1').replace(
        'select f.id as freeze,',
        'select (select lead_court from matter k where k.id = f.campaign_id) as lead_court, f.id as freeze,',
      ),
      values: [id],
    });
    if (cells.length === 0) return undefined;
    const sees = (cell: { court: string; lead_court: string }): boolean =>
      this.sees(actor, cell.court) || this.sees(actor, cell.lead_court);
    if (cells.some(sees)) return this.account(id, cells, (cell) => sees(cell as Cell & { lead_court: string }));
    const shares = await this.db.one({
      text: `select 1 from account_freeze mine join account_freeze f on f.campaign_id = mine.campaign_id where f.account_id = $1 and mine.court = $2 limit 1`,
      values: [id, actor.court],
    });
    return shares ? 'other-courts' : undefined;
  }

  private sees(actor: Actor, court: string): boolean {
    return actor.court === court || this.courts.isSuperior(actor.court, court);
  }

  private account(account: string, cells: readonly Cell[], sees: (cell: Cell) => boolean): AccountRow {
    const [first] = cells;
    return {
      account,
      tail: first?.tail ?? '',
      masked: maskAccount(first?.number ?? ''),
      bank: first?.bank ?? '',
      status: first?.account_status ?? 'frozen',
      freezes: [...cells].sort((a, b) => a.rank - b.rank).map((cell) => this.cell(cell, sees(cell))),
    };
  }

  /** A freeze of another court on a shared account: its court, rank and state, not its case or sums. */
  private cell(cell: Cell, full: boolean): FreezeCell {
    return {
      freeze: cell.freeze,
      court: cell.court,
      courtName: this.courts.nameOf(cell.court),
      caseNo: full ? cell.case_no : '',
      rank: cell.rank,
      active: cell.active,
      status: cell.status,
      limit: full ? cell.limit : '',
      actual: full ? cell.actual : '',
      expiresOn: full ? cell.expires_on : null,
      matterId: full ? cell.matter_id : null,
      stage: cell.stage,
      stageLabel: stageWords(cell),
      light: cell.light ?? 'grey',
      movedAt: courtTimeOrNull(cell.moved_at),
    };
  }

  private groups(cells: readonly Cell[]): BoardView['totals']['freezes'] {
    const totals = {
      total: cells.length,
      verified: 0,
      confirmed: 0,
      working: 0,
      unsigned: 0,
      returned: 0,
      queried: 0,
      other: 0,
    };
    for (const cell of cells) totals[groupOf[cell.stage ?? ''] ?? 'other'] += 1;
    return totals;
  }

  private byStage(cells: readonly Cell[]): BoardView['byStage'] {
    return [
      ...Map.groupBy(
        cells.filter((cell) => cell.stage !== null),
        (cell) => cell.stage ?? '',
      ),
    ].map(([stage, of]) => ({
      stage,
      count: of.length,
      label: (of[0] && stageWords(of[0])) ?? { zh: stage, en: stage },
    }));
  }

  private courtLines(cells: readonly Cell[]): CourtLine[] {
    return [...Map.groupBy(cells, (cell) => cell.court)].map(([court, of]) => {
      const province = this.courts.provinceOf(court);
      const g = this.groups(of);
      return {
        court,
        courtName: this.courts.nameOf(court),
        province,
        provinceName: this.courts.provinceName(province),
        total: of.length,
        done: g.verified,
        unsigned: g.unsigned,
        returned: g.returned + g.queried,
        working: g.working + g.confirmed + g.other,
        light: worstOf(of),
        movedAt: courtTimeOrNull(latest(of)),
      };
    });
  }

  /** Accounts free by instant: an account is free when the last of its freezes was verified. */
  private async curve(campaign: SeenRow): Promise<BoardView['curve']> {
    const rows = await this.db.rows<{ at: Date; free: number }>({
      text: `select at, (row_number() over (order by at))::int as free
               from (select max(m.closed_at) as at from account_freeze f join account a on a.id = f.account_id left join matter m on m.subject_id = f.id and m.parent_id = f.campaign_id
                      where f.campaign_id = $1 and f.status <> 'withdrawn' and a.status = 'free' group by f.account_id) x where at is not null order by at`,
      values: [campaign.id],
    });
    return [
      ...(campaign.starts_at ? [{ at: courtTime(campaign.starts_at), free: 0 }] : []),
      ...rows.map(({ at, free }) => ({ at: courtTime(at), free })),
    ];
  }
}

const stageWords = (cell: Cell): Words | null =>
  cell.stage === null || cell.procedure === null || cell.version === null
    ? null
    : (publishedOf({ procedure: cell.procedure, version: cell.version }).labels.stages[cell.stage] ?? {
        zh: cell.stage,
        en: cell.stage,
      });
