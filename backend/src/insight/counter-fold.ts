import { type Database, withoutWaiting } from '../platform/database/database';
import type { Log } from '../platform/telemetry/log';

const pause = 50;
const most = 20_000;

/** Folds the deltas into the counters: delete and add commit together, one process at a time by an advisory lock. */
export class CounterFold {
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly folded: (campaigns: readonly string[]) => void,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = this.forEver();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async forEver(): Promise<void> {
    while (!this.stopped) {
      try {
        const campaigns = await this.fold();
        if (campaigns.length > 0) this.folded(campaigns);
      } catch (error) {
        this.log.warn({ err: error }, 'fold: will try again');
      }
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }

  private async fold(): Promise<string[]> {
    return this.db.transaction(async (tx) => {
      const [mine] = await tx.rows<{ mine: boolean }>({
        name: 'fold-lock',
        text: `select ${withoutWaiting} and pg_try_advisory_xact_lock(77002) and exists (select 1 from board_delta) as mine`,
      });
      if (mine?.mine !== true) return [];
      const rows = await tx.rows<{ campaign: string }>({
        name: 'fold',
        text: `with d as (delete from board_delta where ctid = any(array(select ctid from board_delta limit ${most} for update skip locked)) returning *),
                    f as (insert into board_counter as c (campaign, court, stage, n)
                          select campaign, court, stage, sum(n) from d group by 1, 2, 3 order by 1, 2, 3
                          on conflict (campaign, court, stage) do update set n = c.n + excluded.n returning c.campaign),
                    moved as (select court, lead, procedure, stage, sum(n) as n from d group by 1, 2, 3, 4 having sum(n) <> 0),
                    p as (insert into place_counter as c (kind, place, procedure, stage, n)
                          select p.kind, p.place, m.procedure, m.stage, sum(m.n) from moved m cross join lateral places_of(m.court, m.lead) p
                           group by 1, 2, 3, 4 having sum(m.n) <> 0 order by 1, 2, 3, 4
                          on conflict (kind, place, procedure, stage) do update set n = c.n + excluded.n)
               select distinct campaign from f`,
      });
      return rows.map((row) => row.campaign);
    });
  }
}
