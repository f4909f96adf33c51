import { type Refusal } from '@xiezhi/engine';
import { type Problem, shellProblems, type ShellProblem, statusOf } from '@xiezhi/contract';
import type { AnyLabels, Words } from '@xiezhi/engine';
import { maskNumbers } from '@xiezhi/law';

/** A refusal on its way out. Thrown by the shell only; the filter writes it as problem+json. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

const typeOf = (code: string): string => `urn:xiezhi:problem:${code}`;

/** What the shell itself answers. `extra` adds to it: errors, changes, a better detail. */
export const shellProblem = (code: ShellProblem, extra: Partial<Problem> = {}): ProblemError => {
  const { status, zh, en } = shellProblems[code];
  return new ProblemError({ type: typeOf(code), title: zh, detail: zh, detailEn: en, status, code, ...extra });
};

/** Messages may repeat what was typed; a number that long is somebody's. */
export const inputProblem = (errors: NonNullable<Problem['errors']>): ProblemError => {
  const safe = errors.map((e) => ({ ...e, pointer: maskNumbers(e.pointer), message: maskNumbers(e.message) }));
  return shellProblem('input-invalid', {
    errors: safe,
    detail: safe.map((e) => `${e.pointer} ${e.message}`).join('；'),
  });
};

const join = (words: readonly Words[], language: 'zh' | 'en'): string =>
  words.map((w) => w[language]).join(language === 'zh' ? '、' : ', ');

/** 不予办理的理由, in words: the same for the grey button and for the answer of the API. */
export const wordsOf = (
  refusal: Refusal,
  labels: AnyLabels,
  roleName: (role: string) => Words,
): { code: string; words: Words } => {
  const stage = (name: string): Words => labels.stages[name] ?? { zh: name, en: name };
  switch (refusal.code) {
    case 'unknown-action':
      return { code: refusal.code, words: { zh: '该程序没有这一办理动作', en: 'The procedure has no such action' } };
    case 'role-not-allowed': {
      const roles = refusal.roles.map(roleName);
      return { code: refusal.code, words: { zh: `须由${join(roles, 'zh')}办理`, en: `For ${join(roles, 'en')} only` } };
    }
    case 'court-not-allowed':
      return { code: refusal.code, words: standingWords[refusal.standing[0] ?? 'handling'] ?? standingWords.handling };
    case 'wrong-stage': {
      const now = stage(refusal.stage);
      const from = refusal.from.map(stage);
      return {
        code: refusal.code,
        words: {
          zh: `现为“${now.zh}”，须在“${join(from, 'zh')}”时办理`,
          en: `Now “${now.en}”; possible when ${join(from, 'en')}`,
        },
      };
    }
    case 'stale-revision':
      return {
        code: refusal.code,
        words: { zh: '您打开之后，此事项已有新的办理', en: 'It has moved since you opened it' },
      };
    case 'documents-missing': {
      const kinds = refusal.documents.map((anyOf) =>
        anyOf.map((kind) => labels.documents[kind] ?? { zh: kind, en: kind }),
      );
      return {
        code: refusal.code,
        words: {
          zh: `缺少文书：${kinds.map((anyOf) => anyOf.map((w) => w.zh).join(' 或 ')).join('；')}`,
          en: `Missing: ${kinds.map((anyOf) => anyOf.map((w) => w.en).join(' or ')).join('; ')}`,
        },
      };
    }
    case 'guard-refused':
      return { code: refusal.guard, words: labels.guards[refusal.guard] ?? { zh: refusal.guard, en: refusal.guard } };
    case 'input-invalid':
      return { code: refusal.code, words: { zh: '填写的内容有误', en: 'The input is not valid' } };
  }
};

const standingWords: Readonly<Record<string, Words>> & { readonly handling: Words } = {
  handling: { zh: '须由办理法院办理', en: 'Only the handling court may' },
  lead: { zh: '须由牵头法院办理', en: 'Only the lead court may' },
  superior: { zh: '须由上级法院办理', en: 'Only a superior court may' },
  system: { zh: '由系统办理', en: 'The system does this' },
};

export const refusalProblem = (
  refusal: Refusal,
  labels: AnyLabels,
  roleName: (role: string) => Words,
  extra: Partial<Problem> = {},
): ProblemError => {
  const { code, words } = wordsOf(refusal, labels, roleName);
  const errors =
    refusal.code === 'input-invalid'
      ? {
          errors: refusal.faults.map((f) => ({
            pointer: `/input/${f.path.join('/')}`,
            code: 'invalid',
            message: f.message,
          })),
        }
      : {};
  return new ProblemError({
    type: typeOf(code),
    title: '不予办理',
    status: statusOf[refusal.code],
    code,
    detail: words.zh,
    detailEn: words.en,
    ...errors,
    ...extra,
  });
};
