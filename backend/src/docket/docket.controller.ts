import { Controller } from '@nestjs/common';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Database } from '../platform/database/database';
import { DocketReader } from './docket-reader';
import { verifyDocket } from './verify-docket';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class DocketController {
  constructor(
    private readonly docket: DocketReader,
    private readonly db: Database,
  ) {}

  @Operation('docket')
  async docketOf(@AskedFor() { params, query, actor, outcome }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.docket.ofMatter(params['id'] ?? '', query, { actor, masked: outcome === 'masked' });
  }

  @Operation('timeline')
  async timeline(@AskedFor() { params, query, actor, outcome }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.docket.ofCampaign(params['id'] ?? '', query, { actor, masked: outcome !== 'full' });
  }

  @Operation('verifyDocket')
  verify(): Promise<unknown> {
    return verifyDocket(this.db);
  }
}
