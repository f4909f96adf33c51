import { type Actor, type Decision, type Effect, isQueued, type QueuedEffect } from '@xiezhi/engine';
import type { RuleBook } from '@xiezhi/law';
import { clockAfter, type Started, startedBy } from '../deadlines/started';
import { type ChainedEntry, chainHash, noHash } from '../docket/chain';
import { uuidv7 } from '../platform/database/uuid';
import type { Change, Command } from './command';
import type { MatterRow } from './matter-row';

/** A matter that does not exist yet: opened in this transaction, already carried through its first action. */
export interface Opening {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly decision: Decision;
  readonly parentId: string | null;
  readonly subjectId: string | null;
  readonly court: string;
  readonly leadCourt: string;
  readonly headline: {
    readonly title: string;
    readonly caseNo: string;
    readonly accountTail?: string;
    readonly bank?: string;
  };
  readonly openedBy: string | null;
  readonly startsAt: string | null;
  readonly dueAt: string | null;
  readonly key: string;
  readonly actor: Actor;
}

export interface Moved {
  readonly row: MatterRow;
  readonly decision: Decision;
  readonly headline: Opening['headline'];
  readonly court: string;
  /** null: as before. */
  readonly facts: string | null;
  readonly startsAt: string | null;
  readonly dueAt: string | null;
  readonly hash: Buffer;
}

export interface Entry extends ChainedEntry {
  readonly hash: Buffer;
}

export interface Owed {
  readonly kind: string;
  readonly matterId: string | null;
  readonly payload: Record<string, unknown>;
}

interface Addressed {
  readonly court: string;
  readonly by: string;
  readonly matters: string[];
}

/** Where one matter is counted on the boards. */
interface Counted {
  readonly campaign: string;
  readonly court: string;
  readonly stage: string;
  readonly procedure: string;
  readonly lead: string;
}

interface Followed {
  readonly id: string;
  readonly parentId: string | null;
  readonly court: string;
  readonly leadCourt: string;
  readonly actor: Actor;
}

const chunk = 64;
/** Everything one transaction is going to write, gathered in memory and written with one statement. */
export class Draft {
  readonly opened: Opening[] = [];
  readonly openedHashes: Buffer[] = [];
  readonly openedFacts: string[] = [];
  readonly moved: Moved[] = [];
  readonly entries: Entry[] = [];
  readonly changes: Change[] = [];
  readonly deadlines: (Started & { readonly id: string; readonly matterId: string })[] = [];
  /** No name: all of a matter that closes. */
  readonly lifted: { matterId: string; name: string | null }[] = [];
  private readonly deltas = new Map<string, number>();
  /** By letter, then by court and whose deed it was. */
  private readonly notices = new Map<string, Map<string, Addressed>>();
  private readonly reports = new Map<string, Owed>();
  private readonly owed: Owed[] = [];
  private readonly actors = new Map<Actor, string>();
  /** Courts that are told of new items: one word for all of a coordination, for nobody watches yet what did not exist. */
  private readonly told = new Set<string>();

  constructor(
    readonly now: string,
    readonly book: RuleBook,
    private readonly superiorOf: (court: string) => string,
  ) {}

  /** A decided command on an existing matter. `rename` is the headline its new facts give. */
  move(row: MatterRow, command: Command, decision: Decision, rename: Opening['headline']): MatterRow {
    const moveTo = decision.effects.find((effect) => effect.kind === 'move-to-court');
    const started = startedBy(this.book, row, decision.effects);
    const due = clockAfter(decision.effects, started);
    const court = moveTo ? moveTo.court : row.court;
    const newFacts = decision.next.facts === row.facts ? null : JSON.stringify(decision.next.facts);
    const hash = this.enter(row.id, row.head_hash, decision, command.actor, command.key, newFacts);
    this.moved.push({
      row,
      decision,
      headline: rename,
      court,
      facts: newFacts,
      startsAt: due?.startsAt ?? null,
      dueAt: due?.dueAt ?? null,
      hash,
    });
    const { procedure, lead_court: lead } = row;
    const campaign = row.parent_id ?? row.id;
    this.count({ campaign, court: row.court, stage: row.stage, procedure, lead }, -1);
    this.count({ campaign, court, stage: decision.next.stage, procedure, lead }, 1);
    this.note(row.id, row.parent_id, row.procedure, decision, court, row.lead_court);
    this.follow(
      decision.effects,
      { id: row.id, parentId: row.parent_id, court, leadCourt: row.lead_court, actor: command.actor },
      started,
    );
    if (decision.closes && row.closed_at === null) this.lifted.push({ matterId: row.id, name: null });
    const { stage, facts, revision, documents } = decision.next;
    const now = new Date(this.now);
    return {
      ...row,
      stage,
      facts: facts as Record<string, unknown>,
      revision,
      documents: [...documents],
      court,
      title: rename.title,
      case_no: rename.caseNo,
      moved_at: decision.advances ? now : row.moved_at,
      closed_at: decision.closes ? (row.closed_at ?? now) : null,
      head_hash: hash,
      ...(due ? { starts_at: due.startsAt === null ? null : new Date(due.startsAt), due_at: new Date(due.dueAt) } : {}),
    };
  }

  open(opening: Opening): void {
    this.opened.push(opening);
    const facts = JSON.stringify(opening.decision.next.facts);
    this.openedFacts.push(facts);
    this.openedHashes.push(this.enter(opening.id, noHash, opening.decision, opening.actor, opening.key, facts));
    const campaign = opening.parentId ?? opening.id;
    const { court, leadCourt: lead, procedure } = opening;
    this.count({ campaign, court, stage: opening.decision.next.stage, procedure, lead }, 1);
    const place = `${campaign} ${court}`;
    if (opening.parentId === null || !this.told.has(place)) {
      this.told.add(place);
      this.note(opening.id, opening.parentId, opening.procedure, opening.decision, opening.court, opening.leadCourt);
    }
    this.follow(opening.decision.effects, opening, startedBy(this.book, opening, opening.decision.effects));
  }

  owe(owed: Owed): void {
    this.owed.push(owed);
  }

  /** What is to be put into the outbox: notices in chunks of at most 64 items, cut along courts; one report for each parent. */
  outbox(): Owed[] {
    return [
      ...this.owed,
      ...this.reports.values(),
      ...[...this.notices].flatMap(([letter, courts]) => noticesOf(letter, courts)),
    ];
  }

  counts(): (Counted & { n: number })[] {
    return [...this.deltas].flatMap(([key, n]) => {
      const [campaign = '', court = '', stage = '', procedure = '', lead = ''] = key.split(' ');
      return n === 0 ? [] : [{ campaign, court, stage, procedure, lead, n }];
    });
  }

  private count({ campaign, court, stage, procedure, lead }: Counted, n: number): void {
    const key = `${campaign} ${court} ${stage} ${procedure} ${lead}`;
    this.deltas.set(key, (this.deltas.get(key) ?? 0) + n);
  }

  private enter(
    id: string,
    head: Buffer,
    decision: Decision,
    actor: Actor,
    key: string,
    factsAfter: string | null,
  ): Buffer {
    const entry = {
      matterId: id,
      revision: decision.next.revision,
      action: decision.action,
      actor: this.written(actor),
      fromStage: decision.fromStage,
      toStage: decision.next.stage,
      input: JSON.stringify(decision.input),
      factsAfter,
      key,
      at: this.now,
    };
    const hash = chainHash(head, entry);
    this.entries.push({ ...entry, hash });
    return hash;
  }

  /** One actor takes hundreds of steps in a flush. */
  private written(actor: Actor): string {
    const text = this.actors.get(actor) ?? JSON.stringify(actor);
    this.actors.set(actor, text);
    return text;
  }

  private note(
    id: string,
    parent: string | null,
    procedure: string,
    decision: Decision,
    court: string,
    lead: string,
  ): void {
    const { revision, stage } = decision.next;
    this.changes.push({ matter: id, parent, procedure, revision, stage, court, lead });
  }

  private follow(effects: readonly Effect[], of: Followed, started: readonly Started[]): void {
    for (const one of started) this.deadlines.push({ id: uuidv7(), matterId: of.id, ...one });
    for (const effect of effects) {
      if (effect.kind === 'lift-deadline') this.lifted.push({ matterId: of.id, name: effect.name });
      else if (isQueued(effect)) this.queue(effect, of);
    }
  }

  private addressed(court: string, { court: handling, leadCourt }: Followed): string {
    if (court === 'superior') return this.superiorOf(handling);
    return court === 'handling' ? handling : court === 'lead' ? leadCourt : court;
  }

  private queue(effect: QueuedEffect, of: Followed): void {
    if (effect.kind === 'notify-court') {
      const court = this.addressed(effect.court, of);
      const courts = this.notices.get(effect.letter) ?? new Map<string, Addressed>();
      const key = `${court} ${of.actor.person}`;
      const addressed = courts.get(key) ?? { court, by: of.actor.person, matters: [] };
      // One deed may tell a court of a matter twice, as superior and as lead; the second word follows at once.
      if (addressed.matters.at(-1) !== of.id) addressed.matters.push(of.id);
      this.notices.set(effect.letter, courts.set(key, addressed));
    } else if (effect.kind === 'report-to-parent') {
      if (of.parentId === null) return;
      const { kind, action } = effect;
      this.reports.set(`${of.parentId} ${action}`, { kind, matterId: of.parentId, payload: { action } });
    } else if (effect.kind === 'tell-matter') {
      this.owe({ kind: effect.kind, matterId: effect.matter, payload: { action: effect.action } });
    } else {
      const { kind, ...payload } = effect;
      this.owe({ kind, matterId: of.id, payload });
    }
  }
}

/** Letters of one kind: a court's items stay together while they fit into one chunk. */
const noticesOf = (letter: string, courts: ReadonlyMap<string, Addressed>): Owed[] => {
  const owed: Owed[] = [];
  let to: { court: string; by: string; matters: readonly string[] }[] = [];
  let size = 0;
  const cut = (): void => {
    if (to.length > 0) owed.push({ kind: 'notify-court', matterId: null, payload: { letter, to } });
    to = [];
    size = 0;
  };
  for (const { court, by, matters: all } of courts.values())
    for (let from = 0; from < all.length; from += chunk) {
      const matters = all.slice(from, from + chunk);
      if (size + matters.length > chunk) cut();
      to.push({ court, by, matters });
      size += matters.length;
    }
  cut();
  return owed;
};
