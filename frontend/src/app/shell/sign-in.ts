import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PersonView } from '@xiezhi/contract';
import { shellProblems } from '@xiezhi/contract/plain';
import { Refusal } from '../data/api';
import { type Provider, Session } from '../data/session';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Fault } from '../ui/parts/fault';
import { Mark } from '../ui/parts/mark';
import { SecondFactor } from './second-factor';

const shown = 24;
const reasons = ['idle', 'ended', 'no-post', 'out'];
/** What the server asks for after the password. */
type Step =
  { readonly kind: 'password' | 'code' } | { readonly kind: 'enrol'; readonly uri: string; readonly secret: string };

@Component({
  selector: 'xz-sign-in',
  imports: [TranslocoPipe, WordsPipe, Fault, Mark, SecondFactor],
  template: `
    <main [class.lone]="people().length === 0 || step().kind !== 'password'">
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
        @if (why()) {
          <p class="notice" role="status">{{ 'over.' + why() | transloco }}</p>
        }
        @if (refused(); as words) {
          <p class="notice" role="alert">{{ words | words }}</p>
        }
        @if (step().kind === 'password') {
          <form class="stack" (submit)="$event.preventDefault(); go()">
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
            @for (provider of providers(); track provider.id) {
              <a class="button" [href]="hrefOf(provider)"
                >{{ 'signIn.provider' | transloco }} · {{ provider.name | words }}</a
              >
            }
          </form>
        } @else {
          @defer (on immediate) {
            <xz-second-factor
              [username]="username()"
              [enrol]="enrol()"
              [fault]="fault()"
              [busy]="busy()"
              (coded)="go($event)"
              (back)="back()"
            />
          } @placeholder {
            <div class="skeleton"></div>
          }
        }
      </section>
      @if (people().length > 0 && step().kind === 'password') {
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
    main.lone {
      grid-template-columns: minmax(0, 400px);
    }
    .notice {
      padding: 8px 12px;
      border-left: 4px solid var(--amber);
      background: var(--amber-soft);
      border-radius: 4px;
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
      main,
      main.lone {
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
  protected readonly providers = signal<Provider[]>([]);
  protected readonly step = signal<Step>({ kind: 'password' });
  protected readonly enrol = computed(() => {
    const step = this.step();
    return step.kind === 'enrol' ? step : undefined;
  });
  protected readonly why = signal(reasons.find((one) => one === this.route.snapshot.queryParamMap.get('why')));
  /** What the provider's way back was refused for: its words are the server's own. */
  protected readonly refused = signal(this.refusalOf(this.route.snapshot.queryParamMap.get('refused')));
  /** The provider has vouched; our own code is still to come. */
  private readonly vouched = signal(this.route.snapshot.queryParamMap.get('step') === 'second-factor');
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
    if (this.vouched()) void this.go();
  }

  /** A plain link: the provider's page takes the place of ours. */
  protected hrefOf({ id }: Provider): string {
    const to = this.route.snapshot.queryParamMap.get('to');
    return `/api/sign-in/providers/${id}${to === null ? '' : `?to=${encodeURIComponent(to)}`}`;
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

  protected back(): void {
    this.fault.set(undefined);
    this.vouched.set(false);
    this.step.set({ kind: 'password' });
  }

  protected async go(code?: string): Promise<void> {
    this.busy.set(true);
    this.fault.set(undefined);
    try {
      const to = this.vouched() ? await this.session.complete(code) : await this.byPassword(code);
      await this.router.navigateByUrl(to.startsWith('/') && !to.startsWith('//') ? to : this.session.home());
    } catch (error) {
      this.next(error);
    }
    this.busy.set(false);
  }

  private async byPassword(code: string | undefined): Promise<string> {
    await this.session.signIn(this.username(), this.password(), code);
    return this.route.snapshot.queryParamMap.get('to') ?? '';
  }

  private refusalOf(code: string | null): { readonly zh: string; readonly en: string } | undefined {
    return code === null ? undefined : (shellProblems as Partial<Record<string, { zh: string; en: string }>>)[code];
  }

  private async load(): Promise<void> {
    void this.session.providers().then((found) => this.providers.set(found));
    const people = await this.session.demoPeople().catch(() => []);
    this.people.set(people);
    if (people.length > 0) this.password.set('xiezhi-demo');
  }

  /** Being asked for a code is the next step, not a fault; everything else is said where it happened. */
  private next(error: unknown): void {
    const problem = error instanceof Refusal ? error.problem : undefined;
    if (problem?.code === 'second-factor-needed') this.step.set({ kind: 'code' });
    else if (problem?.code === 'second-factor-enrol' && problem.enrol)
      this.step.set({ kind: 'enrol', ...problem.enrol });
    else this.fault.set(error);
  }
}
