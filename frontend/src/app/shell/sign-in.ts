import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PersonView } from '@xiezhi/contract';
import { Session } from '../data/session';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { Mark } from '../ui/parts/mark';

const shown = 24;

@Component({
  selector: 'xz-sign-in',
  imports: [TranslocoPipe, WordsPipe, Fault, Mark],
  template: `
    <main>
      <section class="panel stack">
        <div class="row between">
          <div class="row">
            <xz-mark [size]="40" />
            <div>
              <h1>{{ 'product.name' | transloco }}</h1>
              <p class="soft">{{ 'product.line' | transloco }}</p>
            </div>
          </div>
          <button type="button" class="button quiet" (click)="toggleLanguage()">{{ 'shell.other' | transloco }}</button>
        </div>
        <form class="stack" (submit)="submit($event)">
          <label class="field"
            ><span>{{ 'signIn.name' | transloco }}</span
            ><input
              name="username"
              autocomplete="username"
              required
              [value]="username()"
              (input)="username.set(value($event))"
          /></label>
          <label class="field"
            ><span>{{ 'signIn.password' | transloco }}</span
            ><input
              name="password"
              type="password"
              autocomplete="current-password"
              required
              [value]="password()"
              (input)="password.set(value($event))"
          /></label>
          <xz-fault [of]="fault()" />
          <button type="submit" class="button primary" [disabled]="busy() || !username() || !password()">
            {{ 'signIn.go' | transloco }}
          </button>
        </form>
      </section>
      @if (people().length > 0) {
        <section class="panel stack">
          <div>
            <h2>{{ 'signIn.demo' | transloco }}</h2>
            <p class="soft">{{ 'signIn.demoHint' | transloco }}</p>
          </div>
          <label class="field"
            ><span>{{ 'signIn.search' | transloco }}</span
            ><input type="search" name="search" [value]="q()" (input)="q.set(value($event))"
          /></label>
          <p class="soft" role="status">
            {{ 'signIn.found' | transloco: { shown: matching().length, total: people().length } }}
          </p>
          <ul>
            @for (person of matching(); track person.id) {
              <li>
                <button type="button" class="button" [attr.data-username]="person.username" (click)="signInAs(person)">
                  <span
                    ><strong>{{ person.name }}</strong> {{ person.roleName | words }}</span
                  ><span class="soft">{{ person.courtName }}</span>
                </button>
              </li>
            }
          </ul>
        </section>
      }
    </main>
  `,
  styles: `
    main {
      display: grid;
      gap: 24px;
      grid-template-columns: minmax(0, 360px) minmax(0, 640px);
      justify-content: center;
      align-items: start;
      padding: 64px 24px;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
    }
    li .button {
      width: 100%;
      display: grid;
      justify-items: start;
      gap: 0;
      white-space: normal;
      text-align: left;
      padding: 8px 12px;
      height: 100%;
    }
    @media (max-width: 860px) {
      main {
        grid-template-columns: minmax(0, 1fr);
        padding: 16px 12px;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignIn {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly choice = inject(LanguageChoice);
  protected readonly username = signal('');
  protected readonly password = signal('');
  protected readonly q = signal('');
  protected readonly busy = signal(false);
  protected readonly fault = signal<unknown>(undefined);
  protected readonly people = signal<PersonView[]>([]);
  protected readonly matching = computed(() => {
    const q = this.q().trim();
    return this.people()
      .filter(
        (p) =>
          q === '' || [p.name, p.username, p.courtName, p.roleName.zh, p.roleName.en].some((text) => text.includes(q)),
      )
      .slice(0, shown);
  });

  constructor() {
    void this.load();
  }

  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected toggleLanguage(): void {
    this.choice.choose(this.choice.language() === 'zh' ? 'en' : 'zh');
  }

  protected signInAs(person: PersonView): void {
    this.username.set(person.username);
    void this.go();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    void this.go();
  }

  private async load(): Promise<void> {
    const people = await this.session.demoPeople().catch(() => []);
    this.people.set(people);
    if (people.length > 0) this.password.set('xiezhi-demo');
  }

  private async go(): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      await this.session.signIn(this.username(), this.password());
      const to = this.route.snapshot.queryParamMap.get('to') ?? '/desk';
      await this.router.navigateByUrl(to.startsWith('/') && !to.startsWith('//') ? to : '/desk');
    } catch (error) {
      this.fault.set(error);
    }
    this.busy.set(false);
  }
}
