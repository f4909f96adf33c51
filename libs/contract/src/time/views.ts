import { z } from 'zod';

const instant = z.string().describe('ISO 8601, +08:00');
const day = z.string().describe('YYYY-MM-DD');
const words = z.object({ zh: z.string(), en: z.string() });
export const budgetUnit = z.enum(['natural-day', 'working-day', 'hour', 'working-hour', 'month', 'year']);

/** 期限: its budget, and what follows from it. */
export const deadlineView = z.object({
  id: z.string(),
  name: z.string(),
  label: words,
  rule: z.object({ id: z.string(), version: z.int(), title: z.string(), basis: z.string(), confirmed: z.boolean() }),
  length: z.number(),
  unit: budgetUnit,
  extended: z.number(),
  startsAt: instant,
  /** null while it is suspended. */
  dueAt: instant.nullable(),
  lastDay: day.nullable(),
  action: z.string(),
  status: z.enum(['open', 'suspended', 'fired', 'lifted']),
  settledAt: instant.nullable(),
  provisional: z.boolean(),
  lights: z.boolean(),
});
export type DeadlineView = z.infer<typeof deadlineView>;

const ledgerEntry = z.object({
  kind: z.enum(['suspend', 'resume', 'extend', 'recount']),
  at: instant,
  length: z.number().nullable(),
  by: z.string(),
  reason: z.string(),
  paper: z.string(),
});
const dayRole = z.enum(['start', 'counted', 'not-counted', 'suspended', 'moved-over', 'end', 'after']);
export const deadlineProof = deadlineView.extend({
  words,
  share: z.number(),
  nominalDay: day.nullable(),
  horizon: day,
  ledger: z.array(ledgerEntry),
  skipped: z.array(z.object({ day, name: z.string(), role: dayRole })),
  days: z.array(
    z.object({
      day,
      weekday: z.int(),
      kind: z.enum(['working', 'weekend', 'holiday', 'make-up']),
      name: z.string(),
      known: z.boolean(),
      n: z.int().nullable(),
      role: dayRole,
    }),
  ),
  spans: z.array(z.object({ from: instant, to: instant.nullable(), hours: z.number().nullable(), runs: z.boolean() })),
});
export type DeadlineProofView = z.infer<typeof deadlineProof>;

const status = z.enum(['proposed', 'published', 'refused']);
const namedDay = z.object({ day, kind: z.enum(['holiday', 'make-up']), name: z.string() });
export const calendarYear = z.object({
  year: z.int(),
  edition: z.int(),
  source: z.string(),
  published: day.nullable(),
  status,
  proposedBy: z.string(),
  proposedAt: instant,
  reason: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  days: z.array(namedDay),
});
export const calendarView = z.object({
  years: z.array(calendarYear),
  horizon: day,
  workingDaysLeft: z.int(),
  /** 放假安排将尽: the next year's notice is to be brought in. */
  warning: words.nullable(),
});
export type CalendarView = z.infer<typeof calendarView>;

/** 检查放假安排: the days as they were understood, or each faulty row. */
export const checkedYear = z.object({
  days: z.array(namedDay),
  faults: z.array(z.object({ row: z.int(), code: z.string(), message: z.string() })),
});
export type CheckedYearView = z.infer<typeof checkedYear>;

/** 试算: when a period would end, and how that was counted. */
export const countedPeriod = deadlineProof
  .pick({ rule: true, length: true, unit: true, startsAt: true, provisional: true, words: true, skipped: true })
  .extend({ dueAt: instant, lastDay: day.nullable() });
export type CountedPeriodView = z.infer<typeof countedPeriod>;

export const ruleExample = z.object({
  given: z.string(),
  expect: z.string(),
});
export const ruleTrial = ruleExample.extend({ counted: z.string(), passes: z.boolean() });
export type RuleTrialView = z.infer<typeof ruleTrial>;
export const ruleVersionView = z.object({
  rule: z.string(),
  version: z.int(),
  title: z.string(),
  length: z.int().nullable(),
  unit: z.enum([...budgetUnit.options, 'percent']),
  extension: z.int(),
  basis: z.string(),
  confirmed: z.boolean(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  status,
  proposedBy: z.string(),
  reason: z.string(),
  approvedBy: z.string().nullable(),
  examples: z.array(ruleExample),
});
export type RuleVersionView = z.infer<typeof ruleVersionView>;
