import { Controller, Inject, Res } from '@nestjs/common';
import type { PersonView } from '@xiezhi/contract';
import type { FastifyReply } from 'fastify';
import type { Config } from '../platform/config/config';
import { configToken } from '../platform/config/config';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';
import { cookieName } from './gate';
import { People } from './people';

const cookie = (token: string, seconds: number): string =>
  `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;

@Controller()
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly db: Database,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Operation('signIn')
  async signIn(
    @AskedFor() { body }: Asked<{ username: string; password: string }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const signedIn = await this.people.signIn(body.username, body.password);
    if (!signedIn.ok) throw shellProblem(signedIn.locked ? 'sign-in-locked' : 'sign-in-failed');
    void reply.header('set-cookie', cookie(signedIn.token, 12 * 3600));
    return { accessToken: signedIn.token, person: signedIn.person };
  }

  @Operation('signOut')
  async signOut(@AskedFor() { token }: Asked, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.people.signOut(token);
    void reply.header('set-cookie', cookie('', 0));
  }

  @Operation('me')
  async me(@AskedFor() { actor }: Asked): Promise<PersonView> {
    const person = await this.people.find(actor.person);
    if (!person) throw shellProblem('sign-in-needed');
    return person;
  }

  @Operation('demoPeople')
  demoPeople(): Promise<PersonView[]> {
    return this.config.demo ? this.people.all() : Promise.resolve([]);
  }

  /** The demonstration's clock only moves forward, and only the command centre moves it. */
  @Operation('moveClock')
  async moveClock(@AskedFor() { body, actor }: Asked<{ hours: number }>): Promise<{ now: string }> {
    if (!this.config.demo) throw shellProblem('not-found');
    if (actor.role !== 'national-bureau') throw shellProblem('not-for-your-role');
    await this.db.rows({
      text: 'update demo_clock set ahead = ahead + make_interval(secs => $1)',
      values: [body.hours * 3600],
    });
    const row = await this.db.one<{ now: Date }>({ text: 'select court_now() as now' });
    return { now: (row?.now ?? new Date(0)).toISOString() };
  }
}
