import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Idle } from '../data/idle';
import { Session } from '../data/session';
import { SecondsPipe } from '../ui/parts/seconds';

/** 闲置提醒: says how long is left; one request keeps the session. */
@Component({
  selector: 'xz-idle-warning',
  imports: [TranslocoPipe, SecondsPipe],
  template: `<dialog #dialog [attr.aria-label]="'idle.title' | transloco" (cancel)="stay()">
    @if (idle.left(); as left) {
      <div class="stack tight">
        <h2>{{ 'idle.title' | transloco }}</h2>
        <p>{{ 'idle.why' | transloco: { minutes: session.person()?.idleMinutes } }}</p>
        <p role="timer" class="left">{{ left | seconds }}</p>
        <div class="row">
          <button type="button" class="button primary" (click)="stay()">{{ 'idle.stay' | transloco }}</button>
          <button type="button" class="button" (click)="out.emit()">{{ 'shell.out' | transloco }}</button>
        </div>
      </div>
    }
  </dialog>`,
  styles: `
    .left {
      font-size: 28px;
      line-height: 36px;
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IdleWarning {
  protected readonly session = inject(Session);
  protected readonly idle = inject(Idle);
  readonly out = output();
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    this.idle.start(this.session.person()?.idleMinutes ?? 30, () => void this.end());
    inject(DestroyRef).onDestroy(() => this.idle.stop());
    afterRenderEffect(() => {
      const near = this.idle.left() !== undefined;
      const dialog = this.dialog().nativeElement;
      if (near && !dialog.open) dialog.showModal();
      if (!near && dialog.open) dialog.close();
    });
  }

  /** Reading who we are is a request like any other: the server counts from now. */
  protected stay(): void {
    void this.session.refresh();
  }

  private async end(): Promise<void> {
    this.session.over('idle');
    await this.session.signOut('idle');
  }
}
