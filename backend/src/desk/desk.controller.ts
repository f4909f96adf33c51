import { Controller } from '@nestjs/common';
import type { Actor } from '@xiezhi/engine';
import { type DeskView, judge } from '@xiezhi/contract';
import { Calendar } from '../calendar/calendar';
import { Slips } from '../ladder/slips';
import { MatterLists } from '../matters/matter-lists';
import { CourtReads } from '../platform/database/court-reads';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { cards } from './cards';

const supervising = ['stagnant', 'overdue', 'unsigned-slips', 'returned', 'unsigned', 'campaigns'];
const signing = new Set(['judge', 'chief', 'duty-officer']);
const working = ['todo', 'soon', 'overdue', 'returned', 'started'];
const supervisors = new Set(['supervisor', 'national-bureau', 'process-supervisor', 'coordinator']);

/** The warning of a calendar that ends goes to whoever may bring in the next year. */
const mayImport = (role: string): boolean =>
  judge({ operation: 'proposeYear', role, relations: [], classification: 'ordinary' }) === 'full';

/** Whoever supervises reads stagnation first, whoever works reads what waits for them. */
const cardsFor = (role: string): string[] =>
  role === 'national-bureau' || role === 'coordinator'
    ? ['todo', ...supervising]
    : supervisors.has(role)
      ? supervising
      : signing.has(role)
        ? [...working, 'to-sign']
        : working;

@Controller()
export class DeskController {
  constructor(
    private readonly lists: MatterLists,
    private readonly reads: CourtReads,
    private readonly calendar: Calendar,
    private readonly slips: Slips,
  ) {}

  @Operation('desk')
  async desk(@AskedFor() { actor }: Asked): Promise<DeskView> {
    const keys = cardsFor(actor.role);
    const first = keys[0] ?? 'todo';
    const [counts, waiting, campaigns, doneToday, warning] = await Promise.all([
      Promise.all(keys.map((key) => this.count(key, actor))),
      this.lists.find({ desk: first, limit: 10 }, actor),
      this.lists.find({ desk: 'campaigns', limit: 10 }, actor),
      this.doneToday(actor),
      mayImport(actor.role) ? this.calendar.reach().then((reach) => reach.warning) : null,
    ]);
    return {
      cards: keys.flatMap((key, i) => {
        const card = cards[key];
        return card ? [{ ...card, count: counts[i] ?? 0 }] : [];
      }),
      first: waiting.items,
      campaigns: campaigns.items,
      doneToday,
      warnings: warning ? [warning] : [],
    };
  }

  private count(key: string, actor: Actor): Promise<number> {
    if (key === 'to-sign') return this.slips.count('to-sign', actor);
    return key === 'unsigned-slips' ? this.slips.count('unsigned', actor) : this.lists.count({ desk: key }, actor);
  }

  @Operation('board')
  async board(@AskedFor() { actor }: Asked): Promise<unknown> {
    const reader = this.reads.as(actor);
    const [campaigns, byStage] = await Promise.all([
      this.lists.find({ desk: 'campaigns', limit: 50 }, actor),
      reader.rows<{ stage: string; count: number }>({
        name: 'board-by-stage',
        text: `select stage, sum(n)::int as count from place_counter where kind = 'seen' and place = $1 group by stage having sum(n) <> 0 order by stage`,
        values: [actor.court],
      }),
    ]);
    return { campaigns: campaigns.items, byStage, asOf: new Date().toISOString() };
  }

  private async doneToday(actor: Actor): Promise<number> {
    const row = await this.reads.as(actor).one<{ n: number }>({
      name: 'done-today',
      // What the court handles or leads and what was closed today: each along its own index.
      text: `with today as materialized (select date_trunc('day', court_now(), 'Asia/Shanghai') as began),
                  mine as (
                    select id, moved_at from matter where court = $1 and closed_at is null
                    union select id, moved_at from matter where court = $1 and closed_at > (select began from today)
                    union select k.id, k.moved_at from matter r join matter k on k.parent_id = r.id
                           where r.parent_id is null and r.lead_court = $1 and (r.closed_at is null or r.closed_at > (select began from today)))
             select count(*)::int as n from mine m join docket_entry d on d.matter_id = m.id
              where m.moved_at > (select began from today) and d.at > (select began from today) and d.actor ->> 'person' = $2`,
      values: [actor.court, actor.person],
    });
    return row?.n ?? 0;
  }
}
