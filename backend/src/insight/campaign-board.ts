import type { Actor, Words } from '@xiezhi/engine';
import type { AccountRow, BoardView, CourtLine, FreezeCell, Light } from '@xiezhi/contract';
import { maskAccount } from '@xiezhi/law';
import type { Courts } from '../courts/courts';
import { lightOfRow } from '../matters/light';
import { publishedOf, type SeenRow } from '../matters/matter-reader';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { CourtReads } from '../platform/database/court-reads';

interface Cell {
  readonly freeze: string;
  readonly account: string;
  readonly tail: string;
  readonly bank: string;
  readonly account_status: AccountRow['status'];
  readonly court: string;
  readonly case_no: string;
  readonly rank: number;
  readonly active: boolean;
  readonly status: string;
  readonly limit: string | null;
  readonly actual: string | null;
  readonly expires_on: string | null;
  readonly matter_id: string | null;
  readonly stage: string | null;
  readonly version: number | null;
  readonly procedure: string | null;
  readonly light: Light | null;
  readonly moved_at: Date | null;
  readonly closed_at: Date | null;
  readonly stagnant: boolean | null;
  /** Of the reader's line: shown in full. */
  readonly own: boolean;
}

const cellSql = `
  select c.*, to_char(c.limit_fen::numeric / 100, 'FM9999999999990.00') as limit, to_char(c.actual_fen::numeric / 100, 'FM9999999999990.00') as actual,
         c.expires_on::text as expires_on, ${lightOfRow('c')} as light,
         c.closed_at is null and c.starts_at is not null and c.moved_at < court_now() - (select threshold('L02')) * interval '1 hour' as stagnant
    from freeze_cells($1, $2) c order by c.position, c.rank`;

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
    private readonly reads: CourtReads,
    private readonly courts: Courts,
  ) {}

  async of(campaign: SeenRow, actor: Actor, masked: boolean): Promise<BoardView> {
    const cells = await this.cells(campaign.id, null, actor);
    const mine = cells.filter((cell) => cell.own);
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
        .map(([account, of]) => this.account(account, of, masked)),
      hiddenAccounts: accounts.length - shown.size,
      curve: curveOf(campaign, accounts),
    };
  }

  /** One account with every freeze on it, across campaigns. */
  async accountOf(id: string, actor: Actor, masked: boolean): Promise<AccountRow | undefined> {
    const cells = await this.cells(null, id, actor);
    return cells.length === 0 ? undefined : this.account(id, cells, masked);
  }

  private cells(campaign: string | null, account: string | null, actor: Actor): Promise<Cell[]> {
    return this.reads.as(actor).rows<Cell>({ name: 'freeze-cells', text: cellSql, values: [campaign, account] });
  }

  private account(account: string, cells: readonly Cell[], masked: boolean): AccountRow {
    const [first] = cells;
    return {
      account,
      tail: first?.tail ?? '',
      masked: maskAccount(first?.tail ?? ''),
      bank: first?.bank ?? '',
      status: first?.account_status ?? 'frozen',
      freezes: [...cells].sort((a, b) => a.rank - b.rank).map((cell) => this.cell(cell, masked)),
    };
  }

  /** A freeze of another court on a shared account: its court, rank and state, not its case or sums. */
  private cell(cell: Cell, masked: boolean): FreezeCell {
    return {
      freeze: cell.freeze,
      court: cell.court,
      courtName: this.courts.nameOf(cell.court),
      caseNo: cell.case_no,
      rank: cell.rank,
      active: cell.active,
      status: cell.status,
      limit: masked ? '' : (cell.limit ?? ''),
      actual: masked ? '' : (cell.actual ?? ''),
      expiresOn: cell.expires_on,
      matterId: cell.matter_id,
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
}

/** Accounts free by instant: an account is free when the last of its freezes was verified. */
const curveOf = (campaign: SeenRow, accounts: readonly [string, Cell[]][]): BoardView['curve'] => {
  const freed = accounts
    .filter(([, [first]]) => first?.account_status === 'free')
    .flatMap(([, of]) =>
      of.every((cell) => cell.closed_at) ? [Math.max(...of.map((cell) => Number(cell.closed_at)))] : [],
    )
    .sort((a, b) => a - b);
  return [
    ...(campaign.starts_at ? [{ at: courtTime(campaign.starts_at), free: 0 }] : []),
    ...freed.map((at, n) => ({ at: courtTime(new Date(at)), free: n + 1 })),
  ];
};

const stageWords = (cell: Cell): Words | null =>
  cell.stage === null || cell.procedure === null || cell.version === null
    ? null
    : (publishedOf({ procedure: cell.procedure, version: cell.version }).labels.stages[cell.stage] ?? {
        zh: cell.stage,
        en: cell.stage,
      });
