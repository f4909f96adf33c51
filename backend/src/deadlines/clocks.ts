import type { Actor, ClockAction, Instant } from '@xiezhi/engine';
import { hoursBetween, later, type LedgerEntry, type Proof, type RuleBook } from '@xiezhi/law';
import type { Command } from '../matters/command';
import { systemActor } from '../matters/command';
import type { Performed } from '../matters/command';
import type { Commands } from '../matters/commands';
import { nameOf } from '../matters/matter-reader';
import type { Database, Tx } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { LawBook } from '../rules/law-book';
import { type DeadlineFound, deadlinesOf, openDeadlines } from './deadline-row';

export interface Wish {
  readonly reason: string;
  readonly paper: string;
  readonly length?: number;
}
export interface Asker {
  readonly actor: Actor;
  readonly key: string;
  readonly revision: number;
}
type Kind = LedgerEntry['kind'];

const actionOf: Readonly<Record<Kind, ClockAction>> = {
  suspend: 'suspendDeadline',
  resume: 'resumeDeadline',
  extend: 'extendDeadline',
  recount: 'recountDeadline',
};

/** A deadline after one more line of its ledger. */
interface Recounted {
  readonly deadline: DeadlineFound;
  readonly entry: LedgerEntry;
  readonly proof: Proof;
}

/**
 * 中止、恢复、延长、重算. The date is counted before the command and goes into the docket with it; the revision that the
 * command names guards that nothing of the ledger moved in between, for every line of it is an entry of the same docket.
 */
export class Clocks {
  constructor(
    private readonly db: Database,
    private readonly law: LawBook,
    private readonly commands: Commands,
  ) {}

  /** undefined: this key was answered before, and the matter is as it left it. */
  async adjust(kind: Kind, matter: string, deadline: string, wish: Wish, asker: Asker): Promise<Performed | undefined> {
    const { actor, key, revision } = asker;
    const done = await this.db.one({
      text: 'select 1 from docket_entry where matter_id = $1 and key = $2',
      values: [matter, key],
    });
    if (done) return undefined;
    const all = await deadlinesOf(this.db, matter);
    const main = all.find(({ id }) => id === deadline);
    if (!main) throw shellProblem('no-such-deadline');
    const book = await this.law.fresh(this.db);
    mayAdjust(kind, main, wish.length ?? 0, book);
    const [clock] = await this.db.rows<{ now: Date }>({ text: 'select court_now() as now' });
    const entry: LedgerEntry = {
      kind,
      at: (clock?.now ?? new Date(0)).toISOString(),
      length: wish.length ?? null,
      by: nameOf(actor),
      reason: wish.reason,
      paper: wish.paper,
    };
    const recounted = [main, ...all.filter((one) => one.follows === main.name && isRunning(one))].map(
      (one): Recounted => ({ deadline: one, entry, proof: book.settle(one.budget, [...one.ledger, entry]) }),
    );
    const command: Command = {
      matterId: matter,
      action: actionOf[kind],
      input: inputOf(main, recounted[0]?.proof, wish),
      key,
      actor,
      revision,
      internal: true,
    };
    return this.commands.performWith(command, {
      within: async (tx, [outcome]) => {
        if (outcome?.ok === true && !outcome.replayed) for (const one of recounted) await write(tx, one);
      },
    });
  }

  /**
   * 重新计算: dates that the calendar did not know and now knows are counted again, and said so in the docket, also where they did
   * not move. Found by their mark and not by who published: a process that dies in the middle leaves the rest to the next look.
   */
  async recountKnown(): Promise<number> {
    const marked = await openDeadlines(
      this.db,
      `d.provisional and d.follows is null
         and extract(year from (d.due_at - interval '1 second') at time zone 'Asia/Shanghai') <= (select max(year) from calendar_year where status = 'published')`,
    );
    if (marked.length === 0) return 0;
    const book = await this.law.fresh(this.db);
    const known = marked.filter(({ budget, ledger }) => !book.settle(budget, ledger).provisional);
    for (const { id, matterId, ledger } of known) {
      const row = await this.db.one<{ revision: number }>({
        text: 'select revision from matter where id = $1 and closed_at is null',
        values: [matterId],
      });
      if (!row) continue;
      const asker = { actor: systemActor(spc), key: `recount-${id}-${ledger.length}`, revision: row.revision };
      const wish = { reason: '放假安排公布，重新计算', paper: `放假安排至 ${book.calendar.horizon}` };
      await this.adjust('recount', matterId, id, wish, asker);
    }
    return known.length;
  }
}

const spc = '最高法';
const isRunning = ({ status }: DeadlineFound): boolean => status === 'open' || status === 'suspended';

const mayAdjust = (kind: Kind, { status, budget, ledger }: DeadlineFound, length: number, book: RuleBook): void => {
  if (status === 'fired' || status === 'lifted') throw shellProblem('deadline-not-running');
  if (kind === 'suspend' && status === 'suspended') throw shellProblem('deadline-suspended');
  if (kind === 'resume' && status !== 'suspended') throw shellProblem('deadline-not-suspended');
  if (kind !== 'extend') return;
  const rule = book.version(budget.rule.id, budget.rule.version);
  const perDay = rule?.unit === 'hour' && budget.unit !== 'hour' ? 24 : 1;
  const most = Math.floor((rule?.extension ?? 0) / perDay);
  const already = ledger.reduce((sum, entry) => sum + (entry.length ?? 0), 0);
  if (already + length <= most) return;
  throw shellProblem('extension-too-long', {
    detail: `规则 ${budget.rule.id}（${budget.rule.basis}）最多可延长 ${most}，已延长 ${already}，不能再延长 ${length}`,
    detailEn: `Rule ${budget.rule.id} (${budget.rule.basis}) allows ${most} in all; ${already} are used, ${length} more are not allowed`,
  });
};

/** The docket keeps what was decided and the date that it made. */
const inputOf = (main: DeadlineFound, proof: Proof | undefined, wish: Wish): Record<string, unknown> => ({
  deadline: main.name,
  ...wish,
  startsAt: proof && proof.dueAt !== null ? startOf(proof, proof.dueAt) : null,
  dueAt: proof?.dueAt ?? main.dueAt.toISOString(),
  lastDay: proof?.lastDay ?? null,
  provisional: proof?.provisional ?? false,
  lights: main.lights,
});

/** 灯 count the share of the budget that was used: its start moves by as long as the clock stood still. */
const startOf = ({ startsAt, spans, skipped }: Proof, dueAt: Instant): Instant => {
  const hours = spans.filter(({ runs }) => !runs).reduce((sum, span) => sum + (span.hours ?? 0), 0);
  const days = skipped.filter(({ role }) => role === 'suspended').length;
  const moved = later(startsAt, hours + days * 24);
  return hoursBetween(moved, dueAt) > 0 ? moved : startsAt;
};

const write = async (tx: Tx, { deadline, entry, proof }: Recounted): Promise<void> => {
  await tx.rows({
    text: `insert into deadline_entry (deadline_id, n, kind, at, length, by, reason, paper) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      deadline.id,
      deadline.ledger.length + 1,
      entry.kind,
      entry.at,
      entry.length,
      entry.by,
      entry.reason,
      entry.paper,
    ],
  });
  await tx.rows({
    text: `update deadline set due_at = coalesce($2, due_at), status = $3, provisional = $4, proof = $5 where id = $1`,
    values: [
      deadline.id,
      proof.dueAt,
      proof.dueAt === null ? 'suspended' : 'open',
      proof.provisional,
      JSON.stringify(proof),
    ],
  });
};
