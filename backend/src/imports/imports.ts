import type { Actor } from '@xiezhi/engine';
import type { ImportView } from '@xiezhi/contract';
import { createHash } from 'node:crypto';
import type { Access } from '../access/access';
import type { Courts } from '../courts/courts';
import type { Performed } from '../matters/command';
import type { Commands } from '../matters/commands';
import { courtDay } from '../platform/clock/court-time';
import type { CourtReads, Reader } from '../platform/database/court-reads';
import type { CryptoPort } from '../platform/crypto/crypto-port';
import { type Database, sqlStateOf, type Tx } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { shellProblem } from '../platform/problems/problem';
import { maskAccount, maskNumbers } from '@xiezhi/law';
import { type Field, fields, FreezeRowChecker, type FreezeValue, readHeader, type RowFault } from './freeze-rows';
import type { Sheet } from './sheet';

const chunk = 2_000;
const mostRows = 200_000;
const shownErrors = 500;
const previewRows = 20;

interface Pending {
  rowNo: number;
  cells: string;
  value: string | null;
}

interface ImportRow {
  readonly id: string;
  readonly file_name: string;
  readonly encoding: string;
  readonly sha256: string;
  readonly rows: number;
  readonly valid: number;
  readonly error_count: number;
  readonly summary: ImportView['summary'];
  readonly opened_by: string;
  readonly committed_at: Date | null;
}

/** 清单导入: every row is checked and kept; only what was previewed can be committed, and only when no row is faulty. */
export class Imports {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
    private readonly commands: Commands,
    private readonly reads: CourtReads,
    private readonly crypto: CryptoPort,
    private readonly access: Access,
  ) {}

  async check(sheet: Sheet, bytes: Buffer, fileName: string, actor: Actor): Promise<ImportView> {
    const id = uuidv7();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const clock = await this.db.one<{ now: Date }>({ text: 'select court_now() as now' });
    await this.db.transaction(async (tx) => {
      await tx.rows({
        text: `insert into import (id, kind, file_name, encoding, sha256, rows, valid, error_count, summary, opened_by, opened_at)
               values ($1, 'freezes', $2, $3, $4, 0, 0, 0, '{}', $5, court_now())`,
        values: [id, fileName, sheet.encoding, sha256, actor.person],
      });
      await this.store(tx, id, sheet, courtDay(clock?.now ?? new Date(0)));
    });
    return this.read(id, actor);
  }

  async read(id: string, actor: Actor): Promise<ImportView> {
    const row = await this.row(id, actor);
    const eyes: Reader = this.reads.as(actor);
    const [errors, byCourt, preview] = await Promise.all([
      eyes.rows<{ row: number; column: string; code: string; message: string }>({
        text: `select row_no as row, field as column, code, message from import_error where import_id = $1 order by row_no, position limit ${shownErrors}`,
        values: [id],
      }),
      eyes.rows<{ court: string; freezes: number; accounts: number }>({
        text: `select value ->> 'court' as court, count(*)::int as freezes, count(distinct (value ->> 'bank') || (value ->> 'mark'))::int as accounts
                 from import_row where import_id = $1 and value is not null group by 1 order by min(row_no)`,
        values: [id],
      }),
      eyes.rows<{ sealed_cells: string | null }>({
        text: `select sealed_cells from import_row where import_id = $1 order by row_no limit ${previewRows}`,
        values: [id],
      }),
    ]);
    return {
      id,
      fileName: row.file_name,
      encoding: row.encoding,
      sha256: row.sha256,
      rows: row.rows,
      valid: row.valid,
      errorCount: row.error_count,
      errors,
      status: row.committed_at ? 'committed' : 'checked',
      summary: row.summary,
      byCourt: byCourt.map((line) => ({
        ...line,
        courtName: this.courts.nameOf(line.court),
        province: this.courts.provinceOf(line.court),
      })),
      preview: preview
        .map(({ sealed_cells }) => this.cells(sealed_cells))
        .map((cells) => Object.fromEntries(fields.map((field, i) => [field, shown(field, cells[i] ?? '')]))),
    };
  }

  /** Writes the checked rows into the register of a drafted campaign; what it listed before is replaced. */
  async commit(
    id: string,
    wish: { matterId: string; sha256: string },
    ask: { key: string; revision: number; actor: Actor },
  ): Promise<Performed> {
    const row = await this.row(id, ask.actor);
    if (row.sha256 !== wish.sha256) throw shellProblem('import-not-open', { detail: '内容与预览时不同，请重新检查' });
    if (row.error_count > 0 || row.rows === 0) throw shellProblem('import-has-errors');
    // Before a row is tried: a conflict with what a foreign register holds would tell that it is there.
    await this.access.demand('perform', wish.matterId, ask.actor);
    const command = {
      matterId: wish.matterId,
      action: 'recordList',
      input: { importId: id, rows: row.rows, sha256: row.sha256 },
      internal: true as const,
      key: `${ask.actor.person}:${ask.key}`,
      actor: ask.actor,
      revision: ask.revision,
    };
    try {
      return await this.commands.performWith(command, {
        before: (tx) => this.register(tx, id, wish.matterId, command.key),
      });
    } catch (error) {
      if (sqlStateOf(error) === '23505') throw await this.conflict(id, wish.matterId);
      throw error;
    }
  }

  /** The sheet as it was sent, with the reasons beside each row. Text that a spreadsheet might run is quoted. */
  async annotated(id: string, actor: Actor): Promise<{ name: string; text: string }> {
    const row = await this.row(id, actor);
    const rows = await this.reads.as(actor).rows<{ sealed_cells: string | null; reasons: string | null }>({
      text: `select r.sealed_cells, string_agg(e.field || '：' || e.message, '；' order by e.position) as reasons
               from import_row r left join import_error e on e.import_id = r.import_id and e.row_no = r.row_no
              where r.import_id = $1 group by r.row_no, r.sealed_cells order by r.row_no`,
      values: [id],
    });
    const lines = [
      [...fields, '错误原因'],
      ...rows.map(({ sealed_cells, reasons }) => [...this.cells(sealed_cells), reasons ?? '']),
    ];
    return {
      name: `${row.file_name.replace(/\.[^.]*$/, '')}-批注.csv`,
      text: `\ufeff${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`,
    };
  }

  private async store(tx: Tx, id: string, sheet: Sheet, today: string): Promise<void> {
    let checker: FreezeRowChecker | undefined;
    let columns: ReadonlyMap<Field, number> = new Map();
    let rowNo = 0;
    let valid = 0;
    let rows = 0;
    let position = 0;
    let pending: Pending[] = [];
    let faulty: { rowNo: number; fault: RowFault }[] = [];
    const flush = async (): Promise<void> => {
      await insertRows(tx, id, pending, faulty, position);
      position += faulty.length;
      pending = [];
      faulty = [];
    };
    for await (const cells of sheet.rows) {
      rowNo += 1;
      if (!checker) {
        const header = readHeader(cells);
        if (header.kind === 'faulty')
          throw shellProblem('file-refused', {
            detail: header.message,
            errors: [{ pointer: '/1', code: header.code, message: header.message }],
          });
        columns = header.columns;
        checker = new FreezeRowChecker(this.courts, today, columns);
        if (header.kind === 'header') continue;
      }
      rows += 1;
      if (rows > mostRows) throw shellProblem('file-refused', { detail: `一次最多导入 ${mostRows} 行` });
      const { value, faults } = checker.check(cells, rowNo);
      if (value) valid += 1;
      pending.push({
        rowNo,
        cells: this.crypto.seal(
          JSON.stringify(fields.map((field) => (cells[columns.get(field) ?? -1] ?? '').slice(0, 200))),
          'sheet-row',
        ),
        value: value ? JSON.stringify(this.sealed(value)) : null,
      });
      faulty.push(
        ...faults.map(({ message, ...fault }) => ({ rowNo, fault: { ...fault, message: maskNumbers(message) } })),
      );
      if (pending.length >= chunk) await flush();
    }
    if (rows === 0) throw shellProblem('file-refused', { detail: '文件中没有数据行' });
    const late = checker?.finish() ?? [];
    faulty.push(...late);
    await flush();
    await tx.rows({
      text: `update import set rows = $2, valid = $3, error_count = $4, summary = (
               select jsonb_build_object('accounts', count(distinct (value ->> 'bank') || (value ->> 'mark')), 'freezes', count(*),
                        'waiting', count(*) filter (where (value ->> 'rank')::int > 0), 'courts', count(distinct value ->> 'court'),
                        'provinces', count(distinct c.province), 'limitTotal', to_char(coalesce(sum((value ->> 'limitFen')::numeric), 0) / 100, 'FM99999999999990.00'))
                 from import_row r left join court c on c.code = value ->> 'court' where import_id = $1 and value is not null)
              where id = $1`,
      values: [id, rows, valid - new Set(late.map((l) => l.rowNo)).size, position],
    });
  }

  private async register(tx: Tx, id: string, matterId: string, key: string): Promise<void> {
    const answered = await tx.rows({
      text: 'select 1 from docket_entry where matter_id = $1 and key = $2',
      values: [matterId, key],
    });
    if (answered.length > 0) return;
    const [claimed] = await tx.rows({
      text: 'update import set committed_at = court_now(), matter_id = $2 where id = $1 and committed_at is null returning id',
      values: [id, matterId],
    });
    if (!claimed) throw shellProblem('import-not-open');
    await tx.rows({
      text: `delete from account_freeze f where campaign_id = $1 and not exists (select 1 from matter m where m.subject_id = f.id)`,
      values: [matterId],
    });
    await tx.rows({
      text: `insert into account (id, holder, credit_code, bank, number_index, sealed_number, tail)
             select gen_random_uuid(), min(value ->> 'holder'), min(value ->> 'creditCode'), value ->> 'bank', decode(value ->> 'mark', 'hex'),
                    min(value ->> 'sealed'), min(value ->> 'tail')
               from import_row where import_id = $1 group by value ->> 'bank', value ->> 'mark' order by 4, 5
             on conflict (bank, number_index) do nothing`,
      values: [id],
    });
    await tx.rows({
      text: `insert into account_freeze (id, account_id, campaign_id, court, case_no, rank, active, limit_fen, actual_fen, expires_on, position)
             select gen_random_uuid(), a.id, $2, value ->> 'court', value ->> 'caseNo', (value ->> 'rank')::smallint, (value ->> 'rank') = '0',
                    (value ->> 'limitFen')::bigint, (value ->> 'actualFen')::bigint, (value ->> 'expiresOn')::date, (row_number() over (order by row_no))::int
               from import_row join account a on a.bank = value ->> 'bank' and a.number_index = decode(value ->> 'mark', 'hex') where import_id = $1`,
      values: [id, matterId],
    });
    await tx.rows({
      text: `update account a set status = 'frozen' where status <> 'frozen' and id in (select account_id from account_freeze where campaign_id = $1)`,
      values: [matterId],
    });
  }

  private async conflict(id: string, matterId: string): Promise<unknown> {
    const rows = await this.db.rows<{ row_no: number; title: string }>({
      text: `select r.row_no, m.title from import_row r join account a on a.bank = value ->> 'bank' and a.number_index = decode(value ->> 'mark', 'hex')
               join account_freeze f on f.account_id = a.id and f.status <> 'withdrawn' and f.campaign_id <> $2 and f.court = value ->> 'court' and f.case_no = value ->> 'caseNo'
               join matter m on m.id = f.campaign_id where r.import_id = $1 order by r.row_no limit 100`,
      values: [id, matterId],
    });
    return shellProblem('register-conflict', {
      detail: `有 ${rows.length} 笔冻结已在其他协同中登记，未导入任何一行`,
      errors: rows.map((row) => ({
        pointer: `/${row.row_no}`,
        code: 'already-registered',
        message: `第 ${row.row_no} 行已在“${row.title}”中登记`,
      })),
    });
  }

  private async row(id: string, actor: Actor): Promise<ImportRow> {
    const row = await this.reads.as(actor).one<ImportRow>({ text: 'select * from import where id = $1', values: [id] });
    if (row?.opened_by !== actor.person) throw shellProblem('not-found');
    return row;
  }

  /** A checked row as it is kept: the number sealed, with its mark for look-up and its tail for the screen. */
  private sealed({ account, ...value }: FreezeValue): Record<string, unknown> {
    return {
      ...value,
      sealed: this.crypto.seal(account, 'account-number'),
      mark: this.crypto.index(account, 'account-number').toString('hex'),
      tail: account.slice(-4),
    };
  }

  /** A row as it was sent: sealed as a whole, because anything may stand in a wrong column. */
  private cells(sealed: string | null): string[] {
    return sealed === null ? [] : (JSON.parse(this.crypto.open(sealed, 'sheet-row')) as string[]);
  }
}

/** A cell on the screen: other numbers as long as an account's may stand in any column but that of the credit code. */
const shown = (field: Field, cell: string): string => {
  if (field === '账号') return maskAccount(cell);
  return field === '统一社会信用代码' ? cell : maskNumbers(cell);
};

const insertRows = async (
  tx: Tx,
  id: string,
  rows: readonly Pending[],
  faulty: readonly { rowNo: number; fault: RowFault }[],
  from: number,
): Promise<void> => {
  await tx.rows({
    name: 'import-rows',
    text: `insert into import_row (import_id, row_no, sealed_cells, value)
           select $1, r.row_no, r.cells, r.value from unnest($2::int[], $3::text[], $4::jsonb[]) as r(row_no, cells, value)`,
    values: [id, rows.map((r) => r.rowNo), rows.map((r) => r.cells), rows.map((r) => r.value)],
  });
  if (faulty.length > 0)
    await tx.rows({
      name: 'import-errors',
      text: `insert into import_error (import_id, row_no, position, field, code, message)
             select $1, e.row_no, $2::int + n::int, e.field, e.code, e.message
               from unnest($3::int[], $4::text[], $5::text[], $6::text[]) with ordinality as e(row_no, field, code, message, n)`,
      values: [
        id,
        from,
        faulty.map((f) => f.rowNo),
        faulty.map((f) => f.fault.field),
        faulty.map((f) => f.fault.code),
        faulty.map((f) => f.fault.message),
      ],
    });
};

/** Quoted for CSV; what a spreadsheet would run as a formula becomes text. */
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r＝]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
