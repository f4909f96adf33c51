import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipColour } from '@xiezhi/contract';

const shapes: Readonly<Record<SlipColour, string>> = { blue: '◆', yellow: '▲', red: '■' };

/** 蓝、黄、红 of a slip: shape and word beside the colour. */
@Component({
  selector: 'xz-slip-sign',
  imports: [TranslocoPipe],
  template: `<span [class]="colour()"
    ><span aria-hidden="true">{{ shape() }}</span> {{ 'slip.' + colour() | transloco }}</span
  >`,
  styles: `
    :host {
      white-space: nowrap;
    }
    .blue {
      color: var(--paused);
    }
    .yellow {
      color: var(--amber);
    }
    .red {
      color: var(--red);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlipSign {
  readonly colour = input.required<SlipColour>();
  protected readonly shape = computed(() => shapes[this.colour()]);
}
