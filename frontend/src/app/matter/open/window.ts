export type WindowUnit = 'hour' | 'natural-day' | 'working-day';
export interface Window {
  readonly length: number;
  readonly unit: WindowUnit;
}
interface Facts {
  readonly windowHours: number;
  readonly windowDays?: { readonly length: number; readonly unit: 'natural-day' | 'working-day' } | undefined;
}

/** The longest that an order may set: sixty days. */
export const mostOf = (unit: WindowUnit): number => (unit === 'hour' ? 24 * 60 : 60);

/** 办理时限: days take the place of hours where the order sets days; the hours beside them say as much in natural days. */
export const factsOf = ({ length, unit }: Window): Facts =>
  unit === 'hour' ? { windowHours: length } : { windowHours: length * 24, windowDays: { length, unit } };

export const windowOf = ({ windowHours, windowDays }: Facts): Window =>
  windowDays ?? { length: windowHours, unit: 'hour' };
