import { z } from 'zod';

/** Yuan with two places, as text: money is never a binary number. */
const yuan = z.string().regex(/^(0|[1-9]\d{0,12})\.\d{2}$/, '金额须为两位小数的元，例如 4606804.48');
const day = z.iso.date('日期须为 YYYY-MM-DD');
const tail = z.string().regex(/^[0-9A-Za-z]{4}$/, '账号尾号为四位');
const text = (max: number) => z.string().trim().min(1, '不能为空').max(max, `不超过 ${max} 字`);
const number = text(60);

/** 超期升级阶梯的台阶: the chief knows, the superior supervises, the court explained, the superior may act, the superior acted. */
export const rungs = ['overdue', 'supervised', 'explained', 'superior-acts', 'superior-acted'] as const;
export type Rung = (typeof rungs)[number];
/** 蓝、黄、红: 提醒单 and two 督办单, rising in rank. */
export const colours = ['blue', 'yellow', 'red'] as const;

/** 案情要素 of one freeze. The full account number stays in the register; here are its last four. */
export const facts = z.strictObject({
  freeze: z.string(),
  holder: z.string(),
  bank: z.string(),
  accountTail: tail,
  caseNo: z.string(),
  rank: z.int().nonnegative(),
  limit: yuan,
  actual: yuan,
  expiresOn: day.nullable(),
  /** 签发法院 of the dispatch order; a re-addressed item stays under it. */
  issuer: z.string(),
  orderNo: z.string(),
  /** In effect now: the first freeze, or a waiting one that has woken. */
  active: z.boolean(),
  judge: z.string().optional(),
  asked: z.strictObject({ reason: z.string(), note: z.string() }).optional(),
  ruling: z.strictObject({ no: number, date: day, amount: yuan }).optional(),
  notice: z.strictObject({ no: number, date: day, channel: z.string() }).optional(),
  receipt: z.strictObject({ no: number, date: day, amount: yuan, recordedBy: z.string() }).optional(),
  confirmedBy: z.string().optional(),
  returned: z.strictObject({ reason: z.string(), contact: z.string(), note: z.string() }).optional(),
  overdue: z.boolean().optional(),
  /** 催办: who urged, and when last. */
  urges: z.array(z.strictObject({ by: z.string(), at: z.string() })).optional(),
  /** 超期升级阶梯: the rung reached, since when, and what the court explained. */
  ladder: z
    .strictObject({
      rung: z.enum(rungs),
      at: z.string(),
      explained: z
        .strictObject({ by: z.string(), at: z.string(), note: z.string(), promisedOn: day, inTime: z.boolean() })
        .optional(),
    })
    .optional(),
});
export type Facts = z.infer<typeof facts>;

/** 反馈情况的理由代码 */
export const queryReasons = ['papers-wanted', 'objects', 'amount-disputed', 'bank-unreachable'] as const;
/** 退回理由代码 */
export const returnReasons = ['not-own-freeze', 'non-court-freeze', 'already-lifted', 'papers-unusable'] as const;

export const inputs = {
  assign: z.strictObject({ judge: text(30) }),
  query: z.strictObject({ reason: z.enum(queryReasons).optional(), note: text(500) }),
  answer: z.strictObject({ note: text(500), extendHours: z.int().min(1).max(240).optional() }),
  rule: z.strictObject({ rulingNo: number, rulingDate: day, accountTail: tail, amount: yuan, freezeCaseNo: number }),
  notify: z.strictObject({ noticeNo: number, sentOn: day, channel: z.enum(['online', 'counter']) }),
  receipt: z.strictObject({ receiptNo: number, receivedOn: day, accountTail: tail, amount: yuan }),
  giveBack: z.strictObject({
    reason: z.enum(returnReasons),
    contact: z.string().trim().max(200).optional(),
    note: text(500),
  }),
  readdress: z.strictObject({ court: text(12), note: text(500) }),
  verify: z.strictObject({
    queryNo: number,
    queriedOn: day,
    ownFreezeRemains: z.boolean(),
    found: z
      .array(z.strictObject({ court: text(12), caseNo: number, limit: yuan }))
      .max(20)
      .optional(),
  }),
  because: z.strictObject({ note: text(500) }),
  explain: z.strictObject({ note: text(1000), promisedOn: day }),
  issueSlip: z.strictObject({ slip: z.string(), colour: z.enum(colours), remark: z.string().max(500) }),
  acknowledgeSlip: z.strictObject({ slip: z.string() }),
  restore: z.strictObject({ rulingNo: number, rulingDate: day, rank: z.int().nonnegative() }),
};
