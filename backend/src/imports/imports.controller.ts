import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainName } from '../documents/file-kind';
import { MatterReader } from '../matters/matter-reader';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { uploadOf } from '../platform/http/upload';
import { Imports } from './imports';
import { csvRows, readSheet } from './sheet';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly reader: MatterReader,
  ) {}

  @Operation('checkImport')
  async check(@AskedFor() { actor }: Asked, @Req() request: FastifyRequest): Promise<unknown> {
    const { name, bytes } = await uploadOf(request);
    return this.imports.check(await readSheet(bytes), bytes, plainName(name), actor);
  }

  @Operation('pasteImport')
  paste(@AskedFor() { body, actor }: Asked<{ text: string }>): Promise<unknown> {
    return this.imports.check(
      { encoding: '粘贴', rows: csvRows(body.text) },
      Buffer.from(body.text),
      '粘贴的清单.csv',
      actor,
    );
  }

  @Operation('import')
  read(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    return this.imports.read(params['id'] ?? '', actor);
  }

  @Operation('commitImport')
  async commit(
    @AskedFor() { params, body, key, revision, actor }: Asked<{ matterId: string; sha256: string }>,
  ): Promise<unknown> {
    return this.reader.viewAfter(await this.imports.commit(params['id'] ?? '', body, { key, revision, actor }), actor);
  }

  @Operation('annotated')
  async annotated(@AskedFor() { params, actor }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { name, text } = await this.imports.annotated(params['id'] ?? '', actor);
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(text);
  }
}
