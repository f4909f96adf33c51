import { Controller } from '@nestjs/common';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Courts } from './courts';

@Controller()
export class CourtsController {
  constructor(private readonly courts: Courts) {}

  @Operation('courts')
  find(@AskedFor() { query }: Asked<unknown, { q?: string; level?: string; limit: number }>): unknown {
    return { ...this.courts.search(query.q ?? '', query.level, query.limit), next: null };
  }
}
