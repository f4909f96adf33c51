import { bankruptcyPapers } from './kinds/bankruptcy';
import { creditPapers } from './kinds/credit';
import { moneyPapers } from './kinds/money';
import { propertyPapers } from './kinds/property';
import { transferPapers } from './kinds/transfer';
import { unfreezePapers } from './kinds/unfreeze';
import type { Paper } from './paper';

/** 文书目录: T01 to T37, in order. */
export const papers: readonly Paper[] = [
  ...bankruptcyPapers,
  ...unfreezePapers,
  ...transferPapers,
  ...propertyPapers,
  ...moneyPapers,
  ...creditPapers,
];
export const paperOf = (id: string): Paper | undefined => papers.find((paper) => paper.id === id);

export { paperKinds } from './paper';
export type { KindOfPaper, Paper, PaperRefusal, Signer, Words } from './paper';
export { sumOf } from './fields';
export { type Fields, fieldsOf, hanDay, type View, viewOf } from './view';
