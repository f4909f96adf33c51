import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterView, PossibleAction, ProcedureView } from '@xiezhi/contract';
import { Session } from '../../data/session';
import { WordsPipe } from '../../i18n/language';
import { ActionForm } from './action-form';

/** What comes next first; what is possible beside it folded away; what is refused shown with its reason. */
@Component({
  selector: 'xz-actions',
  imports: [TranslocoPipe, WordsPipe, ActionForm],
  template: `
    @if (next().length > 0) {
      <div class="stack">
        @for (action of next(); track action.name; let first = $first) {
          <section class="stack tight">
            <h3>{{ action.label | words }}</h3>
            <xz-action-form
              [matter]="matter()"
              [procedure]="procedure()"
              [action]="action"
              [primary]="first"
              (moved)="moved.emit()"
            />
          </section>
        }
      </div>
    } @else {
      <p class="soft">{{ 'act.nothing' | transloco }}</p>
    }
    @for (action of aside(); track action.name) {
      <details>
        <summary>{{ action.label | words }}</summary>
        <xz-action-form [matter]="matter()" [procedure]="procedure()" [action]="action" (moved)="moved.emit()" />
      </details>
    }
    @if (refused().length > 0) {
      <details class="refused">
        <summary>{{ 'act.refused' | transloco }}</summary>
        <ul>
          @for (action of refused(); track action.name) {
            <li>
              <strong>{{ action.label | words }}</strong> <span class="soft">{{ action.refusal?.words | words }}</span>
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
    ul {
      margin: 8px 0 0;
      padding-left: 20px;
    }
    details[open] summary {
      margin-bottom: 8px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Actions {
  private readonly session = inject(Session);
  readonly matter = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly moved = output();

  /** What this stage waits for and this role does: allowed, or short only of a paper or a second person. */
  protected readonly next = computed(() =>
    this.matter().actions.filter((action) => this.mine(action) && !this.isAside(action)),
  );
  protected readonly aside = computed(() =>
    this.matter().actions.filter((action) => action.allowed && this.isAside(action)),
  );
  protected readonly refused = computed(() =>
    this.matter().actions.filter((action) => !action.allowed && !this.next().includes(action)),
  );

  private mine(action: PossibleAction): boolean {
    if (action.allowed) return true;
    const role = this.session.person()?.role ?? '';
    const of = this.procedure().actions.find((a) => a.name === action.name);
    return (
      of?.by.includes(role) === true &&
      of.from.includes(this.matter().stage) &&
      action.refusal?.code !== 'court-not-allowed'
    );
  }

  private isAside(action: PossibleAction): boolean {
    return this.procedure().actions.find((a) => a.name === action.name)?.aside === true;
  }
}
