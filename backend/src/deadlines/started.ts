import type { Budget, Effect, Instant } from '@xiezhi/engine';
import type { Proof, RuleBook, TimeBudget } from '@xiezhi/law';
import { of, procedureOf } from '../matters/decided';

/** A deadline that a decision starts: counted once, here. */
export interface Started {
  readonly name: string;
  readonly action: string;
  readonly follows: string | null;
  readonly lights: boolean;
  readonly budget: TimeBudget;
  readonly proof: Proof;
  readonly dueAt: Instant;
}

export const startedBy = (
  book: RuleBook,
  matter: { readonly procedure: string; readonly version: number },
  effects: readonly Effect[],
): Started[] =>
  of(effects, 'start-deadline').map(({ kind: _kind, name, ...asked }) => {
    const declared = procedureOf(matter).deadlines?.[name];
    if (!declared) throw new Error(`${matter.procedure} declares no deadline ${name}`);
    const budget = book.budget({
      ...asked,
      rule: declared.rule,
      ...(declared.share === undefined ? {} : { share: declared.share }),
    });
    const proof = book.settle(budget);
    if (proof.dueAt === null) throw new Error(`deadline ${name} does not end`);
    return {
      name,
      action: declared.onExpiry,
      follows: declared.follows ?? null,
      lights: declared.lights === true,
      budget,
      proof,
      dueAt: proof.dueAt,
    };
  });

/** What the lights of the matter count to after this decision; nothing: as before. No start: it stands still. */
export const clockAfter = (
  effects: readonly Effect[],
  started: readonly Started[],
): { readonly startsAt: Instant | null; readonly dueAt: Instant } | undefined => {
  const lit = started.find(({ lights }) => lights);
  return lit ? { startsAt: lit.budget.startsAt, dueAt: lit.dueAt } : of(effects, 'set-due')[0];
};

/** When a period ends, for the pure decision that asks. */
export const dueBy =
  (book: RuleBook) =>
  (budget: Budget): Instant =>
    book.settle(book.budget(budget)).dueAt ?? budget.startsAt;
