import { computed, inject, Injectable, signal } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import type { MeView, PersonView, PostView } from '@xiezhi/contract';
import { Api } from './api';
import { homeOf } from './menu';
import { type Over, Tabs } from './tabs';

export interface Provider {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Who is signed in, and in which post. The token itself is a cookie that scripts cannot read. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly tabs = inject(Tabs);
  readonly person = signal<MeView | undefined>(undefined);
  private readonly allowed = computed(() => new Set(this.person()?.may));

  constructor() {
    this.api.hear({
      refused: ({ status, code }, path) => {
        // A wrong password answers 401 too; only a session that was there can end.
        if (status === 401 && code === 'sign-in-needed' && path !== '/sign-in') this.over('ended');
        if (code === 'no-post' && path !== '/sign-in') this.over('no-post');
      },
    });
    this.tabs.hear((word) => {
      if (word.kind === 'over') this.leave(word.why);
      if (word.kind === 'post' && this.person()) void this.refresh();
    });
  }

  /** Whether the policy allows this operation to the post at all. */
  may(operation: string): boolean {
    return this.allowed().has(operation);
  }

  home(): string {
    return homeOf(this.person());
  }

  async resume(): Promise<MeView | undefined> {
    return this.person() ?? (await this.refresh());
  }

  async refresh(): Promise<MeView | undefined> {
    const person = await this.api.get<MeView>('/me').catch(() => undefined);
    if (person) this.person.set(person);
    return person;
  }

  /** Throws a refusal that says which step is next: the second factor, its enrolment, or none. */
  async signIn(username: string, password: string, code?: string): Promise<void> {
    await this.api.post('/sign-in', { username, password, ...(code === undefined ? {} : { code }) });
    this.person.set(await this.api.get<MeView>('/me'));
  }

  /** 统一身份认证 asks for our own code too: without one, throws what is wanted next. Returns where the person wanted to go. */
  async complete(code?: string): Promise<string> {
    const { to } = await this.api.post<{ to: string }>('/sign-in/second-factor', code === undefined ? {} : { code });
    this.person.set(await this.api.get<MeView>('/me'));
    return to;
  }

  async signOut(why: Over = 'out'): Promise<void> {
    this.person.set(undefined);
    await this.api.post('/sign-out').catch(() => undefined);
    this.tabs.tell({ kind: 'over', why });
  }

  /** 切换岗位: the session acts in another post from now on, in every tab. */
  async actAs({ id, delegation }: PostView): Promise<void> {
    this.person.set(
      await this.api.post<MeView>('/me/post', { post: id, ...(delegation ? { delegation: delegation.id } : {}) }),
    );
    this.tabs.tell({ kind: 'post' });
  }

  /** The session is over: every tab goes to the sign-in page, says why, and comes back to where it was. */
  over(why: Over): void {
    if (!this.person()) return;
    this.tabs.tell({ kind: 'over', why });
    this.leave(why);
  }

  demoPeople(): Promise<PersonView[]> {
    return this.api.get<PersonView[]>('/demo/people');
  }

  /** 统一身份认证: who else vouches for people, where the court has such a house. */
  async providers(): Promise<Provider[]> {
    const found = await this.api.get<unknown>('/sign-in/providers').catch(() => []);
    return Array.isArray(found) ? (found as Provider[]) : [];
  }

  private leave(why: Over): void {
    if (!this.person()) return;
    this.person.set(undefined);
    const to = this.router.url;
    void this.router.navigate(['/sign-in'], { queryParams: { why, ...(to === '/' ? {} : { to }) } });
  }
}

/** Pages behind the sign-in page; whoever is not signed in comes back to where they wanted to go. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const person = await inject(Session).resume();
  if (!person) return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { to: state.url } });
  // A password that somebody else chose, or that is too old, may only be changed.
  return person.passwordDue === null || state.url.startsWith('/account') || router.createUrlTree(['/account']);
};

/** A page that the policy does not give to this post leads to the first one that it does. */
export const allows =
  (operation: string): CanActivateFn =>
  () => {
    const session = inject(Session);
    return session.may(operation) || inject(Router).createUrlTree([session.home()]);
  };
