import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RuleVersionView } from '@xiezhi/contract';
import { Law } from '../data/law';
import { Fault } from '../ui/parts/fault';
import { Length } from './length';
import { courtToday, entriesOf, matching } from './rule-book';
import { Validity } from './validity';

/** 期限规则: every rule by which a date is counted, with its basis; the filter lives in the address. */
@Component({
  selector: 'xz-rules',
  imports: [RouterLink, TranslocoPipe, Fault, Length, Validity],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.rules' | transloco }}
          <span class="soft" role="status">{{
            'rules.sum' | transloco: { total: shown().length, waiting: proposals() }
          }}</span>
        </h1>
      </div>
      <p class="soft">{{ 'rules.hint' | transloco }}</p>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="field"
          ><span>{{ 'rules.q' | transloco }}</span
          ><input type="search" name="q" [value]="q()" (input)="filter({ q: value($event) })"
        /></label>
        <label class="row"
          ><input
            type="checkbox"
            name="waiting"
            [checked]="onlyWaiting()"
            (change)="filter({ waiting: onlyWaiting() ? '' : '1' })"
          />
          {{ 'rules.onlyWaiting' | transloco }}</label
        >
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (all()) {
        @if (shown().length > 0) {
          <section
            class="panel table-wrap roomy"
            tabindex="0"
            role="group"
            [attr.aria-label]="'menu.rules' | transloco"
          >
            <table>
              <caption class="visually-hidden">
                {{
                  'menu.rules' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'rules.id' | transloco }}</th>
                  <th scope="col">{{ 'rules.title' | transloco }}</th>
                  <th scope="col">{{ 'rules.length' | transloco }}</th>
                  <th scope="col">{{ 'rules.basis' | transloco }}</th>
                  <th scope="col">{{ 'rules.version' | transloco }}</th>
                  <th scope="col">{{ 'rules.valid' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (entry of shown(); track entry.rule) {
                  <tr>
                    <td>{{ entry.rule }}</td>
                    <th scope="row" class="name">
                      <a [routerLink]="['/rules', entry.rule]">{{ (entry.current ?? entry.versions[0])?.title }}</a>
                      @if (entry.waiting) {
                        <span class="tag soon">{{ 'rules.proposed' | transloco }}</span>
                      }
                    </th>
                    @if (entry.current; as now) {
                      <td><xz-length [of]="now" /></td>
                      <td>
                        {{ now.basis }}
                        @if (!now.confirmed) {
                          <span class="tag soon">{{ 'term.unconfirmed' | transloco }}</span>
                        }
                      </td>
                      <td>{{ 'term.version' | transloco: { n: now.version } }}</td>
                      <td class="case">
                        <xz-validity [of]="now" />
                      </td>
                    } @else {
                      <td colspan="4" class="soft">{{ 'rules.notNow' | transloco }}</td>
                    }
                  </tr>
                }
              </tbody>
            </table>
          </section>
        } @else {
          <p class="panel soft">{{ 'rules.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
        <div class="skeleton"></div>
      }
    </div>
  `,
  styles: `
    .name {
      white-space: normal;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RulesPage {
  private readonly law = inject(Law);
  private readonly router = inject(Router);
  readonly q = input('', { transform: text });
  readonly waiting = input('', { transform: text });
  protected readonly onlyWaiting = computed(() => this.waiting() === '1');
  protected readonly all = signal<RuleVersionView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  private readonly entries = computed(() => entriesOf(this.all() ?? [], courtToday()));
  protected readonly shown = computed(() => matching(this.entries(), this.q(), this.onlyWaiting()));
  protected readonly proposals = computed(() => this.entries().filter((entry) => entry.waiting).length);

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected filter(change: { q?: string; waiting?: string }): void {
    const wish = { q: this.q(), waiting: this.waiting(), ...change };
    void this.router.navigate([], {
      queryParams: { q: wish.q || null, waiting: wish.waiting || null },
      replaceUrl: true,
    });
  }

  protected async load(): Promise<void> {
    try {
      this.all.set(await this.law.rules());
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}

function text(value: string | undefined): string {
  return value ?? '';
}
