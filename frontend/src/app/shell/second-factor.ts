import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import encodeQR from 'qr';
import { Fault } from '../ui/parts/fault';

/** A QR code as one path, a dark square for each bit: nothing is loaded and no markup is trusted. */
export const pathOf = (bits: readonly (readonly boolean[])[]): string =>
  bits.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');

/** 动态码: enrolment shows the secret once, as a picture and in groups of four; then, and at each later sign-in, the code. */
@Component({
  selector: 'xz-second-factor',
  imports: [TranslocoPipe, Fault],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); coded.emit(code())">
      @if (enrol(); as secret) {
        <h2>{{ 'factor.enrol' | transloco }}</h2>
        <ol>
          <li>{{ 'factor.first' | transloco }}</li>
          <li>{{ 'factor.second' | transloco }}</li>
          <li>{{ 'factor.third' | transloco }}</li>
        </ol>
        <svg
          role="img"
          [attr.viewBox]="'0 0 ' + size() + ' ' + size()"
          [attr.aria-label]="'factor.picture' | transloco"
          shape-rendering="crispEdges"
        >
          <path [attr.d]="picture()" />
        </svg>
        <p>
          {{ 'factor.secret' | transloco }}<br /><code data-secret>{{ groups() }}</code>
        </p>
        <p class="soft">{{ 'factor.once' | transloco }}</p>
      } @else {
        <h2>{{ 'factor.title' | transloco }}</h2>
        <p class="soft">{{ 'factor.hint' | transloco: { name: username() } }}</p>
      }
      <label class="field"
        ><span>{{ 'factor.code' | transloco }}</span
        ><input
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="6"
          required
          [value]="code()"
          (input)="code.set(value($event))"
      /></label>
      <xz-fault [of]="fault()" />
      <div class="row">
        <button type="submit" class="button primary" [disabled]="busy() || !complete()">
          {{ 'signIn.go' | transloco }}
        </button>
        <button type="button" class="button" (click)="back.emit()">{{ 'factor.back' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    ol {
      margin: 0;
      padding-left: 20px;
    }
    /* Dark on light in either theme: cameras want it so. */
    svg {
      width: 200px;
      background: #fff;
      border: 1px solid var(--line);
      border-radius: 6px;
      justify-self: center;
    }
    path {
      fill: #000;
    }
    code {
      font-size: 16px;
      overflow-wrap: anywhere;
    }
    input {
      font-size: 20px;
      letter-spacing: 0.2em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactor {
  readonly username = input.required<string>();
  readonly enrol = input<{ readonly uri: string; readonly secret: string }>();
  readonly fault = input<unknown>();
  readonly busy = input(false);
  readonly coded = output<string>();
  readonly back = output();
  protected readonly code = signal('');
  protected readonly complete = computed(() => /^\d{6}$/.test(this.code()));
  protected readonly groups = computed(
    () =>
      this.enrol()
        ?.secret.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );
  private readonly bits = computed(() => {
    const uri = this.enrol()?.uri;
    return uri === undefined ? [] : encodeQR(uri, 'raw');
  });
  protected readonly size = computed(() => this.bits().length);
  protected readonly picture = computed(() => pathOf(this.bits()));

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value.replace(/\D/g, '');
  }
}
