import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { uploadOf } from '../platform/http/upload';
import { shellProblem } from '../platform/problems/problem';
import { PaperTemplates } from './paper-templates';

type Wish = { reason: string; effectiveFrom: string };
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const versionOf = (params: Readonly<Record<string, string>>): number => {
  const text = params['version'] ?? '';
  if (!/^\d{1,4}$/.test(text)) throw shellProblem('not-found');
  return Number(text);
};

@Controller()
export class PaperTemplatesController {
  constructor(private readonly templates: PaperTemplates) {}

  @Operation('papers')
  papers(): Promise<unknown> {
    return this.templates.catalogue();
  }

  @Operation('paperTemplates')
  list(@AskedFor() { params }: Asked): Promise<unknown> {
    return this.templates.list(params['paper'] ?? '');
  }

  @Operation('proposeTemplate')
  async propose(@AskedFor() { params, query, actor }: Asked<unknown, Wish>, @Req() request: FastifyRequest) {
    return this.templates.propose(params['paper'] ?? '', await uploadOf(request), query, actor);
  }

  @Operation('decideTemplate')
  decide(@AskedFor() { params, body, actor }: Asked<{ approve: boolean; reason: string }>): Promise<unknown> {
    return this.templates.decide(params['paper'] ?? '', versionOf(params), body, actor);
  }

  @Operation('templateWords')
  words(@AskedFor() { params }: Asked): Promise<unknown> {
    return this.templates.words(params['paper'] ?? '', versionOf(params));
  }

  @Operation('paperTemplate')
  async read(@AskedFor() { params }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const { name, bytes } = await this.templates.file(params['paper'] ?? '', versionOf(params));
    await reply
      .header('content-type', word)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  }

  @Operation('previewTemplate')
  async preview(@AskedFor() { params }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.templates.preview(params['paper'] ?? '', versionOf(params));
    await reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'inline')
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  }
}
