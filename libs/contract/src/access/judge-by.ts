import type { PolicyLine, PolicyOperation } from './policy';
import { type AccessOutcome, type Classification, type Relation, strength } from './relations';

export interface AccessQuestion {
  readonly operation: PolicyOperation;
  readonly role: string;
  /** All that hold; empty where the operation concerns no matter. */
  readonly relations: readonly Relation[];
  readonly classification: Classification;
  /** 回避: beats everything. */
  readonly excluded?: boolean;
}

/** What shows that a person may know of the object at all: the reading that comes before the deed. */
export const readingOf = (operation: PolicyOperation): PolicyOperation =>
  operation === 'account' || operation === 'revealAccount' ? 'account' : 'matter';

const stronger = (a: AccessOutcome, b: AccessOutcome): AccessOutcome =>
  strength.indexOf(a) <= strength.indexOf(b) ? a : b;

const speaks = (line: PolicyLine, question: AccessQuestion): boolean =>
  line.operations.includes(question.operation) &&
  line.roles.some((role) => role === question.role) &&
  (line.relations === undefined ||
    (line.relations.some((relation) => question.relations.includes(relation)) &&
      (line.classes ?? ['ordinary']).includes(question.classification)));

/** The lines that speak of a question: several may, and the strongest counts. */
export const linesThatSpeak = (lines: readonly PolicyLine[], question: AccessQuestion): PolicyLine[] =>
  lines.filter((line) => speaks(line, question));

const strongest = (lines: readonly PolicyLine[], question: AccessQuestion): AccessOutcome =>
  linesThatSpeak(lines, question).reduce<AccessOutcome>((best, line) => stronger(best, line.outcome), 'hidden');

export const concernsMatters = (lines: readonly PolicyLine[], operation: PolicyOperation): boolean =>
  lines.some((line) => line.operations.includes(operation) && line.relations !== undefined);

/**
 * Judges one question by the lines given: the gate by the policy, the page 「谁能看什么」 by the same lines as they crossed HTTP.
 * What is not allowed is refused where the object may be known, and hidden where it may not; an operation that concerns no matter
 * is refused openly.
 */
export const judgeBy = (lines: readonly PolicyLine[], question: AccessQuestion): AccessOutcome => {
  const outcome = strongest(lines, question);
  if (!concernsMatters(lines, question.operation)) return outcome === 'hidden' ? 'refused' : outcome;
  if (question.excluded)
    return strongest(lines, { ...question, operation: readingOf(question.operation) }) === 'hidden'
      ? 'hidden'
      : 'refused';
  if (outcome !== 'hidden') return outcome;
  return strongest(lines, { ...question, operation: readingOf(question.operation) }) === 'hidden'
    ? 'hidden'
    : 'refused';
};
