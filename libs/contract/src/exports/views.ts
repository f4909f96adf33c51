import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');

/** 导出: one's own, as the shelf shows it. */
export const exportView = z.object({
  id: z.string(),
  kind: z.enum(['matters', 'campaign', 'batch']),
  format: z.enum(['xlsx', 'pdf']),
  /** What was asked for: the filter in words. */
  words,
  status: z.enum(['waiting', 'running', 'ready', 'failed', 'expired']),
  /** How many rows there will be; null where only the last one tells. */
  total: z.int().nullable(),
  done: z.int(),
  bytes: z.int().nullable(),
  fileName: z.string(),
  failure: words.nullable(),
  askedAt: instant,
  asOf: instant.nullable(),
  finishedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type ExportView = z.infer<typeof exportView>;
