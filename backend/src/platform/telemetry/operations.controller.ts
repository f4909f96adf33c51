import { Controller, Header, Inject } from '@nestjs/common';
import { openApiDocument } from '@xiezhi/contract';
import { type Config, configToken } from '../config/config';
import { Database } from '../database/database';
import { Operation } from '../http/operation';
import { Metrics } from './metrics';

@Controller()
export class OperationsController {
  constructor(
    private readonly db: Database,
    private readonly counters: Metrics,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Operation('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Operation('ready')
  async ready(): Promise<{ status: string }> {
    await this.db.rows({ name: 'ready', text: 'select 1' });
    return { status: 'ready' };
  }

  @Operation('openapi')
  openapi(): Record<string, unknown> {
    return openApiDocument(this.config.version);
  }

  @Operation('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): string {
    return this.counters.text();
  }
}
