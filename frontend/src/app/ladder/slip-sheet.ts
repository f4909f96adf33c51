import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipView } from '@xiezhi/contract';
import { newKey } from '../data/api';
import { Ladder } from '../data/ladder';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';
import { SlipBody } from './slip-body';
import { SlipSign } from './slip-sign';

/** One slip on a sheet that prints; the court it is addressed to signs for it here. */
@Component({
  selector: 'xz-slip-sheet',
  imports: [RouterLink, TranslocoPipe, WordsPipe, WhenPipe, Fault, SlipBody, SlipSign],
  template: `
    <div class="page stack">
      <xz-fault [of]="fault()" (again)="load()" />
      @if (slip(); as one) {
        <article class="panel stack">
          <div class="page-head">
            <div>
              <h1><xz-slip-sign [colour]="one.colour" /></h1>
              <p class="soft">{{ one.number }}</p>
            </div>
            <div class="row no-print">
              <a class="button" [routerLink]="['/matters', one.matterId]">{{ 'slip.back' | transloco }}</a>
              <button type="button" class="button" (click)="print()">{{ 'term.print' | transloco }}</button>
              @if (one.mayAcknowledge) {
                <button type="button" class="button primary" [disabled]="busy()" (click)="sign()">
                  {{ 'slip.sign' | transloco }}
                </button>
              }
            </div>
          </div>
          <xz-slip-body [facts]="one.facts" />
          @if (one.remark) {
            <p>
              <strong>{{ 'slip.remark' | transloco }}</strong> {{ one.remark }}
            </p>
          }
          <p>
            {{ one.facts.issuer }} · {{ one.issuedBy.roleName | words }} {{ one.issuedBy.name }} ·
            {{ one.issuedAt | when }}
          </p>
          <p role="status">
            @if (one.acknowledgedAt) {
              <span class="tag good">{{
                'slip.signedBy' | transloco: { by: one.acknowledgedBy, at: one.acknowledgedAt | when }
              }}</span>
            } @else {
              <span class="tag soon">{{ 'slip.unsigned' | transloco }}</span>
            }
          </p>
        </article>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlipSheet {
  private readonly ladder = inject(Ladder);
  readonly id = input.required<string>();
  readonly number = input.required<string>();
  protected readonly slip = signal<SlipView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  private readonly key = newKey();

  constructor() {
    effect(() => {
      this.id();
      this.number();
      void this.load();
    });
  }

  protected async load(): Promise<void> {
    try {
      this.slip.set((await this.ladder.ofMatter(this.id())).find(({ id }) => id === this.number()));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }

  protected async sign(): Promise<void> {
    this.busy.set(true);
    try {
      this.slip.set(await this.ladder.acknowledge(this.id(), this.number(), { key: this.key }));
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }

  protected print(): void {
    window.print();
  }
}
