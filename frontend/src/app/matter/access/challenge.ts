import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PolicyView } from '@xiezhi/contract';
import { Access, mayEver } from '../../data/access';
import { Refusal } from '../../data/api';
import { Session } from '../../data/session';
import { Deed } from '../../ui/parts/deed';

/** 紧急查阅: offered where a matter is not shown, to whom the policy may let in; not to whoever is excluded from it. */
@Component({
  selector: 'xz-challenge',
  imports: [TranslocoPipe, Deed],
  template: `@if (offered()) {
    <section class="panel stack tight">
      <h2>{{ 'challenge.title' | transloco }}</h2>
      <p class="soft">{{ 'challenge.hint' | transloco }}</p>
      <div>
        <xz-deed
          [label]="'challenge.title' | transloco"
          [hint]="'challenge.hint' | transloco"
          [run]="ask"
          (done)="opened.emit()"
        />
      </div>
    </section>
  }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Challenge {
  private readonly access = inject(Access);
  private readonly session = inject(Session);
  readonly matter = input.required<string>();
  readonly fault = input.required<unknown>();
  readonly opened = output();
  private readonly policy = signal<PolicyView | undefined>(undefined);
  protected readonly offered = computed(() => {
    const fault = this.fault();
    return (
      fault instanceof Refusal &&
      [403, 404].includes(fault.problem.status) &&
      fault.problem.code !== 'excluded' &&
      mayEver(this.policy(), this.session.person()?.role ?? '', 'challengeAccess')
    );
  });
  protected readonly ask = (reason: string): Promise<unknown> => this.access.challenge(this.matter(), reason);

  constructor() {
    this.access.policy().then(
      (policy) => this.policy.set(policy),
      () => undefined,
    );
  }
}
