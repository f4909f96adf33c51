import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentView, VerificationView } from '@xiezhi/contract';
import { Matters } from '../../data/matters';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';
import { verdictOf } from './verdict';

/** 验签: whether the file is still what was filed and the seal is over it, said in words where the paper stands. */
@Component({
  selector: 'xz-verify',
  imports: [TranslocoPipe, WordsPipe, Fault],
  template: `
    <button
      type="button"
      class="button"
      [disabled]="busy()"
      [attr.aria-label]="('papers.verify' | transloco) + ' ' + (paper().label | words)"
      (click)="check()"
    >
      {{ 'papers.verify' | transloco }}
    </button>
    <div role="status">
      @if (found(); as v) {
        <p>
          <span class="tag" [class.good]="verdict().good" [class.bad]="!verdict().good"
            ><span aria-hidden="true">{{ verdict().good ? '✓' : '■' }}</span> {{ verdict().key | transloco }}</span
          >
        </p>
        @if (v.seal; as seal) {
          <p class="soft">{{ 'papers.sealedBy' | transloco: { signer: seal.signer } }}</p>
        }
        @if (v.paper; as made) {
          <p class="soft">
            {{ 'papers.madeFrom' | transloco: { id: made.id, version: made.version, pages: made.pages } }}
            {{
              made.template === 0
                ? ('papers.ownTemplate' | transloco)
                : ('papers.template' | transloco: { n: made.template })
            }}
            @if (made.number) {
              {{ 'papers.number' | transloco: { number: made.number } }}
            }
          </p>
        }
      }
    </div>
    <xz-fault [of]="fault()" (again)="check()" />
  `,
  styles: `
    p {
      margin-top: 4px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Verify {
  private readonly matters = inject(Matters);
  readonly paper = input.required<DocumentView>();
  protected readonly busy = signal(false);
  protected readonly found = signal<VerificationView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);

  protected verdict(): { good: boolean; key: string } {
    return verdictOf(this.found());
  }

  protected async check(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      this.found.set(await this.matters.verification(this.paper().id));
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
