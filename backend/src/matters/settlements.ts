import { type Actor, decide, type Hierarchy, type Refusal } from '@xiezhi/engine';
import { procedures } from '@xiezhi/procedures';
import type { Tx } from '../platform/database/database';
import { uuidv7 } from '../platform/database/uuid';
import { freezeFacts, type FreezeRegister, type FreezeRow, type Settlement } from '../registers/freezes';
import { clockAfter, dueBy, startedBy } from '../deadlines/started';
import { systemActor } from './command';
import { type Decided, headlineOf, of } from './decided';
import type { Draft, Opening } from './draft';

interface Found {
  readonly d: Decided;
  readonly id: string;
}

/** What decisions do to the register, and the items that they open from its rows. */
export class Settlements {
  constructor(
    private readonly registers: FreezeRegister,
    private readonly hierarchy: Hierarchy,
  ) {}

  /** Children of this flush: one per listed freeze, and one per freeze that came to light. A child refused refuses its parent. */
  async children(
    tx: Tx,
    decided: readonly Decided[],
    draft: Draft,
  ): Promise<{ children: Map<Decided, Opening[]>; refusals: Map<Decided, Refusal> }> {
    const children = new Map<Decided, Opening[]>();
    const refusals = new Map<Decided, Refusal>();
    const launching = decided.flatMap((d) => of(d.decision.effects, 'open-children').map((effect) => ({ d, effect })));
    if (launching.length === 0) return { children, refusals };
    const rows = await this.registers.unopened(
      tx,
      launching.map(({ d }) => d.row.id),
      [...new Set(launching.map(({ effect }) => effect.procedure))],
    );
    for (const { d, effect } of launching) {
      const due = clockAfter(d.decision.effects, startedBy(draft.book, d.row, d.decision.effects));
      const mine: Opening[] = [];
      for (const row of rows.filter((r) => r.campaign_id === d.row.id)) {
        const opening = this.openItem(effect.procedure, effect.by, row, effect.shared, d, draft, due);
        if (!('id' in opening)) refusals.set(d, opening);
        else mine.push(opening);
      }
      if (!refusals.has(d)) children.set(d, [...(children.get(d) ?? []), ...mine]);
    }
    return { children, refusals };
  }

  async settle(tx: Tx, draft: Draft, decided: readonly Decided[]): Promise<void> {
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
      const dates = {
        startsAt: d.row.starts_at === null ? null : draft.now,
        dueAt: d.row.due_at?.toISOString() ?? draft.now,
      };
      const opening = this.openItem(d.row.procedure, 'dispatch', row, { issuer, orderNo }, d, draft, dates);
      if (!('id' in opening)) throw new Error(`a found freeze could not be opened: ${opening.code}`);
      draft.open(opening);
    }
  }

  private openItem(
    name: string,
    by: string,
    row: FreezeRow,
    shared: Readonly<Record<string, unknown>>,
    parent: Decided,
    { now, book }: Draft,
    due: { readonly startsAt: string | null; readonly dueAt: string } | undefined,
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
        due: dueBy(book),
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
}
