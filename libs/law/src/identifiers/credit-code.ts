import { type Checked, faulty, halfWidth, sound } from '../checked';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const organisationValue = (c: string): number => (c >= 'A' ? c.charCodeAt(0) - 55 : Number(c));

const organisationCheck = (body: string): string => {
  const sum = organisationWeights.reduce((total, weight, i) => total + weight * organisationValue(body[i] ?? '0'), 0);
  const rest = 11 - (sum % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
};

/** 统一社会信用代码 (GB 32100-2015, with the organisation code of GB 11714 inside). The remainder 31 counts as 0. */
export const checkCreditCode = (text: string): Checked<string> => {
  const code = halfWidth(text).toUpperCase();
  if (code.length !== 18) return faulty('credit-code-length', `统一社会信用代码应为 18 位，现为 ${code.length} 位`);
  const bad = [...code].findIndex((c) => !alphabet.includes(c));
  if (bad >= 0)
    return faulty(
      'credit-code-character',
      `统一社会信用代码第 ${bad + 1} 位“${code[bad] ?? ''}”不是合法字符（不用 I、O、S、V、Z）`,
    );
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(code[i] ?? ''), 0);
  if (alphabet[(31 - (sum % 31)) % 31] !== code[17])
    return faulty('credit-code-check', '统一社会信用代码校验位不符，请核对原件');
  if (organisationCheck(code.slice(8, 16)) !== code[16])
    return faulty('credit-code-organisation', '统一社会信用代码中的主体标识码校验不符，请核对原件');
  return sound(code);
};
