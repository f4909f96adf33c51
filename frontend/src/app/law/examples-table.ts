import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleTrialView } from '@xiezhi/contract';

interface Example {
  readonly given: string;
  readonly expect: string;
}

/** 给定…期望…: one row each; beside it, once counted, what the engine came to. */
@Component({
  selector: 'xz-examples',
  imports: [TranslocoPipe],
  template: `
    <fieldset class="stack tight">
      <legend>{{ 'rules.examples' | transloco }}</legend>
      @for (example of examples(); track $index; let i = $index) {
        <div class="line" role="group" [attr.aria-label]="'rules.example' | transloco: { n: i + 1 }">
          <label class="field"
            ><span>{{ 'rules.given' | transloco }}</span
            ><input
              name="given"
              [type]="byHour() ? 'datetime-local' : 'date'"
              [value]="example.given"
              (input)="set(i, 'given', $event)"
          /></label>
          <label class="field"
            ><span>{{ 'rules.expect' | transloco }}</span
            ><input
              name="expect"
              [type]="byHour() ? 'datetime-local' : 'date'"
              [value]="example.expect"
              (input)="set(i, 'expect', $event)"
          /></label>
          <span class="result" role="status">
            @if (results()[i]; as result) {
              <span class="tag" [class.good]="result.passes" [class.bad]="!result.passes"
                ><span aria-hidden="true">{{ result.passes ? '✓' : '■' }}</span>
                {{ (result.passes ? 'rules.passes' : 'rules.fails') | transloco }}</span
              >
              {{ 'rules.counted' | transloco: { counted: result.counted.replace('T', ' ').replace('+08:00', '') } }}
            }
          </span>
          <button type="button" class="button quiet" (click)="drop(i)">{{ 'rules.drop' | transloco }}</button>
        </div>
      }
      <div>
        <button type="button" class="button" (click)="changed.emit([...examples(), { given: '', expect: '' }])">
          {{ 'rules.add' | transloco }}
        </button>
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      border: 1px solid var(--line);
      border-radius: 4px;
      padding: 12px;
      margin: 0;
      min-width: 0;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 12px;
      align-items: end;
    }
    .result {
      flex: 1 1 200px;
      min-height: 32px;
      align-content: center;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExamplesTable {
  readonly examples = input.required<readonly Example[]>();
  readonly byHour = input(false);
  readonly results = input<readonly RuleTrialView[]>([]);
  readonly changed = output<readonly Example[]>();

  protected set(at: number, name: keyof Example, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.changed.emit(this.examples().map((one, i) => (i === at ? { ...one, [name]: value } : one)));
  }

  protected drop(at: number): void {
    this.changed.emit(this.examples().filter((_one, i) => i !== at));
  }
}
