import { type Actor, clockWords, fileDocument, fileDocumentWords, openWords, type Words } from '@xiezhi/engine';
import { type DocketEntryView, roleName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { maskedInput } from '../matters/masks';
import { nameOf, publishedOf } from '../matters/matter-reader';
import { decode, encode } from '../platform/http/cursor';
import { courtTime } from '../platform/clock/court-time';
import type { CourtReads } from '../platform/database/court-reads';

interface EntryRow {
  readonly matter_id: string;
  readonly revision: number;
  readonly action: string;
  readonly actor: Actor;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly input: unknown;
  readonly at: Date;
  readonly hash: string;
  readonly procedure: string;
  readonly version: number;
  readonly title: string;
  readonly at_text: string;
}

/** Who reads, and whether personal data and sums are hidden. */
export interface Reading {
  readonly actor: Actor;
  readonly masked: boolean;
}
type Page = { items: DocketEntryView[]; next: string | null; total: number };
const columns = `d.matter_id, d.revision, d.action, d.actor, d.from_stage, d.to_stage, d.input, d.at, encode(d.hash, 'hex') as hash, m.procedure, m.version, m.title, d.at::text as at_text`;

/** Reads 办理留痕. The newest first. */
export class DocketReader {
  constructor(
    private readonly reads: CourtReads,
    private readonly courts: Courts,
  ) {}

  async ofMatter(id: string, { cursor, limit }: { cursor?: string; limit: number }, as: Reading): Promise<Page> {
    const before = cursor ? Number(decode(cursor)[0]) : 2_147_483_647;
    const rows = await this.reads.as(as.actor).rows<EntryRow>({
      text: `select ${columns} from docket_entry d join matter m on m.id = d.matter_id where d.matter_id = $1 and d.revision < $2 order by d.revision desc limit $3`,
      values: [id, Number.isSafeInteger(before) ? before : 0, limit + 1],
    });
    const total = await this.reads.as(as.actor).one<{ n: number }>({
      text: 'select revision as n from matter where id = $1',
      values: [id],
    });
    return this.page(rows, limit, total?.n ?? 0, (row) => [String(row.revision)], false, as.masked);
  }

  /** The campaign and those of its items that the reader may see, in one line of time. */
  async ofCampaign(id: string, { cursor, limit }: { cursor?: string; limit: number }, as: Reading): Promise<Page> {
    const [at = 'infinity', matter = 'ffffffff-ffff-ffff-ffff-ffffffffffff', revision = '0'] = cursor
      ? decode(cursor)
      : [];
    const scope = '(m.id = $1 or m.parent_id = $1)';
    const rows = await this.reads.as(as.actor).rows<EntryRow>({
      text: `select ${columns} from docket_entry d join matter m on m.id = d.matter_id
              where ${scope} and (d.at, d.matter_id, d.revision) < ($2::timestamptz, $3::uuid, $4::int)
              order by d.at desc, d.matter_id desc, d.revision desc limit $5`,
      values: [id, at, matter, revision, limit + 1],
    });
    const total = await this.reads.as(as.actor).one<{ n: number }>({
      text: `select coalesce(sum(m.revision), 0)::int as n from matter m where ${scope}`,
      values: [id],
    });
    return this.page(
      rows,
      limit,
      total?.n ?? 0,
      (row) => [row.at_text, row.matter_id, String(row.revision)],
      true,
      as.masked,
    );
  }

  private page(
    rows: readonly EntryRow[],
    limit: number,
    total: number,
    cursorOf: (row: EntryRow) => string[],
    withSubject: boolean,
    veiled: boolean,
  ): Page {
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({ ...this.view(row, veiled), ...(withSubject ? { subject: row.title } : {}) })),
      next: rows.length > limit && last ? encode(...cursorOf(last)) : null,
      total,
    };
  }

  private view(row: EntryRow, veiled: boolean): DocketEntryView {
    const { labels } = publishedOf(row);
    const builtIn: Readonly<Record<string, Words>> = {
      ...clockWords,
      [fileDocument]: fileDocumentWords,
      open: openWords,
    };
    return {
      matterId: row.matter_id,
      revision: row.revision,
      action: row.action,
      label: labels.actions[row.action] ?? builtIn[row.action] ?? { zh: row.action, en: row.action },
      fromStage: row.from_stage,
      toStage: row.to_stage,
      toStageLabel: labels.stages[row.to_stage] ?? { zh: row.to_stage, en: row.to_stage },
      actor: {
        name: nameOf(row.actor),
        role: row.actor.role,
        roleName: roleName(row.actor.role),
        court: row.actor.court,
        courtName: this.courts.nameOf(row.actor.court),
      },
      input: veiled ? maskedInput(row.input) : row.input,
      at: courtTime(row.at),
      hash: row.hash,
    };
  }
}
