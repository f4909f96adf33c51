import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { InvariantsView } from '@xiezhi/contract';
import { Staff } from '../data/staff';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';

/** 不变式报告: each promise, how often it is broken now, and what looking cost. */
@Component({
  selector: 'xz-invariants',
  imports: [TranslocoPipe, WhenPipe, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>{{ 'menu.invariants' | transloco }}</h1>
        <button type="button" class="button primary" [disabled]="busy()" (click)="check()">
          {{ (busy() ? 'invariants.running' : 'invariants.run') | transloco }}
        </button>
      </div>
      <p class="soft">{{ 'invariants.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="check()" />
      @if (report(); as r) {
        <p class="panel" role="status">
          <strong [class]="r.broken === 0 ? 'good' : 'bad'"
            ><span aria-hidden="true">{{ r.broken === 0 ? '✓' : '■' }}</span>
            {{ 'invariants.sum' | transloco: { checked: r.checked, broken: r.broken } }}</strong
          >
          <span class="soft">{{ 'invariants.asOf' | transloco: { at: r.asOf | when } }}</span>
        </p>
        <section class="panel table-wrap" tabindex="0" role="group" [attr.aria-label]="'menu.invariants' | transloco">
          <table>
            <caption class="visually-hidden">
              {{
                'menu.invariants' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'invariants.id' | transloco }}</th>
                <th scope="col">{{ 'invariants.title' | transloco }}</th>
                <th scope="col" class="number">{{ 'invariants.violations' | transloco }}</th>
                <th scope="col" class="number">{{ 'invariants.ms' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (item of r.items; track item.id) {
                <tr>
                  <td>{{ item.id }}</td>
                  <th scope="row">{{ item.title }}</th>
                  <td class="number">
                    <span class="tag" [class.good]="item.violations === 0" [class.bad]="item.violations > 0">{{
                      item.violations
                    }}</span>
                  </td>
                  <td class="number">{{ item.ms }}</td>
                </tr>
              }
            </tbody>
          </table>
        </section>
      } @else if (busy()) {
        <div class="skeleton"></div>
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
    tbody th {
      white-space: normal;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Invariants {
  private readonly staff = inject(Staff);
  protected readonly busy = signal(false);
  protected readonly report = signal<InvariantsView | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);

  constructor() {
    void this.check();
  }

  protected async check(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      this.report.set(await this.staff.invariants());
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
