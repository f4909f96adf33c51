import { published } from '@xiezhi/procedures';

/** One way in which a stage waits for a role. */
export interface Waiting {
  readonly procedure: string;
  readonly stage: string;
  readonly how: 'handling' | 'lead';
  readonly role: string;
}

interface Waits {
  readonly by: readonly string[];
  readonly aside?: true;
  readonly internal?: true;
  readonly from: readonly string[];
  readonly standing?: readonly string[];
}

/** Whose action each stage waits for, read from the procedures: who is told is who must act, also in a procedure made tomorrow. */
export const waiting: readonly Waiting[] = published.flatMap(({ procedure }) =>
  Object.values(procedure.actions as Record<string, Waits>)
    .filter((action) => action.aside !== true && action.internal !== true)
    .flatMap(({ by, from, standing = [] }) =>
      (['handling', 'lead'] as const)
        .filter((how) => standing.includes(how))
        .flatMap((how) =>
          from.flatMap((stage) => by.map((role): Waiting => ({ procedure: procedure.name, stage, how, role }))),
        ),
    ),
);

/**
 * Who is told beside them. 超期 goes to the bureau chief as well (domain: the overdue ladder, T−0); what leaves no next step is told
 * to whoever worked on it.
 */
export const alsoTold: Readonly<Record<string, readonly string[]>> = {
  overdue: ['chief', 'judge'],
  urge: ['judge', 'chief'],
  supervised: ['process-supervisor', 'coordinator', 'chief', 'national-bureau'],
  explained: ['process-supervisor', 'coordinator', 'chief', 'national-bureau'],
  'superior-acts': ['process-supervisor', 'coordinator', 'chief', 'national-bureau', 'judge'],
  explain: ['judge', 'chief'],
  'superior-acted': ['judge', 'chief'],
  'slip-blue': ['judge'],
  'slip-yellow': ['judge', 'chief'],
  'slip-red': ['judge', 'chief'],
  expired: ['judge', 'clerk'],
  withdrawn: ['judge', 'clerk', 'duty-officer'],
  woken: ['judge'],
  'return-note': ['clerk', 'judge'],
  query: ['clerk', 'judge'],
};
