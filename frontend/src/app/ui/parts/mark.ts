import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** 獬豸: a circle with one rising horn. */
@Component({
  selector: 'xz-mark',
  template: `<svg viewBox="0 0 32 32" [attr.width]="size()" [attr.height]="size()" aria-hidden="true">
    <path
      d="M16 31a10 10 0 1 1 1.6-19.9C18.4 7.4 20.8 3.6 25.5 1c-2.4 4.3-3.2 8-3.1 11.3A10 10 0 0 1 16 31Zm0-4.2a5.800 5.800 0 1 0 0-11.6 5.800 5.800 0 0 0 0 11.6Z"
    />
  </svg>`,
  styles: `
    :host {
      display: inline-flex;
    }
    path {
      fill: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Mark {
  readonly size = input(28);
}
