import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { StaffView } from '@xiezhi/contract';
import { type Provider, Session } from '../data/session';
import { Staff } from '../data/staff';
import { LanguageChoice } from '../i18n/language';
import { Deed } from '../ui/parts/deed';
import { WhenPipe } from '../ui/parts/when';

/** 统一身份: under which subjects others vouch for a person. Linking is the security administrator's act, never a guess by name. */
@Component({
  selector: 'xz-identities',
  imports: [TranslocoPipe, WhenPipe, Deed],
  template: `
    @if (providers().length > 0 || person().identities.length > 0) {
      <section class="panel stack tight">
        <div class="row between">
          <h2>{{ 'identity.title' | transloco }}</h2>
          @if (session.may('linkIdentity') && providers().length > 0) {
            <xz-deed
              [label]="'identity.link' | transloco"
              [about]="person().name + ' · ' + person().username"
              [hint]="'identity.hint' | transloco"
              [ready]="provider() !== '' && subject().trim() !== ''"
              [run]="link"
            >
              <label class="field"
                ><span>{{ 'identity.provider' | transloco }}</span
                ><select name="provider" [value]="provider()" (change)="provider.set(value($event))">
                  <option value="">{{ 'identity.choose' | transloco }}</option>
                  @for (one of providers(); track one.id) {
                    <option [value]="one.id">{{ nameOf(one.id) }}</option>
                  }
                </select></label
              >
              <label class="field"
                ><span>{{ 'identity.subject' | transloco }}</span
                ><input name="subject" maxlength="200" [value]="subject()" (input)="subject.set(value($event))"
              /></label>
            </xz-deed>
          }
        </div>
        <ul class="lines">
          @for (one of person().identities; track one.id) {
            <li class="row between">
              <span
                ><strong>{{ nameOf(one.provider) }}</strong> · <code>{{ one.subject }}</code>
                <span class="soft">{{ 'identity.since' | transloco: { at: one.linkedAt | when } }}</span></span
              >
              @if (session.may('unlinkIdentity')) {
                <xz-deed
                  [label]="'identity.unlink' | transloco"
                  [about]="nameOf(one.provider) + ' · ' + one.subject"
                  [hint]="'identity.unlinkHint' | transloco"
                  [of]="one.id"
                  [run]="unlink"
                />
              }
            </li>
          } @empty {
            <li class="soft">{{ 'identity.none' | transloco }}</li>
          }
        </ul>
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class IdentitiesOf {
  private readonly staff = inject(Staff);
  private readonly language = inject(LanguageChoice);
  protected readonly session = inject(Session);
  readonly person = input.required<StaffView>();
  readonly changed = output<StaffView>();
  protected readonly providers = signal<Provider[]>([]);
  protected readonly provider = signal('');
  protected readonly subject = signal('');
  private readonly names = computed(
    () => new Map(this.providers().map(({ id, name }) => [id, name[this.language.language()]])),
  );
  protected readonly link = async (reason: string): Promise<void> => {
    const wish = { provider: this.provider(), subject: this.subject().trim(), reason };
    this.changed.emit(await this.staff.link(this.person().id, wish));
    this.subject.set('');
  };
  protected readonly unlink = async (reason: string, identity: string): Promise<void> =>
    this.changed.emit(await this.staff.unlink(this.person().id, identity, reason));

  constructor() {
    void this.session.providers().then((found) => this.providers.set(found));
  }

  /** A provider that is no longer configured is shown by its id. */
  protected nameOf(provider: string): string {
    return this.names().get(provider) ?? provider;
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }
}
