import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipFacts } from '@xiezhi/contract';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { WhenPipe } from '../ui/parts/when';
import { UntilPipe } from './until';

/** What a slip says, the same before it is issued and after. */
@Component({
  selector: 'xz-slip-body',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, UntilPipe],
  template: `
    <dl class="facts">
      <dt>{{ 'slip.addressee' | transloco }}</dt>
      <dd>
        <strong>{{ facts().addressee }}</strong>
      </dd>
      <dt>{{ 'slip.issuer' | transloco }}</dt>
      <dd>{{ facts().issuer }}</dd>
      <dt>{{ 'table.case' | transloco }}</dt>
      <dd>{{ facts().caseNo }}</dd>
      <dt>{{ 'slip.item' | transloco }}</dt>
      <dd>{{ facts().item }} · {{ facts().orderNo }}</dd>
      <dt>{{ 'table.stage' | transloco }}</dt>
      <dd>{{ facts().stage | words }}</dd>
      <dt>{{ 'slip.missing' | transloco }}</dt>
      <dd>{{ missing() }}</dd>
      @if (facts().dueAt) {
        <dt>{{ 'slip.due' | transloco }}</dt>
        <dd>{{ facts().dueAt | until }}</dd>
      }
      @if (facts().rung; as rung) {
        <dt>{{ 'ladder.late' | transloco }}</dt>
        <dd>
          <strong>{{ 'ladder.hours' | transloco: { n: facts().lateHours } }}</strong> · {{ 'rung.' + rung | transloco }}
        </dd>
      }
      <dt>{{ 'ladder.still' | transloco }}</dt>
      <dd>{{ 'ladder.hours' | transloco: { n: facts().stillHours } }}</dd>
      @if (facts().replyBy) {
        <dt>{{ 'slip.reply' | transloco }}</dt>
        <dd>
          <strong>{{ facts().replyBy | until }}</strong>
        </dd>
      }
      <dt>{{ 'slip.rules' | transloco }}</dt>
      <dd>
        @for (rule of facts().rules; track rule.id) {
          <p>{{ rule.id }} {{ rule.title }}（{{ rule.basis }}）</p>
        }
      </dd>
      <dt>{{ 'slip.asOf' | transloco }}</dt>
      <dd>{{ facts().asOf | when }}</dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlipBody {
  private readonly choice = inject(LanguageChoice);
  readonly facts = input.required<SlipFacts>();
  protected readonly missing = computed(
    () =>
      this.facts()
        .missing.map((words) => words[this.choice.language()])
        .join(this.choice.language() === 'zh' ? '、' : ', ') || '—',
  );
}
