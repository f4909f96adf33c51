import { judge } from '@xiezhi/contract';
import {
  type Context,
  decide,
  fileDocument,
  type Hierarchy,
  type Refusal,
  summariesOf,
  touchesAccount,
} from '@xiezhi/engine';
import type { RuleBook } from '@xiezhi/law';
import { published } from '@xiezhi/procedures';
import { standingRelations } from '../access/place';
import { dueBy } from '../deadlines/started';
import type { LawBook } from '../rules/law-book';
import { texts, uuids } from '../platform/database/arrays';
import type { Database, Tx } from '../platform/database/database';
import type { FreezeRegister } from '../registers/freezes';
import type { Change, Command, Outcome, ShellRefusal, Unit } from './command';
import { type Decided, headlineOf, procedureOf } from './decided';
import { Draft, type Opening } from './draft';
import { type MatterRow, snapshotOf, standingOf } from './matter-row';
import { Settlements } from './settlements';
import { writeDraft } from './write-draft';

/** Action names that any procedure declares to touch an account; their accounts are locked before the matters. */
const touching = new Set(
  published.flatMap(({ procedure }) =>
    Object.keys(procedure.actions).filter((name) => touchesAccount(procedure, name)),
  ),
);

type Verdict = Outcome | Decided;
const isOutcome = (verdict: Verdict): verdict is Outcome => 'ok' in verdict;
const refused = (refusal: Refusal | ShellRefusal): Outcome => ({ ok: false, refusal });

/** What a flush did: an answer for each command of each unit, and what to tell the world after the commit. */
export interface Flushed {
  readonly outcomes: readonly (readonly Outcome[])[];
  readonly changes: readonly Change[];
  readonly owed: number;
}

/**
 * The one way a matter changes. Takes a list; a single command is a list of one. One transaction:
 * lock accounts, lock matters, look for answered keys, count summaries, decide in memory, settle the registers, write all at once.
 * A refusal writes nothing and does not disturb its neighbours.
 */
export class ActionPerformer {
  private readonly settlements: Settlements;

  constructor(
    private readonly db: Database,
    private readonly registers: FreezeRegister,
    private readonly hierarchy: Hierarchy & { superiorOf(court: string): string },
    private readonly law: LawBook,
  ) {
    this.settlements = new Settlements(registers, hierarchy);
  }

  perform(units: readonly Unit[]): Promise<Flushed> {
    return this.db.transaction(async (tx) => {
      const commands = units.flatMap((unit) => unit.commands);
      const accounts = commands.filter((command) => touching.has(command.action));
      if (accounts.length > 0)
        await this.registers.lockAccounts(
          tx,
          accounts.map((command) => command.matterId),
        );
      const { rows, now, edition } = await this.lock(tx, commands);
      const book = await this.law.at(tx, edition);
      for (const unit of units) await unit.before?.(tx);
      const answered = await this.answered(tx, commands);
      const summaries = await this.summaries(tx, commands, rows);
      const verdicts = commands.map((command) =>
        this.judge(command, rows.get(command.matterId), answered, summaries, now, book),
      );
      const draft = this.draft(now, book);
      const outcomes = await this.carryOut(tx, draft, verdicts);
      const owed = draft.entries.length === 0 ? 0 : await writeDraft(tx, draft);
      const byUnit = split(units, outcomes);
      for (const [i, unit] of units.entries()) await unit.within?.(tx, byUnit[i] ?? []);
      await leaveTraces(tx, units, byUnit);
      return { outcomes: byUnit, changes: draft.changes, owed };
    });
  }

  /** Opens matters that nobody opened before, each already decided. Used by `MatterOpener`. */
  async open(tx: Tx, openings: readonly Opening[], now: string): Promise<{ changes: readonly Change[]; owed: number }> {
    const draft = this.draft(now, this.law.current);
    for (const opening of openings) draft.open(opening);
    return { owed: await writeDraft(tx, draft), changes: draft.changes };
  }

  private draft(now: string, book: RuleBook): Draft {
    return new Draft(now, book, (court) => this.hierarchy.superiorOf(court));
  }

  private async lock(
    tx: Tx,
    commands: readonly Command[],
  ): Promise<{ rows: Map<string, LockedRow>; now: string; edition: number }> {
    const rows = await tx.rows<LockedRow>({
      name: 'lock-matters',
      text: `select m.*, (select court_now()) as now, (select edition from law_edition) as edition,
                    (select array_agg(person_id) from exclusion where root_id = coalesce(m.parent_id, m.id) and lifted_at is null) as excluded,
                    exists (select from restricted_matter where root_id = coalesce(m.parent_id, m.id)) as restricted
               from matter m where m.id = any($1::uuid[]) order by m.id for update of m`,
      values: [uuids(commands.map((command) => command.matterId))],
    });
    return {
      rows: new Map(rows.map((row) => [row.id, row])),
      now: (rows[0]?.now ?? new Date(0)).toISOString(),
      edition: rows[0]?.edition ?? 0,
    };
  }

  /** Keys are looked up after the lock: before it, two copies of one request both find nothing. */
  private async answered(tx: Tx, commands: readonly Command[]): Promise<Map<string, Answered>> {
    const rows = await tx.rows<Answered>({
      name: 'answered-keys',
      text: `select d.matter_id, d.key, d.revision, d.to_stage, d.action, d.input, d.at, d.facts_after as facts
               from unnest($1::uuid[], $2::text[]) as k(matter_id, key) join docket_entry d using (matter_id, key)`,
      values: [uuids(commands.map((c) => c.matterId)), texts(commands.map((c) => c.key))],
    });
    for (const row of rows) await this.recall(tx, row);
    return new Map(rows.map((row) => [`${row.matter_id} ${row.key}`, row]));
  }

  /** The facts and papers as they were after an entry, for an answer given again. */
  private async recall(tx: Tx, row: Answered): Promise<void> {
    const [then] = await tx.rows<{ facts: Record<string, unknown>; documents: string[] }>({
      text: `select (select facts_after from docket_entry where matter_id = $1 and revision <= $2 and facts_after is not null order by revision desc limit 1) as facts,
                    array(select distinct input ->> 'kind' from docket_entry where matter_id = $1 and revision <= $2 and action = 'fileDocument') as documents`,
      values: [row.matter_id, row.revision],
    });
    row.facts = then?.facts ?? {};
    row.documents = then?.documents ?? [];
  }

  private async summaries(
    tx: Tx,
    commands: readonly Command[],
    rows: ReadonlyMap<string, MatterRow>,
  ): Promise<Map<string, unknown>> {
    const campaigns = commands.filter((command) => {
      const row = rows.get(command.matterId);
      return row !== undefined && summariesOf(procedureOf(row), command.action).includes('freezes');
    });
    return campaigns.length === 0
      ? new Map()
      : this.registers.summaries(tx, [...new Set(campaigns.map((c) => c.matterId))]);
  }

  private judge(
    command: Command,
    row: LockedRow | undefined,
    answered: ReadonlyMap<string, Answered>,
    summaries: ReadonlyMap<string, unknown>,
    now: string,
    book: RuleBook,
  ): Verdict {
    if (!row) return refused({ code: 'not-found' });
    const standing = standingOf(row, command.actor, this.hierarchy);
    if (!mayPerform(command, row, this.hierarchy)) return refused({ code: 'not-yours', matterId: row.id });
    const before = answered.get(`${row.id} ${command.key}`);
    if (before) return replay(command, row, before);
    if (command.revision !== undefined && command.revision !== row.revision)
      return refused({ code: 'stale-revision', revision: row.revision });
    const procedure = procedureOf(row);
    const context: Context = {
      now,
      actor: command.actor,
      standing,
      hierarchy: this.hierarchy,
      due: dueBy(book),
      summaries: { freezes: summaries.get(row.id) },
    };
    const decision = decide(procedure, snapshotOf(row), command, context);
    return decision.ok ? { command, row, procedure, decision: decision.value } : refused(decision.refusal);
  }

  private async carryOut(tx: Tx, draft: Draft, verdicts: readonly Verdict[]): Promise<Outcome[]> {
    const decided = verdicts.filter((verdict): verdict is Decided => !isOutcome(verdict));
    const { children, refusals } = await this.settlements.children(tx, decided, draft);
    const standing = decided.filter((d) => !refusals.has(d));
    const after = new Map(
      standing.map((d) => [
        d,
        draft.move(d.row, d.command, d.decision, headlineOf(d.procedure, d.decision.next.facts)),
      ]),
    );
    for (const openings of children.values()) openings.forEach((opening) => draft.open(opening));
    await this.settlements.settle(tx, draft, standing);
    return verdicts.map((verdict) => {
      if (isOutcome(verdict)) return verdict;
      const refusal = refusals.get(verdict);
      if (refusal) return refused(refusal);
      const opened = children.get(verdict)?.length ?? 0;
      return { ok: true, row: after.get(verdict) ?? verdict.row, at: new Date(draft.now), replayed: false, opened };
    });
  }
}

/** A matter under lock, with what the policy asks besides its courts. */
interface LockedRow extends MatterRow {
  readonly now: Date;
  readonly edition: number;
  readonly excluded: string[] | null;
  readonly restricted: boolean;
}

/** The policy's word on acting at all; the procedure decides on what. The system is bound by procedures only. */
const mayPerform = ({ actor, action }: Command, row: LockedRow, hierarchy: Hierarchy): boolean =>
  actor.role === 'system' ||
  judge({
    operation: action === fileDocument ? 'fileDocument' : 'perform',
    role: actor.role,
    relations: standingRelations({ court: row.court, lead: row.lead_court }, actor, hierarchy),
    classification: row.restricted ? 'restricted' : 'ordinary',
    excluded: row.excluded?.includes(actor.person) ?? false,
  }) === 'full';

interface Answered {
  readonly matter_id: string;
  readonly key: string;
  readonly revision: number;
  readonly to_stage: string;
  readonly action: string;
  readonly input: unknown;
  readonly at: Date;
  facts: Record<string, unknown>;
  documents: string[];
}

/** The same key and the same wish: answered as the first time. The same key for another wish is a mistake of the caller. */
const replay = (command: Command, row: MatterRow, before: Answered): Outcome =>
  command.action === before.action && sameJson(command.input ?? {}, before.input)
    ? {
        ok: true,
        at: before.at,
        replayed: true,
        opened: 0,
        row: {
          ...row,
          stage: before.to_stage,
          revision: before.revision,
          facts: before.facts,
          documents: before.documents,
          moved_at: before.at,
        },
      }
    : refused({ code: 'key-reused' });

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value;

const leaveTraces = async (
  tx: Tx,
  units: readonly Unit[],
  outcomes: readonly (readonly Outcome[])[],
): Promise<void> => {
  const all = units.flatMap((unit, i) =>
    (unit.traces ?? []).map(({ scribe, what }) => ({ scribe, left: { what, outcomes: outcomes[i] ?? [] } })),
  );
  for (const [scribe, traces] of Map.groupBy(all, (one) => one.scribe))
    await scribe.write(
      tx,
      traces.map(({ left }) => left),
    );
};

const split = (units: readonly Unit[], outcomes: readonly Outcome[]): Outcome[][] => {
  let from = 0;
  return units.map((unit) => outcomes.slice(from, (from += unit.commands.length)));
};
