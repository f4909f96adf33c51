import type { EffectOutcome, Words } from '@xiezhi/engine';
import type { EffectHandler, OwedEffect, Report } from '../effects/effect-worker';
import { dueBy } from '../deadlines/started';
import type { Courts } from '../courts/courts';
import { PaperRefused, type Printing } from '../documents/print/sheet';
import { uuids } from '../platform/database/arrays';
import type { Database } from '../platform/database/database';
import { ProblemError } from '../platform/problems/problem';
import type { LawBook } from '../rules/law-book';
import type { ExportFiles } from './export-files';
import type { ExportRecord } from './exports';
import { bytesOf, type Taken } from './file-of';
import type { ExportRow, ExportSource } from './source';

/** So many rows at most: a spreadsheet holds more, a person reads less. A PDF is for what is printed. */
const mostRows = { xlsx: 200_000, pdf: 5_000 };
/** After so many failures of ours the person is told. */
const patience = 5;

class TooMany extends Error {}

/** 导出作业: reads as the person who asked, page by page, writes the sealed file, and records it in one transaction with its end. */
export class RunExport implements EffectHandler {
  readonly kind = 'run-export';
  /** One after another in a process: what they hold adds up otherwise. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
    private readonly law: LawBook,
    private readonly source: ExportSource,
    private readonly printing: Printing,
    private readonly files: ExportFiles,
    private readonly told: (person: string) => void,
  ) {}

  handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const run = this.last.then(() => this.run(effect));
    this.last = run.catch(() => undefined);
    return run;
  }

  private async run(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const id = String(effect.payload['export']);
    const row = await this.db.one<ExportRecord>({
      text: `update export set status = 'running', done = 0, as_of = court_now() where id = $1 and status in ('waiting', 'running')
             returning *, court_now() as now`,
      values: [id],
    });
    if (!row) return { kind: 'done' };
    try {
      return await this.write(row, `${id}.${String(effect.attempts)}`);
    } catch (error) {
      const why = whyNot(error, row.format) ?? (effect.attempts >= patience ? ours : undefined);
      if (!why) throw error;
      return this.report(row, {
        text: `update export set status = 'failed', failure = $2, finished_at = court_now() where id = $1`,
        values: [id, JSON.stringify(why)],
      });
    }
  }

  private async write(row: ExportRecord, file: string): Promise<EffectOutcome<Report>> {
    const { id, actor, wish, format } = row;
    const most = mostRows[format];
    const content = await this.source.content(wish, actor, wish.language, most + 1);
    await this.db.rows({
      text: 'with gone as (delete from export_page where export_id = $1) update export set total = $2 where id = $1',
      values: [id, content.total],
    });
    let done = 0;
    const kept = async function* (this: RunExport): AsyncGenerator<readonly ExportRow[], void, undefined> {
      let n = 0;
      for await (const rows of content.pages()) {
        done += rows.length;
        if (done > most) throw new TooMany();
        await this.progress(row, file, n, done, rows);
        n += 1;
        yield rows;
      }
    };
    const taken: Taken = { row, content, pages: () => kept.call(this), rows: () => done, courts: this.courts };
    const written = await this.files.write(file, bytesOf(taken, this.printing));
    const book = await this.law.fresh(this.db);
    const expires = dueBy(book)({ rule: 'L09', startsAt: row.now.toISOString() });
    return this.report(
      row,
      {
        text: `update export set status = 'ready', total = $2, done = $2, file = $3, bytes = $4, sha256 = $5, expires_at = $6, finished_at = court_now()
                where id = $1 returning id`,
        values: [id, done, file, written.bytes, written.sha256, expires],
      },
      file,
    );
  }

  /** How far it is, and what stands on this page. */
  private async progress(
    { id, person_id }: ExportRecord,
    file: string,
    n: number,
    done: number,
    rows: readonly ExportRow[],
  ): Promise<void> {
    const ids = rows.flatMap(({ matter }) => (matter === null ? [] : [matter]));
    await this.db.rows({
      text: `with e as (update export set done = $4 where id = $1 returning id)
             insert into export_page (export_id, file, n, ids) select id, $2, $3, $5::uuid[] from e`,
      values: [id, file, n, done, uuids(ids)],
    });
    this.told(person_id);
  }

  /** Recorded with the end of the effect. Of one that was deleted meanwhile no file stays. */
  private report(
    row: ExportRecord,
    record: { text: string; values: readonly unknown[] },
    file?: string,
  ): EffectOutcome<Report> {
    return {
      kind: 'done',
      report: {
        within: async (tx) => {
          const left = await tx.rows(record);
          if (left.length === 0 && file !== undefined) await this.files.remove(file);
        },
        afterwards: () => this.told(row.person_id),
      },
    };
  }
}

const ours: Words = {
  zh: '系统多次出错，未能生成文件；已留记录，请稍后重新导出或告知管理员',
  en: 'The file could not be made after several attempts; it is on record. Export again later or tell the help desk',
};

/** A failure that another attempt would not mend, in words. */
const whyNot = (error: unknown, format: 'xlsx' | 'pdf'): Words | undefined => {
  if (error instanceof TooMany)
    return format === 'pdf'
      ? {
          zh: `超过 ${String(mostRows.pdf)} 行，不宜印成 PDF；请导出 XLSX 或缩小范围`,
          en: `More than ${String(mostRows.pdf)} rows are no PDF; take XLSX or narrow the filter`,
        }
      : {
          zh: `超过 ${String(mostRows.xlsx)} 行；请缩小范围后分次导出`,
          en: `More than ${String(mostRows.xlsx)} rows; narrow the filter and export in parts`,
        };
  if (error instanceof PaperRefused) return error.words;
  if (error instanceof ProblemError)
    return { zh: error.problem.detail ?? error.problem.title, en: error.problem.detailEn ?? error.problem.code };
  return undefined;
};
