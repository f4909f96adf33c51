import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不超过 ${max} 字`);

/** What the register holds, counted by SQL in the transaction that records it. Sums are yuan with two places. */
export const freezeSummary = z.strictObject({
  accounts: z.int().nonnegative(),
  freezes: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  courts: z.int().nonnegative(),
  provinces: z.int().nonnegative(),
  limitTotal: z.string(),
  verified: z.int().nonnegative(),
  freed: z.int().nonnegative(),
  returned: z.int().nonnegative(),
  /** Courts above every addressee, nearest first; empty when there is no row. */
  commonSuperiors: z.array(z.string()),
});
export type FreezeSummary = z.infer<typeof freezeSummary>;

export const legalGrounds = ['acceptance', 'plan-execution', 'coordination'] as const;

/** 案情要素 of a campaign. The freezes themselves are register rows. */
export const facts = z.strictObject({
  title: text(80),
  debtor: z.strictObject({ name: text(80), creditCode: z.string().length(18, '统一社会信用代码为 18 位') }),
  caseNo: text(60),
  ground: z.enum(legalGrounds),
  /** 办理时限: no statute fixes it; it is the window of the order, in natural hours. */
  windowHours: z
    .int()
    .min(1)
    .max(24 * 60),
  /** 以日计的办理时限 takes the place of hours where the order sets days. */
  windowDays: z
    .strictObject({ length: z.int().min(1).max(60), unit: z.enum(['natural-day', 'working-day']) })
    .optional(),
  contact: z.strictObject({
    name: text(30),
    phone: z
      .string()
      .trim()
      .regex(/^[0-9+\-() ]{5,30}$/, '联系电话格式不对'),
  }),
  list: freezeSummary.optional(),
  draftedBy: z.string().optional(),
  approvedBy: z.string().optional(),
  sentBack: z.string().optional(),
  order: z.strictObject({ no: z.string(), issuer: z.string(), dispatchedAt: z.string(), dueAt: z.string() }).optional(),
  overdue: z.boolean().optional(),
});
export type Facts = z.infer<typeof facts>;

const header = facts.pick({
  title: true,
  debtor: true,
  caseNo: true,
  ground: true,
  windowHours: true,
  windowDays: true,
  contact: true,
});

export const inputs = {
  amend: header,
  list: z.strictObject({ importId: z.string(), rows: z.int().nonnegative(), sha256: z.string() }),
  dispatch: z.strictObject({ orderNo: text(60) }),
  because: z.strictObject({ note: text(500) }),
};
