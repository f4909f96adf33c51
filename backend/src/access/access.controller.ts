import { Controller } from '@nestjs/common';
import {
  classes,
  outcomes,
  policy,
  type PolicyView,
  relations,
  roles,
  type Route,
  routes,
  type WhoMaySeeView,
} from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Access } from './access';
import { AccessLog } from './access-log';
import { CaseAccess } from './case-access';

type Because = { reason: string };
type GrantWish = { court?: string; person?: string; from?: string; until: string; purpose: string };

@Controller()
export class AccessController {
  constructor(
    private readonly access: Access,
    private readonly cases: CaseAccess,
    private readonly log: AccessLog,
  ) {}

  @Operation('policy')
  policy(): PolicyView {
    const titles = Object.entries(routes).map(([name, route]: [string, Route]) => [name, route.title] as const);
    return {
      roles,
      relations,
      classes,
      outcomes,
      operations: { ...Object.fromEntries(titles), readOrder: '打开解冻函' },
      lines: policy.map((line) => ({
        id: line.id,
        operations: [...line.operations],
        roles: [...line.roles],
        relations: [...(line.relations ?? [])],
        classes: line.relations ? [...(line.classes ?? ['ordinary'])] : [],
        outcome: line.outcome,
        why: line.why,
      })),
    };
  }

  @Operation('audit')
  audit(@AskedFor() { query }: Asked<unknown, Parameters<AccessLog['find']>[0]>): Promise<unknown> {
    return this.log.find(query);
  }

  @Operation('whoMaySee')
  async whoMaySee(@AskedFor() asked: Asked): Promise<WhoMaySeeView> {
    return this.cases.of(await this.root(asked));
  }

  @Operation('grantAccess')
  async grant(@AskedFor() asked: Asked<GrantWish>): Promise<WhoMaySeeView> {
    const root = await this.root(asked);
    await this.cases.grant(root, asked.body, asked.actor);
    return this.cases.of(root);
  }

  @Operation('revokeGrant')
  async revoke(@AskedFor() asked: Asked<Because>): Promise<WhoMaySeeView> {
    const root = await this.root(asked);
    await this.cases.revoke(root, asked.params['grant'] ?? '');
    return this.cases.of(root);
  }

  @Operation('challengeAccess')
  async challenge(@AskedFor() asked: Asked<Because>): Promise<{ until: string }> {
    return { until: await this.cases.challenge(await this.root(asked), asked.body.reason, asked.actor) };
  }

  @Operation('classify')
  async classify(@AskedFor() asked: Asked<Because & { restricted: boolean }>): Promise<WhoMaySeeView> {
    const root = await this.root(asked);
    await this.cases.classify(root, asked.body.restricted, asked.body.reason, asked.actor);
    return this.cases.of(root);
  }

  @Operation('excludeMyself')
  async excludeMyself(@AskedFor() asked: Asked<Because>): Promise<void> {
    await this.cases.excludeMyself(await this.root(asked), asked.body.reason, asked.actor);
  }

  @Operation('excludeOfficer')
  async excludeOfficer(@AskedFor() asked: Asked<Because & { person: string }>): Promise<WhoMaySeeView> {
    const root = await this.root(asked);
    await this.cases.excludeOfficer(root, asked.body.person, asked.body.reason, asked.actor);
    return this.cases.of(root);
  }

  @Operation('liftExclusion')
  async lift(@AskedFor() asked: Asked<Because>): Promise<WhoMaySeeView> {
    const root = await this.root(asked);
    await this.cases.lift(root, asked.params['exclusion'] ?? '', asked.actor);
    return this.cases.of(root);
  }

  /** Grants, classes and exclusions speak of the whole coordination, also when an item's page asks. */
  private async root({ params, actor }: Asked): Promise<string> {
    const id = params['id'] ?? '';
    return (await this.access.places([id], actor)).get(id)?.root ?? id;
  }
}
