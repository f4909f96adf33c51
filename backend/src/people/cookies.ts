import type { AskedRequest } from '../platform/http/operation';

export const sessionCookie = 'xz_session';
/** A sign-in on its way. Lax: it must come along when the provider sends the browser back. */
export const signInCookie = 'xz_sign_in';

export const cookieOf = (request: AskedRequest, name: string): string =>
  (request as unknown as { cookies?: Record<string, string | undefined> }).cookies?.[name] ?? '';

/** What a browser is told to keep. `Secure` wherever the product is reached over https. */
export class Cookies {
  private readonly secure: string;

  constructor(origin: string) {
    this.secure = origin.startsWith('https:') ? '; Secure' : '';
  }

  session(token: string, seconds: number): string {
    return `${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${this.secure}`;
  }

  signIn(token: string, seconds: number): string {
    return `${signInCookie}=${token}; Path=/api/sign-in; HttpOnly; SameSite=Lax; Max-Age=${seconds}${this.secure}`;
  }
}
