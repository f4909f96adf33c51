import DataLoader from 'dataloader';
import { roleName } from '@xiezhi/contract';
import { formatYuan } from '@xiezhi/law';
import type { Courts } from '../courts/courts';
import { courtDay, courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';

interface Signature {
  readonly role: string;
  readonly name: string;
}

/** What every addressee of a campaign may know of it. */
export interface CampaignHead {
  readonly caseNo: string;
  readonly debtor: string;
  readonly creditCode: string;
  readonly ground: string;
  readonly leadCourt: string;
  readonly leadCode: string;
  readonly contact: string;
  /** Who recorded the list, and who signed the order. */
  readonly recorder: Signature;
  readonly dispatcher: Signature;
  readonly day: string;
  /** 办理时限 in words, as the order sets it. */
  readonly window: string;
  readonly list: { readonly accounts: number; readonly freezes: number; readonly courts: number };
  readonly orderNo: string;
  readonly issuer: string;
  readonly issuerCode: string;
  readonly dueAt: string;
}

interface HeadRow {
  readonly id: string;
  readonly lead_court: string;
  readonly case_no: string;
  readonly recorder: Signature | null;
  readonly dispatcher: Signature | null;
  readonly now: Date;
  readonly facts: {
    readonly debtor: { readonly name: string; readonly creditCode: string };
    readonly ground: string;
    readonly windowHours: number;
    readonly windowDays?: { readonly length: number; readonly unit: 'natural-day' | 'working-day' };
    readonly contact: { readonly name: string; readonly phone: string };
    readonly list?: CampaignHead['list'];
    readonly order?: { readonly no: string; readonly issuer: string; readonly dueAt: string };
  };
}

interface ListedRow {
  readonly account_id: string;
  readonly court: string;
  readonly case_no: string;
  readonly bank: string;
  readonly tail: string;
  readonly rank: number;
  readonly limit_fen: string;
  readonly actual_fen: string;
  readonly expires_on: string | null;
}

interface TotalRow {
  readonly freezes: number;
  readonly accounts: number;
  readonly courts: number;
  readonly limit_fen: string;
  readonly actual_fen: string;
  readonly recorded: number | null;
}

/** A paper of so many rows is set within seconds; a longer list comes in volumes. */
const rowsOfVolume = 1_000;

const signatureOf = (actor: Signature | null, role: string): Signature => ({
  role: roleName(actor?.role ?? role).zh,
  name: actor?.name ?? '系统',
});

const windowWords = ({ windowHours, windowDays }: HeadRow['facts']): string =>
  windowDays ? `${windowDays.length}${windowDays.unit === 'working-day' ? '个工作日' : '日'}` : `${windowHours}小时`;

/** What the product's own papers say of a campaign. Papers that are rung for together are read for with one statement. */
export class CampaignReader {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  private readonly heads = new DataLoader<string, HeadRow | undefined>(
    async (ids) => {
      const rows = await this.db.rows<HeadRow>({
        name: 'paper-heads',
        text: `select m.id, m.facts, m.lead_court, m.case_no, court_now() as now,
                      (select d.actor from docket_entry d where d.matter_id = m.id and d.action = 'recordList' order by d.revision desc limit 1) as recorder,
                      (select d.actor from docket_entry d where d.matter_id = m.id and d.action = 'dispatch' order by d.revision desc limit 1) as dispatcher
                 from matter m where m.id = any($1::uuid[])`,
        values: [ids],
      });
      return ids.map((id) => rows.find((row) => row.id === id));
    },
    { cache: false, batchScheduleFn: setImmediate },
  );

  async head(id: string): Promise<CampaignHead> {
    const row = await this.heads.load(id);
    if (!row) throw new Error('the campaign is not there');
    const { debtor, ground, contact, list, order } = row.facts;
    return {
      caseNo: row.case_no,
      debtor: debtor.name,
      creditCode: debtor.creditCode,
      ground,
      leadCourt: this.courts.nameOf(row.lead_court),
      leadCode: row.lead_court,
      contact: `${contact.name}，${contact.phone}`,
      recorder: signatureOf(row.recorder, 'clerk'),
      dispatcher: signatureOf(row.dispatcher, 'national-bureau'),
      day: courtDay(row.now),
      window: windowWords(row.facts),
      list: { accounts: list?.accounts ?? 0, freezes: list?.freezes ?? 0, courts: list?.courts ?? 0 },
      orderNo: order?.no ?? '',
      issuer: order ? this.courts.nameOf(order.issuer) : '',
      issuerCode: order?.issuer ?? '',
      dueAt: order ? courtTime(new Date(order.dueAt)).slice(0, 16).replace('T', ' ') : '',
    };
  }

  /** Its list, of which one volume (from 1) is read row by row, in the list's order; `recorded`: the revision at which the list was taken. */
  async listed(id: string, volume: number) {
    const listing = `account_freeze f join account a on a.id = f.account_id where f.campaign_id = $1 and f.status <> 'withdrawn'`;
    const [[total], rows] = await Promise.all([
      this.db.rows<TotalRow>({
        name: 'paper-totals',
        text: `select count(*)::int as freezes, count(distinct f.account_id)::int as accounts, count(distinct f.court)::int as courts,
                      coalesce(sum(f.limit_fen), 0)::text as limit_fen, coalesce(sum(f.actual_fen), 0)::text as actual_fen,
                      (select max(revision) from docket_entry where matter_id = $1 and action = 'recordList') as recorded
                 from ${listing}`,
        values: [id],
      }),
      this.db.rows<ListedRow>({
        name: 'paper-freezes',
        text: `select f.account_id, f.court, f.case_no, a.bank, a.tail, f.rank, f.limit_fen, f.actual_fen, f.expires_on::text
                 from ${listing} order by f.position, f.id offset $2 limit $3`,
        values: [id, (volume - 1) * rowsOfVolume, rowsOfVolume],
      }),
    ]);
    const first = (volume - 1) * rowsOfVolume + 1;
    return {
      ...(await this.head(id)),
      recorded: total?.recorded ?? 0,
      volumes: Math.max(1, Math.ceil((total?.freezes ?? 0) / rowsOfVolume)),
      range: { from: first, to: first + rows.length - 1 },
      totals: {
        freezes: total?.freezes ?? 0,
        accounts: total?.accounts ?? 0,
        courts: total?.courts ?? 0,
        limitTotal: formatYuan(BigInt(total?.limit_fen ?? 0)),
        actualTotal: formatYuan(BigInt(total?.actual_fen ?? 0)),
      },
      rows: rows.map((row, i) => ({
        position: first + i,
        account: row.account_id,
        court: this.courts.nameOf(row.court),
        caseNo: row.case_no,
        bank: row.bank,
        tail: row.tail,
        rank: row.rank === 0 ? '首封' : `轮候${row.rank}`,
        limit: formatYuan(BigInt(row.limit_fen)),
        actual: formatYuan(BigInt(row.actual_fen)),
        expires: row.expires_on ?? '',
      })),
    };
  }

  /** The courts that the order goes to, each with those above it. */
  async addressees(id: string): Promise<{ code: string; name: string; superiors: string[] }[]> {
    const rows = await this.db.rows<{ court: string }>({
      text: `select distinct court from account_freeze where campaign_id = $1 and status <> 'withdrawn' order by court`,
      values: [id],
    });
    return rows.map(({ court }) => ({
      code: court,
      name: this.courts.nameOf(court),
      superiors: [...this.courts.registry.superiorsOf(court)],
    }));
  }
}
