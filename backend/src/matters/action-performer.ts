import {
  type Actor,
  type AnyProcedure,
  type Context,
  decide,
  type Decision,
  type Effect,
  type Headline,
  type Hierarchy,
  type Refusal,
  summariesOf,
  touchesAccount,
} from '@xiezhi/engine';
import { procedures, published } from '@xiezhi/procedures';
import type { Database, Tx } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { freezeFacts, type FreezeRegister, type FreezeRow, type Settlement } from '../registers/freezes';
import { type Change, type Command, type Outcome, type ShellRefusal, systemActor, type Unit } from './command';
import { Draft, type Opening } from './draft';
import { type MatterRow, snapshotOf, standingOf } from './matter-row';
import { writeDraft } from './write-draft';

export const procedureOf = (row: { procedure: string; version: number }): AnyProcedure => {
  const found = procedures.get(`${row.procedure}@${row.version}`);
  if (!found) throw new Error(`procedure ${row.procedure} version ${row.version} is not here`);
  return found.procedure;
};

const headlineOf = (procedure: AnyProcedure, facts: unknown): Headline => procedure.headline(facts as never);

/** Action names that any procedure declares to touch an account; their accounts are locked before the matters. */
const touching = new Set(
  published.flatMap(({ procedure }) =>
    Object.keys(procedure.actions).filter((name) => touchesAccount(procedure, name)),
  ),
);

interface Decided {
  readonly command: Command;
  readonly row: MatterRow;
  readonly procedure: AnyProcedure;
  readonly decision: Decision;
}

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
  constructor(
    private readonly db: Database,
    private readonly registers: FreezeRegister,
    private readonly hierarchy: Hierarchy,
  ) {}

  perform(units: readonly Unit[]): Promise<Flushed> {
    return this.db.transaction(async (tx) => {
      const commands = units.flatMap((unit) => unit.commands);
      const accounts = commands.filter((command) => touching.has(command.action));
      if (accounts.length > 0)
        await this.registers.lockAccounts(
          tx,
          accounts.map((command) => command.matterId),
        );
      const { rows, now } = await this.lock(tx, commands);
      for (const unit of units) await unit.before?.(tx);
      const answered = await this.answered(tx, commands);
      const summaries = await this.summaries(tx, commands, rows);
      const verdicts = commands.map((command) =>
        this.judge(command, rows.get(command.matterId), answered, summaries, now),
      );
      const draft = new Draft(now);
      const outcomes = await this.carryOut(tx, draft, verdicts);
      const owed = draft.entries.length === 0 ? 0 : await writeDraft(tx, draft);
      if (draft.opened.length > 0) await this.join(tx, draft.opened);
      const byUnit = split(units, outcomes);
      for (const [i, unit] of units.entries()) await unit.within?.(tx, byUnit[i] ?? []);
      return { outcomes: byUnit, changes: draft.changes, owed };
    });
  }

  /** Opens matters that nobody opened before, each already decided. Used by `MatterOpener`. */
  async open(tx: Tx, openings: readonly Opening[], now: string): Promise<{ changes: readonly Change[]; owed: number }> {
    const draft = new Draft(now);
    for (const opening of openings) draft.open(opening);
    return { owed: await writeDraft(tx, draft), changes: draft.changes };
  }

  private async lock(tx: Tx, commands: readonly Command[]): Promise<{ rows: Map<string, MatterRow>; now: string }> {
    const rows = await tx.rows<MatterRow & { now: Date }>({
      name: 'lock-matters',
      text: 'select *, (select court_now()) as now from matter where id = any($1::uuid[]) order by id for update',
      values: [commands.map((command) => command.matterId)],
    });
    return { rows: new Map(rows.map((row) => [row.id, row])), now: (rows[0]?.now ?? new Date(0)).toISOString() };
  }

  /** Keys are looked up after the lock: before it, two copies of one request both find nothing. */
  private async answered(tx: Tx, commands: readonly Command[]): Promise<Map<string, Answered>> {
    const rows = await tx.rows<Answered>({
      name: 'answered-keys',
      text: `select d.matter_id, d.key, d.revision, d.to_stage, d.action, d.input, d.at, d.facts_after as facts
               from unnest($1::uuid[], $2::text[]) as k(matter_id, key) join docket_entry d using (matter_id, key)`,
      values: [commands.map((c) => c.matterId), commands.map((c) => c.key)],
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
    row: MatterRow | undefined,
    answered: ReadonlyMap<string, Answered>,
    summaries: ReadonlyMap<string, unknown>,
    now: string,
  ): Verdict {
    if (!row) return refused({ code: 'not-found' });
    const standing = standingOf(row, command.actor, this.hierarchy);
    if (standing.length === 0) return refused({ code: 'not-yours', matterId: row.id });
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
      summaries: { freezes: summaries.get(row.id) },
    };
    const decision = decide(procedure, snapshotOf(row), command, context);
    return decision.ok ? { command, row, procedure, decision: decision.value } : refused(decision.refusal);
  }

  private async carryOut(tx: Tx, draft: Draft, verdicts: readonly Verdict[]): Promise<Outcome[]> {
    const decided = verdicts.filter((verdict): verdict is Decided => !isOutcome(verdict));
    const { children, refusals } = await this.children(tx, decided, draft.now);
    const standing = decided.filter((d) => !refusals.has(d));
    const after = new Map(
      standing.map((d) => [
        d,
        draft.move(d.row, d.command, d.decision, headlineOf(d.procedure, d.decision.next.facts)),
      ]),
    );
    for (const opening of children) draft.open(opening);
    await this.settleRegisters(tx, draft, standing);
    return verdicts.map((verdict) => {
      if (isOutcome(verdict)) return verdict;
      const refusal = refusals.get(verdict);
      if (refusal) return refused(refusal);
      return { ok: true, row: after.get(verdict) ?? verdict.row, at: new Date(draft.now), replayed: false };
    });
  }

  /** Children of this flush: one per listed freeze, and one per freeze that came to light. A child refused refuses its parent. */
  private async children(
    tx: Tx,
    decided: readonly Decided[],
    now: string,
  ): Promise<{ children: Opening[]; refusals: Map<Decided, Refusal> }> {
    const children: Opening[] = [];
    const refusals = new Map<Decided, Refusal>();
    const launching = decided.flatMap((d) => of(d.decision.effects, 'open-children').map((effect) => ({ d, effect })));
    if (launching.length === 0) return { children, refusals };
    const rows = await this.registers.unopened(
      tx,
      launching.map(({ d }) => d.row.id),
    );
    for (const { d, effect } of launching) {
      const due = of(d.decision.effects, 'set-due')[0];
      const mine: Opening[] = [];
      for (const row of rows.filter((r) => r.campaign_id === d.row.id)) {
        const opening = this.openItem(effect.procedure, effect.by, row, effect.shared, d, now, due);
        if (!('id' in opening)) refusals.set(d, opening);
        else mine.push(opening);
      }
      if (!refusals.has(d)) children.push(...mine);
    }
    return { children, refusals };
  }

  private openItem(
    name: string,
    by: string,
    row: FreezeRow,
    shared: Readonly<Record<string, unknown>>,
    parent: Decided,
    now: string,
    due: { readonly startsAt: string; readonly dueAt: string } | undefined,
  ): Opening | Refusal {
    const found = procedures.get(name);
    if (!found) throw new Error(`procedure ${name} is not here`);
    const { procedure } = found;
    const actor: Actor = systemActor(parent.command.actor.court);
    const facts = freezeFacts(row, shared);
    const decision = decide(
      procedure,
      { stage: procedure.initial, facts, revision: 0, documents: [] },
      { action: by, input: {} },
      {
        now,
        actor,
        standing: ['system'],
        hierarchy: this.hierarchy,
        summaries: {},
      },
    );
    if (!decision.ok) return decision.refusal;
    return {
      id: uuidv7(),
      procedure: procedure.name,
      version: procedure.version,
      decision: decision.value,
      parentId: parent.row.parent_id ?? parent.row.id,
      subjectId: row.id,
      court: row.court,
      leadCourt: parent.row.lead_court,
      headline: headlineOf(procedure, facts),
      openedBy: null,
      startsAt: due?.startsAt ?? null,
      dueAt: due?.dueAt ?? null,
      key: `open-${row.id}`,
      actor,
    };
  }

  private join(tx: Tx, openings: readonly Opening[]): Promise<void> {
    return this.registers.join(
      tx,
      openings.flatMap((o) => (o.subjectId === null ? [] : [{ freeze: o.subjectId, matter: o.id }])),
    );
  }

  private async settleRegisters(tx: Tx, draft: Draft, decided: readonly Decided[]): Promise<void> {
    const about = (d: Decided): string => d.row.subject_id ?? '';
    const moves = decided.flatMap((d) =>
      of(d.decision.effects, 'move-to-court').map(({ court }) => ({ freeze: about(d), court })),
    );
    if (moves.length > 0) await this.registers.move(tx, moves);
    const found = await this.addFound(tx, decided);
    const rounds = decided.flatMap((d) =>
      of(d.decision.effects, 'settle-freeze').map((effect, round) => ({
        round,
        freeze: about(d),
        outcome: effect.outcome,
      })),
    );
    for (const round of new Set(rounds.map((r) => r.round))) {
      const settlements: Settlement[] = rounds.filter((r) => r.round === round);
      const { woken, rested } = await this.registers.settle(tx, settlements);
      for (const matter of woken) draft.owe({ kind: 'tell-matter', matterId: matter, payload: { action: 'wake' } });
      for (const matter of rested) draft.owe({ kind: 'tell-matter', matterId: matter, payload: { action: 'rest' } });
    }
    await this.openFound(tx, draft, found);
  }

  /** Freezes that came to light join the register before the others are settled, so that an account they hold does not count as free. */
  private async addFound(tx: Tx, decided: readonly Decided[]): Promise<Found[]> {
    const found = decided.flatMap((d) =>
      of(d.decision.effects, 'add-freeze').map((effect) => ({ d, effect, id: uuidv7() })),
    );
    if (found.length === 0) return [];
    const subjects = await this.registers.byId(
      tx,
      found.map(({ d }) => d.row.subject_id ?? ''),
    );
    await this.registers.add(
      tx,
      found.map(({ d, effect, id }) => {
        const subject = subjects.find((row) => row.id === d.row.subject_id);
        if (!subject) throw new Error('the freeze of this matter is not in the register');
        return {
          id,
          account_id: subject.account_id,
          campaign_id: subject.campaign_id,
          court: effect.court,
          case_no: effect.caseNo,
          limit_fen: effect.limit.replace('.', ''),
          actual_fen: '0',
        };
      }),
    );
    return found;
  }

  private async openFound(tx: Tx, draft: Draft, found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    const rows = await this.registers.byId(
      tx,
      found.map(({ id }) => id),
    );
    for (const { d, id } of found) {
      const row = rows.find((one) => one.id === id);
      if (!row) throw new Error('a freeze was added and is not there');
      const { issuer, orderNo } = d.row.facts;
      const dates = { startsAt: draft.now, dueAt: d.row.due_at?.toISOString() ?? draft.now };
      const opening = this.openItem(d.row.procedure, 'dispatch', row, { issuer, orderNo }, d, draft.now, dates);
      if (!('id' in opening)) throw new Error(`a found freeze could not be opened: ${opening.code}`);
      draft.open(opening);
    }
  }
}

interface Found {
  readonly d: Decided;
  readonly id: string;
}

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

const of = <K extends Effect['kind']>(effects: readonly Effect[], kind: K): Extract<Effect, { kind: K }>[] =>
  effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);

const split = (units: readonly Unit[], outcomes: readonly Outcome[]): Outcome[][] => {
  let from = 0;
  return units.map((unit) => outcomes.slice(from, (from += unit.commands.length)));
};
