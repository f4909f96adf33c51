import { type Checked, type Day, faulty, halfWidth, sound } from '../checked';
import { typeCodes } from './type-codes';

/** 案号. `text` is the canonical form, with full-width brackets and 号. */
export interface CaseNumber {
  readonly kind: 'standard' | 'legacy' | 'masked';
  readonly text: string;
  readonly year: number;
  readonly courtCode?: string;
  readonly typeCode?: string;
  readonly serial?: string;
  readonly suffix?: string;
}

export interface CaseNumberRules {
  readonly courts: { has(code: string): boolean };
  readonly today: Day;
  /** Imported public material may hide its numbers. */
  readonly allowMasked?: boolean;
}

const firstYear = 2016;
const longestText = 60;
const suffix = /^之[一二三四五六七八九十]{1,3}$/;
const courtHead = /^(最高法知|最高法|[京津沪渝冀晋内辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔云藏陕甘青宁新军兵]\d{0,4})/;

/** Longest first, so that 执恢 is read before 执. */
const codesByLength = Object.keys(typeCodes).sort((a, b) => b.length - a.length);

/**
 * Reads a case number (法〔2015〕137号 1–3, 7–10). Half-width brackets, spaces and a missing 号 are accepted; the year may not
 * lie ahead of `today`; the court must exist; numbers from before 2016 are kept as `legacy`.
 */
export const parseCaseNumber = (input: string, rules: CaseNumberRules): Checked<CaseNumber> => {
  const plain = halfWidth(input);
  if (plain.length > longestText) return faulty('case-number-form', '案号过长');
  const head = /^\((\d{4})\)(.+)$/.exec(plain);
  if (!head) return faulty('case-number-form', `“${input.slice(0, 40)}”不是案号，应如（2026）粤03执1234号`);
  const year = Number(head[1]);
  const rest = head[2] ?? '';
  if (year > Number(rules.today.slice(0, 4))) return faulty('case-number-year', `案号年份 ${year} 晚于今年`);
  if (/[×xX*]{2,}/.test(rest))
    return rules.allowMasked
      ? sound({ kind: 'masked', text: `（${year}）${rest}`, year })
      : faulty('case-number-masked', '案号被隐去，不能登记');
  if (year < firstYear) return legacy(year, rest);
  return standard(year, rest, rules);
};

const legacy = (year: number, rest: string): Checked<CaseNumber> =>
  /^[\u4e00-\u9fa5]{1,12}第?\d{1,9}(-\d+)?号$/.test(rest)
    ? sound({ kind: 'legacy', text: `（${year}）${rest}`, year })
    : faulty('case-number-form', '2016 年以前的案号应如（2013）深中法执字第123号');

const standard = (year: number, rest: string, rules: CaseNumberRules): Checked<CaseNumber> => {
  const court = courtHead.exec(rest)?.[1];
  if (court === undefined || !rules.courts.has(court))
    return faulty('case-number-court', `案号中的法院代字“${court ?? rest.slice(0, 3)}”不存在`);
  const afterCourt = rest.slice(court.length);
  const type = codesByLength.find((code) => afterCourt.startsWith(code) && /^\d/.test(afterCourt.slice(code.length)));
  if (type === undefined)
    return faulty('case-number-type', `案号中的类型代字“${/^[^\d]*/.exec(afterCourt)?.[0] ?? ''}”不存在`);
  const tail = /^(\d{1,9})号?(之.*)?$/.exec(afterCourt.slice(type.length));
  if (!tail) return faulty('case-number-serial', '案号的序号后应为“号”');
  const [, serial = '', part] = tail;
  if (serial.startsWith('0')) return faulty('case-number-serial', '案号的序号不得以 0 开头');
  if (part !== undefined && !suffix.test(part)) return faulty('case-number-suffix', '案号后缀应为之一、之二……');
  return sound({
    kind: 'standard',
    text: `（${year}）${court}${type}${serial}号${part ?? ''}`,
    year,
    courtCode: court,
    typeCode: type,
    serial,
    ...(part === undefined ? {} : { suffix: part }),
  });
};
