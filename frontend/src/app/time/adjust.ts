import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DeadlineProofView, PolicyView } from '@xiezhi/contract';
import { Access, mayEver } from '../data/access';
import { newKey } from '../data/api';
import { type Adjustment, Deadlines } from '../data/deadlines';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';

/** 中止、恢复、延长: with the reason and the paper it rests on. Whether it may be is the server's to say, in words. */
@Component({
  selector: 'xz-adjust',
  imports: [TranslocoPipe, WordsPipe, Deed],
  template: `
    @if (deadline().status === 'open' && may('suspendDeadline')) {
      <xz-deed
        [label]="'adjust.suspend' | transloco"
        [about]="deadline().label | words"
        [hint]="'adjust.suspendHint' | transloco"
        [ready]="paper().trim().length > 1"
        [run]="suspend"
      >
        <label class="field"
          ><span>{{ 'adjust.paper' | transloco }}</span
          ><input name="paper" maxlength="120" [value]="paper()" (input)="paper.set(value($event))"
        /></label>
      </xz-deed>
    }
    @if (deadline().status === 'suspended' && may('resumeDeadline')) {
      <xz-deed
        [label]="'adjust.resume' | transloco"
        [about]="deadline().label | words"
        [hint]="'adjust.resumeHint' | transloco"
        [ready]="paper().trim().length > 1"
        [run]="resume"
      >
        <label class="field"
          ><span>{{ 'adjust.paper' | transloco }}</span
          ><input name="paper" maxlength="120" [value]="paper()" (input)="paper.set(value($event))"
        /></label>
      </xz-deed>
    }
    @if ((deadline().status === 'open' || deadline().status === 'suspended') && may('extendDeadline')) {
      <xz-deed
        [label]="'adjust.extend' | transloco"
        [about]="deadline().label | words"
        [hint]="'adjust.extendHint' | transloco"
        [ready]="paper().trim().length > 1 && length() > 0"
        [run]="extend"
      >
        <label class="field"
          ><span>{{ 'adjust.length' | transloco }} {{ 'term.' + deadline().unit | transloco }}</span
          ><input
            name="length"
            type="number"
            min="1"
            max="1440"
            [value]="length() || ''"
            (input)="length.set(+value($event))"
        /></label>
        <label class="field"
          ><span>{{ 'adjust.paper' | transloco }}</span
          ><input name="paper" maxlength="120" [value]="paper()" (input)="paper.set(value($event))"
        /></label>
      </xz-deed>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Adjust {
  private readonly deadlines = inject(Deadlines);
  private readonly matters = inject(Matters);
  private readonly role = inject(Session).person()?.role ?? '';
  private readonly policy = signal<PolicyView | undefined>(undefined);
  readonly matter = input.required<string>();
  readonly deadline = input.required<DeadlineProofView>();
  readonly done = output<'suspended' | 'resumed' | 'extended'>();
  protected readonly paper = signal('');
  protected readonly length = signal(0);
  protected readonly suspend = async (reason: string): Promise<void> => {
    await this.adjust('suspension', reason);
    this.done.emit('suspended');
  };
  protected readonly resume = async (reason: string): Promise<void> => {
    await this.adjust('resumption', reason);
    this.done.emit('resumed');
  };
  protected readonly extend = async (reason: string): Promise<void> => {
    await this.adjust('extension', reason, { length: this.length() });
    this.done.emit('extended');
  };

  constructor() {
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
  }

  /** Whether the post ever may; whether it may here is for the server to say. */
  protected may(operation: string): boolean {
    return mayEver(this.policy(), this.role, operation);
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  /** The revision is that of the moment: the ledger of the deadline is guarded by the docket of its matter. */
  private async adjust(how: Adjustment, reason: string, more: { length?: number } = {}): Promise<void> {
    const { revision } = await this.matters.read(this.matter());
    const wish = { reason, paper: this.paper().trim(), ...more };
    await this.deadlines.adjust(this.matter(), this.deadline().id, how, wish, { key: newKey(), revision });
    this.paper.set('');
    this.length.set(0);
  }
}
