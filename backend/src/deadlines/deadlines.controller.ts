import { Controller } from '@nestjs/common';
import { courtTime } from '../platform/clock/court-time';
import { CourtReads } from '../platform/database/court-reads';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';

@Controller()
export class DeadlinesController {
  constructor(private readonly reads: CourtReads) {}

  @Operation('deadlines')
  async of(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    const rows = await this.reads.as(actor).rows<{ name: string; due_at: Date; action: string; status: string }>({
      text: 'select name, due_at, action, status from deadline where matter_id = $1 order by due_at',
      values: [params['id']],
    });
    return rows.map(({ due_at, ...row }) => ({ ...row, dueAt: courtTime(due_at) }));
  }
}
