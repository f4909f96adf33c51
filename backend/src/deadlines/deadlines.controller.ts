import { Controller } from '@nestjs/common';
import { MatterReader } from '../matters/matter-reader';
import { courtTime } from '../platform/clock/court-time';
import { Database } from '../platform/database/database';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';

@Controller()
export class DeadlinesController {
  constructor(
    private readonly reader: MatterReader,
    private readonly db: Database,
  ) {}

  @Operation('deadlines')
  async of(@AskedFor() { params, actor }: Asked): Promise<unknown> {
    const matter = await this.reader.seen(params['id'] ?? '', actor);
    const rows = await this.db.rows<{ name: string; due_at: Date; action: string; status: string }>({
      text: 'select name, due_at, action, status from deadline where matter_id = $1 order by due_at',
      values: [matter.id],
    });
    return rows.map(({ due_at, ...row }) => ({ ...row, dueAt: courtTime(due_at) }));
  }
}
