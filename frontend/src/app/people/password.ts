import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { passwordClasses, passwordPolicy } from '@xiezhi/contract/plain';

/** 口令策略: which of the contract's rules a password keeps; the server judges by the same. */
export const rulesOf = (text: string): readonly { readonly key: 'length' | 'classes'; readonly kept: boolean }[] => [
  { key: 'length', kept: text.length >= passwordPolicy.least },
  { key: 'classes', kept: passwordClasses(text) >= passwordPolicy.classes },
];
export const isStrong = (text: string): boolean => rulesOf(text).every(({ kept }) => kept);

/** A new password, its rules said before a key is struck. */
@Component({
  selector: 'xz-new-password',
  imports: [TranslocoPipe],
  template: `<div class="stack tight">
    <label class="field"
      ><span>{{ label() }}</span
      ><input
        type="password"
        name="next"
        autocomplete="new-password"
        maxlength="256"
        required
        [value]="text()"
        (input)="text.set(value($event))"
    /></label>
    <ul>
      @for (rule of rules(); track rule.key) {
        <li [class.kept]="rule.kept">
          <span aria-hidden="true">{{ rule.kept ? '✓' : '○' }}</span> {{ 'password.' + rule.key | transloco }}
        </li>
      }
    </ul>
  </div>`,
  styles: `
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      color: var(--ink-soft);
    }
    .kept {
      color: var(--green);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPassword {
  readonly label = input.required<string>();
  readonly text = model('');
  protected readonly rules = computed(() => rulesOf(this.text()));

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
