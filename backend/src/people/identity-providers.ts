import type { SignInProvider } from '@xiezhi/contract';
import * as openid from 'openid-client';
import type { ProviderConfig } from '../platform/config/providers';
import { type ProblemError, shellProblem } from '../platform/problems/problem';
import type { Log } from '../platform/telemetry/log';

/** What must come back unchanged, and never leaves the server. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom a provider vouches for; `strong`: it asked for a second factor itself, in words that we were told to believe. */
export interface Vouched {
  readonly subject: string;
  readonly strong: boolean;
}

const seconds = 5;
const freshFor = 3_600_000;

/** 统一身份认证的提供方: authorization code with PKCE, state and nonce, all judged by openid-client. Nobody but those configured is ever asked. */
export class IdentityProviders {
  private readonly known = new Map<string, { readonly until: number; readonly is: Promise<openid.Configuration> }>();

  constructor(
    private readonly configured: readonly ProviderConfig[],
    private readonly origin: string,
    private readonly log: Log,
  ) {}

  list(): SignInProvider[] {
    return this.configured.map(({ id, name }) => ({ id, name }));
  }

  has(id: string): boolean {
    return this.configured.some((one) => one.id === id);
  }

  /** Where the browser goes, and what to keep until it is back. */
  async begin(id: string): Promise<{ url: string; secrets: Secrets }> {
    const provider = this.provider(id);
    const config = await this.discovered(provider);
    const secrets = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
    };
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: this.redirectUri(id),
      scope: provider.scope,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      ...(provider.strong.acr.length > 0 ? { acr_values: provider.strong.acr.join(' ') } : {}),
    });
    demandOwn(provider, url);
    return { url: url.href, secrets };
  }

  /** Exchanges the answer for an ID token and checks both against what was kept. */
  async finish(id: string, answer: Readonly<Record<string, string>>, secrets: Secrets): Promise<Vouched> {
    const provider = this.provider(id);
    const config = await this.discovered(provider);
    const url = new URL(this.redirectUri(id));
    for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
    const tokens = await openid
      .authorizationCodeGrant(config, url, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
      })
      .catch((error: unknown) => {
        this.log.warn({ provider: id, why: wordsOf(error) }, 'the answer of a provider was not believed');
        throw problemOf(error);
      });
    const claims = tokens.claims();
    const subject = claims?.[provider.claim];
    if (typeof subject !== 'string' || subject === '') throw shellProblem('identity-unknown');
    const methods = Array.isArray(claims?.['amr']) ? claims['amr'] : [];
    const strong =
      provider.strong.acr.some((acr) => acr === claims?.['acr']) ||
      provider.strong.amr.some((method) => methods.includes(method));
    return { subject, strong };
  }

  private provider(id: string): ProviderConfig {
    const provider = this.configured.find((one) => one.id === id);
    if (!provider) throw shellProblem('not-found');
    return provider;
  }

  private redirectUri(id: string): string {
    return `${this.origin}/api/sign-in/callback/${id}`;
  }

  /** Asked once an hour, so that new endpoints of a provider are learnt; a failure is not remembered. */
  private discovered(provider: ProviderConfig): Promise<openid.Configuration> {
    const known = this.known.get(provider.id);
    if (known && known.until > performance.now()) return known.is;
    const is = this.discover(provider).catch((error: unknown) => {
      this.known.delete(provider.id);
      this.log.error({ provider: provider.id, why: wordsOf(error) }, 'a provider cannot be reached, or is another');
      throw shellProblem('provider-unreachable');
    });
    this.known.set(provider.id, { until: performance.now() + freshFor, is });
    return is;
  }

  private discover(provider: ProviderConfig): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = provider;
    const plain = issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [];
    return openid.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret),
      {
        timeout: seconds,
        // Signatures are checked although the token comes straight from the provider: behind a proxy TLS alone says less.
        execute: [openid.enableNonRepudiationChecks, ...plain],
        [openid.customFetch]: (url, options) => {
          demandOwn(provider, new URL(url));
          return fetch(url, options as RequestInit);
        },
      },
    );
  }
}

/** No address that a document or a token names is asked, unless it is the provider's own. */
const demandOwn = ({ issuer, origins }: ProviderConfig, url: URL): void => {
  if (url.origin !== new URL(issuer).origin && !origins.includes(url.origin))
    throw new Error(`${url.origin} is not an origin of the provider`);
};

/** Messages only: what an error carries besides may be a code or a token. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? [error.message, ...(error.cause ? [wordsOf(error.cause)] : [])].join(': ') : '';

const problemOf = (error: unknown): ProblemError => {
  if (error instanceof openid.AuthorizationResponseError) return shellProblem('provider-refused');
  if (error instanceof openid.ResponseBodyError && error.status < 500) return shellProblem('sign-in-answer-invalid');
  const code = (error as { code?: string }).code ?? '';
  const believed = error instanceof openid.ClientError && code.startsWith('OAUTH_') && !unreachable.has(code);
  return shellProblem(believed ? 'sign-in-answer-invalid' : 'provider-unreachable');
};
const unreachable = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);
