import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PolicyView, StaffView } from '@xiezhi/contract';
import { Access } from '../data/access';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { CourtField } from '../ui/parts/court-field';
import { Deed } from '../ui/parts/deed';
import { instantOf } from '../ui/parts/when';

/** 授予岗位: a role at a court, from now on, with or without an end. */
@Component({
  selector: 'xz-grant-post',
  imports: [TranslocoPipe, WordsPipe, CourtField, Deed],
  template: `<xz-deed
    [label]="'person.grant' | transloco"
    [about]="person().name + ' · ' + person().username"
    [hint]="'person.grantHint' | transloco"
    [primary]="true"
    asks="nothing"
    [ready]="role() !== '' && court() !== ''"
    [run]="grant"
  >
    <label class="field"
      ><span>{{ 'person.role' | transloco }}</span>
      <select name="role" required (change)="role.set(value($event))">
        <option value=""></option>
        @for (one of roles(); track one.name) {
          <option [value]="one.name" [selected]="one.name === role()">{{ one.words | words }}</option>
        }
      </select></label
    >
    <xz-court-field [label]="'table.court' | transloco" (chosen)="court.set($event)" />
    <label class="field"
      ><span>{{ 'person.untilOptional' | transloco }}</span
      ><input type="datetime-local" name="until" [value]="until()" (input)="until.set(value($event))"
    /></label>
  </xz-deed>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GrantPost {
  private readonly staff = inject(Staff);
  readonly person = input.required<StaffView>();
  readonly granted = output<StaffView>();
  private readonly policy = signal<PolicyView | undefined>(undefined);
  /** Roles come from the policy; the machine's own is nobody's post. */
  protected readonly roles = computed(() =>
    Object.entries(this.policy()?.roles ?? {})
      .filter(([name]) => name !== 'system')
      .map(([name, words]) => ({ name, words })),
  );
  protected readonly role = signal('');
  protected readonly court = signal('');
  protected readonly until = signal('');
  protected readonly grant = async (): Promise<void> => {
    const until = this.until();
    const wish = { role: this.role(), court: this.court(), ...(until === '' ? {} : { until: instantOf(until) }) };
    this.granted.emit(await this.staff.grantPost(this.person().id, wish));
  };

  constructor() {
    inject(Access)
      .policy()
      .then(
        (policy) => this.policy.set(policy),
        () => undefined,
      );
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
