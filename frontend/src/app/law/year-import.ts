import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarView, CheckedYearView } from '@xiezhi/contract';
import { Law } from '../data/law';
import { Fault } from '../ui/parts/fault';
import { FileDrop } from '../ui/parts/file-drop';
import { stretchesOf } from './months';

const fewest = 4;

/** 导入放假安排: a file or what was pasted, checked row by row before anybody is asked to approve it. */
@Component({
  selector: 'xz-year-import',
  imports: [TranslocoPipe, Fault, FileDrop],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); send()">
      <p class="soft">{{ 'workdays.form' | transloco }}</p>
      <div class="grid">
        <label class="field"
          ><span>{{ 'workdays.year' | transloco }}</span
          ><input
            name="year"
            type="number"
            min="2024"
            max="2100"
            required
            [value]="year()"
            (input)="year.set(+value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'workdays.source' | transloco }}</span
          ><input name="source" required maxlength="200" [value]="source()" (input)="source.set(value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'workdays.published' | transloco }}</span
          ><input name="published" type="date" [value]="published()" (input)="published.set(value($event))"
        /></label>
      </div>
      <xz-file-drop [words]="'workdays.drop' | transloco" accept=".csv,.json,.txt" (dropped)="take($event)" />
      <label class="field"
        ><span>{{ 'workdays.text' | transloco }}</span
        ><textarea name="text" rows="6" [value]="text()" (input)="text.set(value($event))"></textarea>
      </label>
      <div class="row">
        <button type="button" class="button" [disabled]="busy() || text().trim() === ''" (click)="check()">
          {{ 'workdays.check' | transloco }}
        </button>
        <span role="status">
          @if (result(); as found) {
            @if (found.faults.length > 0) {
              <span class="tag bad">{{ 'workdays.faults' | transloco: { n: found.faults.length } }}</span>
            } @else {
              <span class="tag good">{{ 'workdays.clean' | transloco: { rest: rest(), work: work() } }}</span>
            }
          }
        </span>
      </div>
      @if (result(); as found) {
        @if (found.faults.length > 0) {
          <div class="table-wrap">
            <table>
              <thead>
                <tr>
                  <th scope="col" class="number">{{ 'workdays.row' | transloco }}</th>
                  <th scope="col">{{ 'workdays.line' | transloco }}</th>
                  <th scope="col">{{ 'workdays.why' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (fault of found.faults; track $index) {
                  <tr>
                    <td class="number">{{ fault.row || '—' }}</td>
                    <td>
                      <code>{{ lineOf(fault.row) }}</code>
                    </td>
                    <td>{{ 'workdays.fault-' + fault.code | transloco }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        } @else {
          <ul class="lines">
            @for (one of stretches(); track one.from) {
              <li>
                {{ one.from }}
                @if (one.to !== one.from) {
                  – {{ one.to }}
                }
                {{ one.name }}
                <span class="tag" [class.bad]="one.kind === 'holiday'" [class.soon]="one.kind === 'make-up'">{{
                  (one.kind === 'holiday' ? 'workdays.holiday' : 'term.make-up') | transloco
                }}</span>
              </li>
            }
          </ul>
          <label class="field"
            ><span>{{ 'deed.reason' | transloco }}</span
            ><textarea
              name="reason"
              rows="2"
              maxlength="500"
              required
              [value]="reason()"
              (input)="reason.set(value($event))"
            ></textarea>
          </label>
        }
      }
      <xz-fault [of]="fault()" />
      <div class="row">
        <button type="submit" class="button primary" [disabled]="busy() || !ready()">
          {{ 'workdays.send' | transloco }}
        </button>
        <span class="soft">{{ 'workdays.second' | transloco }}</span>
      </div>
    </form>
  `,
  styles: `
    form {
      margin-top: 12px;
    }
    .grid {
      display: grid;
      gap: 12px 16px;
      grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
    }
    textarea[name='text'] {
      font-family: ui-monospace, monospace;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class YearImport {
  private readonly law = inject(Law);
  /** The year that comes after the last published one. */
  readonly next = input.required<number>();
  readonly sent = output<CalendarView>();
  protected readonly year = signal(0);
  protected readonly source = signal('');
  protected readonly published = signal('');
  protected readonly text = signal('');
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  private readonly checked = signal<{ of: string; found: CheckedYearView } | undefined>(undefined);
  private readonly question = computed(() => `${this.year()} ${this.text()}`);
  /** What the check said, as long as the text is still the same. */
  protected readonly result = computed(() => {
    const checked = this.checked();
    return checked?.of === this.question() ? checked.found : undefined;
  });
  protected readonly stretches = computed(() => stretchesOf(this.result()?.days ?? []));
  protected readonly rest = computed(() => this.result()?.days.filter(({ kind }) => kind === 'holiday').length ?? 0);
  protected readonly work = computed(() => this.result()?.days.filter(({ kind }) => kind === 'make-up').length ?? 0);
  protected readonly ready = computed(
    () =>
      this.result()?.faults.length === 0 &&
      this.source().trim().length >= fewest &&
      this.reason().trim().length >= fewest,
  );

  constructor() {
    effect(() => this.year.set(this.next()));
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected lineOf(row: number): string {
    return this.text().trimStart().startsWith('[') ? '' : (this.text().split(/\r?\n/)[row - 1]?.trim() ?? '');
  }

  protected take(file: File): Promise<void> {
    return this.attempt(async () => {
      this.text.set(await file.text());
      await this.look();
    });
  }

  protected check(): Promise<void> {
    return this.attempt(() => this.look());
  }

  protected send(): Promise<void> {
    return this.attempt(async () => {
      const calendar = await this.law.proposeYear({
        year: this.year(),
        source: this.source().trim(),
        ...(this.published() === '' ? {} : { published: this.published() }),
        text: this.text(),
        reason: this.reason().trim(),
      });
      this.sent.emit(calendar);
    });
  }

  private async look(): Promise<void> {
    const of = this.question();
    this.checked.set({ of, found: await this.law.checkYear(this.year(), this.text()) });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await work();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
