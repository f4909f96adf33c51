import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

type Row = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A field of an answer that this page does not know by name: a list as a table, an object as its parts, else as it is. */
export const shapeOf = (
  value: unknown,
):
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'parts'; readonly parts: readonly (readonly [string, string])[] }
  | { readonly kind: 'text'; readonly text: string } => {
  if (Array.isArray(value) && value.every(isRow)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    return { kind: 'table', columns, rows: value.map((row) => columns.map((column) => textOf(row[column]))) };
  }
  if (isRow(value)) return { kind: 'parts', parts: Object.entries(value).map(([name, of]) => [name, textOf(of)]) };
  return { kind: 'text', text: Array.isArray(value) ? value.map(textOf).join('、') : textOf(value) };
};

@Component({
  selector: 'xz-further',
  template: `
    @if (shape(); as of) {
      @switch (of.kind) {
        @case ('table') {
          @if (of.rows.length > 0) {
            <div class="table-wrap">
              <table>
                <thead>
                  <tr>
                    @for (column of of.columns; track column) {
                      <th scope="col">{{ column }}</th>
                    }
                  </tr>
                </thead>
                <tbody>
                  @for (row of of.rows; track $index) {
                    <tr>
                      @for (text of row; track $index) {
                        <td>{{ text }}</td>
                      }
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          } @else {
            <p class="soft">0</p>
          }
        }
        @case ('parts') {
          <dl class="facts">
            @for (part of of.parts; track part[0]) {
              <dt>{{ part[0] }}</dt>
              <dd>{{ part[1] }}</dd>
            }
          </dl>
        }
        @case ('text') {
          <p>{{ of.text }}</p>
        }
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Further {
  readonly value = input.required<unknown>();
  protected readonly shape = computed(() => shapeOf(this.value()));
}
