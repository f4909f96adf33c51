import DataLoader from 'dataloader';
import { formatYuan } from '@xiezhi/law';
import type { Courts } from '../courts/courts';
import { courtDay, courtTime } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import type { Campaign, CampaignHead } from './papers';

interface HeadRow {
  readonly id: string;
  readonly lead_court: string;
  readonly case_no: string;
  readonly title: string;
  readonly now: Date;
  readonly facts: {
    readonly debtor: { readonly name: string; readonly creditCode: string };
    readonly ground: string;
    readonly windowHours: number;
    readonly contact: { readonly name: string; readonly phone: string };
    readonly list?: CampaignHead['list'];
    readonly order?: { readonly no: string; readonly issuer: string; readonly dueAt: string };
  };
}

interface ListedRow {
  readonly position: number;
  readonly court: string;
  readonly case_no: string;
  readonly bank: string;
  readonly tail: string;
  readonly rank: number;
  readonly limit_fen: string;
  readonly actual_fen: string;
  readonly expires_on: string | null;
}

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
        text: 'select id, facts, lead_court, case_no, title, court_now() as now from matter where id = any($1::uuid[])',
        values: [ids],
      });
      return ids.map((id) => rows.find((row) => row.id === id));
    },
    { cache: false, batchScheduleFn: setImmediate },
  );

  async head(id: string): Promise<CampaignHead> {
    const row = await this.heads.load(id);
    if (!row) throw new Error('the campaign is not there');
    const { debtor, ground, windowHours, contact, list, order } = row.facts;
    return {
      title: row.title,
      caseNo: row.case_no,
      debtor: debtor.name,
      creditCode: debtor.creditCode,
      ground,
      leadCourt: this.courts.nameOf(row.lead_court),
      contact: `${contact.name}，${contact.phone}`,
      day: courtDay(row.now),
      windowHours,
      list: list ?? { accounts: 0, freezes: 0, courts: 0 },
      orderNo: order?.no ?? '',
      issuer: order ? this.courts.nameOf(order.issuer) : '',
      dueAt: order ? courtTime(new Date(order.dueAt)).slice(0, 16).replace('T', ' ') : '',
    };
  }

  /** With every freeze that its list holds, in the list's order. */
  async whole(id: string): Promise<Campaign> {
    const rows = await this.db.rows<ListedRow>({
      name: 'paper-freezes',
      text: `select f.position, f.court, f.case_no, a.bank, a.tail, f.rank, f.limit_fen, f.actual_fen, f.expires_on::text
               from account_freeze f join account a on a.id = f.account_id where f.campaign_id = $1 and f.status <> 'withdrawn' order by f.position`,
      values: [id],
    });
    return {
      ...(await this.head(id)),
      freezes: rows.map((row) => ({
        position: row.position,
        court: this.courts.nameOf(row.court),
        caseNo: row.case_no,
        bank: row.bank,
        tail: row.tail,
        rank: row.rank,
        limit: formatYuan(BigInt(row.limit_fen)),
        actual: formatYuan(BigInt(row.actual_fen)),
        expiresOn: row.expires_on,
      })),
    };
  }
}
