import type { Database } from '../platform/database/database';
import type { Log } from '../platform/telemetry/log';
import type { ExportFiles } from './export-files';

const pause = 15_000;

/** 到期销毁: what has expired is destroyed, and so is a file that no export names: of a worker that was killed, or of one that was deleted. */
export class ExportClock {
  private stopped = false;
  private running: Promise<void> | undefined;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly db: Database,
    private readonly files: ExportFiles,
    private readonly log: Log,
    private readonly told: (person: string) => void,
  ) {}

  start(): void {
    this.running = this.forEver();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  /** One round. The row says first that there is nothing to download, then the file goes. */
  async sweep(): Promise<void> {
    const expired = await this.db.rows<{ person_id: string }>({
      text: `with gone as (update export set status = 'expired', file = null where status = 'ready' and expires_at <= court_now() returning id, person_id),
                  pages as (delete from export_page p using gone where p.export_id = gone.id)
             select person_id from gone`,
    });
    const there = await this.files.names();
    if (there.length > 0) {
      const wanted = await this.db.rows<{ name: string }>({
        text: `select f.name from unnest($1::text[]) as f(name)
                where exists (select from export e where e.file = f.name
                                 or (e.status in ('waiting', 'running') and e.id::text = split_part(f.name, '.', 1)))`,
        values: [there],
      });
      const names = new Set(wanted.map(({ name }) => name));
      await Promise.all(there.filter((name) => !names.has(name)).map((name) => this.files.remove(name)));
    }
    for (const person of new Set(expired.map((row) => row.person_id))) this.told(person);
  }

  private async forEver(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.sweep();
      } catch (error) {
        this.log.warn({ err: error }, 'exports: will look again');
      }
      if (!this.stopped)
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, pause);
          this.wakeUp = () => {
            clearTimeout(timer);
            resume();
          };
        });
    }
  }
}
