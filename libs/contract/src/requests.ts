import { z } from 'zod';

const id = z.uuid('标识格式不对');
const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(200).optional();

export const signIn = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  code: z
    .string()
    .regex(/^\d{6}$/, '动态码为六位数字')
    .optional(),
});
/** Why a full value is shown. */
export const reveal = z.strictObject({ purpose: z.string().trim().min(4, '请写明用途，至少四个字').max(200) });
export const openMatter = z.strictObject({
  procedure: z.string().max(60),
  court: z.string().max(12),
  facts: z.record(z.string(), z.unknown()),
});
export const performAction = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });

export const findMatters = z.strictObject({
  procedure: z.string().max(60).optional(),
  stage: z.string().max(200).optional().describe('one or several, separated by commas'),
  court: z.string().max(12).optional(),
  light: z.string().max(20).optional(),
  parent: id.optional(),
  /** A desk card's key: exactly the rows it counted. */
  desk: z.string().max(30).optional(),
  q: z.string().trim().min(1).max(60).optional().describe('案号、案号尾号、账号尾号，或名称中的至少两个字'),
  state: z.enum(['open', 'closed', 'all']).optional().describe('缺省：办理中；按案号检索或列出一件协同的事项时，全部'),
  sort: z.enum(['due', '-due', 'moved', '-moved', 'opened', '-opened', 'closed', '-closed']).optional(),
  cursor,
  limit,
});
export type FindMatters = z.infer<typeof findMatters>;

/** Which form of a paper: as filed, the Word file it was made from, or whether bytes and seal agree. */
export const readDocument = z.strictObject({ form: z.enum(['paper', 'word', 'verification']).default('paper') });
export const proposeTemplate = z.strictObject({
  reason: z.string().trim().min(4, '请写明修改理由，至少四个字').max(300),
  effectiveFrom: z.iso.date('生效日期格式不对'),
});
export const decideTemplate = z.strictObject({
  approve: z.boolean(),
  reason: z.string().trim().min(4, '请写明理由，至少四个字').max(300),
});
export const commitImport = z.strictObject({ matterId: id, sha256: z.string().length(64) });
export const pasteImport = z.strictObject({ text: z.string().max(2_000_000) });
export const findCourts = z.strictObject({
  q: z.string().max(40).optional(),
  level: z.string().max(20).optional(),
  limit,
});
export const pageOf = z.strictObject({ cursor, limit });
export const moveClock = z.strictObject({
  hours: z
    .number()
    .positive()
    .max(24 * 400),
});
export const noQuery = z.strictObject({});
