import {
  checkCorporateAccount,
  checkCreditCode,
  type Checked,
  halfWidth,
  maskNumbers,
  parseCaseNumber,
  parseYuan,
} from '@xiezhi/law';
import type { Courts } from '../courts/courts';

/** One checked row of a freeze list. Money in fen as text. */
export interface FreezeValue {
  readonly caseNo: string;
  readonly court: string;
  readonly holder: string;
  readonly creditCode: string;
  readonly bank: string;
  readonly account: string;
  readonly limitFen: string;
  readonly actualFen: string;
  readonly expiresOn: string | null;
  readonly rank: number;
}

export interface RowFault {
  readonly field: Field;
  readonly code: string;
  readonly message: string;
}

export const fields = [
  '案号',
  '冻结法院',
  '法院代码',
  '被执行人',
  '统一社会信用代码',
  '开户行',
  '账号',
  '冻结限额(元)',
  '实际冻结(元)',
  '冻结到期日',
  '顺位(0为首冻)',
] as const;
export type Field = (typeof fields)[number];

const aliases: Readonly<Record<string, Field>> = {
  执行案号: '案号',
  法院: '冻结法院',
  法院名称: '冻结法院',
  代码: '法院代码',
  户名: '被执行人',
  信用代码: '统一社会信用代码',
  银行: '开户行',
  银行账号: '账号',
  冻结限额: '冻结限额(元)',
  限额: '冻结限额(元)',
  实际冻结: '实际冻结(元)',
  实冻: '实际冻结(元)',
  到期日: '冻结到期日',
  顺位: '顺位(0为首冻)',
};

const plainHeader = (cell: string): Field | undefined => {
  const name = cell
    .replace(/[\s\ufeff]/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')');
  return fields.find((field) => field === name) ?? aliases[name.replace(/\(.*\)$/, '')];
};

/** What the field names look like when UTF-8 was read as GBK or as Latin: 乱码. */
const garbled = ['案号', '冻结法院', '被执行人'].flatMap((word) => [
  new TextDecoder('gbk').decode(Buffer.from(word)),
  Buffer.from(word).toString('latin1'),
  new TextDecoder('windows-1252').decode(Buffer.from(word)),
]);

export type Header =
  | { readonly kind: 'header'; readonly columns: ReadonlyMap<Field, number> }
  | { readonly kind: 'no-header'; readonly columns: ReadonlyMap<Field, number> }
  | { readonly kind: 'faulty'; readonly code: string; readonly message: string };

/** Reads the first row. A pasted block without a header is taken in the usual order. */
export const readHeader = (row: readonly string[]): Header => {
  if (row.some((cell) => garbled.some((word) => cell.includes(word)) || cell.includes('\ufffd')))
    return { kind: 'faulty', code: 'mojibake', message: '表头是乱码：文件在另存时用错了编码，请从原表重新另存' };
  const found = row.map(plainHeader);
  const named = found.filter((field) => field !== undefined);
  if (named.length === 0 && row.length === fields.length && /\d/.test(row[0] ?? ''))
    return { kind: 'no-header', columns: new Map(fields.map((field, i) => [field, i])) };
  const twice = named.find((field, i) => named.indexOf(field) !== i);
  if (twice) return { kind: 'faulty', code: 'header-twice', message: `表头“${twice}”出现了两次` };
  const absent = fields.filter((field) => !named.includes(field));
  if (absent.length > 0) return { kind: 'faulty', code: 'header-missing', message: `缺少列：${absent.join('、')}` };
  return { kind: 'header', columns: new Map(found.flatMap((field, i) => (field ? [[field, i] as const] : []))) };
};

const realDay = (text: string): string | undefined => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!match) return undefined;
  const [, y = '', m = '', d = ''] = match;
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? undefined : day;
};

/** A card, an ID or a phone number in a column for names: 串列. Names stand in clear, so such a row is not kept. */
const namesNumber = (name: string): boolean => maskNumbers(name) !== name;
const misplaced = '这一列是名称，却写着一长串数字：请核对是否串列（账号、证件号码不得写在此处）';

/** Checks rows one after the other; what spans rows (duplicates, ranks) is remembered, and `finish` says the rest. */
export class FreezeRowChecker {
  private readonly seen = new Map<string, number>();
  private readonly firsts = new Map<string, number>();
  private readonly waiting = new Map<string, number>();

  constructor(
    private readonly courts: Courts,
    private readonly today: string,
    private readonly columns: ReadonlyMap<Field, number>,
  ) {}

  check(row: readonly string[], rowNo: number): { value: FreezeValue | null; faults: RowFault[] } {
    const faults: RowFault[] = [];
    const cell = (field: Field): string => (row[this.columns.get(field) ?? -1] ?? '').trim();
    const keep = <T>(field: Field, checked: Checked<T>, otherwise: T): T => {
      if (checked.ok) return checked.value;
      faults.push({ field, code: checked.code, message: checked.message });
      return otherwise;
    };
    const fault = (field: Field, code: string, message: string): void => void faults.push({ field, code, message });
    if (row.some((text) => /[\ufffd\ue000-\uf8ff]/.test(text)))
      fault('冻结法院', 'mojibake', '这一行有乱码或无法识别的字符');

    const court = cell('法院代码');
    const caseNo = keep('案号', parseCaseNumber(cell('案号'), { courts: this.courts.registry, today: this.today }), {
      kind: 'legacy',
      text: '',
      year: 0,
    } as const);
    if (!this.courts.exists(court)) fault('法院代码', 'unknown-court', `没有代码为“${court}”的法院`);
    else {
      if (this.courts.registry.named(cell('冻结法院'))?.code !== court)
        fault(
          '冻结法院',
          'court-name',
          `“${cell('冻结法院')}”与代码 ${court}（${this.courts.nameOf(court)}）不是同一法院`,
        );
      if (caseNo.courtCode !== undefined && caseNo.courtCode !== court)
        fault('案号', 'wrong-court', `案号是 ${caseNo.courtCode} 的，与冻结法院 ${court} 不符`);
    }
    const holder = cell('被执行人');
    if (holder === '' || holder.length > 80) fault('被执行人', 'holder', '被执行人名称须为 1 至 80 字');
    if (namesNumber(holder)) fault('被执行人', 'number-in-name', misplaced);
    const creditCode = keep('统一社会信用代码', checkCreditCode(cell('统一社会信用代码')), '');
    const bank = cell('开户行');
    if (bank === '' || bank.length > 80) fault('开户行', 'bank', '开户行须为 1 至 80 字');
    if (namesNumber(bank)) fault('开户行', 'number-in-name', misplaced);
    const account = keep('账号', checkCorporateAccount(cell('账号')), '');
    const limit = keep('冻结限额(元)', parseYuan(cell('冻结限额(元)')), 0n);
    const actual = keep('实际冻结(元)', parseYuan(cell('实际冻结(元)')), 0n);
    if (actual > limit) fault('实际冻结(元)', 'actual-over-limit', '实际冻结不得超过限额');
    const rankText = halfWidth(cell('顺位(0为首冻)'));
    const rank = Number(rankText);
    if (!/^\d{1,2}$/.test(rankText)) fault('顺位(0为首冻)', 'rank', '顺位须为 0（首冻）或 1、2……（轮候）');
    const expiresText = cell('冻结到期日');
    const expiresOn = expiresText === '' ? null : realDay(expiresText);
    if (expiresOn === undefined) fault('冻结到期日', 'date', `“${expiresText}”不是日期，请写成 2027-01-01`);
    else if (expiresOn === null && rank === 0) fault('冻结到期日', 'date', '首冻须写明到期日');
    else if (expiresOn !== null && expiresOn < this.today)
      fault('冻结到期日', 'freeze-expired', `冻结已于 ${expiresOn} 到期，无须解除`);

    this.remember(`${bank} ${account}`, court, caseNo.text, rank, rowNo, fault);
    if (faults.length > 0) return { value: null, faults };
    return {
      value: {
        caseNo: caseNo.text,
        court,
        holder,
        creditCode,
        bank,
        account,
        limitFen: limit.toString(),
        actualFen: actual.toString(),
        expiresOn: expiresOn ?? null,
        rank,
      },
      faults,
    };
  }

  /** Accounts with a waiting freeze and no first one. */
  finish(): { rowNo: number; fault: RowFault }[] {
    return [...this.waiting]
      .filter(([account]) => !this.firsts.has(account))
      .map(([, rowNo]) => ({
        rowNo,
        fault: { field: '顺位(0为首冻)', code: 'waiting-without-first', message: '该账户只有轮候冻结，没有首冻' },
      }));
  }

  private remember(
    account: string,
    court: string,
    caseNo: string,
    rank: number,
    rowNo: number,
    fault: (field: Field, code: string, message: string) => void,
  ): void {
    const key = `${account} ${court} ${caseNo}`;
    const before = this.seen.get(key);
    if (before !== undefined) fault('案号', 'duplicate', `与第 ${before} 行重复（同一账户、法院、案号）`);
    else this.seen.set(key, rowNo);
    if (rank === 0) {
      const first = this.firsts.get(account);
      if (first !== undefined && before === undefined)
        fault('顺位(0为首冻)', 'two-first-freezes', `该账户在第 ${first} 行已有首冻`);
      else this.firsts.set(account, rowNo);
    } else if (!this.waiting.has(account)) this.waiting.set(account, rowNo);
  }
}
