import { type Checked, faulty, halfWidth, sound } from '../checked';

/** Money in fen, exact. */
export type Fen = bigint;

const most = 999_999_999_999_999n;

/** Reads yuan as people write it: `1234.5`, `12,345.67`, `¥`, full-width digits. Never rounds. */
export const parseYuan = (text: string, options: { readonly allowNegative?: boolean } = {}): Checked<Fen> => {
  const plain = halfWidth(text)
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '');
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,16})(?:\.(\d+))?$/.exec(plain);
  if (!match) return faulty('not-an-amount', `“${text.slice(0, 30)}”不是金额，请写成 12345.67`);
  const [, minus = '', whole = '', part = ''] = match;
  if (part.length > 2) return faulty('finer-than-a-fen', '金额最多两位小数，不作四舍五入');
  const fen = BigInt(whole.replaceAll(',', '')) * 100n + BigInt(part.padEnd(2, '0'));
  if (fen > most) return faulty('amount-too-large', '金额超出可登记的范围');
  if (minus !== '' && options.allowNegative !== true) return faulty('negative-amount', '金额不得为负');
  return sound(minus === '' ? fen : -fen);
};

const split = (fen: Fen): { sign: string; whole: string; part: string } => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return { sign: fen < 0n ? '-' : '', whole: digits.slice(0, -2), part: digits.slice(-2) };
};

/** Canonical form in facts and on the wire: `12345.67`. */
export const formatYuan = (fen: Fen): string => {
  const { sign, whole, part } = split(fen);
  return `${sign}${whole}.${part}`;
};

/** For people: `¥3,500,000.00`. */
export const formatYuanGrouped = (fen: Fen): string => {
  const { sign, whole, part } = split(fen);
  return `${sign}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
};

const digits = '零壹贰叁肆伍陆柒捌玖';
const units = ['', '拾', '佰', '仟'];
const sections = ['', '万', '亿', '万亿'];

const section = (value: number): string => {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += (gap ? '零' : '') + (digits[digit] ?? '') + (units[place] ?? '');
      gap = false;
    }
  }
  return text;
};

/** 大写, as formal papers need it: 叁佰伍拾万元整. */
export const chineseCapital = (fen: Fen): string => {
  const { sign, whole, part } = split(fen);
  const groups = whole.padStart(16, '0').match(/\d{4}/g) ?? [];
  let text = '';
  let gap = false;
  groups.forEach((group, i) => {
    const value = Number(group);
    if (value === 0) gap = text !== '';
    else {
      text += (text !== '' && (gap || value < 1000) ? '零' : '') + section(value) + (sections[3 - i] ?? '');
      gap = false;
    }
  });
  const [jiao = 0, cents = 0] = [...part].map(Number);
  const yuan = text === '' ? '' : `${text}元`;
  const minor = `${jiao > 0 ? `${digits[jiao] ?? ''}角` : text !== '' && cents > 0 ? '零' : ''}${cents > 0 ? `${digits[cents] ?? ''}分` : ''}`;
  const body = yuan === '' && minor === '' ? '零元' : `${yuan}${minor}`;
  return `${sign === '' ? '' : '负'}${body}${cents === 0 ? '整' : ''}`;
};

/** Shares of `total` by weight that add up exactly: largest remainder, ties by position. */
export const splitByLargestRemainder = (total: Fen, weights: readonly bigint[]): Fen[] => {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight, at) => ({ at, share: (total * weight) / sum, rest: (total * weight) % sum }));
  let left = total - shares.reduce((a, { share }) => a + share, 0n);
  const order = [...shares].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const entry of order) {
    if (left === 0n) break;
    entry.share += 1n;
    left -= 1n;
  }
  return shares.map(({ share }) => share);
};
