import type { Role } from '../roles';
import { policy, type PolicyLine, type PolicyOperation } from './policy';
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
const readingOf = (operation: PolicyOperation): PolicyOperation =>
  operation === 'account' || operation === 'revealAccount' ? 'account' : 'matter';

const stronger = (a: AccessOutcome, b: AccessOutcome): AccessOutcome =>
  strength.indexOf(a) <= strength.indexOf(b) ? a : b;

const speaks = (line: PolicyLine, question: AccessQuestion): boolean =>
  line.operations.includes(question.operation) &&
  line.roles.includes(question.role as Role) &&
  (line.relations === undefined ||
    (line.relations.some((relation) => question.relations.includes(relation)) &&
      (line.classes ?? ['ordinary']).includes(question.classification)));

const strongest = (lines: readonly PolicyLine[], question: AccessQuestion): AccessOutcome =>
  lines
    .filter((line) => speaks(line, question))
    .reduce<AccessOutcome>((best, line) => stronger(best, line.outcome), 'hidden');

const concernsMatters = (lines: readonly PolicyLine[], operation: PolicyOperation): boolean =>
  lines.some((line) => line.operations.includes(operation) && line.relations !== undefined);

/**
 * Judges one question by the policy. What is not allowed is refused where the object may be known, and hidden where it may not;
 * an operation that concerns no matter is refused openly.
 */
export const judge = (question: AccessQuestion): AccessOutcome => {
  const { operation, role, relations, classification, excluded } = question;
  const key = `${operation} ${role} ${relations.join()} ${classification} ${excluded === true}`;
  const known = judged.get(key);
  if (known) return known;
  const outcome = judgeBy(policy, question);
  judged.set(key, outcome);
  return outcome;
};

/** Questions are few and asked thousands of times a second. */
const judged = new Map<string, AccessOutcome>();

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

/** The relations that let a role read a matter of a class: what its lists may hold. */
export const listed = (role: string, classification: Classification): Relation[] =>
  (['handling', 'lead', 'superior', 'national', 'granted', 'challenged', 'appointed'] as const).filter((relation) => {
    const outcome = judge({ operation: 'matter', role, relations: [relation], classification });
    return outcome === 'full' || outcome === 'masked';
  });

/** The lines that speak of an operation: its `x-xz-policy`. */
export const linesOf = (operation: string): PolicyLine[] =>
  policy.filter(
    ({ operations }) =>
      operations.some((one) => one === operation) || (operation === 'readDocument' && operations.includes('readOrder')),
  );
