import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocketReport } from '@xiezhi/contract';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { courtClock, WhenPipe } from '../ui/parts/when';

/** 留痕验链: walks every docket and names each entry that does not fit; then holds it against the anchors, in the table and outside. */
@Component({
  selector: 'xz-chain',
  imports: [RouterLink, TranslocoPipe, WhenPipe, WordsPipe, Fault],
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
            <strong [class]="r.faultCount === 0 ? 'good' : 'bad'"
              ><span aria-hidden="true">{{ r.faultCount === 0 ? '✓' : '■' }}</span>
              {{ (r.faultCount === 0 ? 'chain.whole' : 'chain.broken') | transloco: { faults: r.faultCount } }}</strong
            >
          </p>
          <p>
            {{
              'chain.sum'
                | transloco: { matters: r.matters, entries: r.entries, papers: r.papers, anchors: r.anchors.checked }
            }}
          </p>
          @if (r.anchors.newest; as newest) {
            <p>{{ 'chain.newest' | transloco: { sequence: newest.sequence, at: newest.at | when } }}</p>
            <p class="soft">
              <code>{{ newest.root }}</code>
            </p>
            <p [class.bad]="!r.anchors.outside.agrees">
              {{ (r.anchors.outside.agrees ? 'chain.agrees' : 'chain.differs') | transloco }}
            </p>
            @if (r.unanchored > 0) {
              <p class="soft">{{ 'chain.unanchored' | transloco: { entries: r.unanchored } }}</p>
            }
          } @else {
            <p class="soft">{{ 'chain.unproved' | transloco }}</p>
          }
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
                @for (fault of r.faults; track $index) {
                  <tr>
                    <td>
                      @if (fault.matterId; as matter) {
                        <a routerLink="/admin/audit" [queryParams]="{ object: matter }"
                          ><code>{{ matter }}</code></a
                        >
                      } @else {
                        {{ 'chain.anchor' | transloco: { sequence: fault.anchor } }}
                      }
                    </td>
                    <td class="number">{{ fault.revision }}</td>
                    <td>{{ fault.why | words }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </section>
        }
        @if (r.faultCount > r.faults.length) {
          <p class="soft">{{ 'chain.more' | transloco: { shown: r.faults.length } }}</p>
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
  protected readonly report = signal<DocketReport | undefined>(undefined);
  protected readonly at = signal('');
  protected readonly fault = signal<unknown>(undefined);
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
