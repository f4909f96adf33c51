import { Controller } from '@nestjs/common';
import type {
  FindSlips,
  IssueSlip,
  OverdueView,
  SlipDraft,
  SlipsView,
  SlipView,
  StagnationView,
} from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { LadderLists } from './ladder-lists';
import { Slips } from './slips';

type Paging = Pick<FindSlips, 'cursor' | 'limit'>;

/** 停滞、超期升级、提示单与督办单. */
@Controller()
export class LadderController {
  constructor(
    private readonly lists: LadderLists,
    private readonly all: Slips,
  ) {}

  @Operation('stagnation')
  stagnation(@AskedFor() { query, actor }: Asked<unknown, Paging>): Promise<StagnationView> {
    return this.lists.stagnation(query, actor);
  }

  @Operation('overdue')
  overdue(@AskedFor() { query, actor }: Asked<unknown, Paging>): Promise<OverdueView> {
    return this.lists.overdue(query, actor);
  }

  @Operation('slips')
  slips(@AskedFor() { query, actor }: Asked<unknown, FindSlips>): Promise<SlipsView> {
    return this.all.find(query, actor);
  }

  @Operation('matterSlips')
  ofMatter(@AskedFor() { params, actor }: Asked): Promise<SlipView[]> {
    return this.all.ofMatter(params['id'] ?? '', actor);
  }

  @Operation('slipDraft')
  draft(@AskedFor() { params, actor }: Asked): Promise<SlipDraft> {
    return this.all.draft(params['id'] ?? '', actor);
  }

  @Operation('issueSlip')
  issue(@AskedFor() { params, body, key, revision, actor }: Asked<IssueSlip>): Promise<SlipView> {
    return this.all.issue(params['id'] ?? '', body, { actor, key, revision });
  }

  @Operation('acknowledgeSlip')
  acknowledge(@AskedFor() { params, key, actor }: Asked): Promise<SlipView> {
    return this.all.acknowledge(params['id'] ?? '', params['slip'] ?? '', { actor, key });
  }
}
