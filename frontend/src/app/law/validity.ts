import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleVersionView } from '@xiezhi/contract';

/** 有效期间: from and to, either of them open. */
@Component({
  selector: 'xz-validity',
  imports: [TranslocoPipe],
  template: `@if (of().validFrom || of().validTo) {
      {{ of().validFrom ?? '…' }} – {{ of().validTo ?? '…' }}
    } @else {
      {{ 'rules.always' | transloco }}
    }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Validity {
  readonly of = input.required<Pick<RuleVersionView, 'validFrom' | 'validTo'>>();
}
