import type { Actor } from '@xiezhi/engine';
import { type AccessOutcome, judge, type PolicyOperation, type Relation, strength } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { uuids } from '../platform/database/arrays';
import type { Database } from '../platform/database/database';
import { type ProblemError, shellProblem } from '../platform/problems/problem';
import { type Place, placeSql, relationsOf, running } from './place';

/** What an actor was let through to: how they stand, and how much they get. */
export interface Admission {
  readonly place: Place;
  readonly relations: readonly Relation[];
  readonly outcome: AccessOutcome;
}

/** Asks the policy. Everything that reads or changes a matter for a person passes here or in the performer, by the same lines. */
export class Access {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
  ) {}

  /** May this role do this at all, where no matter is concerned? */
  byRole(operation: PolicyOperation, actor: Actor): boolean {
    return judge({ operation, role: actor.role, relations: [], classification: 'ordinary' }) === 'full';
  }

  async places(ids: readonly string[], actor: Actor): Promise<Map<string, Place>> {
    const rows = await this.db.rows<Place>({
      name: 'places',
      text: placeSql,
      values: [uuids(ids), actor.person, actor.court],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  judge(operation: PolicyOperation, actor: Actor, place: Place): Admission {
    const relations = relationsOf(place, actor, this.courts);
    const outcome = judge({
      operation,
      role: actor.role,
      relations,
      classification: place.restricted ? 'restricted' : 'ordinary',
      excluded: place.excluded,
    });
    return { place, relations, outcome };
  }

  /** Lets through, or refuses with no more words than the policy allows. */
  async demand(operation: PolicyOperation, id: string, actor: Actor): Promise<Admission> {
    const place = (await this.places([id], actor)).get(id);
    if (!place) throw shellProblem('not-found');
    const admission = this.judge(operation, actor, place);
    if (admission.outcome === 'hidden' || admission.outcome === 'refused') throw this.refusal(admission);
    return admission;
  }

  refusal({ outcome, place, relations }: Admission): ProblemError {
    if (outcome === 'hidden') return shellProblem('not-found');
    if (place.excluded) return shellProblem('excluded');
    return shellProblem(relations.includes('peer') ? 'other-courts-account' : 'not-allowed-here');
  }

  /** Which matter a paper is filed on, and of which kind it is: enough to judge who may read it. */
  async paper(id: string): Promise<{ matter: string; kind: string }> {
    const row = await this.db.one<{ matter: string; kind: string }>({
      text: 'select matter_id as matter, kind from document where id = $1',
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    return row;
  }

  /** The refusal of a command that the performer found not to be this actor's. */
  async whyNot(id: string, actor: Actor): Promise<ProblemError> {
    const place = (await this.places([id], actor)).get(id);
    return place ? this.refusal(this.judge('perform', actor, place)) : shellProblem('not-found');
  }

  /** The same for an account: by the strongest stand to any coordination that has a freeze on it. */
  async demandAccount(operation: 'account' | 'revealAccount', id: string, actor: Actor): Promise<AccessOutcome> {
    const rows = await this.db.rows<Place>({
      text: `select f.id, f.campaign_id as root, f.court, m.lead_court as lead, null as carries, false as challenged, false as appointed,
                      exists (select from restricted_matter where root_id = m.id) as restricted,
                      exists (select from exclusion where root_id = m.id and person_id = $2 and lifted_at is null) as excluded,
                      exists (select from account_freeze k where k.campaign_id = m.id and k.court = $3) as shares,
                      exists (select from access_grant g where g.root_id = m.id and g.court = $3 and ${running}) as granted
                 from account_freeze f join matter m on m.id = f.campaign_id where f.account_id = $1 and f.status <> 'withdrawn'`,
      values: [id, actor.person, actor.court],
    });
    const admissions = rows.map((place) => this.judge(operation, actor, place));
    const best = strength.map((outcome) => admissions.find((one) => one.outcome === outcome)).find((one) => one);
    if (!best) throw shellProblem('not-found');
    if (best.outcome === 'hidden' || best.outcome === 'refused') throw this.refusal(best);
    return best.outcome;
  }
}
