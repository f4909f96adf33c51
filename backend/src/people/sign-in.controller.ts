import { Controller, HttpStatus, Inject, Req, Res } from '@nestjs/common';
import type { EnteredSession, SignInProvider } from '@xiezhi/contract';
import type { FastifyReply } from 'fastify';
import { type Config, configToken } from '../platform/config/config';
import { type Asked, type AskedRequest, AskedFor, Operation } from '../platform/http/operation';
import { ProblemError, shellProblem } from '../platform/problems/problem';
import { cookieOf, Cookies, signInCookie } from './cookies';
import { FederatedSignIn, transactionMinutes } from './federated-sign-in';
import { IdentityProviders } from './identity-providers';
import { People, type SignInWish } from './people';
import { sessionHours } from './sessions';

/** Ways in: by password, and by a provider. A browser on its way is sent to pages, and never shown a bare problem. */
@Controller()
export class SignInController {
  private readonly cookies: Cookies;

  constructor(
    private readonly people: People,
    private readonly providers: IdentityProviders,
    private readonly federated: FederatedSignIn,
    @Inject(configToken) config: Config,
  ) {
    this.cookies = new Cookies(config.origin);
  }

  @Operation('signIn')
  async signIn(
    @AskedFor() { body }: Asked<SignInWish>,
    @Req() request: AskedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { token } = await this.people.signIn(body, request.ip);
    const { person } = await this.entered(token, request);
    void reply.header('set-cookie', this.cookies.session(token, sessionHours * 3600));
    return { accessToken: token, person };
  }

  @Operation('signOut')
  async signOut(@AskedFor() { token }: Asked, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.people.sessions.end(token);
    void reply.header('set-cookie', this.cookies.session('', 0));
  }

  @Operation('signInProviders')
  list(): SignInProvider[] {
    return this.providers.list();
  }

  @Operation('beginSignIn')
  async begin(
    @AskedFor() { params, query }: Asked<unknown, { to: string }>,
    @Req() request: AskedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const provider = params['provider'] ?? '';
    if (!this.providers.has(provider)) throw shellProblem('not-found');
    await this.orSayWhy(request, reply, async () => {
      const { url, token } = await this.federated.begin(provider, query.to);
      void reply.header('set-cookie', this.cookies.signIn(token, transactionMinutes * 60)).header('location', url);
    });
  }

  @Operation('signInAnswer')
  async answer(
    @AskedFor() { params, query }: Asked<unknown, Record<string, string>>,
    @Req() request: AskedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const provider = params['provider'] ?? '';
    if (!this.providers.has(provider)) throw shellProblem('not-found');
    await this.orSayWhy(request, reply, async () => {
      const token = cookieOf(request, signInCookie);
      const entered = await this.federated.answered(provider, token, query, request.ip);
      if (entered.owes) {
        tell(request, 'second-factor-needed');
        void reply.header('set-cookie', this.cookies.signIn(entered.token, transactionMinutes * 60));
        void reply.header('location', '/sign-in?step=second-factor');
        return;
      }
      await this.entered(entered.token, request);
      void reply.header('set-cookie', [
        this.cookies.session(entered.token, sessionHours * 3600),
        this.cookies.signIn('', 0),
      ]);
      void reply.header('location', entered.to);
    });
  }

  @Operation('secondFactor')
  async secondFactor(
    @AskedFor() { body }: Asked<{ code?: string }>,
    @Req() request: AskedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EnteredSession> {
    const { token, to } = await this.federated.completed(cookieOf(request, signInCookie), body.code, request.ip);
    const { person } = await this.entered(token, request);
    void reply.header('set-cookie', [this.cookies.session(token, sessionHours * 3600), this.cookies.signIn('', 0)]);
    return { accessToken: token, person, to };
  }

  /** Who came in, for the answer and for the access log. */
  private async entered(token: string, request: AskedRequest): Promise<Pick<EnteredSession, 'person'>> {
    const sitting = await this.people.sessions.sitting(token, false);
    const person = sitting && (await this.people.inPost(sitting.person, sitting.post));
    if (!sitting?.actor || !person) throw shellProblem('sign-in-failed');
    if (request.audited) request.audited.actor = sitting.actor;
    return { person };
  }

  /** A refusal on the way becomes the sign-in page with its code; what nobody expected stays what it is. */
  private async orSayWhy(request: AskedRequest, reply: FastifyReply, way: () => Promise<void>): Promise<void> {
    try {
      await way();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status === Number(HttpStatus.NOT_FOUND)) throw error;
      const { code } = error.problem;
      tell(request, code);
      void reply.header('set-cookie', this.cookies.signIn('', 0)).header('location', `/sign-in?refused=${code}`);
    }
  }
}

const tell = (request: AskedRequest, outcome: string): void => {
  if (request.audited) request.audited.outcome = outcome;
};
