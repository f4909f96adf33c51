import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');

/** 站内消息: names a case, a court and an item's last four; no number of a person. */
export const notice = z.object({
  id: z.string(),
  letter: z.string(),
  words,
  light: z.enum(['green', 'amber', 'red', 'grey']),
  courtName: z.string(),
  /** Where it leads; null where it concerns no matter. */
  matterId: z.string().nullable(),
  caseNo: z.string().nullable(),
  item: z.string().nullable(),
  /** How many items it speaks of. */
  count: z.int(),
  dueAt: instant.nullable(),
  by: z.string().nullable(),
  at: instant,
  readAt: instant.nullable(),
});
export type NoticeView = z.infer<typeof notice>;

/** Count and list come from one look, so that they agree. */
export const notices = z.object({
  items: z.array(notice),
  next: z.string().nullable(),
  total: z.int(),
  unread: z.int(),
});
export type NoticesView = z.infer<typeof notices>;

export const preference = z.object({
  mail: z.enum(['off', 'digest', 'red']),
  email: z.string().nullable(),
  hour: z.int(),
  /** Whether this house can send mail at all; digests wait until it can. */
  mailReady: z.boolean(),
  lastMail: z
    .object({ at: instant, state: z.enum(['waiting', 'sent', 'failed']), cause: z.string().nullable() })
    .nullable(),
});
export type PreferenceView = z.infer<typeof preference>;

/** The address is shown once, when it is made: only its digest is kept. */
export const calendar = z.object({ madeAt: instant.nullable(), url: z.string().nullable() });
export type CalendarFeedView = z.infer<typeof calendar>;

const told = z.object({ name: z.string(), roleName: words, courtName: z.string() });

/** 催办: who would be told at this moment, and who was told by the latest ones. */
export const urging = z.object({
  reaches: z.array(told),
  urges: z.array(
    z.object({
      at: instant,
      by: z.string().nullable(),
      told: z.array(z.object({ name: z.string(), readAt: instant.nullable() })),
    }),
  ),
});
export type UrgingView = z.infer<typeof urging>;
