import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { WhoMaySeeView } from '@xiezhi/contract';
import { Access } from '../../data/access';
import { CourtField } from '../../ui/parts/court-field';
import { Deed } from '../../ui/parts/deed';
import { fieldOf, instantOf } from '../../ui/parts/when';

const day = 86_400_000;

/** 个案授权: a court, or one person, for a time and a purpose. */
@Component({
  selector: 'xz-grant-access',
  imports: [TranslocoPipe, CourtField, Deed],
  template: `<xz-deed
    [label]="'see.grant' | transloco"
    [hint]="'see.grantHint' | transloco"
    asks="purpose"
    [ready]="ready()"
    [run]="grant"
  >
    <fieldset class="row">
      <legend class="visually-hidden">{{ 'see.to' | transloco }}</legend>
      @for (one of kinds; track one) {
        <label
          ><input type="radio" name="to" [value]="one" [checked]="kind() === one" (change)="kind.set(one)" />
          {{ 'see.to-' + one | transloco }}</label
        >
      }
    </fieldset>
    @if (kind() === 'court') {
      <xz-court-field [label]="'table.court' | transloco" (chosen)="court.set($event)" />
    } @else {
      <label class="field"
        ><span>{{ 'people.username' | transloco }}</span
        ><input name="person" maxlength="40" required [value]="person()" (input)="person.set(value($event))"
      /></label>
    }
    <label class="field"
      ><span>{{ 'person.until' | transloco }}</span
      ><input type="datetime-local" name="until" required [value]="until()" (input)="until.set(value($event))"
    /></label>
  </xz-deed>`,
  styles: `
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      gap: 16px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GrantAccess {
  private readonly access = inject(Access);
  readonly matter = input.required<string>();
  readonly granted = output<WhoMaySeeView>();
  protected readonly kinds = ['court', 'person'] as const;
  protected readonly kind = signal<'court' | 'person'>('court');
  protected readonly court = signal('');
  protected readonly person = signal('');
  protected readonly until = signal(fieldOf(Date.now() + 30 * day));
  protected readonly ready = computed(
    () => (this.kind() === 'court' ? this.court() : this.person()) !== '' && this.until() !== '',
  );
  protected readonly grant = async (purpose: string): Promise<void> => {
    const to = this.kind() === 'court' ? { court: this.court() } : { person: this.person().trim() };
    this.granted.emit(await this.access.grant(this.matter(), { ...to, until: instantOf(this.until()), purpose }));
  };

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
