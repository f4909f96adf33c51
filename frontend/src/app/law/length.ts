import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleVersionView } from '@xiezhi/contract';

/** 长度: so many days or hours, or what the order says. */
@Component({
  selector: 'xz-length',
  imports: [TranslocoPipe],
  template: `@if (of().length === null) {
      {{ 'rules.byOrder' | transloco }}
    } @else {
      {{ of().length }} {{ 'term.' + of().unit | transloco }}
    }
    @if (of().extension > 0) {
      <span class="soft"
        >{{ 'rules.atMost' | transloco: { n: of().extension } }} {{ 'term.' + of().unit | transloco }}</span
      >
    }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Length {
  readonly of = input.required<Pick<RuleVersionView, 'length' | 'unit' | 'extension'>>();
}
