import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Matters } from '../../data/matters';
import { Fault } from '../../ui/parts/fault';

/** 证据包: papers, docket and proofs of one coordination in one file, with a page that checks it without us. */
@Component({
  selector: 'xz-evidence',
  imports: [TranslocoPipe, Fault],
  template: `
    <div class="stack tight">
      <div class="row between">
        <p class="soft">{{ 'evidence.hint' | transloco }}</p>
        <button type="button" class="button" [disabled]="busy()" (click)="fetch()">
          {{ (busy() ? 'evidence.packing' : 'evidence.export') | transloco }}
        </button>
      </div>
      <xz-fault [of]="fault()" (again)="fetch()" />
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Evidence {
  private readonly matters = inject(Matters);
  readonly matter = input.required<string>();
  readonly name = input.required<string>();
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);

  protected async fetch(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      const url = URL.createObjectURL(await this.matters.evidence(this.matter()));
      Object.assign(document.createElement('a'), { href: url, download: `${this.name()}.zip` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
