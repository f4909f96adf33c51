import { z } from 'zod';
import { budgetUnit } from './views';

const reason = z.string().trim().min(4, '请写明理由，至少四个字').max(500);
const day = z.iso.date('日期格式不对');

/** Why, and the paper it rests on. */
export const adjustDeadline = z.strictObject({
  reason,
  paper: z.string().trim().min(2, '请写明所据文书').max(120),
});
export const extendDeadline = adjustDeadline.extend({ length: z.int().min(1).max(1440) });

export const proposeYear = z.strictObject({
  year: z.int().min(2024).max(2100),
  source: z.string().trim().min(4).max(200),
  published: day.optional(),
  text: z.string().max(50_000).describe('CSV（日期,放假|上班,名称）或 JSON'),
  reason,
});
/** 先检查，后提交: the same text, and nothing is kept. */
export const checkYear = proposeYear.pick({ year: true, text: true });
export const decideOn = z.strictObject({ approve: z.boolean(), reason });

const ruleUnit = z.enum([...budgetUnit.options, 'percent']);
/** 给定起算之日（或时刻），期望末日（或时刻）. */
const examples = z.array(z.strictObject({ given: z.string().max(40), expect: z.string().max(40) })).max(50);

export const proposeRule = z.strictObject({
  title: z.string().trim().min(2).max(80),
  length: z.int().min(1).max(10_000).nullable(),
  unit: ruleUnit,
  extension: z.int().min(0).max(10_000).default(0),
  basis: z.string().trim().min(2).max(200),
  confirmed: z.boolean(),
  validFrom: day.optional(),
  validTo: day.optional(),
  reason,
  examples: examples.default([]),
});
export const tryRule = proposeRule.pick({ length: true, unit: true }).extend({ examples });

/** 试算一个期间: by a rule that leaves the length to the order, from an instant, else from now. */
export const countPeriod = z.strictObject({
  rule: z.string().max(12),
  length: z.int().min(1).max(1440),
  unit: budgetUnit,
  from: z.iso.datetime({ offset: true, error: '时刻格式不对' }).optional(),
});
