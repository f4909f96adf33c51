import { Pipe, type PipeTransform } from '@angular/core';
import { courtClock } from '../ui/parts/when';

/** 届满之时: a period of days ends at 24 o'clock of its last day, and not on the day after. */
@Pipe({ name: 'until' })
export class UntilPipe implements PipeTransform {
  transform(at: string | null | undefined): string {
    if (!at) return '';
    const end = Date.parse(at);
    const shown = courtClock(end);
    return shown.endsWith(' 00:00') ? `${courtClock(end - 1).slice(0, 10)} 24:00` : shown;
  }
}
