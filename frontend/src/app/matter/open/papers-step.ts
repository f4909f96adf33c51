import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterView, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../../data/api';
import { Matters } from '../../data/matters';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';
import { FileDrop } from '../../ui/parts/file-drop';
import { Papers } from '../file/papers';

/** 文书: what the order needs, filed one by one; the list is written by the product itself. */
@Component({
  selector: 'xz-papers-step',
  imports: [TranslocoPipe, WordsPipe, Fault, FileDrop, Papers],
  template: `
    <section class="panel stack">
      <ul>
        @for (need of needs(); track need.key) {
          <li class="stack tight">
            <span
              >{{ need.filed ? '✓' : '○' }}
              @for (k of need.kinds; track k.kind; let last = $last) {
                {{ k.label | words }}{{ last ? '' : ' / ' }}
              }
            </span>
            @if (!need.filed) {
              <div class="row">
                @for (k of need.kinds; track k.kind) {
                  @if (k.mine) {
                    <xz-file-drop
                      [attr.data-kind]="k.kind"
                      [words]="('act.file' | transloco) + ' ' + (k.label | words)"
                      accept=".pdf,.png,.jpg,.jpeg"
                      [disabled]="busy()"
                      (dropped)="file(k.kind, $event)"
                    />
                  } @else {
                    <span class="soft">{{ 'wizard.rendering' | transloco }}</span>
                  }
                }
              </div>
            }
          </li>
        }
      </ul>
      <xz-fault [of]="fault()" />
      <xz-papers [matter]="matter().id" [beat]="matter().revision" />
      <div class="row between">
        <button type="button" class="button" (click)="back.emit()">{{ 'wizard.back' | transloco }}</button><button
          type="button"
          class="button primary"
          [disabled]="!complete()"
          (click)="next.emit()"
        >
          {{ 'wizard.next' | transloco }}
        </button>
      </div>
    </section>
  `,
  styles: `
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 12px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PapersStep {
  private readonly matters = inject(Matters);
  readonly matter = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly filed = output();
  readonly back = output();
  readonly next = output();
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly needs = computed(() =>
    (this.procedure().actions.find((a) => a.name === 'submit')?.requires ?? []).map((kinds) => ({
      key: kinds.map((k) => k.kind).join(),
      kinds: kinds.map((k) => ({
        ...k,
        mine:
          this.procedure()
            .documents.find((d) => d.kind === k.kind)
            ?.filedBy.includes('handling') ?? false,
      })),
      filed: kinds.some((k) => this.matter().documents.includes(k.kind)),
    })),
  );
  protected readonly complete = computed(() => this.needs().every((need) => need.filed));

  protected async file(kind: string, file: File): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await this.matters.file(this.matter().id, kind, file, newKey());
      this.filed.emit();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
