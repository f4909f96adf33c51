import { Controller } from '@nestjs/common';
import type { DelegationView, OpenSessionView, StaffView } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Delegations } from './delegations';
import { Identities } from './identities';
import { Sessions } from './sessions';
import { type PostWish, Staff } from './staff';

type Find = { q?: string; court?: string; cursor?: string; limit: number };

/** Administration of people, posts and sessions, and of what a person lends of an own post. */
@Controller()
export class StaffController {
  constructor(
    private readonly staff: Staff,
    private readonly sessions: Sessions,
    private readonly delegations: Delegations,
    private readonly identities: Identities,
  ) {}

  @Operation('people')
  people(@AskedFor() { query }: Asked<unknown, Find>): Promise<unknown> {
    return this.staff.find(query);
  }

  @Operation('person')
  person(@AskedFor() { params }: Asked): Promise<StaffView> {
    return this.staff.read(params['id'] ?? '');
  }

  @Operation('createPerson')
  create(@AskedFor() { body }: Asked<{ username: string; name: string; password: string }>): Promise<StaffView> {
    return this.staff.create(body);
  }

  @Operation('disablePerson')
  disable(@AskedFor() { params, actor }: Asked): Promise<StaffView> {
    return this.staff.disable(params['id'] ?? '', actor);
  }

  @Operation('enablePerson')
  enable(@AskedFor() { params, actor }: Asked): Promise<StaffView> {
    return this.staff.enable(params['id'] ?? '', actor);
  }

  @Operation('resetPassword')
  resetPassword(@AskedFor() { params, body, actor }: Asked<{ password: string }>): Promise<void> {
    return this.staff.resetPassword(params['id'] ?? '', body.password, actor);
  }

  @Operation('resetSecondFactor')
  resetSecondFactor(@AskedFor() { params, actor }: Asked): Promise<void> {
    return this.staff.resetSecondFactor(params['id'] ?? '', actor);
  }

  @Operation('grantPost')
  grantPost(@AskedFor() { params, body, actor }: Asked<PostWish>): Promise<StaffView> {
    return this.staff.grantPost(params['id'] ?? '', body, actor);
  }

  @Operation('endPost')
  endPost(@AskedFor() { params, actor }: Asked): Promise<StaffView> {
    return this.staff.endPost(params['id'] ?? '', actor);
  }

  @Operation('linkIdentity')
  async link(@AskedFor() { params, body, actor }: Asked<{ provider: string; subject: string }>): Promise<StaffView> {
    const person = params['id'] ?? '';
    await this.identities.link(person, body, actor);
    return this.staff.read(person);
  }

  @Operation('unlinkIdentity')
  async unlink(@AskedFor() { params, actor }: Asked): Promise<StaffView> {
    const person = params['id'] ?? '';
    await this.identities.unlink(person, params['identity'] ?? '', actor);
    return this.staff.read(person);
  }

  @Operation('sessions')
  async open(@AskedFor() { query, session }: Asked<unknown, Find>): Promise<unknown> {
    const items = await this.sessions.list(
      {
        ...(query.q === undefined ? {} : { q: query.q }),
        ...(query.court === undefined ? {} : { court: query.court }),
      },
      session,
      query.limit,
    );
    return { items, next: null, total: items.length };
  }

  @Operation('endSession')
  end(@AskedFor() { params }: Asked): Promise<void> {
    return this.sessions.endOne(params['id'] ?? '', null);
  }

  @Operation('mySessions')
  mine(@AskedFor() { actor, session }: Asked): Promise<OpenSessionView[]> {
    return this.sessions.list({ person: actor.person }, session, 50);
  }

  @Operation('endMySession')
  endMine(@AskedFor() { params, actor }: Asked): Promise<void> {
    return this.sessions.endOne(params['id'] ?? '', actor.person);
  }

  @Operation('myDelegations')
  delegated(@AskedFor() { actor }: Asked): Promise<DelegationView[]> {
    return this.delegations.of(actor.person);
  }

  @Operation('delegate')
  delegate(
    @AskedFor() { body, post, actor }: Asked<{ to: string; from: string; until: string; reason: string }>,
  ): Promise<DelegationView> {
    return this.delegations.make(body, post, actor);
  }

  @Operation('revokeDelegation')
  revoke(@AskedFor() { params, actor }: Asked): Promise<void> {
    return this.delegations.revoke(params['id'] ?? '', actor);
  }
}
