import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Column } from './column';

/** 列设置: which columns are shown and in which order; by pointer or by keyboard. */
@Component({
  selector: 'xz-column-picker',
  imports: [TranslocoPipe],
  template: `
    <details class="picker">
      <summary class="button">{{ 'table.columns' | transloco }}</summary>
      <div class="panel stack tight">
        <ul class="lines">
          @for (column of ordered(); track column.key) {
            <li class="row between">
              <label>
                <input
                  type="checkbox"
                  [checked]="keys().includes(column.key)"
                  [disabled]="column.always === true"
                  (change)="toggle(column)"
                />
                {{ column.label | transloco }}</label
              >
              @if (keys().includes(column.key)) {
                <span class="row">
                  <button
                    type="button"
                    class="button quiet"
                    [disabled]="keys()[0] === column.key"
                    [attr.aria-label]="('table.forward' | transloco) + ' ' + (column.label | transloco)"
                    (click)="move(column, -1)"
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="button quiet"
                    [disabled]="keys().at(-1) === column.key"
                    [attr.aria-label]="('table.back' | transloco) + ' ' + (column.label | transloco)"
                    (click)="move(column, 1)"
                  >
                    ↓
                  </button>
                </span>
              }
            </li>
          }
        </ul>
        <button type="button" class="button" (click)="chosen.emit(undefined)">{{ 'table.reset' | transloco }}</button>
      </div>
    </details>
  `,
  styles: `
    .picker {
      position: relative;
    }
    summary {
      list-style: none;
    }
    .panel {
      position: absolute;
      right: 0;
      top: calc(100% + 4px);
      z-index: 5;
      min-width: 260px;
      max-height: 60vh;
      overflow-y: auto;
      box-shadow: 0 2px 12px rgb(0 0 0 / 12%);
    }
    li {
      min-height: 40px;
      flex-wrap: nowrap;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColumnPicker {
  readonly all = input.required<readonly Column[]>();
  readonly shown = input.required<readonly Column[]>();
  /** Keys in order; undefined: as they were at first. */
  readonly chosen = output<readonly string[] | undefined>();
  protected readonly keys = computed(() => this.shown().map((column) => column.key));
  /** The shown ones in their order, then the others. */
  protected readonly ordered = computed(() => [
    ...this.shown(),
    ...this.all().filter((column) => !this.keys().includes(column.key)),
  ]);

  protected toggle({ key }: Column): void {
    const keys = this.keys();
    this.chosen.emit(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]);
  }

  protected move({ key }: Column, by: number): void {
    const keys = [...this.keys()];
    const from = keys.indexOf(key);
    keys.splice(from, 1);
    keys.splice(from + by, 0, key);
    this.chosen.emit(keys);
  }
}
