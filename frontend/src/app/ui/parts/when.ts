import { Pipe, type PipeTransform } from '@angular/core';

const zone = 8 * 3_600_000;

/** An instant as the court's clock shows it, whatever the browser's zone: 2026-11-23 14:05. */
export const courtClock = (at: number, to: 'minute' | 'second' = 'minute'): string =>
  new Date(at + zone)
    .toISOString()
    .slice(0, to === 'minute' ? 16 : 19)
    .replace('T', ' ');

/** What a date-and-time field shows for an instant, and the instant it means: both in the court's zone. */
export const fieldOf = (at: number): string => (Number.isNaN(at) ? '' : new Date(at + zone).toISOString().slice(0, 16));
export const instantOf = (field: string): string => `${field}:00+08:00`;

@Pipe({ name: 'when' })
export class WhenPipe implements PipeTransform {
  transform(at: string | null | undefined, to?: 'second'): string {
    return at ? courtClock(Date.parse(at), to) : '';
  }
}
