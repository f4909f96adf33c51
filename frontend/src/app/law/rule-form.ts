import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleTrialView } from '@xiezhi/contract';
import { Law, type RuleUnit, type RuleWish } from '../data/law';
import { Fault } from '../ui/parts/fault';
import { ExamplesTable } from './examples-table';
import { counts, type RuleEntry } from './rule-book';

const units: readonly RuleUnit[] = ['natural-day', 'working-day', 'hour', 'month', 'year', 'percent'];
type Example = RuleWish['examples'][number];
const fewest = 4;

/** 提出修改: the new version with its examples; they are counted and shown first, and nothing is sent while one does not agree. */
@Component({
  selector: 'xz-rule-form',
  imports: [TranslocoPipe, Fault, ExamplesTable],
  template: `
    <form class="stack" (submit)="$event.preventDefault(); send()">
      <div class="grid">
        <label class="field"
          ><span>{{ 'rules.title' | transloco }}</span
          ><input name="title" required maxlength="80" [value]="title()" (input)="title.set(value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'rules.basis' | transloco }}</span
          ><input name="basis" required maxlength="200" [value]="basis()" (input)="basis.set(value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'rules.lengthEmpty' | transloco }}</span
          ><input
            name="length"
            type="number"
            min="1"
            max="10000"
            [value]="length() ?? ''"
            (input)="length.set(numberOf($event))"
        /></label>
        <label class="field"
          ><span>{{ 'rules.unit' | transloco }}</span
          ><select name="unit" (change)="setUnit($event)">
            @for (one of units; track one) {
              <option [value]="one" [selected]="one === unit()">{{ 'term.' + one | transloco }}</option>
            }
          </select></label
        >
        <label class="field"
          ><span>{{ 'rules.extension' | transloco }}</span
          ><input
            name="extension"
            type="number"
            min="0"
            max="10000"
            [value]="extension()"
            (input)="extension.set(numberOf($event) ?? 0)"
        /></label>
        <label class="field"
          ><span>{{ 'rules.from' | transloco }}</span
          ><input name="validFrom" type="date" [value]="from()" (input)="from.set(value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'rules.to' | transloco }}</span
          ><input name="validTo" type="date" [value]="to()" (input)="to.set(value($event))"
        /></label>
        <label class="row"
          ><input type="checkbox" name="confirmed" [checked]="confirmed()" (change)="confirmed.set(!confirmed())" />
          {{ 'rules.confirmed' | transloco }}</label
        >
      </div>
      @if (counting()) {
        <xz-examples
          [examples]="examples()"
          (changed)="examples.set($event)"
          [byHour]="unit() === 'hour'"
          [results]="results()"
        />
      } @else {
        <p class="soft">{{ 'rules.noExamples' | transloco }}</p>
      }
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
      <xz-fault [of]="fault()" />
      <div class="row">
        @if (counting()) {
          <button type="button" class="button" [disabled]="busy() || examples().length === 0" (click)="run()">
            {{ 'rules.try' | transloco }}
          </button>
        }
        <button type="submit" class="button primary" [disabled]="busy() || !ready()">
          {{ 'rules.send' | transloco }}
        </button>
        <span class="soft" role="status">{{ hint() | transloco }}</span>
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
      align-items: end;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RuleForm {
  private readonly law = inject(Law);
  readonly of = input.required<RuleEntry>();
  readonly sent = output();
  protected readonly units = units;
  protected readonly title = signal('');
  protected readonly basis = signal('');
  protected readonly length = signal<number | null>(null);
  protected readonly unit = signal<RuleUnit>('natural-day');
  protected readonly extension = signal(0);
  protected readonly from = signal('');
  protected readonly to = signal('');
  protected readonly confirmed = signal(true);
  protected readonly examples = signal<readonly Example[]>([]);
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  private readonly tried = signal<{ of: string; results: RuleTrialView[] } | undefined>(undefined);
  protected readonly counting = computed(() => counts({ length: this.length(), unit: this.unit() }));
  private readonly question = computed(() => ({
    length: this.length(),
    unit: this.unit(),
    examples: this.examples(),
  }));
  /** What was counted, as long as nothing of the question was changed since. */
  protected readonly results = computed(() => {
    const tried = this.tried();
    return tried?.of === JSON.stringify(this.question()) ? tried.results : [];
  });
  private readonly agree = computed(
    () => !this.counting() || (this.results().length > 0 && this.results().every(({ passes }) => passes)),
  );
  protected readonly ready = computed(() => this.agree() && this.reason().trim().length >= fewest);
  protected readonly hint = computed(() =>
    this.counting() && this.examples().length === 0
      ? 'rules.needExample'
      : this.counting() && this.results().length === 0
        ? 'rules.tryFirst'
        : this.agree()
          ? this.ready()
            ? 'rules.second'
            : 'rules.needReason'
          : 'rules.disagree',
  );

  constructor() {
    // Filled with what counts today; what was typed since is kept while the same rule stays open.
    let filled = '';
    effect(() => {
      const { rule, current, versions } = this.of();
      const now = current ?? versions[0];
      if (!now || filled === rule) return;
      filled = rule;
      this.title.set(now.title);
      this.basis.set(now.basis);
      this.length.set(now.length);
      this.unit.set(now.unit);
      this.extension.set(now.extension);
      this.confirmed.set(now.confirmed);
      this.examples.set(counts(now) && now.examples.length === 0 ? [{ given: '', expect: '' }] : now.examples);
    });
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected numberOf(event: Event): number | null {
    const { valueAsNumber } = event.target as HTMLInputElement;
    return Number.isNaN(valueAsNumber) ? null : Math.trunc(valueAsNumber);
  }

  /** Days and instants are written differently: examples of the other kind are begun anew. */
  protected setUnit(event: Event): void {
    const unit = this.value(event) as RuleUnit;
    if ((unit === 'hour') !== (this.unit() === 'hour')) this.examples.set([{ given: '', expect: '' }]);
    this.unit.set(unit);
  }

  protected run(): Promise<void> {
    return this.attempt(async () => {
      const question = this.question();
      const results = await this.law.tryRule(this.of().rule, question);
      this.tried.set({ of: JSON.stringify(question), results });
    });
  }

  protected send(): Promise<void> {
    return this.attempt(async () => {
      await this.law.proposeRule(this.of().rule, {
        ...this.question(),
        examples: this.counting() ? this.examples() : [],
        title: this.title(),
        extension: this.extension(),
        basis: this.basis(),
        confirmed: this.confirmed(),
        ...(this.from() === '' ? {} : { validFrom: this.from() }),
        ...(this.to() === '' ? {} : { validTo: this.to() }),
        reason: this.reason().trim(),
      });
      this.sent.emit();
    });
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
