import { Controller } from '@nestjs/common';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { AnchorReader } from './anchors/anchor-reader';
import { DocketReader } from './docket-reader';
import { DocketVerifier } from './verify/verify-docket';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class DocketController {
  constructor(
    private readonly docket: DocketReader,
    private readonly verifier: DocketVerifier,
    private readonly anchorReader: AnchorReader,
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
    return this.verifier.verify();
  }

  @Operation('anchors')
  anchors(@AskedFor() { query }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.anchorReader.page(query);
  }
}
