import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import Provider from 'oidc-provider';

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Who signs in at the provider, and what it says of how; `refuses`: the person pressed "no". */
export interface Login {
  readonly accountId: string;
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly refuses?: true;
}

export const client = { id: 'xiezhi', secret: 'a-secret-of-the-tests-only' };

/** A real OpenID provider on loopback. Its pages are one: whoever is next signs in at once. */
export class IdentityProvider {
  next: Login = { accountId: 'nobody' };

  private constructor(
    readonly issuer: string,
    private readonly server: http.Server,
  ) {}

  static async start(redirectUris: readonly string[]): Promise<IdentityProvider> {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    // The package warns of its memory store, which is what a test wants.
    const warn = console.warn;
    console.warn = () => undefined;
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirectUris }],
      jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256' }] },
      cookies: { keys: ['tests'] },
      claims: { openid: ['sub', 'acr', 'amr'] },
      conformIdTokenClaims: false,
      acrValues: ['two-factors'],
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: () => '/interaction' },
      findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    });
    console.warn = warn;
    const answer = provider.callback();
    const server = http.createServer((request, response) =>
      request.url?.startsWith('/interaction')
        ? void self.interact(provider, request, response)
        : answer(request, response),
    );
    const self = new IdentityProvider(issuer, server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return self;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async interact(
    provider: Provider,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const { accountId, acr, amr, refuses } = this.next;
    if (refuses) return provider.interactionFinished(request, response, { error: 'access_denied' });
    const grant = new provider.Grant({ accountId, clientId: params['client_id'] ?? '' });
    grant.addOIDCScope('openid');
    await provider.interactionFinished(request, response, {
      login: { accountId, ...(acr ? { acr } : {}), ...(amr ? { amr } : {}) },
      consent: { grantId: await grant.save() },
    });
  }
}

/** A browser as far as redirects and cookies go: it keeps them by host and path, and follows by hand. */
export class Browser {
  private readonly jar = new Map<string, { value: string; path: string }>();

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const { host, pathname } = new URL(url);
    const cookie = [...this.jar]
      .filter(([key, { path }]) => key.startsWith(`${host} `) && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[1] ?? ''}=${value}`)
      .join('; ');
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') this.jar.delete(`${host} ${name}`);
      else this.jar.set(`${host} ${name}`, { value, path });
    }
    return answer;
  }

  /** Follows redirects until one satisfies `enough`, which is not followed. Returns its address. */
  async follow(url: string, enough: (next: string) => boolean): Promise<string> {
    let at = url;
    for (let hops = 0; hops < 12; hops += 1) {
      const answer = await this.open(at);
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${at} does not lead on: ${answer.status} ${await answer.text()}`);
      at = new URL(location, at).href;
      if (enough(at)) return at;
    }
    throw new Error('the redirects have no end');
  }

  cookie(base: string, name: string): string {
    return this.jar.get(`${new URL(base).host} ${name}`)?.value ?? '';
  }

  setCookie(base: string, name: string, value: string): void {
    this.jar.set(`${new URL(base).host} ${name}`, { value, path: '/' });
  }
}
