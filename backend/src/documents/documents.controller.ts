import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { uploadOf } from '../platform/http/upload';
import { shellProblem } from '../platform/problems/problem';
import { Documents } from './documents';

const uuid = /^[0-9a-f-]{36}$/;

@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly access: Access,
  ) {}

  @Operation('documents')
  async list(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    return this.documents.list(params['id'] ?? '', actor);
  }

  @Operation('fileDocument')
  async file(
    @AskedFor() { params, query, key, actor }: Asked<unknown, { kind: string; also?: string }>,
    @Req() request: FastifyRequest,
  ): Promise<unknown> {
    const also = (query.also ?? '').split(',').filter((id) => id !== '');
    if (!also.every((id) => uuid.test(id)))
      throw shellProblem('malformed-request', { detail: 'also 中有不是标识的内容' });
    const sent = await uploadOf(request);
    return this.documents.file(params['id'] ?? '', also, sent, query.kind, key, actor);
  }

  /** Served under its own name, never sniffed, and without any right to run. */
  @Operation('readDocument')
  async read(@AskedFor() { params, actor }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const id = params['id'] ?? '';
    const paper = await this.access.paper(id);
    const operation = paper.kind === 'dispatch-order' ? 'readOrder' : 'readDocument';
    await this.access.demand(operation, paper.matter, actor);
    const document = await this.documents.find(id, actor);
    if (!document) throw shellProblem('not-found');
    const bytes = await this.documents.bytesOf(document.sha256);
    await reply
      .header('content-type', document.mime)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(document.fileName)}`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  }
}
