import type { Paper } from '@xiezhi/papers';
import { paperKinds } from '@xiezhi/papers';
import { type Database, sqlStateOf, type Tx } from '../platform/database/database';

interface Wish {
  readonly paper: Paper;
  readonly court: string;
  readonly year: number;
  readonly matterId: string;
  readonly key: string;
}

const uniqueViolation = '23505';

/**
 * 文书编号: dense per court, year and kind. A number is taken under the key of its job before the paper is printed, because it stands
 * on the paper; the transaction that files the paper issues it, and whatever prevents the filing voids it with the reason.
 */
export class PaperNumbers {
  constructor(private readonly db: Database) {}

  async take(wish: Wish): Promise<string> {
    try {
      return await this.db.transaction((tx) => this.takeIn(tx, wish));
    } catch (error) {
      // Another worker took one under the same key just now: its transaction won, and ours left no trace.
      if (sqlStateOf(error) !== uniqueViolation) throw error;
      return this.db.transaction((tx) => this.takeIn(tx, wish));
    }
  }

  private async takeIn(tx: Tx, { paper, court, year, matterId, key }: Wish): Promise<string> {
    const { series } = paperKinds[paper.kind];
    const [known] = await tx.rows<{ n: number }>({
      text: `select n from paper_number where key = $1 and state <> 'voided'`,
      values: [key],
    });
    if (known) return numberOf(court, year, series, known.n);
    const [taken] = await tx.rows<{ n: number }>({
      text: `with next as (
               insert into paper_series as s (court, year, series, last) values ($1, $2, $3, 1)
               on conflict (court, year, series) do update set last = s.last + 1 returning last)
             insert into paper_number (court, year, series, n, paper, matter_id, key)
             select $1, $2, $3, last, $4, $5, $6 from next returning n`,
      values: [court, year, series, paper.id, matterId, key],
    });
    return numberOf(court, year, series, taken?.n ?? 0);
  }

  /** In the transaction that files the paper. */
  async issue(tx: Tx, key: string, document: string): Promise<void> {
    await tx.rows({
      text: `update paper_number set state = 'issued', document_id = $2, settled_at = clock_timestamp()
              where key = $1 and state = 'reserved'`,
      values: [key, document],
    });
  }

  async void(on: Pick<Tx, 'rows'>, key: string, reason: string): Promise<void> {
    await on.rows({
      text: `update paper_number set state = 'voided', reason = $2, settled_at = clock_timestamp()
              where key = $1 and state = 'reserved'`,
      values: [key, reason.slice(0, 300)],
    });
  }
}

const numberOf = (court: string, year: number, series: string, n: number): string =>
  `${court}-${year}-${series}-${String(n).padStart(4, '0')}`;
