import { Controller, Res } from '@nestjs/common';
import type { CaseSheet } from '@xiezhi/contract';
import type { FastifyReply } from 'fastify';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';

@Controller()
export class CasesController {
  constructor(private readonly db: Database) {}

  @Operation('demoCases')
  all(): Promise<CaseSheet[]> {
    return this.db.rows({
      text: 'select number, file_name as "fileName", title, rows, sha256 from case_sheet order by number, file_name',
    });
  }

  @Operation('demoCase')
  async one(@AskedFor() { params }: Asked, @Res() reply: FastifyReply): Promise<void> {
    const row = await this.db.one<{ file_name: string; content: Buffer }>({
      text: 'select file_name, content from case_sheet where file_name = $1',
      values: [params['file'] ?? ''],
    });
    if (!row) throw shellProblem('not-found');
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${row.file_name}"`)
      .send(row.content);
  }
}
