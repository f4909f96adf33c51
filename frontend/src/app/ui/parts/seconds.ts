import { Pipe, type PipeTransform } from '@angular/core';

/** Seconds as a countdown shows them: 4:59. */
@Pipe({ name: 'seconds' })
export class SecondsPipe implements PipeTransform {
  transform(left: number): string {
    return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  }
}
