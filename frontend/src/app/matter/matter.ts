import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import type { MatterView, ProcedureView } from '@xiezhi/contract';
import { Refusal } from '../data/api';
import { Live } from '../data/live';
import { Matters } from '../data/matters';
import { ExportButton } from '../exports/export-button';
import { Fault } from '../ui/parts/fault';
import { Challenge } from './access/challenge';
import { Campaign } from './track/campaign';
import { Item } from './item';

/** One matter. A campaign has its board; everything else is drawn from its procedure. */
@Component({
  selector: 'xz-matter',
  imports: [ExportButton, Fault, Campaign, Challenge, Item],
  template: `
    <div class="page stack">
      <xz-fault [of]="fault()" (again)="load()" />
      @if (fault() && !matter()) {
        @defer (on immediate) {
          <xz-challenge [matter]="id()" [fault]="fault()" (opened)="load()" />
        }
      }
      @if (matter(); as m) {
        @if (procedure(); as p) {
          @if (m.procedure === 'joint-unfreeze') {
            <xz-campaign [matter]="m" [procedure]="p" [beat]="beat()" (moved)="load()" />
            <xz-export [source]="{ kind: 'campaign', id: m.id }" />
          } @else {
            <xz-item [matter]="m" [procedure]="p" [beat]="beat()" (moved)="load()" />
          }
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Matter {
  private readonly matters = inject(Matters);
  readonly id = input.required<string>();
  protected readonly matter = signal<MatterView | undefined>(undefined);
  protected readonly procedure = signal<ProcedureView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  /** Grows with each look, so that what hangs on the matter looks again too. */
  protected readonly beat = signal(0);
  private readonly campaign = computed(() => this.matter()?.parentId ?? this.id());

  constructor() {
    effect(() => {
      this.id();
      this.matter.set(undefined);
      void this.load();
    });
    inject(Live).refetch(
      () => void this.load(),
      (event) =>
        (event.kind === 'board' && event.campaign === this.campaign()) ||
        (event.kind === 'changed' &&
          [event.change.matter, event.change.parent].some((id) => id === this.id() || id === this.campaign())),
    );
  }

  protected async load(): Promise<void> {
    try {
      const matter = await this.matters.read(this.id());
      this.procedure.set(await this.matters.procedure(matter.procedure));
      this.matter.set(matter);
      this.beat.update((n) => n + 1);
      this.fault.set(undefined);
    } catch (error) {
      // Shown until now and not any more: stepped back, or a grant that ran out.
      if (error instanceof Refusal && [403, 404].includes(error.problem.status)) this.matter.set(undefined);
      this.fault.set(error);
    }
  }
}
