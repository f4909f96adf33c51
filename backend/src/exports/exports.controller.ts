import { Controller, Res } from '@nestjs/common';
import type { AskExport, ExportView, FindExports } from '@xiezhi/contract';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Exports } from './exports';

@Controller()
export class ExportsController {
  constructor(private readonly all: Exports) {}

  @Operation('askExport')
  ask(@AskedFor() { body, key, actor }: Asked<AskExport>): Promise<ExportView> {
    return this.all.ask(body, key, actor);
  }

  @Operation('exports')
  find(@AskedFor() { query, actor }: Asked<unknown, FindExports>): Promise<unknown> {
    return this.all.find(query, actor);
  }

  @Operation('downloadExport')
  async download(@AskedFor() { params, actor }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.all.open(params['id'] ?? '', actor);
    await reply
      .header('content-type', file.mime)
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(Readable.from(file.bytes, { objectMode: false }));
  }

  @Operation('dropExport')
  drop(@AskedFor() { params, actor }: Asked): Promise<void> {
    return this.all.drop(params['id'] ?? '', actor);
  }
}
