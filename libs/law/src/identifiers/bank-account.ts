import { type Checked, faulty, halfWidth, sound } from '../checked';

const plainNumber = (text: string): string => halfWidth(text).replaceAll('-', '');

/** 个人银行卡: 16–19 digits with the Luhn check. */
export const checkBankCard = (text: string): Checked<string> => {
  const number = plainNumber(text);
  if (!/^\d{16,19}$/.test(number)) return faulty('bank-card-form', '银行卡号应为 16 至 19 位数字');
  const sum = [...number].reverse().reduce((total, c, i) => {
    const doubled = i % 2 === 1 ? Number(c) * 2 : Number(c);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 ? sound(number) : faulty('bank-card-check', '银行卡号校验不符，请核对');
};

/** 对公账号: no common checksum exists; only length and digits are checked. */
export const checkCorporateAccount = (text: string): Checked<string> => {
  const number = plainNumber(text);
  return /^\d{8,32}$/.test(number) ? sound(number) : faulty('account-form', '账号应为 8 至 32 位数字');
};
