import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { type ChainReport, Staff } from '../data/staff';
import { Fault } from '../ui/parts/fault';
import { courtClock } from '../ui/parts/when';
import { Further } from './further';

const known = new Set(['matters', 'entries', 'faults']);

/** 留痕验链: walks every docket and names each entry that does not fit. What else the answer holds is shown as it comes. */
@Component({
  selector: 'xz-chain',
  imports: [RouterLink, TranslocoPipe, Fault, Further],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'menu.chain' | transloco }}</h1>
        <button type="button" class="button primary" [disabled]="busy()" (click)="verify()">
          {{ (busy() ? 'chain.running' : 'chain.run') | transloco }}
        </button>
      </div>
      <p class="soft">{{ 'chain.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="verify()" />
      @if (busy()) {
        <div class="skeleton"></div>
      }
      @if (report(); as r) {
        <section class="panel stack tight" role="status">
          <p>
            <strong [class]="r.faults.length === 0 ? 'good' : 'bad'"
              ><span aria-hidden="true">{{ r.faults.length === 0 ? '✓' : '■' }}</span>
              {{
                (r.faults.length === 0 ? 'chain.whole' : 'chain.broken') | transloco: { faults: r.faults.length }
              }}</strong
            >
          </p>
          <p>{{ 'chain.sum' | transloco: { matters: r.matters, entries: r.entries } }}</p>
          <p class="soft">{{ 'chain.at' | transloco: { at: at() } }}</p>
        </section>
        @if (r.faults.length > 0) {
          <section class="panel table-wrap" tabindex="0" role="group" [attr.aria-label]="'chain.faults' | transloco">
            <table>
              <caption class="visually-hidden">
                {{
                  'chain.faults' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'chain.matter' | transloco }}</th>
                  <th scope="col" class="number">{{ 'chain.revision' | transloco }}</th>
                  <th scope="col">{{ 'chain.why' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (fault of r.faults; track fault.matterId + fault.revision + fault.why) {
                  <tr>
                    <td>
                      <a routerLink="/admin/audit" [queryParams]="{ object: fault.matterId }"
                        ><code>{{ fault.matterId }}</code></a
                      >
                    </td>
                    <td class="number">{{ fault.revision }}</td>
                    <td>{{ fault.why }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </section>
        }
        @for (field of further(); track field.name) {
          <section class="panel stack tight">
            <h2>{{ field.name }}</h2>
            <xz-further [value]="field.value" />
          </section>
        }
      } @else if (!busy() && !fault()) {
        <p class="panel soft">{{ 'chain.never' | transloco }}</p>
      }
    </div>
  `,
  styles: `
    .good {
      color: var(--green);
    }
    .bad {
      color: var(--red);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Chain {
  private readonly staff = inject(Staff);
  protected readonly busy = signal(false);
  protected readonly report = signal<ChainReport | undefined>(undefined);
  protected readonly at = signal('');
  protected readonly fault = signal<unknown>(undefined);
  protected readonly further = computed(() =>
    Object.entries(this.report() ?? {})
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => ({ name, value })),
  );

  protected async verify(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    this.report.set(undefined);
    try {
      this.report.set(await this.staff.verify());
      this.at.set(courtClock(Date.now()));
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
