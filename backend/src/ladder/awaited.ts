import type { Requirement, Words } from '@xiezhi/engine';
import { roleName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { publishedOf } from '../matters/matter-reader';
import { waiting } from '../notices/waiting';

interface At {
  readonly procedure: string;
  readonly version: number;
  readonly stage: string;
  readonly court: string;
  readonly lead_court: string;
}
interface Step {
  readonly from: readonly string[];
  readonly aside?: true;
  readonly internal?: true;
  readonly requires?: readonly Requirement[];
}

/** 轮到谁: the court and the posts that the open step waits for; null where it waits for nobody in particular. */
export const turnOf = (row: At, courts: Courts): { courtName: string; roles: Words[] } | null => {
  const here = waiting.filter(({ procedure, stage }) => procedure === row.procedure && stage === row.stage);
  const how = here.some((one) => one.how === 'handling') ? 'handling' : 'lead';
  const roles = [...new Set(here.filter((one) => one.how === how).map(({ role }) => role))];
  if (roles.length === 0) return null;
  return { courtName: courts.nameOf(how === 'handling' ? row.court : row.lead_court), roles: roles.map(roleName) };
};

/** 尚缺: each next step, with the papers it still wants. */
export const missingOf = (row: At & { readonly documents: readonly string[] }): Words[] => {
  const { procedure, labels } = publishedOf(row);
  const paper = (kind: string): Words => labels.documents[kind] ?? { zh: kind, en: kind };
  return Object.entries(procedure.actions as unknown as Readonly<Record<string, Step>>)
    .filter(([, step]) => step.aside !== true && step.internal !== true && step.from.includes(row.stage))
    .map(([name, { requires = [] }]) => {
      const label = labels.actions[name] ?? { zh: name, en: name };
      const absent = requires
        .map((need) => (typeof need === 'string' ? [need] : need.anyOf))
        .filter((kinds) => !kinds.some((kind) => row.documents.includes(kind)))
        .map((kinds) => ({
          zh: kinds.map((kind) => paper(kind).zh).join('或'),
          en: kinds.map((kind) => paper(kind).en).join(' or '),
        }));
      if (absent.length === 0) return label;
      return {
        zh: `${label.zh}（缺${absent.map(({ zh }) => zh).join('、')}）`,
        en: `${label.en} (wants ${absent.map(({ en }) => en).join(', ')})`,
      };
    });
};
