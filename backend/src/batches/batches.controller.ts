import { Controller } from '@nestjs/common';
import type { BatchConflict, BatchPreview, RetryBatch, StartBatch } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Batches } from './batches';
import type { Wish } from './batch-selection';

type PageQuery = { cursor?: string; limit: number };

@Controller()
export class BatchesController {
  constructor(private readonly batches: Batches) {}

  @Operation('previewBatch')
  preview(@AskedFor() { body, actor }: Asked<Wish>): Promise<BatchPreview> {
    return this.batches.preview(body, actor);
  }

  @Operation('batches')
  recent(@AskedFor() { query, actor }: Asked<unknown, PageQuery>): Promise<unknown> {
    return this.batches.recent(query, actor);
  }

  @Operation('retryBatch')
  retry(@AskedFor() { params, body, key, actor }: Asked<RetryBatch>): Promise<unknown> {
    return this.batches.retry(params['id'] ?? '', body.ids, key, actor);
  }

  @Operation('batchConflicts')
  conflicts(@AskedFor() { params, actor }: Asked): Promise<BatchConflict[]> {
    return this.batches.conflicts(params['id'] ?? '', actor);
  }

  @Operation('startBatch')
  start(@AskedFor() { body, key, actor }: Asked<StartBatch>): Promise<unknown> {
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
