import type { Effect } from './effects';
import type { Context, InputFault, Standing, Words } from './values';

/** What a schema library offers us; zod fits as it is. The engine imports none. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/** 条件: a named condition over facts. Its words live in the procedure's labels. */
export interface Guard<F, I = unknown> {
  readonly id: string;
  allows(facts: F, context: Context, input: I): boolean;
}

/** A document kind, or several of which one suffices. */
export type Requirement = string | { readonly anyOf: readonly string[] };

/** Where an action may lead when the facts decide. */
export interface Choice<S extends string, F> {
  readonly oneOf: readonly S[];
  choose(facts: F): S;
}

export interface Action<S extends string, F, I> {
  readonly from: readonly S[];
  /** Absent: the matter stays where it is. */
  readonly to?: S | Choice<S, F>;
  readonly by: readonly string[];
  /** The actor's court must stand to the matter in one of these ways; absent: any court that may see it. */
  readonly standing?: readonly Standing[];
  readonly input?: Schema<I>;
  readonly requires?: readonly Requirement[];
  readonly guards?: readonly Guard<F, NoInfer<I>>[];
  /** Summaries counted in the same transaction and found in `context.summaries`. */
  readonly reads?: readonly string[];
  /** Never offered to people or the HTTP contract; taken by the backend on somebody's behalf. */
  readonly internal?: true;
  /** Possible, but not what the matter waits for: it makes no work in anybody's queue. */
  readonly aside?: true;
  /** 审批: somebody answers for it. Nothing is ever approved by time running out. */
  readonly approves?: true;
  /** 不算进展: urging and supervising leave the matter as stagnant as it was. */
  readonly still?: true;
  /** May leave a final stage. */
  readonly reopens?: true;
  /** Changes an account: the account row is locked before the matters. */
  readonly touchesAccount?: true;
  readonly apply: (facts: F, input: I, context: Context) => F;
  readonly effects?: (facts: F, input: I, context: Context) => readonly Effect[];
}

/** 期限: by which rule it is counted, and what the system does when it passes. A deadline that nothing measures is refused by `check`. */
export interface DeadlineKind {
  readonly rule: string;
  readonly onExpiry: string;
  /** A reminder: due when this share of the budget is used. */
  readonly share?: number;
  /** It stands still and is extended with that other one. */
  readonly follows?: string;
  /** The lights of the matter, and of the items it opens, count to it. */
  readonly lights?: true;
  /** 督办的期限: only a superior of the court suspends or extends it, not the court that it presses. */
  readonly above?: true;
}

/** 文书 kinds of a procedure: the catalogue number, and whose court files it. */
export type DocumentKinds = Readonly<
  Record<string, { readonly number: string; readonly filedBy: readonly Standing[] }>
>;

/** What a list shows of a matter without reading its facts. */
export interface Headline {
  readonly title: string;
  readonly caseNo: string;
  readonly accountTail?: string;
  readonly bank?: string;
}

export interface Procedure<S extends string = string, F = unknown, N extends string = string> {
  readonly name: string;
  readonly version: number;
  readonly facts: Schema<F>;
  readonly stages: readonly S[];
  readonly initial: NoInfer<S>;
  readonly final: readonly NoInfer<S>[];
  /** Who may open one by hand; absent: only another procedure opens it. */
  readonly opens?: { readonly by: readonly string[] };
  readonly documents: DocumentKinds;
  readonly deadlines?: Readonly<Record<string, DeadlineKind>>;
  readonly headline: (facts: F) => Headline;
  readonly actions: Readonly<Record<N, Action<S, F, never>>>;
}

type Definition<S extends string, F, I> = Omit<Procedure<S, F>, 'actions'> & {
  readonly actions: { readonly [K in keyof I]: Action<NoInfer<S>, F, I[K]> };
};

/** Types a procedure: stage names come from `stages` and nowhere else, each action's input from its schema. */
export const defineProcedure =
  <F>() =>
  <const S extends string, I extends object>(
    definition: Definition<S, F, I>,
  ): Procedure<S, F, Extract<keyof I, string>> =>
    definition as unknown as Procedure<S, F, Extract<keyof I, string>>;

/** A procedure whose facts and stages are not known here: as the registry holds it. */
export type AnyProcedure = Procedure<string, never, string>;

/** 界面文字. A stage, action, guard, document or field without words does not compile. */
export interface Labels<S extends string, A extends string, G extends string, D extends string> {
  readonly title: Words;
  readonly summary: Words;
  readonly stages: Readonly<Record<S, Words>>;
  readonly actions: Readonly<Record<A, Words>>;
  readonly guards: Readonly<Record<G, Words>>;
  readonly documents: Readonly<Record<D, Words>>;
  readonly deadlines?: Readonly<Record<string, Words>>;
  readonly fields: Readonly<Record<string, Words>>;
  readonly options: Readonly<Record<string, Words>>;
}

export type LabelsFor<P, G, D extends string> =
  P extends Procedure<infer S, infer _F, infer A> ? Labels<S, A, Extract<keyof G, string>, D> : never;

export type AnyLabels = Labels<string, string, string, string>;

/** The one action every procedure has: putting a paper on the file. */
export const fileDocument = 'fileDocument';
export const fileDocumentWords: Words = { zh: '提交文书', en: 'File a document' };
export const openWords: Words = { zh: '开立', en: 'Open' };

/** For actions that take no input: an empty object, and nothing else. */
export const nothing: Schema<Record<string, never>> = {
  safeParse: (value) => {
    const keys = value === undefined || value === null ? [] : typeof value === 'object' ? Object.keys(value) : ['(值)'];
    return keys.length === 0
      ? { success: true, data: {} }
      : { success: false, error: { issues: keys.map((key) => ({ path: [key], message: '未知字段' })) } };
  },
};

export const faultsOf = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): InputFault[] =>
  issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === 'number' ? part : String(part))),
    message,
  }));
