import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarFeedView, PreferenceView } from '@xiezhi/contract';
import { Notices } from '../data/notices';
import { Deed } from '../ui/parts/deed';
import { Fault } from '../ui/parts/fault';
import { WhenPipe } from '../ui/parts/when';

const ways = ['off', 'digest', 'red'] as const;

/** 消息方式与日历订阅, on the page of the account. */
@Component({
  selector: 'xz-reminders',
  imports: [TranslocoPipe, WhenPipe, Deed, Fault],
  template: `
    <section class="panel stack tight">
      <h2>{{ 'reminders.title' | transloco }}</h2>
      <p class="soft">{{ 'reminders.hint' | transloco }}</p>
      <xz-fault [of]="fault()" (again)="load()" />
      @if (preference(); as now) {
        <form class="stack tight" (submit)="$event.preventDefault(); save()">
          <fieldset class="row">
            <legend class="visually-hidden">{{ 'reminders.mail' | transloco }}</legend>
            @for (way of ways; track way) {
              <label class="row"
                ><input type="radio" name="mail" [value]="way" [checked]="mail() === way" (change)="mail.set(way)" />
                {{ 'reminders.' + way | transloco }}</label
              >
            }
          </fieldset>
          @if (mail() !== 'off') {
            <label class="field"
              ><span>{{ 'reminders.email' | transloco }}</span
              ><input
                type="email"
                name="email"
                autocomplete="email"
                maxlength="200"
                required
                [value]="email()"
                (input)="email.set(value($event))"
            /></label>
          }
          @if (mail() === 'digest') {
            <label class="field"
              ><span>{{ 'reminders.hour' | transloco }}</span
              ><input
                type="number"
                name="hour"
                min="0"
                max="23"
                required
                [value]="hour()"
                (input)="hour.set(+value($event))"
            /></label>
          }
          @if (!now.mailReady && mail() !== 'off') {
            <p class="soft" role="status">{{ 'reminders.notReady' | transloco }}</p>
          }
          @if (now.lastMail; as last) {
            <p class="soft">
              {{ 'reminders.last-' + last.state | transloco: { at: last.at | when, cause: last.cause ?? '' } }}
            </p>
          }
          <div class="row">
            <button type="submit" class="button" [disabled]="!ready()">{{ 'reminders.save' | transloco }}</button>
            @if (saved()) {
              <span role="status">{{ 'reminders.saved' | transloco }}</span>
            }
          </div>
        </form>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </section>
    <section class="panel stack tight">
      <h2>{{ 'calendar.title' | transloco }}</h2>
      <p class="soft">{{ 'calendar.hint' | transloco }}</p>
      @if (calendar(); as now) {
        @if (now.url; as url) {
          <label class="field"
            ><span>{{ 'calendar.url' | transloco }}</span
            ><input readonly [value]="url" (focus)="select($event)"
          /></label>
          <p class="soft" role="status">{{ 'calendar.once' | transloco }}</p>
        } @else if (now.madeAt) {
          <p>{{ 'calendar.made' | transloco: { at: now.madeAt | when } }}</p>
        } @else {
          <p class="soft">{{ 'calendar.none' | transloco }}</p>
        }
        <div class="row">
          <xz-deed
            [label]="(now.madeAt ? 'calendar.again' : 'calendar.make') | transloco"
            [hint]="'calendar.makeHint' | transloco"
            asks="nothing"
            [run]="make"
          />
          @if (now.madeAt) {
            <xz-deed
              [label]="'calendar.drop' | transloco"
              [hint]="'calendar.dropHint' | transloco"
              asks="nothing"
              [run]="drop"
            />
          }
        </div>
      } @else if (!fault()) {
        <div class="skeleton"></div>
      }
    </section>
  `,
  styles: `
    :host {
      display: contents;
    }
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
    }
    input[readonly] {
      width: min(640px, 100%);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Reminders {
  private readonly notices = inject(Notices);
  protected readonly ways = ways;
  protected readonly preference = signal<PreferenceView | undefined>(undefined);
  protected readonly calendar = signal<CalendarFeedView | undefined>(undefined);
  protected readonly mail = signal<PreferenceView['mail']>('off');
  protected readonly email = signal('');
  protected readonly hour = signal(9);
  protected readonly saved = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly ready = computed(
    () => (this.mail() === 'off' || this.email().includes('@')) && this.hour() >= 0 && this.hour() <= 23,
  );
  protected readonly make = async (): Promise<void> => this.calendar.set(await this.notices.makeCalendar());
  protected readonly drop = async (): Promise<void> => {
    await this.notices.dropCalendar();
    this.calendar.set(await this.notices.calendar());
  };

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected select(event: Event): void {
    (event.target as HTMLInputElement).select();
  }

  protected load(): Promise<void> {
    return this.attempt(async () => {
      const [preference, calendar] = await Promise.all([this.notices.preference(), this.notices.calendar()]);
      this.show(preference);
      this.calendar.set(calendar);
    });
  }

  protected save(): Promise<void> {
    this.saved.set(false);
    return this.attempt(async () => {
      const email = this.email().trim();
      this.show(
        await this.notices.setPreference({ mail: this.mail(), email: email === '' ? null : email, hour: this.hour() }),
      );
      this.saved.set(true);
    });
  }

  private show(preference: PreferenceView): void {
    this.preference.set(preference);
    this.mail.set(preference.mail);
    this.email.set(preference.email ?? '');
    this.hour.set(preference.hour);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.fault.set(undefined);
    } catch (error) {
      this.fault.set(error);
    }
  }
}
