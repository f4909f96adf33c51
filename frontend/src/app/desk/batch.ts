import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { BatchItemView, BatchView } from '@xiezhi/contract';
import { Matters } from '../data/matters';
import { ExportButton } from '../exports/export-button';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';

/** 批次: who, what, a result for each item, counts that add up. */
@Component({
  selector: 'xz-batch',
  imports: [RouterLink, TranslocoPipe, WordsPipe, ExportButton, Fault],
  template: `
    <div class="page stack">
      <xz-fault [of]="fault()" (again)="load()" />
      @if (batch(); as b) {
        <div class="page-head">
          <h1>{{ b.label | words }} · {{ b.words }}</h1>
          <xz-export [source]="{ kind: 'batch', id: b.id }" />
        </div>
        <p role="status" class="panel">
          {{ 'batch.sum' | transloco: { total: b.total, done: b.done, refused: b.refused, waiting: b.waiting } }} ·
          <strong>{{ 'batch.' + b.status | transloco }}</strong> ·
          <span class="soft">{{ b.by }} {{ b.at.slice(0, 16).replace('T', ' ') }}</span>
        </p>
        <section class="panel table-wrap">
          <table>
            <caption class="visually-hidden">
              {{
                'batch.items' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{{ 'batch.item' | transloco }}</th>
                <th scope="col">{{ 'batch.result' | transloco }}</th>
                <th scope="col">{{ 'batch.reason' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (item of items(); track item.position) {
                <tr>
                  <td>{{ item.position }}</td>
                  <td>
                    <a [routerLink]="['/matters', item.matterId]">{{ 'batch.open' | transloco }}</a>
                  </td>
                  <td>{{ 'batch.item-' + item.status | transloco }}</td>
                  <td>{{ item.refusal?.words | words }}</td>
                </tr>
              }
            </tbody>
          </table>
        </section>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Batch {
  private readonly matters = inject(Matters);
  readonly id = input.required<string>();
  protected readonly batch = signal<BatchView | undefined>(undefined);
  protected readonly items = signal<BatchItemView[]>([]);
  protected readonly fault = signal<unknown>(undefined);
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.id();
      void this.load();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.again));
  }

  protected async load(): Promise<void> {
    try {
      const [batch, items] = await Promise.all([this.matters.batch(this.id()), this.matters.batchItems(this.id())]);
      this.batch.set(batch);
      this.items.set(items.items);
      this.fault.set(undefined);
      // While it runs the page looks again by itself: the word of its last chunk may come before this page listens.
      if (batch.status === 'running') this.again = setTimeout(() => void this.load(), 400);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
