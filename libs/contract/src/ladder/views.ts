import { z } from 'zod';
import { page } from '../page';
import { matterRow } from '../views';

const instant = z.string().describe('ISO 8601, +08:00');
const words = z.object({ zh: z.string(), en: z.string() });

/** 三色: 蓝 提醒单, 黄 督办单, 红 督办单, rising in rank. */
export const slipColours = ['blue', 'yellow', 'red'] as const;
export const slipColour = z.enum(slipColours);
export type SlipColour = z.infer<typeof slipColour>;

/** 台阶 of the overdue ladder. */
export const rung = z.enum(['overdue', 'supervised', 'explained', 'superior-acts', 'superior-acted']);
export type Rung = z.infer<typeof rung>;

const turn = z.object({ courtName: z.string(), roles: z.array(words) });

/** 停滞: how long, whose turn it is, and what moved last. */
export const stagnantRow = matterRow.extend({
  stillHours: z.int(),
  turn: turn.nullable(),
  lastMove: z.object({ label: words, by: z.string(), at: instant }).nullable(),
  slip: slipColour.nullable(),
});
export type StagnantRow = z.infer<typeof stagnantRow>;
export const stagnation = page(stagnantRow);
export type StagnationView = z.infer<typeof stagnation>;

/** 超期: how late, on which rung, and what the clock does next. */
export const overdueRow = matterRow.extend({
  lateHours: z.int(),
  rung: rung.nullable(),
  rungAt: instant.nullable(),
  next: z.object({ label: words, at: instant.nullable() }).nullable(),
  explained: z.object({ by: z.string(), note: z.string(), promisedOn: z.string(), inTime: z.boolean() }).nullable(),
  slip: slipColour.nullable(),
});
export type OverdueRow = z.infer<typeof overdueRow>;
export const overdue = page(overdueRow);
export type OverdueView = z.infer<typeof overdue>;

const cited = z.object({ id: z.string(), version: z.int(), title: z.string(), basis: z.string() });

/** What a slip says, as the matter stood when it was drawn up. */
export const slipFacts = z.object({
  issuer: z.string(),
  addressee: z.string(),
  caseNo: z.string(),
  item: z.string(),
  orderNo: z.string(),
  stage: words,
  dueAt: instant.nullable(),
  lateHours: z.int(),
  stillHours: z.int(),
  missing: z.array(words),
  rung: rung.nullable(),
  replyBy: instant.nullable(),
  rules: z.array(cited),
  asOf: instant,
});
export type SlipFacts = z.infer<typeof slipFacts>;

export const slipDraft = z.object({
  revision: z.int(),
  facts: slipFacts,
  /** Each colour, and why not where it is not to be issued by this person now. */
  colours: z.array(z.object({ colour: slipColour, refusal: words.nullable() })),
});
export type SlipDraft = z.infer<typeof slipDraft>;

export const slip = z.object({
  id: z.string(),
  matterId: z.string(),
  colour: slipColour,
  number: z.string(),
  facts: slipFacts,
  remark: z.string(),
  issuedBy: z.object({ name: z.string(), roleName: words }),
  issuedAt: instant,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  /** Whether whoever asks may sign for it. */
  mayAcknowledge: z.boolean(),
});
export type SlipView = z.infer<typeof slip>;
export const slips = page(slip);
export type SlipsView = z.infer<typeof slips>;
