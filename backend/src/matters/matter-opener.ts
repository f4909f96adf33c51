import { type Actor, faultsOf } from '@xiezhi/engine';
import { procedures } from '@xiezhi/procedures';
import { checkCreditCode, parseCaseNumber } from '@xiezhi/law';
import type { Courts } from '../courts/courts';
import { courtDay } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { claimKey } from '../platform/http/request-keys';
import { inputProblem, shellProblem } from '../platform/problems/problem';
import type { ActionPerformer, Flushed } from './action-performer';

type Wish = { readonly procedure: string; readonly court: string; readonly facts: Record<string, unknown> };
type Fault = { pointer: string; code: string; message: string };

/** Opens a matter by hand, for the own court only. Identifiers among its facts are checked by law, not only by form. */
export class MatterOpener {
  constructor(
    private readonly db: Database,
    private readonly performer: ActionPerformer,
    private readonly courts: Courts,
    private readonly committed: (flushed: Pick<Flushed, 'changes' | 'owed'>) => void,
  ) {}

  async open(wish: Wish, key: string, actor: Actor): Promise<string> {
    const published = procedures.get(wish.procedure);
    if (!published) throw inputProblem([{ pointer: '/procedure', code: 'unknown-procedure', message: '没有这种程序' }]);
    const { procedure } = published;
    if (wish.court !== actor.court || procedure.opens?.by.includes(actor.role) !== true)
      throw shellProblem('not-for-your-role');
    const parsed = procedure.facts.safeParse(wish.facts);
    if (!parsed.success)
      throw inputProblem(
        faultsOf(parsed.error.issues).map((f) => ({
          pointer: `/facts/${f.path.join('/')}`,
          code: 'invalid',
          message: f.message,
        })),
      );
    const facts = parsed.data as Record<string, unknown>;
    const done = await this.db.transaction(async (tx) => {
      const claimed = await claimKey(tx, { person: actor.person, key, wish, resource: uuidv7() });
      if (!claimed.first) return { id: claimed.resource };
      const [clock] = await tx.rows<{ now: Date }>({ text: 'select court_now() as now' });
      const now = clock?.now ?? new Date(0);
      const faults = identifierFaults(facts, this.courts, courtDay(now));
      if (faults.length > 0) throw inputProblem(faults);
      const decision = {
        action: 'open',
        fromStage: procedure.initial,
        input: {},
        effects: [],
        closes: false,
        advances: true,
        next: { stage: procedure.initial, facts, revision: 1, documents: [] },
      };
      const opening = {
        id: claimed.resource,
        procedure: procedure.name,
        version: procedure.version,
        decision,
        parentId: null,
        subjectId: null,
        court: actor.court,
        leadCourt: actor.court,
        headline: procedure.headline(facts as never),
        openedBy: actor.person,
        startsAt: null,
        dueAt: null,
        key: `${actor.person}:${key}`,
        actor,
      };
      return { id: claimed.resource, flushed: await this.performer.open(tx, [opening], now.toISOString()) };
    });
    if (done.flushed) this.committed(done.flushed);
    return done.id;
  }
}

/** 案号 and 统一社会信用代码, wherever the facts carry them under these names. */
export const identifierFaults = (facts: Readonly<Record<string, unknown>>, courts: Courts, today: string): Fault[] => {
  const faults: Fault[] = [];
  const debtor = facts['debtor'] as { creditCode?: unknown } | undefined;
  if (typeof debtor?.creditCode === 'string') {
    const checked = checkCreditCode(debtor.creditCode);
    if (!checked.ok) faults.push({ pointer: '/facts/debtor/creditCode', code: checked.code, message: checked.message });
  }
  if (typeof facts['caseNo'] === 'string') {
    const checked = parseCaseNumber(facts['caseNo'], { courts: courts.registry, today });
    if (!checked.ok) faults.push({ pointer: '/facts/caseNo', code: checked.code, message: checked.message });
  }
  return faults;
};
