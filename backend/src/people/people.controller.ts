import { Controller, Inject, Req, Res } from '@nestjs/common';
import { judge, type MeView, type PersonView, policy, type PolicyOperation } from '@xiezhi/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { courtTime } from '../platform/clock/court-time';
import type { Config } from '../platform/config/config';
import { configToken } from '../platform/config/config';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';
import { cookieName } from './gate';
import { People, type SignInWish } from './people';
import { idleMinutes, sessionHours } from './sessions';

const cookie = (token: string, seconds: number): string =>
  `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;

const roleOperations: readonly PolicyOperation[] = [
  ...new Set(policy.filter((line) => !line.relations).flatMap((line) => line.operations)),
];
/** What the policy allows a role at all: its menus. */
const mayOf = (role: string): string[] =>
  roleOperations.filter(
    (operation) => judge({ operation, role, relations: [], classification: 'ordinary' }) === 'full',
  );

@Controller()
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly db: Database,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Operation('signIn')
  async signIn(
    @AskedFor() { body }: Asked<SignInWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const { token } = await this.people.signIn(body, request.ip);
    const sitting = await this.people.sessions.sitting(token, false);
    if (!sitting) throw shellProblem('sign-in-failed');
    void reply.header('set-cookie', cookie(token, sessionHours * 3600));
    return { accessToken: token, person: await this.people.inPost(sitting.person, sitting.post) };
  }

  @Operation('signOut')
  async signOut(@AskedFor() { token }: Asked, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.people.sessions.end(token);
    void reply.header('set-cookie', cookie('', 0));
  }

  @Operation('me')
  me(@AskedFor() { token }: Asked): Promise<MeView> {
    return this.view(token);
  }

  @Operation('actAs')
  async actAs(
    @AskedFor() { body, session, actor, token }: Asked<{ post: string; delegation?: string }>,
  ): Promise<MeView> {
    await this.people.sessions.actAs(session, actor.person, body.post, body.delegation);
    return this.view(token);
  }

  @Operation('changePassword')
  changePassword(@AskedFor() { body, session, actor }: Asked<{ current: string; next: string }>): Promise<void> {
    return this.people.changePassword(actor.person, body.current, body.next, session);
  }

  @Operation('demoPeople')
  demoPeople(): Promise<PersonView[]> {
    return this.config.demo ? this.people.demonstration() : Promise.resolve([]);
  }

  private async view(token: string): Promise<MeView> {
    const sitting = await this.people.sessions.sitting(token, false);
    const person = sitting?.actor && (await this.people.inPost(sitting.person, sitting.post));
    if (!sitting?.actor || !person) throw shellProblem('sign-in-needed');
    const { role, for: holder } = sitting.actor;
    return {
      ...person,
      actsFor: holder?.name ?? null,
      post: sitting.post,
      posts: await this.people.postsOf(sitting.person),
      may: mayOf(role),
      idleMinutes,
      endsAt: courtTime(sitting.endsAt),
    };
  }

  /** The demonstration's clock only moves forward, and only the command centre moves it. */
  @Operation('moveClock')
  async moveClock(@AskedFor() { body }: Asked<{ hours: number }>): Promise<{ now: string }> {
    if (!this.config.demo) throw shellProblem('not-found');
    await this.db.rows({
      text: 'update demo_clock set ahead = ahead + make_interval(secs => $1)',
      values: [body.hours * 3600],
    });
    const row = await this.db.one<{ now: Date }>({ text: 'select court_now() as now' });
    return { now: (row?.now ?? new Date(0)).toISOString() };
  }
}
