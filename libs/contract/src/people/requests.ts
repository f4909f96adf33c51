import { z } from 'zod';
import { roles } from '../roles';

const id = z.uuid('标识格式不对');
const reason = z.string().trim().min(4, '请写明理由，至少四个字').max(300);
const instant = z.iso.datetime({ offset: true, message: '时间须写明时区' });
const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(200).optional();
const roleNames = Object.keys(roles).filter((role) => role !== 'system') as [string, ...string[]];
const username = z.string().regex(/^[a-z][a-z0-9-]{2,39}$/, '登录名为小写字母、数字、短横，三至四十位');

/** 等保: twelve characters and three classes. */
export const newPassword = z
  .string()
  .min(12, '口令至少十二位')
  .max(256)
  .refine((text) => [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((one) => one.test(text)).length >= 3, {
    message: '口令须含大写、小写、数字、符号中的三类',
  });

export const actAs = z.strictObject({ post: id, delegation: id.optional() });
export const changePassword = z.strictObject({ current: z.string().max(256), next: newPassword });
export const delegate = z.strictObject({ to: username, from: instant, until: instant, reason });
export const findPeople = z.strictObject({
  q: z.string().max(40).optional(),
  court: z.string().max(12).optional(),
  cursor,
  limit,
});
export const createPerson = z.strictObject({ username, name: z.string().trim().min(1).max(60), password: newPassword });
export const resetPassword = z.strictObject({ password: newPassword, reason });
export const because = z.strictObject({ reason });
export const grantPost = z.strictObject({
  role: z.enum(roleNames),
  court: z.string().max(12),
  from: instant.optional(),
  until: instant.optional(),
});
export const grantAccess = z
  .strictObject({
    court: z.string().max(12).optional(),
    person: username.optional(),
    from: instant.optional(),
    until: instant,
    purpose: reason,
  })
  .refine(({ court, person }) => (court === undefined) !== (person === undefined), {
    message: '授权法院或指派个人，二者取一',
  });
export const classify = z.strictObject({ restricted: z.boolean(), reason });
export const excludeOfficer = z.strictObject({ person: username, reason });
export const findAudit = z.strictObject({
  person: z.string().max(64).optional(),
  operation: z.string().max(60).optional(),
  object: z.string().max(64).optional(),
  outcome: z.string().max(20).optional(),
  from: instant.optional(),
  until: instant.optional(),
  cursor,
  limit,
});
