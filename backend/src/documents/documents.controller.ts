import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { uploadOf } from '../platform/http/upload';
import { shellProblem } from '../platform/problems/problem';
import { Documents } from './documents';

const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const pdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'";
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
  async read(
    @AskedFor() { params, query, actor }: Asked<unknown, { form: 'paper' | 'word' | 'verification' }>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = params['id'] ?? '';
    const paper = await this.access.paper(id);
    const operation = paper.kind === 'dispatch-order' ? 'readOrder' : 'readDocument';
    await this.access.demand(operation, paper.matter, actor);
    const document = await this.documents.find(id, actor);
    if (!document) throw shellProblem('not-found');
    if (query.form === 'verification') return void (await reply.send(await this.documents.verify(document, actor)));
    const file =
      query.form === 'word'
        ? {
            name: document.fileName.replace(/\.pdf$/, '.docx'),
            mime: wordMime,
            bytes: await this.documents.word(id, actor),
          }
        : { name: document.fileName, mime: document.mime, bytes: await this.documents.bytesOf(document.sha256) };
    if (!file.bytes) throw shellProblem('not-found', { detail: '该文书没有 Word 文件' });
    const pdf = file.mime === 'application/pdf';
    await reply
      .header('content-type', file.mime)
      .header(
        'content-disposition',
        `${query.form === 'word' ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      // A browser's own reader shows a PDF and runs nothing of it for us, but not inside a sandbox.
      .header('content-security-policy', pdf ? pdfPolicy : `${pdfPolicy}; sandbox`)
      .header('x-content-type-options', 'nosniff')
      .send(file.bytes);
  }
}
