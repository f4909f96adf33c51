import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Live } from '../data/live';
import { Session } from '../data/session';
import { LanguageChoice, WordsPipe } from '../i18n/language';
import { Mark } from '../ui/parts/mark';
import { chooseTheme, rememberedTheme } from './theme';

const openers = new Set(['clerk', 'assistant', 'judge']);

@Component({
  selector: 'xz-frame',
  imports: [RouterOutlet, RouterLink, RouterLinkActive, TranslocoPipe, WordsPipe, Mark],
  template: `
    <a class="visually-hidden" href="#main">{{ 'shell.skip' | transloco }}</a>
    <header>
      <a class="brand" routerLink="/desk"
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
        <span class="live" [class.off]="!live.connected()" role="status"
          ><span aria-hidden="true">{{ live.connected() ? '●' : '○' }}</span>
          {{ (live.connected() ? 'shell.live' : 'shell.offline') | transloco }}</span
        >
        @if (session.person(); as person) {
          <span class="person">{{ person.courtName }} · {{ person.name }} · {{ person.roleName | words }}</span>
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
    <main id="main" tabindex="-1"><router-outlet /></main>
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
    }
    .live {
      color: var(--green);
    }
    .live.off {
      color: var(--amber);
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
        justify-content: space-around;
        padding: 4px 0;
        z-index: 6;
      }
      nav a {
        padding: 10px 8px;
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
  protected readonly menu = computed(() => [
    { to: '/desk', key: 'menu.desk' },
    { to: '/matters', key: 'menu.matters' },
    ...(openers.has(this.session.person()?.role ?? '') ? [{ to: '/matters/new', key: 'menu.new' }] : []),
    { to: '/procedures', key: 'menu.procedures' },
  ]);

  constructor() {
    this.live.open();
    inject(DestroyRef).onDestroy(() => this.live.close());
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
}
