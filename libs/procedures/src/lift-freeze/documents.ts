import type { DocumentKinds } from '@xiezhi/engine';

/** 文书: what this procedure files or renders, with the catalogue number of each. */
export const documents = {
  'dispatch-order': { number: 'T12', filedBy: ['system'] },
  'lifting-ruling': { number: 'T14', filedBy: ['handling'] },
  'assistance-notice': { number: 'T15', filedBy: ['handling'] },
  'bank-receipt': { number: 'T16', filedBy: ['handling', 'lead'] },
  'return-note': { number: 'T18', filedBy: ['handling'] },
  'query-result': { number: '—', filedBy: ['lead'] },
  'restoration-ruling': { number: '—', filedBy: ['handling'] },
  explanation: { number: '—', filedBy: ['handling'] },
  'supervision-letter': { number: 'T19', filedBy: ['system'] },
  'superior-ruling': { number: 'T14', filedBy: ['superior'] },
} as const satisfies DocumentKinds;
export type DocumentKind = keyof typeof documents;
