import { z } from 'zod';
import { roles } from '../roles';
import { newPassword } from './password-policy';

const id = z.uuid('标识格式不对');
const reason = z.string().trim().min(4, '请写明理由，至少四个字').max(300);
const instant = z.iso.datetime({ offset: true, message: '时间须写明时区' });
const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(200).optional();
const roleNames = Object.keys(roles).filter((role) => role !== 'system') as [string, ...string[]];
/** 登录名: what does not look like this is nobody's. */
export const loginName = /^[a-z][a-z0-9-]{2,39}$/;
const username = z.string().regex(loginName, '登录名为小写字母、数字、短横，三至四十位');

/** A page of the product: never another address, whatever a link carries. */
const localPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, '返回地址须为本系统的页面');
/** A subject as its provider writes it. */
const subject = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/, '身份标识为可见的 ASCII 字符');

export const beginSignIn = z.strictObject({ to: localPath.default('/desk') });
/** What a provider sends back is the library's to judge: everything is taken, nothing is read here. */
export const signInAnswer = z.record(z.string().max(100), z.string().max(8_000));
export const secondFactor = z.strictObject({
  code: z
    .string()
    .regex(/^\d{6}$/, '动态码为六位数字')
    .optional(),
});
export const linkIdentity = z.strictObject({ provider: z.string().max(40), subject, reason });
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
