import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Fault } from './fault';

const fewest = 4;

/** A deed that needs its reason: a button opens a dialog that names the object, says what follows, and keeps what was typed when it is refused. */
@Component({
  selector: 'xz-deed',
  imports: [TranslocoPipe, Fault],
  template: `
    <button type="button" class="button" [class.primary]="primary()" (click)="open()">{{ label() }}</button>
    <dialog #dialog [attr.aria-label]="label()" (close)="shown.set(false)">
      @if (shown()) {
        <form class="stack tight" (submit)="$event.preventDefault(); go()">
          <h2>{{ label() }}</h2>
          @if (about()) {
            <p>
              <strong>{{ about() }}</strong>
            </p>
          }
          @if (hint()) {
            <p class="soft">{{ hint() }}</p>
          }
          <ng-content />
          @if (asks() !== 'nothing') {
            <label class="field"
              ><span>{{ 'deed.' + asks() | transloco }}</span
              ><textarea
                name="reason"
                rows="2"
                maxlength="200"
                required
                [value]="reason()"
                (input)="reason.set(value($event))"
              ></textarea>
            </label>
          }
          <xz-fault [of]="fault()" />
          <div class="row">
            <button type="submit" class="button primary" [disabled]="busy() || !complete()">{{ label() }}</button>
            <button type="button" class="button" (click)="close()">{{ 'deed.cancel' | transloco }}</button>
          </div>
        </form>
      }
    </dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Deed {
  readonly label = input.required<string>();
  readonly about = input('');
  readonly hint = input('');
  readonly asks = input<'reason' | 'purpose' | 'nothing'>('reason');
  readonly primary = input(false);
  /** Whether the fields that stand inside are filled. */
  readonly ready = input(true);
  /** What it is done to, where one `run` serves many lines. */
  readonly of = input('');
  readonly run = input.required<(reason: string, of: string) => Promise<unknown>>();
  readonly done = output();
  protected readonly shown = signal(false);
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly complete = computed(
    () => this.ready() && (this.asks() === 'nothing' || this.reason().trim().length >= fewest),
  );
  private readonly injector = inject(Injector);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected open(): void {
    this.fault.set(undefined);
    this.shown.set(true);
    // Once the fields stand, so that the first of them is focused.
    afterNextRender(() => this.dialog().nativeElement.showModal(), { injector: this.injector });
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected value(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected async go(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await this.run()(this.reason().trim(), this.of());
      this.reason.set('');
      this.close();
      this.done.emit();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
