import type { Actor, Words } from '@xiezhi/engine';
import type { MatterRow, OverdueView, Rung, SlipColour, StagnationView } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import type { MatterLists } from '../matters/matter-lists';
import { nameOf, publishedOf } from '../matters/matter-reader';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { turnOf } from './awaited';

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What the lists say beside the matter's own line. */
interface More {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly stage: string;
  readonly court: string;
  readonly lead_court: string;
  readonly still: number;
  readonly late: number;
  readonly slip: SlipColour | null;
  readonly action: string | null;
  readonly actor: Actor | null;
  readonly at: Date | null;
  readonly ladder: Ladder | null;
  readonly deadline: string | null;
  readonly deadline_at: Date | null;
  readonly suspended: boolean | null;
}
interface Ladder {
  readonly rung: Rung;
  readonly at: string;
  readonly explained?: {
    readonly by: string;
    readonly note: string;
    readonly promisedOn: string;
    readonly inTime: boolean;
  };
}

const rank = `case s.colour when 'red' then 3 when 'yellow' then 2 else 1 end`;
const hours = (of: string): string =>
  `greatest(0, floor(extract(epoch from (select court_now()) - ${of}) / 3600))::int`;

/** 停滞与超期: the rows of the desk's cards, by the same conditions, with what a superior must know to act. */
export class LadderLists {
  constructor(
    private readonly reads: CourtReads,
    private readonly lists: MatterLists,
    private readonly courts: Courts,
  ) {}

  async stagnation(paging: Paging, actor: Actor): Promise<StagnationView> {
    const { rows, more, ...rest } = await this.find('stagnant', paging, actor);
    return {
      ...rest,
      items: rows.map((row) => {
        const one = more.get(row.id);
        return {
          ...row,
          stillHours: one?.still ?? 0,
          turn: one ? turnOf(one, this.courts) : null,
          lastMove:
            one?.action && one.actor && one.at
              ? { label: labelOf(one, one.action), by: nameOf(one.actor), at: courtTime(one.at) }
              : null,
          slip: one?.slip ?? null,
        };
      }),
    };
  }

  async overdue(paging: Paging, actor: Actor): Promise<OverdueView> {
    const { rows, more, ...rest } = await this.find('overdue', paging, actor);
    return {
      ...rest,
      items: rows.map((row) => {
        const one = more.get(row.id);
        const { by, note, promisedOn, inTime } = one?.ladder?.explained ?? {};
        return {
          ...row,
          lateHours: one?.late ?? 0,
          rung: one?.ladder?.rung ?? null,
          rungAt: one?.ladder ? courtTime(new Date(one.ladder.at)) : null,
          next: one?.deadline
            ? {
                label: publishedOf(one).labels.deadlines?.[one.deadline] ?? { zh: one.deadline, en: one.deadline },
                at: one.suspended ? null : courtTimeOrNull(one.deadline_at),
              }
            : null,
          explained:
            by === undefined || note === undefined || promisedOn === undefined || inTime === undefined
              ? null
              : { by, note, promisedOn, inTime },
          slip: one?.slip ?? null,
        };
      }),
    };
  }

  private async find(
    desk: string,
    { cursor, limit }: Paging,
    actor: Actor,
  ): Promise<{ rows: MatterRow[]; more: Map<string, More>; next: string | null; total: number }> {
    const { items, next, total } = await this.lists.find({ desk, limit, ...(cursor ? { cursor } : {}) }, actor);
    const more = await this.reads.as(actor).rows<More>({
      text: `select m.id, m.procedure, m.version, m.stage, m.court, m.lead_court, ${hours('m.moved_at')} as still, ${hours('m.due_at')} as late,
                    m.facts -> 'ladder' as ladder, e.action, e.actor, e.at, d.name as deadline, d.due_at as deadline_at, d.status = 'suspended' as suspended,
                    (select s.colour from slip s where s.matter_id = m.id and s.acknowledged_at is null order by ${rank} desc limit 1) as slip
               from matter m
               left join lateral (select action, actor, at from docket_entry where matter_id = m.id and at <= m.moved_at order by revision desc limit 1) e on true
               left join lateral (select name, due_at, status from deadline where matter_id = m.id and status in ('open', 'suspended')
                                     and name in ('supervision', 'explanation', 'promise') order by due_at limit 1) d on true
              where m.id = any($1::uuid[])`,
      values: [uuids(items.map(({ id }) => id))],
    });
    return { rows: items, more: new Map(more.map((row) => [row.id, row])), next, total };
  }
}

const labelOf = (row: { procedure: string; version: number }, action: string): Words =>
  publishedOf(row).labels.actions[action] ?? { zh: action, en: action };
