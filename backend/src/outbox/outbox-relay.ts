import { type Database, withoutWaiting } from '../platform/database/database';
import type { Bell } from '../platform/queue/bell';
import type { Log } from '../platform/telemetry/log';

/** How many rings may be unanswered at once: more would only multiply under backlog. */
const mostUnanswered = 2_000;
const mostAtOnce = 200;
const slowLook = 250;
/** What may wait while people's commands come in: a letter, a paper or an export a second later is no later. */
const patient = ['notify-court', 'render-document', 'run-export'];
const mostPatience = '1 second';
/** So long without a command counts as quiet. */
const quiet = 60;

/**
 * Takes what is owed to the bell, what may wait when people are quiet: claims rows, rings, marks them relayed. At least once; the worker's claim makes it once.
 * A sweep rings again for what a dead worker held, for what waits longer than its lease, and for everything when Redis forgot.
 */
export class OutboxRelay {
  private wanted = true;
  private wakeUp: () => void = () => undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  private lastCommand = 0;

  constructor(
    private readonly db: Database,
    private readonly bell: Bell,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running = Promise.all([this.relayForEver(), this.sweepForEver()]).then(() => undefined);
  }

  /** Something was committed: look at once. */
  wake(): void {
    this.wanted = true;
    this.wakeUp();
  }

  /** Somebody's command was carried out, here or in another process. */
  heard(): void {
    this.lastCommand = performance.now();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async relayForEver(): Promise<void> {
    while (!this.stopped) {
      this.wanted = false;
      try {
        while (!this.stopped && (await this.relay()) === mostAtOnce);
      } catch (error) {
        this.log.warn({ err: error }, 'relay: will look again');
      }
      if (!this.wanted) await this.sleep(this.isQuiet() ? slowLook : quiet);
    }
  }

  private isQuiet(): boolean {
    return performance.now() - this.lastCommand > quiet;
  }

  /** One round. Rings before it commits, so that a crash rings twice rather than never. */
  private relay(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const rows = await tx.rows<{ id: string; rings: number }>({
        name: 'relay-take',
        text: `select id::text, rings from outbox
                where ${withoutWaiting} and relayed_at is null and due_at <= clock_timestamp()
                  and ($3 or kind <> all($4) or created_at < clock_timestamp() - interval '${mostPatience}')
                  and (select count(*) from outbox where relayed_at is not null) < $1
                order by id limit $2 for update skip locked`,
        values: [mostUnanswered, mostAtOnce, this.isQuiet(), patient],
      });
      if (rows.length === 0) return 0;
      await this.bell.ring(rows);
      await tx.rows({
        name: 'relay-mark',
        text: 'update outbox set relayed_at = clock_timestamp() where id = any($1::bigint[])',
        values: [rows.map((row) => row.id)],
      });
      return rows.length;
    });
  }

  private async sweepForEver(): Promise<void> {
    while (!this.stopped) {
      try {
        const again = (await this.sweepDead()) + (await this.sweepLost(await this.bell.remembers()));
        if (again > 0) this.wake();
      } catch (error) {
        this.log.warn({ err: error }, 'sweep: will look again');
      }
      await new Promise((resume) => setTimeout(resume, 200));
    }
  }

  /** A worker's advisory lock is its sign of life: what a dead one held goes on at once. */
  private async sweepDead(): Promise<number> {
    const rows = await this.db.rows({
      name: 'sweep-dead',
      text: `update outbox o set owner = null, claimed_until = null, relayed_at = null, rings = rings + 1
              where o.owner is not null
                and (o.claimed_until < clock_timestamp()
                     or not exists (select 1 from pg_locks k where k.locktype = 'advisory' and k.classid = 77 and k.objid = o.owner and k.granted))
             returning o.id`,
    });
    return rows.length;
  }

  /** A ring nobody answered within its growing lease, 8 s × 2^rings up to 60 s, or any when the bell forgot. */
  private async sweepLost(remembers: boolean): Promise<number> {
    const rows = await this.db.rows({
      name: 'sweep-lost',
      text: `update outbox set relayed_at = null, rings = rings + 1
              where relayed_at is not null and owner is null
                and (not $1::boolean or relayed_at < clock_timestamp() - make_interval(secs => least(60, 8 * power(2, least(rings, 4)))))
             returning id`,
      values: [remembers],
    });
    return rows.length;
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(resume, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resume();
      };
      if (this.wanted) this.wakeUp();
    });
  }
}
