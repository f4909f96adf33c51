import type { DocumentKinds } from '@xiezhi/engine';

/** 文书: what this procedure files or renders, with the catalogue number of each. */
export const documents = {
  'freeze-list': { number: 'T13', filedBy: ['system'] },
  /** The parts of a long list before its last, which is the list itself. */
  'freeze-list-volume': { number: 'T13', filedBy: ['system'] },
  'dispatch-order': { number: 'T12', filedBy: ['system'] },
  'acceptance-ruling': { number: 'T07', filedBy: ['handling'] },
  'plan-approval-ruling': { number: 'T11', filedBy: ['handling'] },
  'administrator-decision': { number: 'T08', filedBy: ['handling'] },
} as const satisfies DocumentKinds;
export type DocumentKind = keyof typeof documents;
