import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OpenSessionView } from '@xiezhi/contract';
import { Staff } from '../data/staff';
import { WordsPipe } from '../i18n/language';
import { CourtField } from '../ui/parts/court-field';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';

const most = 200;

/** 会话: who is signed in, from where, since when; one may be ended. */
@Component({
  selector: 'xz-sessions',
  imports: [TranslocoPipe, WordsPipe, WhenPipe, CourtField, Deed, Fault],
  template: `
    <div class="page stack">
      <div class="page-head">
        <h1>
          {{ 'menu.sessions' | transloco }}
          @if (open(); as all) {
            <span class="soft" role="status">{{
              (all.length < most ? 'sessions.total' : 'sessions.most') | transloco: { total: all.length }
            }}</span>
          }
        </h1>
        <button type="button" class="button" (click)="load()">{{ 'fault.reload' | transloco }}</button>
      </div>
      <form class="panel row" (submit)="$event.preventDefault()">
        <label class="field"
          ><span>{{ 'people.q' | transloco }}</span
          ><input type="search" name="q" [value]="q()" (change)="q.set(value($event)); load()"
        /></label>
        <xz-court-field [label]="'table.court' | transloco" (chosen)="at($event)" />
      </form>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (open(); as all) {
        @if (all.length > 0) {
          <section
            class="panel table-wrap roomy"
            tabindex="0"
            role="group"
            [attr.aria-label]="'menu.sessions' | transloco"
          >
            <table>
              <caption class="visually-hidden">
                {{
                  'menu.sessions' | transloco
                }}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{{ 'people.name' | transloco }}</th>
                  <th scope="col">{{ 'lend.post' | transloco }}</th>
                  <th scope="col">{{ 'sessions.address' | transloco }}</th>
                  <th scope="col">{{ 'sessions.opened' | transloco }}</th>
                  <th scope="col">{{ 'sessions.seen' | transloco }}</th>
                  <th scope="col">{{ 'lend.act' | transloco }}</th>
                </tr>
              </thead>
              <tbody>
                @for (one of all; track one.id) {
                  <tr>
                    <th scope="row">
                      {{ one.person }} <span class="soft">{{ one.username }}</span>
                    </th>
                    <td>{{ one.roleName | words }} · {{ one.courtName }}</td>
                    <td>{{ one.address }}</td>
                    <td class="case">{{ one.openedAt | when }}</td>
                    <td class="case">{{ one.seenAt | when }}</td>
                    <td>
                      @if (one.own) {
                        <span class="tag good">{{ 'account.here' | transloco }}</span>
                      } @else {
                        <xz-deed
                          [label]="'sessions.end' | transloco"
                          [about]="one.person + ' · ' + one.username"
                          [hint]="'sessions.endHint' | transloco"
                          [of]="one.id"
                          [run]="end"
                          (done)="load()"
                        />
                      }
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </section>
        } @else {
          <p class="panel soft">{{ 'sessions.none' | transloco }}</p>
        }
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sessions {
  private readonly staff = inject(Staff);
  protected readonly most = most;
  protected readonly open = signal<OpenSessionView[] | undefined>(undefined);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly q = signal('');
  private readonly court = signal('');
  protected readonly end = (reason: string, id: string): Promise<unknown> => this.staff.endSession(id, reason);

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected at(court: string): void {
    if (court === this.court()) return;
    this.court.set(court);
    void this.load();
  }

  protected async load(): Promise<void> {
    try {
      const page = await this.staff.sessions({ q: this.q(), court: this.court(), limit: String(most) });
      this.open.set(page.items);
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
