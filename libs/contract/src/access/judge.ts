import { type AccessQuestion, judgeBy } from './judge-by';
import { policy, type PolicyLine } from './policy';
import type { AccessOutcome, Classification, Relation } from './relations';

export { type AccessQuestion, judgeBy };

/** Judges one question by the policy. */
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
