import type { Clocks } from './clocks';
import type { Command, Outcome, Unit } from '../matters/command';
import { systemActor } from '../matters/command';
import type { Database } from '../platform/database/database';
import type { Log } from '../platform/telemetry/log';

const pause = 500;
const most = 256;
const spc = '最高法';

/** Turns due rows into actions of the system. Only the database's clock says that something is due. */
export class DeadlineClock {
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly submit: (unit: Unit) => Promise<readonly Outcome[]>,
    private readonly clocks: Clocks,
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
        while (!this.stopped && (await this.fireDue()) === most);
        while (!this.stopped && (await this.expireFreezes()) === most);
        await this.clocks.recountKnown();
      } catch (error) {
        this.log.warn({ err: error }, 'clock: will look again');
      }
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }

  /** One at a time per matter: two deadlines of one matter go in two rounds. */
  private async fireDue(): Promise<number> {
    const rows = await this.db.rows<{ id: string; matter_id: string; action: string }>({
      name: 'deadlines-due',
      text: `select distinct on (matter_id) id, matter_id, action from deadline
              where id in (select id from deadline where status = 'open' and due_at <= court_now() order by due_at limit ${most}) order by matter_id, due_at`,
    });
    if (rows.length === 0) return 0;
    await this.submit({
      commands: rows.map((row): Command => ({
        matterId: row.matter_id,
        action: row.action,
        input: {},
        key: `deadline-${row.id}`,
        actor: systemActor(spc),
      })),
      // Between the look and the locks a deadline may have been suspended or extended: then nothing of this round is done.
      before: async (tx) => {
        const due = await tx.rows({
          name: 'deadlines-still-due',
          text: `select 1 from deadline where id = any($1::uuid[]) and status = 'open' and due_at <= court_now()`,
          values: [rows.map((row) => row.id)],
        });
        if (due.length !== rows.length) throw new Error('a deadline moved while it was due');
      },
      within: async (tx) => {
        await tx.rows({
          text: `update deadline set status = 'fired', settled_at = court_now() where id = any($1::uuid[]) and status = 'open'`,
          values: [rows.map((row) => row.id)],
        });
      },
    });
    return rows.length;
  }

  /** 期满自灭: freezes whose term ended unrenewed lose effect (查封规定 27). */
  private async expireFreezes(): Promise<number> {
    const rows = await this.db.rows<{ id: string; matter_id: string }>({
      name: 'freezes-expired',
      // From the few that are late to their matters, each by its index; a join would read all matters while statistics are young.
      text: `select id, matter_id from (
               select f.id, (select m.id from matter m where m.subject_id = f.id and m.stage <> 'expired' and m.closed_at is null) as matter_id
                 from account_freeze f where f.status = 'held' and f.expires_on < (select (court_now() at time zone 'Asia/Shanghai')::date) offset 0) late
              where matter_id is not null limit ${most}`,
    });
    if (rows.length === 0) return 0;
    const outcomes = await this.submit({
      commands: rows.map((row): Command => ({
        matterId: row.matter_id,
        action: 'lapse',
        input: {},
        key: `lapse-${row.id}`,
        actor: systemActor(spc),
      })),
    });
    return outcomes.some((outcome) => outcome.ok) ? rows.length : 0;
  }
}
