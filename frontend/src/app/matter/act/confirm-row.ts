import { ChangeDetectionStrategy, Component, computed, inject, input, model, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocketEntryView, MatterView, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../../data/api';
import { Matters } from '../../data/matters';
import { WordsPipe } from '../../i18n/language';
import { Fault } from '../../ui/parts/fault';
import { FileDrop } from '../../ui/parts/file-drop';
import { LightSign } from '../../ui/parts/light';
import { WhenPipe } from '../../ui/parts/when';
import { ActionForm } from './action-form';
import { type Result, results, stepOf } from './results';

const receipt = 'bank-receipt';

/** One item on the confirm screen: what it is, its result, the step it is at, its own evidence, and who did what when. */
@Component({
  selector: 'xz-confirm-row',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, ActionForm, Fault, FileDrop, LightSign],
  template: `
    <header class="row between">
      <span class="row">
        <xz-light [light]="item().light" [bare]="true" />
        <a class="case" [routerLink]="['/matters', item().id]">{{ item().facts['caseNo'] }}</a>
        <strong>{{ item().stageLabel | words }}</strong>
      </span>
      <span class="soft">{{ 'confirm.' + (item().facts['rank'] === 0 ? 'first' : 'waits') | transloco }}</span>
    </header>
    <p>
      {{ item().facts['bank'] }} · {{ 'notices.item' | transloco: { tail: item().facts['accountTail'] } }} · ¥{{
        money(item().facts['limit'])
      }}
    </p>
    @if (signed(); as entry) {
      <p class="soft">
        {{ 'confirm.signed' | transloco: { at: entry.at | when, by: entry.actor.name } }}
      </p>
    }
    @if (open()) {
      <label class="field"
        ><span>{{ 'confirm.result' | transloco }}</span
        ><select name="result" (change)="choose($event)">
          <option value="">{{ 'batch.choose' | transloco }}</option>
          @for (one of results; track one.key) {
            <option [value]="one.key" [selected]="one.key === result()">{{ 'confirm.' + one.key | transloco }}</option>
          }
        </select></label
      >
      @if (chosen(); as one) {
        @if (one.key !== 'lifted') {
          <p class="soft">{{ 'confirm.hint-' + one.key | transloco }}</p>
        }
        @if (step(); as action) {
          <h3>{{ action.label | words }}</h3>
          <xz-action-form
            [matter]="item()"
            [procedure]="procedure()"
            [action]="action"
            [preset]="one.preset"
            [primary]="true"
            (moved)="moved.emit()"
          />
        } @else {
          <p class="soft">{{ 'confirm.notNow' | transloco: { stage: item().stageLabel | words } }}</p>
        }
      }
      @if (mayFile()) {
        <xz-file-drop
          [words]="'confirm.drop' | transloco"
          accept=".pdf,.png,.jpg,.jpeg"
          [disabled]="busy()"
          (dropped)="file($event)"
        />
      }
    }
    @if (hasReceipt()) {
      <p><span class="tag good">✓</span> {{ 'confirm.hasReceipt' | transloco }}</p>
    }
    @if (correction(); as action) {
      <details>
        <summary>{{ 'confirm.correct' | transloco }}</summary>
        <xz-action-form [matter]="item()" [procedure]="procedure()" [action]="action" (moved)="moved.emit()" />
      </details>
    }
    <xz-fault [of]="fault()" />
    @if (entries().length > 0) {
      <details>
        <summary>{{ 'confirm.who' | transloco: { n: entries().length } }}</summary>
        <ol class="lines">
          @for (entry of entries(); track entry.revision) {
            <li>
              {{ entry.at | when }} {{ entry.actor.name }}（{{ entry.actor.roleName | words }}）
              {{ entry.label | words }}
            </li>
          }
        </ol>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    summary {
      cursor: pointer;
      color: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmRow {
  private readonly matters = inject(Matters);
  readonly item = input.required<MatterView>();
  readonly procedure = input.required<ProcedureView>();
  readonly entries = input.required<readonly DocketEntryView[]>();
  readonly result = model<string>('');
  readonly moved = output();
  protected readonly results = results;
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly chosen = computed<Result | undefined>(() => results.find((one) => one.key === this.result()));
  protected readonly step = computed(() => stepOf(this.chosen(), this.item(), this.procedure()));
  protected readonly signed = computed(() => this.entries().find((entry) => entry.action === 'sign'));
  /** Signed for and not yet confirmed: it waits for a result. */
  protected readonly open = computed(() =>
    ['signed', 'assigned', 'ruled', 'noticed', 'bank-acked'].includes(this.item().stage),
  );
  protected readonly hasReceipt = computed(() => this.item().documents.includes(receipt));
  protected readonly mayFile = computed(
    () => !this.hasReceipt() && !this.procedure().actions.some((one) => this.asksForReceipt(one.name)),
  );
  protected readonly correction = computed(() =>
    this.item().stage === 'confirmed' ? this.item().actions.find((one) => one.name === 'correct') : undefined,
  );

  /** 4,606,804.48: a sum as people read it. */
  protected money(sum: unknown): string {
    return String(sum).replace(/\B(?=(\d{3})+(?!\d|$))(?=\d*\.)/g, ',');
  }

  protected choose(event: Event): void {
    this.result.set((event.target as HTMLSelectElement).value);
  }

  protected async file(file: File): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await this.matters.file(this.item().id, receipt, file, newKey());
      this.moved.emit();
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }

  /** The form of the step has a slot for it already. */
  private asksForReceipt(name: string): boolean {
    const action = this.step();
    if (action?.name !== name) return false;
    const requires = this.procedure().actions.find((one) => one.name === name)?.requires ?? [];
    return requires.some((kinds) => kinds.some(({ kind }) => kind === receipt));
  }
}
