import type { Database } from '../platform/database/database';

/** What keeps a change from somebody of the right court: restricted coordinations, and exclusions of persons. */
export interface Barriers {
  readonly restricted: ReadonlySet<string>;
  /** `person root`. */
  readonly excluded: ReadonlySet<string>;
}

const longest = 1_000;

/** What the event hub asks the database, so that streams follow the same rules as pages. */
export class EventScope {
  private readonly courtsOf = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly db: Database) {}

  async barriers(): Promise<Barriers> {
    const [restricted, excluded] = await Promise.all([
      this.db.rows<{ root_id: string }>({ text: 'select root_id from restricted_matter' }),
      this.db.rows<{ person_id: string; root_id: string }>({
        text: 'select person_id, root_id from exclusion where lifted_at is null',
      }),
    ]);
    return {
      restricted: new Set(restricted.map((row) => row.root_id)),
      excluded: new Set(excluded.map((row) => `${row.person_id} ${row.root_id}`)),
    };
  }

  /** The courts that carry a part of a coordination or lead it. */
  courts(campaign: string): Promise<readonly string[]> {
    const known = this.courtsOf.get(campaign);
    if (known) return known;
    if (this.courtsOf.size >= longest) this.courtsOf.clear();
    const asked = this.db
      .rows<{ court: string }>({
        text: 'select distinct court from matter where parent_id = $1 union select lead_court from matter where id = $1',
        values: [campaign],
      })
      .then((rows) => rows.map((row) => row.court));
    this.courtsOf.set(campaign, asked);
    // An item may be readdressed, and a launch adds courts: what is remembered does not grow old.
    setTimeout(() => this.courtsOf.delete(campaign), 2_000).unref();
    return asked;
  }
}
