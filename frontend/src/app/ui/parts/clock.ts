import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** What is left of a window, in words: 剩 41 小时 20 分, or how long it has passed. */
export const remaining = (
  due: string,
  now: number,
): { readonly key: 'left' | 'over'; readonly hours: number; readonly minutes: number } => {
  const minutes = Math.floor((Date.parse(due) - now) / 60_000);
  const whole = Math.abs(minutes);
  return { key: minutes >= 0 ? 'left' : 'over', hours: Math.floor(whole / 60), minutes: whole % 60 };
};

@Component({
  selector: 'xz-clock',
  imports: [TranslocoPipe],
  template: `@if (time(); as t) {
    <span [title]="due()">{{ 'clock.' + t.key | transloco: { hours: t.hours, minutes: t.minutes } }}</span>
  }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Clock {
  readonly due = input.required<string | null>();
  private readonly now = signal(Date.now());
  protected readonly time = computed(() => {
    const due = this.due();
    return due === null ? undefined : remaining(due, this.now());
  });

  constructor() {
    const timer = setInterval(() => this.now.set(Date.now()), 20_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
