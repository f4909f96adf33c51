import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { DomSanitizer, type SafeResourceUrl } from '@angular/platform-browser';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocketEntryView, MatterView, ProcedureView } from '@xiezhi/contract';
import { newKey } from '../../data/api';
import { Live } from '../../data/live';
import { Matters } from '../../data/matters';
import { Session } from '../../data/session';
import { Clock } from '../../ui/parts/clock';
import { Fault } from '../../ui/parts/fault';
import { LightSign } from '../../ui/parts/light';
import { ConfirmRow } from './confirm-row';
import { sumsOf } from './results';

interface Line {
  readonly item: MatterView;
  readonly entries: readonly DocketEntryView[];
}

/** 解冻确认: the letter on the left, the items of this court on the right, and nothing else. On a phone one card for each item. */
@Component({
  selector: 'xz-confirm',
  imports: [TranslocoPipe, Clock, ConfirmRow, Fault, LightSign],
  templateUrl: './confirm.html',
  styleUrl: './confirm.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Confirm {
  private readonly matters = inject(Matters);
  private readonly session = inject(Session);
  private readonly sanitizer = inject(DomSanitizer);
  readonly id = input.required<string>();
  protected readonly campaign = signal<MatterView | undefined>(undefined);
  protected readonly lines = signal<readonly Line[] | undefined>(undefined);
  protected readonly procedure = signal<ProcedureView | undefined>(undefined);
  protected readonly letter = signal<SafeResourceUrl | undefined>(undefined);
  /** By item; filled for all at once, or one by one. */
  protected readonly chosen = signal<Readonly<Record<string, string>>>({});
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly sums = computed(() => sumsOf((this.lines() ?? []).map(({ item }) => item)));
  protected readonly signable = computed(() =>
    (this.lines() ?? []).filter(({ item }) => item.actions.some(({ name, allowed }) => name === 'sign' && allowed)),
  );
  protected readonly open = computed(() =>
    (this.lines() ?? []).filter(({ item }) =>
      ['signed', 'assigned', 'ruled', 'noticed', 'bank-acked'].includes(item.stage),
    ),
  );
  private shown = '';

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
    inject(Live).refetch(
      () => void this.load(),
      (event) => event.kind === 'changed' && event.change.parent === this.id(),
    );
  }

  protected async load(): Promise<void> {
    try {
      const court = this.session.person()?.court ?? '';
      const [campaign, page, procedure] = await Promise.all([
        this.matters.read(this.id()),
        this.matters.find({ parent: this.id(), court, state: 'all', limit: '200' }),
        this.matters.procedure('lift-freeze'),
      ]);
      const lines = await Promise.all(
        page.items.map(async ({ id }): Promise<Line> => {
          const [item, docket] = await Promise.all([this.matters.read(id), this.matters.docket(id)]);
          return { item, entries: docket.items };
        }),
      );
      this.campaign.set(campaign);
      this.procedure.set(procedure);
      this.lines.set(lines);
      await this.readLetter(lines[0]?.item.id);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected choose(id: string, result: string): void {
    this.chosen.update((all) => ({ ...all, [id]: result }));
  }

  /** 「N 项均已解除」: fills the grid; each row keeps its own step and its own evidence. */
  protected allLifted(): void {
    this.chosen.set(Object.fromEntries(this.open().map(({ item }) => [item.id, 'lifted'])));
  }

  protected async sign(): Promise<void> {
    this.busy.set(true);
    try {
      for (const { item } of this.signable())
        await this.matters.perform(item.id, 'sign', {}, { key: newKey(), revision: item.revision });
      await this.load();
    } catch (error) {
      await this.load();
      this.fault.set(error);
    }
    this.busy.set(false);
  }

  private async readLetter(item: string | undefined): Promise<void> {
    if (item === undefined) return;
    const order = (await this.matters.documents(item)).find((one) => one.kind === 'dispatch-order');
    // The frame is not loaded anew with each look at the items.
    if (!order || order.id === this.shown) return;
    this.shown = order.id;
    this.letter.set(this.sanitizer.bypassSecurityTrustResourceUrl(`/api/documents/${order.id}#navpanes=0&view=FitH`));
  }
}
