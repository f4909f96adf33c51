import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');

/** What can be wrong with the docket, by where it shows. */
export const faultWords = {
  changed: {
    zh: '内容与链不符（本条被改；或上一条被改后重算）',
    en: 'The entry does not fit the chain: it was changed, or the one before was changed and hashed anew',
  },
  missing: { zh: '缺少这一条', en: 'The entry is missing' },
  surplus: { zh: '多出这一条，事项并未走到这里', en: 'The matter never came to this entry' },
  head: { zh: '末条与事项所记不符', en: 'The last entry is not what the matter ends on' },
  rehashed: {
    zh: '与锚定时不同：其前的链被整体重算',
    en: 'Not what was anchored: the chain up to here was hashed anew',
  },
  'matter-missing': { zh: '事项不在，只有留痕或锚定证明其曾在', en: 'The matter is gone; docket or anchor prove it' },
  'paper-missing': { zh: '留痕中的文书不在', en: 'The paper of this entry is missing' },
  'paper-surplus': { zh: '文书在留痕中没有这一条', en: 'No entry speaks of this paper' },
  'paper-changed': { zh: '文书与留痕所记不符', en: 'The paper is not the one that was filed' },
  'anchor-changed': { zh: '锚定记录被改', en: 'The anchor was changed' },
  'anchor-missing': { zh: '缺少这一次锚定', en: 'The anchor is missing' },
  'anchor-unsigned': { zh: '锚定签名不是本院密钥所签', en: 'The anchor is not signed by a key of this house' },
  'leaf-changed': { zh: '锚定中的这一项与库外文件不同', en: 'This head of the anchor differs from the file outside' },
  'outside-differs': { zh: '库外锚定文件与库内不同', en: 'The anchor file outside differs from the table' },
} as const;
export type FaultKind = keyof typeof faultWords;

/** One fault, named: an entry by its matter and revision, an anchor by its sequence. */
export const docketFault = z.object({
  kind: z.enum(Object.keys(faultWords) as [FaultKind, ...FaultKind[]]),
  matterId: z.string().nullable(),
  revision: z.int().nullable(),
  anchor: z.int().nullable(),
  why: words,
});
export type DocketFault = z.infer<typeof docketFault>;

export const anchorView = z.object({
  sequence: z.int(),
  at: instant,
  count: z.int(),
  root: z.string(),
  previous: z.string(),
  hash: z.string(),
  publicKey: z.string().describe('Ed25519, SPKI, base64'),
  signature: z.string().describe('base64'),
});
export type AnchorView = z.infer<typeof anchorView>;

export const docketReport = z.object({
  matters: z.int(),
  entries: z.int(),
  papers: z.int(),
  /** Entries later than their matter's newest anchor: only the chain proves these. */
  unanchored: z.int(),
  faultCount: z.int(),
  /** The first thousand. */
  faults: z.array(docketFault),
  anchors: z.object({
    checked: z.int(),
    newest: z.object({ sequence: z.int(), at: instant, root: z.string() }).nullable(),
    /** The file outside the database. */
    outside: z.object({ checked: z.int(), agrees: z.boolean() }),
  }),
});
export type DocketReport = z.infer<typeof docketReport>;
