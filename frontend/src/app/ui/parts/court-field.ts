import { ChangeDetectionStrategy, Component, computed, inject, input, model, output, signal } from '@angular/core';
import type { CourtView } from '@xiezhi/contract';
import { Staff } from '../../data/staff';

let fields = 0;

/** A court, found by its name or code in the registry. */
@Component({
  selector: 'xz-court-field',
  template: `<label class="field"
    ><span>{{ label() }}</span
    ><input name="court" autocomplete="off" [value]="text()" [attr.list]="list" (input)="ask($event)" />
    <datalist [id]="list">
      @for (court of found(); track court.code) {
        <option [value]="court.name">{{ court.code }}</option>
      }
    </datalist>
  </label>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CourtField {
  private readonly staff = inject(Staff);
  readonly label = input.required<string>();
  /** The code of the court, once the name is one. */
  readonly chosen = output<string>();
  protected readonly list = `courts-${(fields += 1)}`;
  readonly text = model('');
  protected readonly found = signal<CourtView[]>([]);
  private readonly code = computed(
    () => this.found().find((court) => [court.name, court.code].includes(this.text().trim()))?.code ?? '',
  );

  protected async ask(event: Event): Promise<void> {
    const text = (event.target as HTMLInputElement).value;
    this.text.set(text);
    this.chosen.emit(this.code());
    const page = await this.staff.courts(text.trim()).catch(() => undefined);
    // What was typed since has asked again.
    if (this.text() !== text) return;
    this.found.set(page?.items ?? []);
    this.chosen.emit(this.code());
  }
}
