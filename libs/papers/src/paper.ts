import { z } from 'zod';
import { caseNo, day, name, text } from './fields';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** 文书种类: what a paper does. Kinds are never interchangeable; each is a series of numbers of its own. */
export const paperKinds = {
  裁定书: { en: 'ruling', series: '裁' },
  决定书: { en: 'decision', series: '决' },
  通知书: { en: 'notice', series: '通' },
  函: { en: 'letter', series: '函' },
  令: { en: 'order', series: '令' },
  公告: { en: 'announcement', series: '告' },
  证明书: { en: 'certificate', series: '证' },
  清单: { en: 'list', series: '单' },
  笔录: { en: 'record', series: '录' },
  回执: { en: 'receipt', series: '回' },
  表: { en: 'form', series: '表' },
  报告: { en: 'report', series: '报' },
  当事人文书: { en: 'paper of a party', series: '当' },
} as const;
export type KindOfPaper = keyof typeof paperKinds;

/** 署名: who must have signed. A panel is odd and at least three. */
export type Signer = '合议庭' | '审判员' | '院长' | '执行局长' | '书记员' | '管理人' | '协助单位' | '当事人' | '财务';

/** What every paper carries. */
const base = {
  court: name(),
  caseNo: caseNo(),
  date: day(),
  number: text(40).optional(),
  clerk: name().optional(),
  signers: z
    .array(z.strictObject({ role: text(20), name: name() }))
    .min(1, '没有署名')
    .max(15),
} as const;
type Base = typeof base;

/** 不予打印: refuses when it holds; said in both languages. */
export interface Guard<Content> {
  readonly id: string;
  readonly when: (content: Content) => boolean;
  readonly words: Words;
}

export interface PaperRefusal {
  readonly id: string;
  readonly words: Words;
}

interface Definition<Shape extends z.ZodRawShape> {
  readonly id: string;
  readonly name: Words;
  readonly kind: KindOfPaper;
  readonly from: Words;
  readonly to: Words;
  readonly signer: Signer;
  readonly sealed: boolean;
  readonly numbered: boolean;
  readonly content: Shape;
  readonly guards?: readonly Guard<z.infer<z.ZodObject<Base & Shape>>>[];
}

export interface Paper {
  readonly id: string;
  readonly name: Words;
  readonly kind: KindOfPaper;
  readonly from: Words;
  readonly to: Words;
  readonly signer: Signer;
  readonly sealed: boolean;
  readonly numbered: boolean;
  readonly schema: z.ZodObject;
  /** The names of its own refusals, in the order in which they are asked. */
  readonly guards: readonly { readonly id: string; readonly words: Words }[];
  /** Why it must not be printed; empty when it may. */
  readonly refusals: (content: unknown) => readonly PaperRefusal[];
}

const titles: Readonly<Record<Signer, readonly string[]>> = {
  合议庭: ['审判长', '审判员', '人民陪审员'],
  审判员: ['审判长', '审判员', '执行员', '承办法官', '审判员（承办）'],
  院长: ['院长', '副院长', '院领导'],
  执行局长: ['执行局长', '最高法执行局', '上级法院协调员', '院领导', '院长'],
  书记员: ['书记员', '法官助理', '承办法官'],
  管理人: ['管理人', '管理人负责人'],
  协助单位: ['经办人', '复核人'],
  当事人: ['申请人', '债权人', '债务人', '出质人', '签署人', '买受人', '移交人', '接收人', '监交人', '被申请人'],
  财务: ['经办人', '财务', '案款管理员'],
};

const signed = (signer: Signer, signers: readonly { readonly role: string }[]): boolean => {
  const able = signers.filter(({ role }) => titles[signer].includes(role)).length;
  return signer === '合议庭' ? able >= 3 && able % 2 === 1 : able > 0;
};

/** A paper kind of the catalogue (文书目录): what it must contain, who signs, and when it is not printed. */
export const definePaper = <Shape extends z.ZodRawShape>({
  content,
  guards = [],
  ...rest
}: Definition<Shape>): Paper => {
  const schema = z.strictObject({ ...base, ...content });
  const unsigned: PaperRefusal = {
    id: 'unsigned',
    words: {
      zh: `《${rest.name.zh}》应由${rest.signer}署名${rest.signer === '合议庭' ? '（三人以上单数）' : ''}`,
      en: `The ${rest.name.en} must be signed by: ${rest.signer}`,
    },
  };
  return {
    ...rest,
    schema,
    guards: guards.map(({ id, words }) => ({ id, words })),
    refusals: (given) => {
      const read = schema.safeParse(given);
      if (!read.success)
        return read.error.issues.slice(0, 20).map((issue) => ({
          id: 'content-missing',
          words: {
            zh: `《${rest.name.zh}》的“${issue.path.join('.')}”缺少或有误：${issue.message}`,
            en: `The ${rest.name.en}: ${issue.path.join('.')} is missing or wrong`,
          },
        }));
      const value = read.data as z.infer<z.ZodObject<Base & Shape>>;
      const failed = guards.filter((guard) => guard.when(value)).map(({ id, words }) => ({ id, words }));
      return signed(rest.signer, (read.data as { signers: { role: string }[] }).signers)
        ? failed
        : [...failed, unsigned];
    },
  };
};
