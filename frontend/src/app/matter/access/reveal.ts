import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Access } from '../../data/access';
import { Deed } from '../../ui/parts/deed';
import { SecondsPipe } from '../../ui/parts/seconds';

const longest = 300;

/** How many seconds a number may stand on the screen: what the server says, and never longer than its five minutes, however wrong this clock is. */
export const secondsUntil = (until: string, now: number): number => {
  const left = Math.floor((Date.parse(until) - now) / 1_000);
  return left > 0 && left <= longest ? left : longest;
};

/** 显示完整账号: for a purpose, for minutes, counted down; then masked again. */
@Component({
  selector: 'xz-reveal',
  imports: [TranslocoPipe, Deed, SecondsPipe],
  template: `
    @if (number()) {
      <span class="row" role="status"
        ><code>{{ number() }}</code>
        <span class="soft">{{ 'reveal.left' | transloco: { left: left() | seconds } }}</span>
        <button type="button" class="button" (click)="hide()">{{ 'reveal.hide' | transloco }}</button></span
      >
    } @else {
      <span class="row"
        ><span class="soft">{{ masked() }}</span>
        <xz-deed
          [label]="'reveal.show' | transloco"
          [about]="masked()"
          [hint]="'reveal.hint' | transloco"
          asks="purpose"
          [run]="show"
      /></span>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Reveal {
  private readonly access = inject(Access);
  /** Which account; or how to find out, once it is asked for. */
  readonly account = input.required<string | (() => Promise<string>)>();
  readonly masked = input.required<string>();
  protected readonly number = signal('');
  protected readonly left = signal(0);
  private timer: ReturnType<typeof setInterval> | undefined;
  protected readonly show = async (purpose: string): Promise<void> => {
    const account = this.account();
    const id = typeof account === 'string' ? account : await account();
    const { number, until } = await this.access.reveal(id, purpose);
    const end = Date.now() + secondsUntil(until, Date.now()) * 1_000;
    const count = (): void => {
      const left = Math.ceil((end - Date.now()) / 1_000);
      if (left <= 0) this.hide();
      else this.left.set(left);
    };
    count();
    this.number.set(number);
    this.timer = setInterval(count, 1_000);
  };

  constructor() {
    // Another account under the same hand: its number is not this one.
    effect(() => {
      this.account();
      this.hide();
    });
    inject(DestroyRef).onDestroy(() => this.hide());
  }

  protected hide(): void {
    clearInterval(this.timer);
    this.number.set('');
  }
}
