import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DeliveryView } from '@xiezhi/contract';
import { Webhooks } from '../data/webhooks';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { lettersOf } from './letter-words';

/** 推送记录: every attempt with its cause where it failed, read when somebody opens it. */
@Component({
  selector: 'xz-deliveries',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, Fault],
  template: `
    <details (toggle)="toggled($event)">
      <summary>{{ 'hooks.deliveries' | transloco }}</summary>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (items(); as list) {
        @if (list.length > 0) {
          <p class="soft" role="status">{{ 'hooks.shown' | transloco: { shown: list.length, total: total() } }}</p>
          <div class="table-wrap">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ 'hooks.at' | transloco }}</th>
                  <th scope="col">{{ 'hooks.letter' | transloco }}</th>
                  <th scope="col" class="number">{{ 'hooks.attempt' | transloco }}</th>
                  <th scope="col">{{ 'hooks.result' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (one of list; track one.notice + one.attempt) {
                  <tr>
                    <td class="case">{{ one.at | when: 'second' }}</td>
                    <td>{{ lettersOf([one.letter])[0] | words }}</td>
                    <td class="number">{{ one.attempt }}</td>
                    <td>
                      <span class="tag" [class.good]="one.taken" [class.bad]="!one.taken"
                        ><span aria-hidden="true">{{ one.taken ? '✓' : '■' }}</span>
                        {{ (one.taken ? 'hooks.taken' : 'hooks.failed') | transloco }}</span
                      >
                      {{ one.cause }}
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
          @if (next()) {
            <button type="button" class="button" (click)="load(next() ?? undefined)">
              {{ 'list.more' | transloco }}
            </button>
          }
        } @else {
          <p class="soft">{{ 'hooks.noDelivery' | transloco }}</p>
        }
      }
    </details>
  `,
  styles: `
    summary {
      cursor: pointer;
      color: var(--lead);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Deliveries {
  private readonly hooks = inject(Webhooks);
  readonly of = input.required<string>();
  protected readonly items = signal<DeliveryView[] | undefined>(undefined);
  protected readonly next = signal<string | null>(null);
  protected readonly total = signal(0);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly lettersOf = lettersOf;

  protected toggled(event: Event): void {
    if ((event.target as HTMLDetailsElement).open) void this.load();
  }

  protected async load(cursor?: string): Promise<void> {
    try {
      const page = await this.hooks.deliveries(this.of(), cursor);
      this.items.update((before) => (cursor ? [...(before ?? []), ...page.items] : page.items));
      this.next.set(page.next);
      this.total.set(page.total);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
