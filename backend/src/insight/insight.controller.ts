import { Controller } from '@nestjs/common';
import { MatterReader } from '../matters/matter-reader';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
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
  async progress(@AskedFor() { params, actor, outcome }: Asked): Promise<unknown> {
    return this.boards.of(await this.reader.row(params['id'] ?? '', actor), actor, outcome === 'masked');
  }

  @Operation('invariants')
  invariants(): Promise<unknown> {
    return checkInvariants(this.db);
  }
}
