import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { newKey } from '../data/api';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { Deed } from '../ui/parts/deed';
import { blank, complete, inputOf, kinds, type PrintForm } from './print-form';

/** 批量制作文书: what is the same for all of the chosen items is written once; the batch's page shows what became of each. */
@Component({
  selector: 'xz-batch-print',
  imports: [TranslocoPipe, Deed],
  template: `
    <xz-deed
      [label]="'print.go' | transloco"
      [about]="'print.about' | transloco: { n: ids().length }"
      [hint]="'print.hint' | transloco"
      asks="nothing"
      [ready]="ready()"
      [run]="print"
    >
      <label class="field"
        ><span>{{ 'print.paper' | transloco }}</span
        ><select name="paper" (change)="set('paper', $event)">
          @for (kind of kinds; track kind) {
            <option [value]="kind" [selected]="kind === form().paper">{{ 'print.' + kind | transloco }}</option>
          }
        </select></label
      >
      @if (form().paper === 'T14') {
        <label class="field"
          ><span>{{ 'print.applicant' | transloco }}</span
          ><input name="applicant" maxlength="80" [value]="form().applicant" (input)="set('applicant', $event)"
        /></label>
        <label class="field"
          ><span>{{ 'print.ground' | transloco }}</span
          ><textarea
            name="ground"
            rows="2"
            maxlength="1000"
            [value]="form().ground"
            (input)="set('ground', $event)"
          ></textarea>
        </label>
        <label class="field"
          ><span>{{ 'print.articles' | transloco }}</span
          ><input name="articles" maxlength="400" [value]="form().articles" (input)="set('articles', $event)"
        /></label>
      } @else {
        <label class="field"
          ><span>{{ 'print.contact' | transloco }}</span
          ><input name="contact" maxlength="100" [value]="form().contact" (input)="set('contact', $event)"
        /></label>
      }
      <label class="field"
        ><span>{{ 'print.signers-' + form().paper | transloco }}</span
        ><input name="signers" maxlength="120" [value]="form().signers" (input)="set('signers', $event)"
      /></label>
      <label class="field"
        ><span>{{ 'print.clerk' | transloco }}</span
        ><input name="clerk" maxlength="30" [value]="form().clerk" (input)="set('clerk', $event)"
      /></label>
    </xz-deed>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BatchPrint {
  private readonly matters = inject(Matters);
  private readonly router = inject(Router);
  readonly ids = input.required<readonly string[]>();
  protected readonly kinds = kinds;
  protected readonly form = signal<PrintForm>(blank(inject(Session).person()?.name ?? ''));
  protected readonly ready = computed(() => complete(this.form()));
  protected readonly print = async (): Promise<void> => {
    const { paper } = this.form();
    const batch = await this.matters.startBatch(`print:${paper}`, this.ids(), newKey(), inputOf(this.form()));
    await this.router.navigate(['/batches', batch.id]);
  };

  protected set(name: keyof PrintForm, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.form.update((form) => ({ ...form, [name]: value }));
  }
}
