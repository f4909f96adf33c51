import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, model, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CountedPeriodView } from '@xiezhi/contract';
import { Law } from '../../data/law';
import { WordsPipe } from '../../i18n/language';
import { endOf } from '../../time/end-of';
import { mostOf, type Window, type WindowUnit } from './window';

/** The rule by which the window of a coordination is counted. */
const rule = 'D18';
const pause = 250;
const units: readonly WindowUnit[] = ['hour', 'natural-day', 'working-day'];

/** 办理时限: in hours, days or working days, with the date that it would come to if it were issued now, and how that is counted. */
@Component({
  selector: 'xz-window-field',
  imports: [TranslocoPipe, WordsPipe],
  template: `
    <fieldset class="stack tight">
      <legend>{{ 'window.title' | transloco }}</legend>
      <div class="row">
        <label class="field"
          ><span>{{ 'window.length' | transloco }}</span
          ><input
            name="window"
            type="number"
            min="1"
            required
            [max]="most()"
            [value]="window().length || ''"
            (input)="setLength($event)"
        /></label>
        <label class="field"
          ><span>{{ 'window.unit' | transloco }}</span
          ><select name="windowUnit" (change)="setUnit($event)">
            @for (unit of units; track unit) {
              <option [value]="unit" [selected]="unit === window().unit">{{ 'window.' + unit | transloco }}</option>
            }
          </select></label
        >
      </div>
      @if (counted(); as c) {
        <div role="status">
          <p>
            {{ 'window.ifNow' | transloco }} <strong>{{ endOf(c) }}</strong>
            @if (c.provisional) {
              <span class="tag soon">{{ 'term.provisional' | transloco }}</span>
            }
          </p>
          <details>
            <summary>{{ 'term.how' | transloco }}</summary>
            <p class="soft">{{ c.words | words }}</p>
          </details>
        </div>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      border: 1px solid var(--line);
      border-radius: 4px;
      padding: 12px;
      margin: 0;
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WindowField {
  private readonly law = inject(Law);
  readonly window = model.required<Window>();
  protected readonly units = units;
  protected readonly endOf = endOf;
  protected readonly counted = signal<CountedPeriodView | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const window = this.window();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.count(window), pause);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected most(): number {
    return mostOf(this.window().unit);
  }

  protected setLength(event: Event): void {
    this.window.update(({ unit }) => ({ unit, length: Math.trunc(Number((event.target as HTMLInputElement).value)) }));
  }

  /** Three days are not three hours: another unit begins with what is usual in it. */
  protected setUnit(event: Event): void {
    const unit = (event.target as HTMLSelectElement).value as WindowUnit;
    this.window.set({ unit, length: unit === 'hour' ? 72 : 3 });
  }

  /** Only shown beside the field: what cannot be counted yet is refused when the form is sent. */
  private async count(window: Window): Promise<void> {
    const { length, unit } = window;
    const found =
      length >= 1 && length <= mostOf(unit)
        ? await this.law.count({ rule, length, unit }).catch(() => undefined)
        : undefined;
    if (this.window() === window) this.counted.set(found);
  }
}
