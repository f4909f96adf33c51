import { Controller } from '@nestjs/common';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Batches } from './batches';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class BatchesController {
  constructor(private readonly batches: Batches) {}

  @Operation('startBatch')
  start(@AskedFor() { body, key, actor }: Asked<Parameters<Batches['start']>[0]>): Promise<unknown> {
    return this.batches.start(body, key, actor);
  }

  @Operation('batch')
  read(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    return this.batches.read(params['id'] ?? '', actor);
  }

  @Operation('batchItems')
  items(@AskedFor() { params, query, actor }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.batches.items(params['id'] ?? '', query, actor);
  }

  @Operation('reverseBatch')
  reverse(@AskedFor() { params, key, actor }: Asked): Promise<unknown> {
    return this.batches.reverse(params['id'] ?? '', key, actor);
  }
}
