import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Light } from '@xiezhi/contract';

const shapes: Readonly<Record<Light, string>> = { green: '●', amber: '▲', red: '■', paused: '‖', grey: '○' };

/** 灯: shape, word and colour together; colour never speaks alone. */
@Component({
  selector: 'xz-light',
  imports: [TranslocoPipe],
  template: `<span [class]="light()"
    ><span aria-hidden="true">{{ shape() }}</span>
    <span class="word" [class.visually-hidden]="bare()">{{ 'light.' + light() | transloco }}</span></span
  >`,
  styles: `
    .word {
      margin-left: 4px;
    }
    .green {
      color: var(--green);
    }
    .amber {
      color: var(--amber);
    }
    .red {
      color: var(--red);
    }
    .paused {
      color: var(--paused);
    }
    .grey {
      color: var(--grey);
    }
    :host {
      white-space: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LightSign {
  readonly light = input.required<Light>();
  /** Only the shape is seen; the word is for screen readers. */
  readonly bare = input(false);
  protected readonly shape = computed(() => shapes[this.light()]);
}
