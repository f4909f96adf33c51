import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BatchPreview, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Batches, type BatchWish } from '../data/batches';
import { Matters } from '../data/matters';
import { Session } from '../data/session';
import { WordsPipe } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { MatterTable } from '../ui/parts/matter-table';
import { possible } from './batch-actions';

const given = (value: string | undefined): string => value ?? '';

/**
 * 新批次: what is selected comes with the address, as a list has it, or as ids. Before anything is done the server says how many
 * there are, how many may be acted on and why the others not, who holds some already, and shows the first ten.
 */
@Component({
  selector: 'xz-batch-new',
  imports: [TranslocoPipe, WordsPipe, Deed, Fault, MatterTable],
  templateUrl: './batch-new.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BatchNew {
  private readonly batches = inject(Batches);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  readonly q = input('', { transform: given });
  readonly stage = input('', { transform: given });
  readonly light = input('', { transform: given });
  readonly desk = input('', { transform: given });
  readonly parent = input('', { transform: given });
  readonly court = input('', { transform: given });
  readonly state = input('', { transform: given });
  /** Chosen one by one, separated by commas. */
  readonly ids = input('', { transform: given });
  readonly action = input('', { transform: given });
  protected readonly judge = signal('');
  protected readonly over = signal('');
  protected readonly typed = signal('');
  protected readonly preview = signal<BatchPreview | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  private readonly procedures = signal<ProcedureView[]>([]);
  protected readonly actions = computed(() => possible(this.procedures(), this.session.person()?.role ?? ''));
  protected readonly stages = computed(() => this.procedures().find((one) => one.name === 'lift-freeze')?.stages ?? []);
  protected readonly chosen = computed(() => this.actions().find((one) => one.name === this.action()));
  private readonly wish = computed<BatchWish>(() => {
    const filter = Object.fromEntries(
      Object.entries({
        q: this.q(),
        stage: this.stage(),
        light: this.light(),
        desk: this.desk(),
        parent: this.parent(),
        court: this.court(),
        state: this.state(),
      }).filter(([, value]) => value !== ''),
    );
    return {
      action: this.action(),
      selection: this.ids() === '' ? { filter } : { ids: this.ids().split(',') },
      input: this.action() === 'assign' ? { judge: this.judge().trim() } : {},
    };
  });
  protected readonly wanted = computed(() => {
    const { total = 0, held = [] } = this.preview() ?? {};
    return total - (this.over().trim() === '' ? held.length : 0);
  });
  protected readonly ready = computed(() => {
    const preview = this.preview();
    const named = this.action() !== 'assign' || this.judge().trim() !== '';
    return preview !== undefined && named && (preview.narrow || Number(this.typed()) === preview.total);
  });
  private asked = 0;
  private key = newKey();

  constructor() {
    void inject(Matters)
      .procedures()
      .then(
        (all) => this.procedures.set(all),
        (error: unknown) => this.fault.set(error),
      );
    effect(() => {
      this.wish();
      untracked(() => void this.load());
    });
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected set(change: Record<string, string>): void {
    const queryParams = Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, value === '' ? null : value]),
    );
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected async load(): Promise<void> {
    const asked = (this.asked += 1);
    this.preview.set(undefined);
    if (this.action() === '') return;
    try {
      const preview = await this.batches.preview(this.wish());
      if (asked !== this.asked) return;
      this.preview.set(preview);
      this.fault.set(undefined);
      // Another selection is another batch.
      this.key = newKey();
    } catch (error) {
      if (asked === this.asked) this.fault.set(error);
    }
  }

  protected readonly start = async (): Promise<void> => {
    const preview = this.preview();
    const over = this.over().trim();
    const batch = await this.batches.start(
      {
        ...this.wish(),
        ...(preview?.narrow === false ? { typed: Number(this.typed()) } : {}),
        ...(over === '' ? {} : { overHeld: over }),
      },
      this.key,
    );
    await this.router.navigate(['/batches', batch.id]);
  };
}
