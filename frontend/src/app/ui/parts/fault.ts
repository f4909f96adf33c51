import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Problem } from '@xiezhi/contract';
import { Refusal } from '../../data/api';
import { LanguageChoice } from '../../i18n/language';

/** What went wrong, why, and what to do: the server's own words, who changed what, and each faulty field. */
@Component({
  selector: 'xz-fault',
  imports: [TranslocoPipe],
  template: `
    @if (problem(); as p) {
      <div class="fault-box" role="alert">
        <strong>{{
          (p.code === 'offline' ? 'fault.offline' : p.code === 'stale-revision' ? 'fault.stale' : 'fault.refused')
            | transloco
        }}</strong>
        @if (words()) {
          <p>{{ words() }}</p>
        }
        @for (error of p.errors ?? []; track error.pointer) {
          <p>{{ error.pointer }} {{ error.message }}</p>
        }
        @for (change of p.changes ?? []; track change.revision) {
          <p>
            {{ change.at.slice(0, 16).replace('T', ' ') }} · {{ change.court }} {{ change.by }} · {{ change.label }}
          </p>
        }
        @if (p.instance) {
          <p>{{ 'fault.number' | transloco }} {{ p.instance }}</p>
        }
        @if (p.code === 'offline' || p.code === 'stale-revision') {
          <button type="button" class="button" (click)="again.emit()">{{ 'fault.reload' | transloco }}</button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .fault-box {
      border: 1px solid var(--red);
      border-left-width: 4px;
      background: var(--red-soft);
      border-radius: 4px;
      padding: 8px 12px;
      display: grid;
      gap: 4px;
      justify-items: start;
    }
    p {
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Fault {
  private readonly choice = inject(LanguageChoice);
  readonly of = input.required<unknown>();
  readonly again = output();
  protected readonly problem = computed<Problem | undefined>(() => {
    const error = this.of();
    return error instanceof Refusal
      ? error.problem
      : error === undefined
        ? undefined
        : { type: '', title: String(error), status: 0, code: 'internal' };
  });
  protected readonly words = computed(() => {
    const p = this.problem();
    if (!p || p.code === 'offline' || p.code === 'stale-revision') return '';
    return this.choice.language() === 'en' ? (p.detailEn ?? p.detail ?? p.title) : (p.detail ?? p.title);
  });
}
