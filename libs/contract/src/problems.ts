import type { RefusalCode } from '@xiezhi/engine';
import { z } from 'zod';

/** A refusal of the engine becomes a status here and nowhere else. A new refusal without one does not compile. */
export const statusOf = {
  'unknown-action': 404,
  'role-not-allowed': 403,
  'court-not-allowed': 403,
  'wrong-stage': 409,
  'stale-revision': 409,
  'documents-missing': 422,
  'guard-refused': 422,
  'input-invalid': 422,
} as const satisfies Record<RefusalCode, number>;

/** What the shell itself may answer, besides the engine's refusals. */
export const shellProblems = {
  'sign-in-needed': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'sign-in-failed': { status: 401, zh: '用户名或密码不正确', en: 'Wrong name or password' },
  'sign-in-locked': {
    status: 429,
    zh: '登录失败次数过多，请 15 分钟后再试',
    en: 'Too many failures; try again in 15 minutes',
  },
  'second-factor-needed': { status: 401, zh: '请输入动态码', en: 'Enter the code of your second factor' },
  'second-factor-wrong': { status: 401, zh: '动态码不正确或已用过', en: 'The code is wrong or was used' },
  'second-factor-enrol': { status: 401, zh: '请先绑定动态码', en: 'Enrol a second factor first' },
  'sign-in-not-begun': {
    status: 401,
    zh: '没有找到这次登录，请从登录页重新开始',
    en: 'This sign-in was not begun here; start again from the sign-in page',
  },
  'sign-in-expired': {
    status: 401,
    zh: '登录超过十分钟未完成，请重新开始',
    en: 'The sign-in took more than ten minutes; start again',
  },
  'sign-in-replayed': {
    status: 401,
    zh: '这次登录的返回已用过一次，请重新开始',
    en: 'This answer was used before; start again',
  },
  'sign-in-answer-invalid': {
    status: 401,
    zh: '身份提供方的答复与这次登录不符，未予采信',
    en: 'The provider’s answer does not belong to this sign-in and was not believed',
  },
  'provider-refused': {
    status: 401,
    zh: '身份提供方没有确认您的身份',
    en: 'The provider did not confirm who you are',
  },
  'provider-unreachable': {
    status: 503,
    zh: '身份提供方暂时联系不上，请稍后再试，或用口令登录',
    en: 'The provider cannot be reached; try later, or sign in by password',
  },
  'identity-unknown': {
    status: 403,
    zh: '该身份尚未关联到本系统的人员，请联系安全管理员',
    en: 'This identity is linked to nobody here; ask the security administrator',
  },
  'identity-taken': {
    status: 409,
    zh: '该身份已关联他人，或该人员已有此提供方的身份，须先解除',
    en: 'The identity belongs to somebody, or the person has one of this provider; unlink it first',
  },
  'person-disabled': { status: 403, zh: '您的人员资格已停用', en: 'You have been disabled' },
  'password-change-needed': {
    status: 403,
    zh: '口令由他人设定或已满期限，须先修改口令',
    en: 'The password was set by somebody else or is too old: change it first',
  },
  'password-used-before': {
    status: 422,
    zh: '新口令与现用或最近用过的相同',
    en: 'The password is the present one or was used lately',
  },
  'password-breached': {
    status: 422,
    zh: '该口令已见于公开泄露的名单，请另换一个',
    en: 'The password is on a list of leaked ones; choose another',
  },
  'no-post': { status: 403, zh: '您目前没有岗位，请联系安全管理员', en: 'You hold no post at present' },
  excluded: { status: 403, zh: '您已回避本案', en: 'You are excluded from this case' },
  'not-allowed-here': {
    status: 403,
    zh: '按查阅规则，您的岗位不办理此项',
    en: 'The policy does not allow this to your post',
  },
  'administrators-separate': {
    status: 409,
    zh: '三员分立：系统、安全、审计管理员须由不同的人担任，且不得兼任办案岗位',
    en: 'The three administrators are separate persons and hold no other post',
  },
  'not-oneself': { status: 409, zh: '不能给自己办理此项', en: 'Not for oneself' },
  'post-not-delegable': { status: 409, zh: '该岗位不得委托他人', en: 'This post is not delegated' },
  'name-taken': { status: 409, zh: '登录名已被使用', en: 'The name is taken' },
  'not-found': { status: 404, zh: '没有这一项，或者您无权查阅', en: 'No such thing, or not yours to see' },
  'other-courts-account': {
    status: 403,
    zh: '该账户由其他法院办理，您院只能查看总体进度',
    en: 'Another court’s account: your court sees the overall progress only',
  },
  'not-for-your-role': { status: 403, zh: '您的岗位不办理此事', en: 'Not for your role' },
  'input-invalid': { status: 422, zh: '填写的内容有误', en: 'The input is not valid' },
  'malformed-request': { status: 400, zh: '请求无法读取', en: 'The request cannot be read' },
  'too-large': { status: 413, zh: '内容过大', en: 'Too large' },
  'unsupported-media-type': { status: 415, zh: '只接受 JSON', en: 'Only JSON is accepted' },
  'key-missing': { status: 400, zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
  'key-reused': { status: 422, zh: '同一个 Idempotency-Key 已用于另一份内容', en: 'The key was used for another body' },
  'revision-missing': { status: 428, zh: '缺少 If-Match：请先打开事项再办理', en: 'If-Match is missing' },
  'file-refused': { status: 422, zh: '文件不予接收', en: 'The file is refused' },
  'import-has-errors': {
    status: 422,
    zh: '清单尚有错误行，未导入任何一行',
    en: 'The list still has faulty rows; nothing was stored',
  },
  'import-not-open': { status: 409, zh: '该清单已导入或已过期', en: 'This import is already committed or gone' },
  'register-conflict': { status: 409, zh: '冻结登记与已有记录重复', en: 'The register already holds such a freeze' },
  'nothing-selected': { status: 422, zh: '没有选中任何事项', en: 'Nothing is selected' },
  'not-reversible': { status: 409, zh: '该批次不能撤回', en: 'This batch has no inverse' },
  overloaded: { status: 503, zh: '系统繁忙，请稍后再试', en: 'Busy; try again shortly' },
  internal: { status: 500, zh: '系统出错，请把编号告诉管理员', en: 'Something broke; tell the help desk the number' },
} as const;

export type ShellProblem = keyof typeof shellProblems;

/** RFC 9457. `code` is stable: a guard's id, or a refusal's or shell problem's code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  detailEn: z.string().optional(),
  /** Error number for the help desk; also in the server's log. */
  instance: z.string().optional(),
  /** For `second-factor-enrol`: what an authenticator reads. Shown once, to whoever knows the password. */
  enrol: z.object({ uri: z.string(), secret: z.string() }).optional(),
  /** For `stale-revision`: what happened since. */
  changes: z
    .array(
      z.object({
        revision: z.int(),
        action: z.string(),
        label: z.string(),
        by: z.string(),
        court: z.string(),
        at: z.string(),
      }),
    )
    .optional(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
