import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MatterView, PossibleAction, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../../data/api';
import { Matters } from '../../data/matters';
import { Session } from '../../data/session';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';
import { FileDrop } from '../../ui/parts/file-drop';
import { fieldsOf, inputOf, suggested } from './field';

/** One action: its papers, its fields drawn from the procedure, its refusal in words. */
@Component({
  selector: 'xz-action-form',
  imports: [TranslocoPipe, WordsPipe, Fault, FileDrop],
  template: `
    <form class="stack tight" (submit)="$event.preventDefault(); act()">
      @for (paper of papers(); track paper.key) {
        <div class="row between">
          <span
            >{{ paper.filed ? '✓' : '○' }}
            @for (kind of paper.kinds; track kind.kind; let last = $last) {
              {{ kind.label | words }}{{ last ? '' : ' / ' }}
            }
          </span>
          @if (!paper.filed) {
            @for (kind of paper.kinds; track kind.kind) {
              @if (fileable(kind.kind)) {
                <xz-file-drop
                  [words]="('act.file' | transloco) + ' ' + (kind.label | words)"
                  accept=".pdf,.png,.jpg,.jpeg"
                  [disabled]="busy()"
                  (dropped)="file(kind.kind, $event)"
                />
              }
            }
          }
        </div>
      }
      @for (field of fields(); track field.name) {
        <label class="field" [for]="'field-' + action().name + '-' + field.name"
          ><span>{{ label(field.name) | words }}{{ field.required ? '' : ('act.optional' | transloco) }}</span>
          @switch (field.kind) {
            @case ('choice') {
              <select
                [id]="'field-' + action().name + '-' + field.name"
                [name]="field.name"
                (change)="set(field.name, $event)"
              >
                @for (option of field.options; track option) {
                  <option [value]="option" [selected]="values()[field.name] === option">
                    {{ option_(option) | words }}
                  </option>
                }
              </select>
            }
            @case ('yes-no') {
              <select
                [id]="'field-' + action().name + '-' + field.name"
                [name]="field.name"
                (change)="set(field.name, $event)"
              >
                <option value="false" [selected]="values()[field.name] !== 'true'">{{ 'act.no' | transloco }}</option>
                <option value="true" [selected]="values()[field.name] === 'true'">{{ 'act.yes' | transloco }}</option>
              </select>
            }
            @case ('long') {
              <textarea
                [id]="'field-' + action().name + '-' + field.name"
                rows="2"
                [name]="field.name"
                [required]="field.required"
                [value]="values()[field.name] ?? ''"
                (input)="set(field.name, $event)"
              ></textarea>
            }
            @default {
              <input
                [id]="'field-' + action().name + '-' + field.name"
                [type]="field.kind === 'date' ? 'date' : field.kind === 'number' ? 'number' : 'text'"
                [name]="field.name"
                [required]="field.required"
                [value]="values()[field.name] ?? ''"
                (input)="set(field.name, $event)"
              />
            }
          }
        </label>
      }
      <xz-fault [of]="fault()" (again)="moved.emit()" />
      <div class="row">
        <button
          type="submit"
          class="button"
          [class.primary]="primary()"
          [disabled]="busy() || blocked()"
          [attr.data-action]="action().name"
        >
          {{ action().label | words }}
        </button>
        @if (blocked() && action().refusal; as refusal) {
          <span class="soft">{{ refusal.words | words }}</span>
        }
      </div>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ActionForm {
  private readonly matters = inject(Matters);
  private readonly session = inject(Session);
  readonly matter = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly action = input.required<PossibleAction>();
  readonly primary = input(false);
  /** What whoever shows the form knows already; may be changed. */
  readonly preset = input<Readonly<Record<string, string>>>({});
  readonly moved = output();
  protected readonly values = signal<Readonly<Record<string, string>>>({});
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  private key = newKey();

  private readonly definition = computed(() => this.procedure().actions.find((a) => a.name === this.action().name));
  protected readonly fields = computed(() => fieldsOf(this.definition()?.input));
  protected readonly papers = computed(() =>
    (this.definition()?.requires ?? []).map((kinds) => ({
      key: kinds.map((k) => k.kind).join(),
      kinds,
      filed: kinds.some((k) => this.matter().documents.includes(k.kind)),
    })),
  );
  protected readonly blocked = computed(() => !this.action().allowed);
  /** The fields are filled once for each action and stage: typing is not overwritten when somebody else moves the matter. */
  private readonly occasion = computed(
    () => `${this.matter().id} ${this.matter().stage} ${this.action().name} ${JSON.stringify(this.preset())}`,
  );

  constructor() {
    effect(() => {
      this.occasion();
      untracked(() => {
        this.key = newKey();
        const known = suggested(this.fields(), this.matter().facts, this.session.person()?.name ?? '');
        this.values.set({ ...known, ...this.preset() });
      });
    });
  }

  protected fileable(kind: string): boolean {
    const filedBy = this.procedure().documents.find((d) => d.kind === kind)?.filedBy ?? [];
    const court = this.session.person()?.court;
    return (
      (filedBy.includes('handling') && court === this.matter().court) ||
      (filedBy.includes('lead') && court === this.matter().leadCourt)
    );
  }

  protected label(name: string): { zh: string; en: string } {
    return this.procedure().fields[name] ?? { zh: name, en: name };
  }

  protected option_(name: string): { zh: string; en: string } {
    return this.procedure().options[name] ?? { zh: name, en: name };
  }

  protected set(name: string, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.values.update((values) => ({ ...values, [name]: value }));
  }

  protected async file(kind: string, file: File): Promise<void> {
    await this.attempt(async () => void (await this.matters.file(this.matter().id, kind, file, newKey())));
  }

  protected async act(): Promise<void> {
    await this.attempt(async () => {
      const { id, revision } = this.matter();
      await this.matters.perform(id, this.action().name, inputOf(this.fields(), this.values()), {
        key: this.key,
        revision,
      });
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await work();
      this.moved.emit();
    } catch (error) {
      this.fault.set(error);
      this.key = newKey();
    }
    this.busy.set(false);
  }
}
