import { Controller, Inject } from '@nestjs/common';
import { judge, type MeView, type PersonView, policy, type PolicyOperation } from '@xiezhi/contract';
import { courtTime } from '../platform/clock/court-time';
import type { Config } from '../platform/config/config';
import { configToken } from '../platform/config/config';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';
import { whileDue } from './gate';
import { OwnPasswords } from './own-passwords';
import { People } from './people';
import { idleMinutes } from './sessions';

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
    private readonly passwords: OwnPasswords,
    private readonly db: Database,
    @Inject(configToken) private readonly config: Config,
  ) {}

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
    return this.passwords.change(actor.person, body.current, body.next, session);
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
      // Until the password is changed the gate lets nothing else through, and no menu should offer it.
      may: sitting.passwordDue ? [...whileDue] : mayOf(role),
      idleMinutes,
      endsAt: courtTime(sitting.endsAt),
      passwordDue: sitting.passwordDue,
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
