import { type Checked, type Day, faulty, halfWidth, sound } from '../checked';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const marks = '10X98765432';
/** Province prefixes of GB/T 2260; 81–83 are residence permits (to be confirmed). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

export interface ResidentId {
  readonly kind: 'current' | 'old';
  /** 18 characters; for an old card the converted form. */
  readonly number: string;
  readonly bornOn: Day;
}

const checkMark = (body: string): string =>
  marks[weights.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11] ?? '';

const realDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** 公民身份号码 (GB 11643). Fifteen digits are an old card: accepted as such, with its converted number. */
export const checkResidentId = (text: string, today: Day): Checked<ResidentId> => {
  const plain = halfWidth(text).toUpperCase();
  const old = /^\d{15}$/.test(plain);
  if (!old && !/^\d{17}[\dX]$/.test(plain)) return faulty('resident-id-form', '身份证号应为 18 位（末位可为 X）');
  const body = old ? `${plain.slice(0, 6)}19${plain.slice(6)}` : plain.slice(0, 17);
  if (!provinces.has(body.slice(0, 2))) return faulty('resident-id-region', '身份证号的地区码不存在');
  const [year, month, day] = [Number(body.slice(6, 10)), Number(body.slice(10, 12)), Number(body.slice(12, 14))];
  const bornOn = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
  if (year < 1860 || !realDay(year, month, day)) return faulty('resident-id-date', '身份证号中的出生日期不存在');
  if (bornOn > today) return faulty('resident-id-future', '身份证号中的出生日期在将来');
  const number = body + checkMark(body);
  if (!old && number !== plain) return faulty('resident-id-check', '身份证号校验位不符，请核对原件');
  return sound({ kind: old ? 'old' : 'current', number, bornOn });
};
