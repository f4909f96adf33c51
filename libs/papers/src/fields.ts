import { parseYuan } from '@xiezhi/law';
import { z } from 'zod';

/** Controls, zero-width marks and direction marks never reach a paper: what is printed is what was typed. */
const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]/u;
const day10 = /^\d{4}-\d{2}-\d{2}$/;

const plain = (most: number) =>
  z
    .string()
    .max(most, `不得超过 ${most} 字`)
    .refine((text) => !hidden.test(text), '含有不可见的控制字符');

export const text = (most = 2000) => plain(most).refine((value) => value.trim() !== '', '不得为空');
/** May be left empty, so that a guard can say why the paper is refused. */
export const blank = (most = 2000) => plain(most);
export const name = () => text(100);
export const caseNo = () => text(60);
export const count = () => z.int().min(0);
export const day = () =>
  z
    .string()
    .refine((value) => day10.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)), '不是日期')
    .meta({ format: 'day' });
/** Canonical yuan, `12345.67`. */
export const yuan = () =>
  z
    .string()
    .refine((value) => parseYuan(value).ok, '不是金额')
    .meta({ format: 'yuan' });
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);
export const rows = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.array(z.strictObject(shape)).max(5_000, '超过 5000 行，请分册制作');
export const group = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);

export const party = () => group({ name: name(), creditCode: text(18) });
/** One freeze as a paper names it; the account by its tail (§8.5). */
export const freeze = () =>
  group({ court: name(), caseNo: caseNo(), bank: name(), holder: name(), tail: text(8), rank: count(), limit: yuan() });

export const fenOf = (amount: string): bigint => {
  const read = parseYuan(amount);
  return read.ok ? read.value : 0n;
};
export const sumOf = (amounts: readonly string[]): bigint => amounts.reduce((sum, one) => sum + fenOf(one), 0n);
/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
