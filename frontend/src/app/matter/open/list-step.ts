import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CaseSheet, ImportView } from '@xiezhi/contract';
import { FileDrop } from '../../ui/parts/file-drop';

/** 冻结清单: paste or upload; every fault with its row; nothing is stored before all rows are right. */
@Component({
  selector: 'xz-list-step',
  imports: [TranslocoPipe, FileDrop],
  template: `
    <section class="panel stack">
      <xz-file-drop
        [words]="'list-step.drop' | transloco"
        accept=".csv,.xlsx,.txt"
        [disabled]="busy()"
        (dropped)="sheet.emit($event)"
      />
      <label class="field"
        ><span>{{ 'list-step.paste' | transloco }}</span
        ><textarea rows="4" [value]="text()" (input)="text.set(value($event))"></textarea>
      </label>
      <div class="row">
        <button type="button" class="button" [disabled]="busy() || text().trim() === ''" (click)="pasted.emit(text())">
          {{ 'list-step.check' | transloco }}
        </button>
        @for (c of cases(); track c.fileName) {
          <button type="button" class="button" [disabled]="busy()" (click)="useCase.emit(c.fileName)">
            {{ 'list-step.sample' | transloco: { title: c.title, rows: c.rows } }}
          </button>
        }
      </div>
      @if (checked(); as c) {
        <div role="status" class="stack tight">
          <p>
            <strong>{{ c.fileName }}</strong> <span class="soft">{{ c.encoding }}</span> ·
            {{ 'list-step.result' | transloco: { rows: c.rows, valid: c.valid, errors: c.errorCount } }}
          </p>
          @if (c.errorCount > 0) {
            <p class="row">
              <span>{{ 'list-step.refused' | transloco }}</span>
              <a class="button" [href]="'/api/imports/' + c.id + '/annotated'">{{
                'list-step.annotated' | transloco
              }}</a>
            </p>
          }
        </div>
        @if (c.errorCount > 0) {
          <div class="table-wrap">
            <table>
              <caption class="visually-hidden">
                {{
                  'list-step.faults' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'list-step.row' | transloco }}</th>
                  <th scope="col">{{ 'list-step.column' | transloco }}</th>
                  <th scope="col">{{ 'list-step.why' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (e of c.errors; track $index) {
                  <tr>
                    <td>{{ e.row }}</td>
                    <td>{{ e.column }}</td>
                    <td>{{ e.message }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        } @else {
          <div class="table-wrap" tabindex="0" role="group" [attr.aria-label]="'list-step.preview' | transloco">
            <table>
              <caption>
                {{
                  'list-step.preview' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  @for (name of columns(c); track name) {
                    <th scope="col">{{ name }}</th>
                  }
                </tr>
              </thead>
              <tbody>
                @for (row of c.preview; track $index) {
                  <tr>
                    @for (name of columns(c); track name) {
                      <td class="case">{{ row[name] }}</td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      }
      <div class="row between">
        <button type="button" class="button" (click)="back.emit()">{{ 'wizard.back' | transloco }}</button><button
          type="button"
          class="button primary"
          [disabled]="busy() || !checked() || checked()?.errorCount !== 0"
          (click)="next.emit()"
        >
          {{ 'wizard.next' | transloco }}
        </button>
      </div>
    </section>
  `,
  styles: `
    caption {
      text-align: left;
      color: var(--ink-soft);
      padding-bottom: 4px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListStep {
  readonly cases = input<readonly CaseSheet[]>([]);
  readonly busy = input(false);
  readonly checked = input<ImportView>();
  readonly sheet = output<File>();
  readonly pasted = output<string>();
  readonly useCase = output<string>();
  readonly back = output();
  readonly next = output();
  protected readonly text = signal('');

  protected value(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  protected columns(checked: ImportView): string[] {
    return Object.keys(checked.preview[0] ?? {});
  }
}
