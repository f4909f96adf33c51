import type { Actor } from '@xiezhi/engine';
import type { Rung, ShellProblem, SlipColour, SlipFacts } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { deadlinesOf } from '../deadlines/deadline-row';
import type { SeenRow } from '../matters/matter-reader';
import { publishedOf } from '../matters/matter-reader';
import { courtDay, courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Asking } from '../rules/law-book';
import type { RuleBook } from '@xiezhi/law';
import { missingOf } from './awaited';

const hour = 3_600_000;
const hoursSince = (at: Date, now: Date): number => Math.max(0, Math.floor((now.getTime() - at.getTime()) / hour));

export const rungOf = (facts: Readonly<Record<string, unknown>>): Rung | null =>
  (facts['ladder'] as { rung: Rung } | undefined)?.rung ?? null;

/** What a slip says: read from the matter, its period and the rules, and by nobody typed. */
export const slipFactsOf = async (
  asking: Asking,
  row: SeenRow,
  actor: Actor,
  { courts, book }: { readonly courts: Courts; readonly book: RuleBook },
): Promise<SlipFacts> => {
  const [own, whole] = await Promise.all([
    deadlinesOf(asking, row.id),
    row.parent_id === null ? [] : deadlinesOf(asking, row.parent_id),
  ]);
  const period = [...own, ...whole].find(({ lights }) => lights);
  const reply = own.find(({ name, status }) => name === 'explanation' && status === 'open');
  const late = row.light === 'red' && row.due_at !== null;
  const [today, still] = [courtDay(row.now), hoursSince(row.moved_at, row.now)];
  const ladder = late ? [book.at('L05', today), book.at('L06', today)] : [book.at('L01', today)];
  const stagnant = isStill(still, book, today) ? [book.at('L02', today)] : [];
  return {
    issuer: courts.nameOf(actor.court),
    addressee: courts.nameOf(row.court),
    caseNo: row.case_no,
    item: row.title,
    orderNo: String(row.facts['orderNo'] ?? ''),
    stage: publishedOf(row).labels.stages[row.stage] ?? { zh: row.stage, en: row.stage },
    dueAt: courtTimeOrNull(row.due_at),
    lateHours: late && row.due_at ? hoursSince(row.due_at, row.now) : 0,
    stillHours: still,
    missing: missingOf(row),
    rung: rungOf(row.facts),
    replyBy: reply ? courtTime(reply.dueAt) : null,
    rules: [
      ...(period ? [period.budget.rule] : []),
      ...[...ladder, ...stagnant].flatMap((rule) => (rule ? [rule] : [])),
    ].map(({ id, version, title, basis }) => ({ id, version, title, basis })),
    asOf: courtTime(row.now),
  };
};

const isStill = (hours: number, book: RuleBook, today: string): boolean => {
  const most = book.at('L02', today)?.length;
  return most !== undefined && most !== null && hours >= most;
};

const signers = ['chief', 'president', 'coordinator', 'national-bureau'];

/** Why this person may not issue that colour now. The policy let them draw up slips; here is the rank of each colour, and its time. */
export const slipRefusal = (
  colour: SlipColour,
  row: SeenRow,
  actor: Actor,
  { courts, book }: { readonly courts: Courts; readonly book: RuleBook },
): ShellProblem | undefined => {
  if (!('issueSlip' in publishedOf(row).procedure.actions)) return 'slip-not-here';
  if (row.closed_at !== null) return 'slip-closed';
  // The lead's superior sees the item too, and yet stands above the lead only.
  if (actor.court !== row.court && !courts.isSuperior(actor.court, row.court)) return 'slip-not-above';
  const today = courtDay(row.now);
  const still = row.light !== 'paused' && isStill(hoursSince(row.moved_at, row.now), book, today);
  const late = row.light === 'red';
  if (colour === 'blue') return late || still || row.light === 'amber' ? undefined : 'slip-not-due';
  if (colour === 'yellow') return late || still ? undefined : 'slip-not-late';
  if (!signers.includes(actor.role) || !courts.isSuperior(actor.court, row.court)) return 'slip-not-your-rank';
  const climbed = ['supervised', 'superior-acts'].includes(rungOf(row.facts) ?? '');
  return late && climbed ? undefined : 'slip-not-yet';
};
