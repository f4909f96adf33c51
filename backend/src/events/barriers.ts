import type { Actor } from '@xiezhi/engine';
import type { Relation } from '@xiezhi/contract';
import { running } from '../access/place';
import type { Database } from '../platform/database/database';

/** What keeps a change from somebody of the right court, and what lets somebody of another court hear of it. */
export interface Barriers {
  readonly restricted: ReadonlySet<string>;
  /** `person root`. */
  readonly excluded: ReadonlySet<string>;
  /** By who was let in (`keysOf`): the coordinations. */
  readonly admitted: ReadonlyMap<string, ReadonlySet<string>>;
}

type Admitted = Extract<Relation, 'granted' | 'appointed' | 'challenged'>;
interface AdmittedRow {
  readonly relation: Admitted;
  readonly person: string | null;
  readonly court: string | null;
  readonly root: string;
}

const keyOf = (relation: Admitted, person: string | null, court: string | null): string =>
  `${relation} ${person ?? ''} ${court ?? ''}`;

const admissionsOf = ({ person, court }: Actor): [Admitted, string][] => [
  ['granted', keyOf('granted', null, court)],
  ['appointed', keyOf('appointed', person, null)],
  ['challenged', keyOf('challenged', person, court)],
];

/** How somebody was let into a coordination of other courts, at present. */
export const admissionsTo = (root: string, actor: Actor, { admitted }: Barriers): Relation[] =>
  admissionsOf(actor).flatMap(([relation, key]) => (admitted.get(key)?.has(root) ? [relation] : []));

/** Whether somebody was let into a coordination before and is not any more. */
export const lostAdmission = (actor: Actor, before: Barriers, now: Barriers): boolean =>
  admissionsOf(actor).some(([, key]) =>
    [...(before.admitted.get(key) ?? [])].some((root) => !now.admitted.get(key)?.has(root)),
  );

const longest = 1_000;

/** What the event hub asks the database, so that streams follow the same rules as pages. */
export class EventScope {
  private readonly courtsOf = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly db: Database) {}

  async barriers(): Promise<Barriers> {
    const [restricted, excluded, admitted] = await Promise.all([
      this.db.rows<{ root_id: string }>({ text: 'select root_id from restricted_matter' }),
      this.db.rows<{ person_id: string; root_id: string }>({
        text: 'select person_id, root_id from exclusion where lifted_at is null',
      }),
      this.db.rows<AdmittedRow>({
        text: `select case when court is null then 'appointed' else 'granted' end as relation, person_id as person, court, root_id as root
                 from access_grant where ${running}
               union all
               select 'challenged', person_id, court, root_id from access_challenge where court_now() < ends_at`,
      }),
    ]);
    const byKey = Map.groupBy(admitted, ({ relation, person, court }) => keyOf(relation, person, court));
    return {
      restricted: new Set(restricted.map((row) => row.root_id)),
      excluded: new Set(excluded.map((row) => `${row.person_id} ${row.root_id}`)),
      admitted: new Map([...byKey].map(([key, rows]) => [key, new Set(rows.map((row) => row.root))])),
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
