import type { Actor } from '@xiezhi/engine';
import type { CourtReads, Reader } from '../../platform/database/court-reads';
import { instantOf, instantSql } from '../chain';

export interface PackedMatter {
  readonly id: string;
  readonly title: string;
  readonly caseNo: string;
  readonly procedure: string;
  readonly court: string;
  readonly leadCourt: string;
  readonly revision: number;
  readonly head: string;
}

export interface PackedPaper {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly filed: readonly { matterId: string; revision: number; kind: string; fileName: string }[];
}

interface PaperRow {
  readonly matterId: string;
  readonly revision: number;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
}

const page = 500;

/** What goes into a pack, read with the eyes of whoever exports: a matter and its items, as they stood when the export began. */
export class PackRows {
  private readonly reader: Reader;

  constructor(
    reads: CourtReads,
    actor: Actor,
    private readonly root: string,
  ) {
    this.reader = reads.as(actor);
  }

  /** The matter itself first. */
  matters(): Promise<PackedMatter[]> {
    return this.reader.rows<PackedMatter>({
      text: `select id, title, case_no as "caseNo", procedure, court, lead_court as "leadCourt", revision, encode(head_hash, 'hex') as head
               from matter where id = $1 or parent_id = $1 order by parent_id nulls first, id`,
      values: [this.root],
    });
  }

  /** Each paper once, however often it was filed. */
  async papers(upTo: ReadonlyMap<string, number>): Promise<PackedPaper[]> {
    const rows = await this.reader.rows<PaperRow>({
      text: `select d.matter_id as "matterId", d.revision, d.kind, d.file_name as "fileName", d.sha256, d.mime, d.bytes
               from document d join matter m on m.id = d.matter_id where m.id = $1 or m.parent_id = $1 order by d.matter_id, d.revision`,
      values: [this.root],
    });
    const there = rows.filter((row) => row.revision <= (upTo.get(row.matterId) ?? 0));
    return [...Map.groupBy(there, (row) => row.sha256).values()].flatMap((same) =>
      same.slice(0, 1).map(({ sha256, mime, bytes }) => ({
        sha256,
        mime,
        bytes,
        filed: same.map(({ matterId, revision, kind, fileName }) => ({ matterId, revision, kind, fileName })),
      })),
    );
  }

  /** A matter's entries as lines: each field in the exact text that the chain covers, and the hash. */
  async *entries({ id, revision: upTo }: PackedMatter): AsyncGenerator<string> {
    for (let after = 0; ;) {
      const rows = await this.reader.rows<{ revision: number; at: string }>({
        text: `select matter_id as "matterId", revision, action, actor::text, from_stage as "fromStage", to_stage as "toStage", input::text,
                      facts_after::text as "factsAfter", key, ${instantSql('at')} as at, encode(hash, 'hex') as hash
                 from docket_entry where matter_id = $1 and revision > $2 and revision <= $3 order by revision limit ${page}`,
        values: [id, after, upTo],
      });
      for (const row of rows) yield `${JSON.stringify({ ...row, at: instantOf(row.at) })}\n`;
      if (rows.length < page) return;
      after = rows.at(-1)?.revision ?? upTo;
    }
  }
}
