import { z } from 'zod';
import { matterRow, refusalView } from '../views';

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');

/** Somebody else has it in hand. */
export const heldItem = z.object({ matterId: z.string(), caseNo: z.string(), title: z.string(), holder: z.string() });
export type HeldItem = z.infer<typeof heldItem>;

/** 批次: `total` = done + refused + waiting; `held` were chosen and left to whoever holds them. */
export const batch = z.object({
  id: z.string(),
  action: z.string(),
  label: words,
  words: z.string(),
  by: z.string(),
  at: instant,
  status: z.enum(['running', 'done', 'partly', 'failed']),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  waiting: z.int(),
  reverses: z.string().nullable(),
  retries: z.string().nullable(),
  reversible: z.boolean(),
  held: z.array(heldItem),
  overHeld: z.string().nullable(),
});
export type BatchView = z.infer<typeof batch>;

export const batchItem = z.object({
  matterId: z.string(),
  position: z.int(),
  /** Null where the reader may not see the matter. */
  caseNo: z.string().nullable(),
  title: z.string().nullable(),
  status: z.enum(['waiting', 'done', 'refused']),
  refusal: refusalView.nullable(),
  revision: z.int().nullable(),
});
export type BatchItemView = z.infer<typeof batchItem>;

/** 预览: what would be done, before anything is. `total` = may + the refused. */
export const batchPreview = z.object({
  total: z.int(),
  /** The selection in words. */
  words,
  /** Whether there is a filter or a choice at all; without one the number is typed. */
  narrow: z.boolean(),
  may: z.int(),
  refused: z.array(z.object({ words, count: z.int() })),
  held: z.array(heldItem),
  first: z.array(matterRow),
});
export type BatchPreview = z.infer<typeof batchPreview>;

/** Done by the batch and changed since: not undone, and by whom it was changed. */
export const batchConflict = z.object({
  matterId: z.string(),
  caseNo: z.string(),
  title: z.string(),
  label: words,
  by: z.string(),
  courtName: z.string(),
  at: instant,
});
export type BatchConflict = z.infer<typeof batchConflict>;
