import { Controller } from '@nestjs/common';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Database } from '../platform/database/database';
import { MatterReader } from '../matters/matter-reader';
import { DocketReader } from './docket-reader';
import { verifyDocket } from './verify-docket';
import { seesAll } from '../matters/matter-row';
import { Courts } from '../courts/courts';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class DocketController {
  constructor(
    private readonly reader: MatterReader,
    private readonly docket: DocketReader,
    private readonly courts: Courts,
    private readonly db: Database,
  ) {}

  @Operation('docket')
  async docketOf(@AskedFor() { params, query, actor }: Asked<unknown, PageQuery>): Promise<unknown> {
    const row = await this.reader.seen(params['id'] ?? '', actor);
    return this.docket.ofMatter(row.id, query);
  }

  @Operation('timeline')
  async timeline(@AskedFor() { params, query, actor }: Asked<unknown, PageQuery>): Promise<unknown> {
    const row = await this.reader.campaign(params['id'] ?? '', actor);
    return this.docket.ofCampaign(row.id, seesAll(row, actor, this.courts) ? null : actor.court, query);
  }

  @Operation('verifyDocket')
  verify(): Promise<unknown> {
    return verifyDocket(this.db);
  }
}
