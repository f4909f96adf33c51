import { inject, Injectable, signal } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import type { PersonView } from '@xiezhi/contract';
import { Api } from './api';

/** Who is signed in. The token itself is a cookie that scripts cannot read. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  readonly person = signal<PersonView | undefined>(undefined);

  async resume(): Promise<PersonView | undefined> {
    const known = this.person();
    if (known) return known;
    const person = await this.api.get<PersonView>('/me').catch(() => undefined);
    this.person.set(person);
    return person;
  }

  async signIn(username: string, password: string): Promise<void> {
    const { person } = await this.api.post<{ person: PersonView }>('/sign-in', { username, password });
    this.person.set(person);
  }

  async signOut(): Promise<void> {
    await this.api.post('/sign-out').catch(() => undefined);
    this.person.set(undefined);
  }

  demoPeople(): Promise<PersonView[]> {
    return this.api.get<PersonView[]>('/demo/people');
  }
}

/** Pages behind the sign-in page; whoever is not signed in comes back to where they wanted to go. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const person = await inject(Session).resume();
  return person
    ? true
    : router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { to: state.url } });
};
