import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { AnchorReader } from './anchors/anchor-reader';
import { DocketReader } from './docket-reader';
import { EvidencePacks } from './evidence/evidence-pack';
import { DocketVerifier } from './verify/verify-docket';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class DocketController {
  constructor(
    private readonly docket: DocketReader,
    private readonly verifier: DocketVerifier,
    private readonly anchorReader: AnchorReader,
    private readonly packs: EvidencePacks,
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

  @Operation('evidencePack')
  async evidence(@AskedFor() { params, actor }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { name, stream } = await this.packs.of(params['id'] ?? '', actor);
    await reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);
  }

  @Operation('anchors')
  anchors(@AskedFor() { query }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.anchorReader.page(query);
  }
}
