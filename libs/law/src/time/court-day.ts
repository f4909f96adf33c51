import type { Day } from '../checked';
import { addDays } from './calendar';

const hour = 3_600_000;
/** 北京时间: courts count days where they sit; China keeps one zone without summer time. */
const ahead = 8 * hour;

/** The day on which an instant falls at court. */
export const dayOf = (instant: string): Day => new Date(Date.parse(instant) + ahead).toISOString().slice(0, 10);

/** 24 o'clock of a day: a period of days ends with its last day. */
export const endOf = (day: Day): string => new Date(Date.parse(`${addDays(day, 1)}T00:00:00Z`) - ahead).toISOString();

export const nextFullHour = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / hour) * hour).toISOString();

export const later = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * hour).toISOString();

export const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / hour;
