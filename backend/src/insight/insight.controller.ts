import { Controller } from '@nestjs/common';
import { MatterReader } from '../matters/matter-reader';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';
import { CampaignBoard } from './campaign-board';
import { checkInvariants } from './invariants';

@Controller()
export class InsightController {
  constructor(
    private readonly reader: MatterReader,
    private readonly boards: CampaignBoard,
    private readonly db: Database,
  ) {}

  @Operation('progress')
  async progress(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    return this.boards.of(await this.reader.campaign(params['id'] ?? '', actor), actor);
  }

  @Operation('account')
  async account(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    const account = await this.boards.accountOf(params['id'] ?? '', actor);
    if (account === undefined) throw shellProblem('not-found');
    if (account === 'other-courts') throw shellProblem('other-courts-account');
    return account;
  }

  @Operation('invariants')
  invariants(): Promise<unknown> {
    return checkInvariants(this.db);
  }
}
