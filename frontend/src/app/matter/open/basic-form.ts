import { ChangeDetectionStrategy, Component, effect, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { factsOf, type Window, windowOf } from './window';
import { WindowField } from './window-field';

export interface Basics {
  readonly title: string;
  readonly debtor: { readonly name: string; readonly creditCode: string };
  readonly caseNo: string;
  readonly ground: string;
  readonly windowHours: number;
  readonly windowDays?: { readonly length: number; readonly unit: 'natural-day' | 'working-day' } | undefined;
  readonly contact: { readonly name: string; readonly phone: string };
}

type Flat = Record<'title' | 'debtor' | 'creditCode' | 'caseNo' | 'ground' | 'contact' | 'phone', string>;

const fields = ['title', 'debtor', 'creditCode', 'caseNo'] as const;
const grounds = ['plan-execution', 'acceptance', 'coordination'] as const;

@Component({
  selector: 'xz-basic-form',
  imports: [TranslocoPipe, WindowField],
  template: `
    <form class="panel stack" (submit)="$event.preventDefault(); save.emit(basics())">
      @for (name of fields; track name) {
        <label class="field"
          ><span>{{ 'basic.' + name | transloco }}</span
          ><input [name]="name" required [value]="values()[name]" (input)="set(name, $event)"
        /></label>
      }
      <label class="field"
        ><span>{{ 'basic.ground' | transloco }}</span
        ><select name="ground" (change)="set('ground', $event)">
          @for (g of grounds; track g) {
            <option [value]="g" [selected]="values().ground === g">{{ 'basic.' + g | transloco }}</option>
          }
        </select></label
      >
      <xz-window-field [(window)]="window" />
      <label class="field"
        ><span>{{ 'basic.contact' | transloco }}</span
        ><input name="contact" required [value]="values().contact" (input)="set('contact', $event)"
      /></label>
      <label class="field"
        ><span>{{ 'basic.phone' | transloco }}</span
        ><input name="phone" required [value]="values().phone" (input)="set('phone', $event)"
      /></label>
      <div>
        <button type="submit" class="button primary" [disabled]="busy()">{{ 'wizard.next' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      max-width: 640px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BasicForm {
  readonly facts = input<Record<string, unknown>>();
  readonly busy = input(false);
  readonly save = output<Basics>();
  protected readonly fields = fields;
  protected readonly grounds = grounds;
  protected readonly values = signal<Flat>({
    title: '',
    debtor: '',
    creditCode: '',
    caseNo: '',
    ground: 'plan-execution',
    contact: '',
    phone: '',
  });

  protected readonly window = signal<Window>({ length: 72, unit: 'hour' });

  constructor() {
    effect(() => {
      const facts = this.facts() as unknown as Basics | undefined;
      if (!facts) return;
      const { title, debtor, caseNo, ground, contact } = facts;
      this.window.set(windowOf(facts));
      this.values.set({
        title,
        debtor: debtor.name,
        creditCode: debtor.creditCode,
        caseNo,
        ground,
        contact: contact.name,
        phone: contact.phone,
      });
    });
  }

  protected set(name: keyof Flat, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  protected basics(): Basics {
    const v = this.values();
    return {
      title: v.title,
      debtor: { name: v.debtor, creditCode: v.creditCode },
      caseNo: v.caseNo,
      ground: v.ground,
      ...factsOf(this.window()),
      contact: { name: v.contact, phone: v.phone },
    };
  }
}
