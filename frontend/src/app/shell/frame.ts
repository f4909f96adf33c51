import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Live } from '../data/live';
import { menuOf } from '../data/menu';
import { Session } from '../data/session';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Bell } from '../notices/bell';
import { Mark } from '../ui/parts/mark';
import { WhenPipe } from '../ui/parts/when';
import { IdleWarning } from './idle-warning';
import { PostSwitch } from './post-switch';
import { chooseTheme, rememberedTheme } from './theme';

/** 外框: who, in which post, and what the policy gives that post. Another post makes every page anew. */
@Component({
  selector: 'xz-frame',
  imports: [
    RouterOutlet,
    RouterLink,
    RouterLinkActive,
    TranslocoPipe,
    WordsPipe,
    WhenPipe,
    IdleWarning,
    Bell,
    Mark,
    PostSwitch,
  ],
  template: `
    <a class="visually-hidden" href="#main">{{ 'shell.skip' | transloco }}</a>
    <header>
      <a class="brand" [routerLink]="session.home()"
        ><xz-mark /> <strong>{{ 'product.name' | transloco }}</strong></a
      >
      <nav [attr.aria-label]="'shell.menu' | transloco">
        @for (entry of menu(); track entry.to) {
          <a [routerLink]="entry.to" routerLinkActive="here" [routerLinkActiveOptions]="{ exact: true }">{{
            entry.key | transloco
          }}</a>
        }
      </nav>
      <div class="who">
        @if (session.may('events')) {
          <span class="live" [class.off]="!live.connected()" role="status"
            ><span aria-hidden="true">{{ live.connected() ? '●' : '○' }}</span>
            {{ (live.connected() ? 'shell.live' : 'shell.offline') | transloco }}</span
          >
        }
        @if (session.person(); as person) {
          <a class="person" routerLink="/account" [attr.title]="'menu.account' | transloco">{{
            person.posts.length > 1
              ? person.name
              : person.courtName + ' · ' + person.name + ' · ' + (person.roleName | words)
          }}</a>
          <xz-bell />
          <xz-post-switch />
        }
        <button type="button" class="button quiet" (click)="toggleTheme()">
          {{ (theme() === 'dark' ? 'shell.light' : 'shell.dark') | transloco }}
        </button>
        <button
          type="button"
          class="button quiet"
          (click)="toggleLanguage()"
          [attr.lang]="choice.language() === 'zh' ? 'en' : 'zh-CN'"
        >
          {{ 'shell.other' | transloco }}
        </button>
        <button type="button" class="button quiet" (click)="signOut()">{{ 'shell.out' | transloco }}</button>
      </div>
    </header>
    @if (lent(); as post) {
      <p class="lent" role="status">
        {{
          'post.acting'
            | transloco
              : {
                  by: post.delegation?.by,
                  role: post.roleName | words,
                  court: post.courtName,
                  until: post.delegation?.until | when,
                }
        }}
      </p>
    }
    <main id="main" tabindex="-1">
      @for (seat of seats(); track seat) {
        <router-outlet />
      }
    </main>
    @if (session.person()) {
      <xz-idle-warning (out)="signOut()" />
    }
  `,
  styles: `
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 24px;
      padding: 8px 24px;
      background: var(--paper);
      border-bottom: 1px solid var(--line);
      position: sticky;
      top: 0;
      z-index: 5;
    }
    .brand {
      display: inline-flex;
      gap: 8px;
      align-items: center;
      color: var(--ink);
      font-size: 16px;
    }
    .brand:hover {
      text-decoration: none;
    }
    nav {
      display: flex;
      gap: 4px;
    }
    nav a {
      padding: 6px 12px;
      border-radius: 4px;
      color: var(--ink);
    }
    nav a.here {
      background: var(--lead-soft);
      color: var(--lead);
      font-weight: 600;
    }
    .who {
      margin-left: auto;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
    }
    .person {
      color: var(--ink-soft);
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    .live {
      color: var(--green);
    }
    .live.off {
      color: var(--amber);
    }
    .lent {
      padding: 6px 24px;
      background: var(--amber-soft);
      color: var(--amber);
      font-weight: 600;
      border-bottom: 1px solid var(--line);
    }
    main:focus {
      outline: none;
    }
    @media (max-width: 720px) {
      header {
        padding: 8px 12px;
        gap: 4px 8px;
        position: static;
      }
      nav {
        position: fixed;
        inset: auto 0 0 0;
        background: var(--paper);
        border-top: 1px solid var(--line);
        overflow-x: auto;
        padding: 4px 0;
        z-index: 6;
      }
      nav a {
        flex: 1 0 auto;
        text-align: center;
        white-space: nowrap;
        padding: 10px 8px;
      }
      .lent {
        padding: 6px 12px;
      }
      .who {
        margin-left: 0;
      }
      .person {
        width: 100%;
        order: -1;
      }
      .brand {
        margin-right: auto;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Frame {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly live = inject(Live);
  protected readonly choice = inject(LanguageChoice);
  protected readonly theme = signal(rememberedTheme());
  protected readonly menu = computed(() => menuOf(this.session.person()));
  protected readonly lent = computed(() => {
    const me = this.session.person();
    return me?.actsFor ? me.posts.find((post) => post.id === me.post && post.delegation) : undefined;
  });
  /** One at a time; a new one draws the page anew. */
  protected readonly seats = signal<readonly string[]>([]);

  constructor() {
    effect(() => {
      const me = this.session.person();
      if (me) untracked(() => this.sit(`${me.post} ${me.actsFor ?? ''} ${me.passwordDue ?? ''}`));
    });
    // Whoever comes back to the page sees what was lent or taken meanwhile.
    const back = (): void => {
      if (document.visibilityState === 'visible') void this.session.refresh();
    };
    document.addEventListener('visibilitychange', back);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', back);
      this.live.close();
    });
  }

  protected toggleTheme(): void {
    const next = this.theme() === 'dark' ? 'light' : 'dark';
    chooseTheme(next);
    this.theme.set(next);
  }

  protected toggleLanguage(): void {
    this.choice.choose(this.choice.language() === 'zh' ? 'en' : 'zh');
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }

  /** The stream is the post's; a page that the new post has not leads to its first one. */
  private sit(seat: string): void {
    const [before] = this.seats();
    if (seat === before) return;
    this.seats.set([seat]);
    this.live.close();
    if (this.session.may('events')) this.live.open();
    if (before !== undefined) void this.router.navigateByUrl(this.router.url, { onSameUrlNavigation: 'reload' });
  }
}
