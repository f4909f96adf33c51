import { Controller } from '@nestjs/common';
import type { RuleTrialView, RuleVersionView } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Rules, type RuleWish } from './rules';

@Controller()
export class RulesController {
  constructor(private readonly rules: Rules) {}

  @Operation('rules')
  all(): Promise<RuleVersionView[]> {
    return this.rules.all();
  }

  @Operation('tryRule')
  trial(@AskedFor() { params, body }: Asked<RuleWish>): Promise<RuleTrialView[]> {
    return this.rules.trial(params['rule'] ?? '', body);
  }

  @Operation('proposeRule')
  propose(@AskedFor() { params, body, actor }: Asked<RuleWish>): Promise<RuleVersionView> {
    return this.rules.propose(params['rule'] ?? '', body, actor);
  }

  @Operation('decideRule')
  decide(@AskedFor() { params, body, actor }: Asked<{ approve: boolean; reason: string }>): Promise<RuleVersionView> {
    return this.rules.decide(params['rule'] ?? '', body.approve, body.reason, actor);
  }
}
