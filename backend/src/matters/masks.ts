import type { MatterView } from '@xiezhi/contract';
import { maskName, maskPhone } from '@xiezhi/law';

type Facts = Readonly<Record<string, unknown>>;
const hiddenSum = '＊';

/** What personal data and sums look like to whoever reads masked. By the name of the fact, at any depth. */
const masks: Readonly<Record<string, (value: string) => string>> = {
  holder: maskName,
  phone: maskPhone,
  creditCode: (code) => `${code.slice(0, 4)}${'*'.repeat(Math.max(0, code.length - 4))}`,
  limit: () => hiddenSum,
  actual: () => hiddenSum,
  limitTotal: () => hiddenSum,
};

const veil = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(veil);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const mask = masks[name];
      return [name, mask && typeof inner === 'string' ? mask(inner) : veil(inner)];
    }),
  );
};

/** 隐去个人信息与金额. */
export const masked = (view: MatterView): MatterView => ({ ...view, facts: veil(view.facts) as Facts, actions: [] });

/** A campaign as a court sees it that carries a part: what it is and how far, not what the lead court decides on. */
export const outlined = (view: MatterView): MatterView => {
  const { caseNo, windowHours, ground } = view.facts;
  return { ...view, facts: { caseNo, windowHours, ground }, documents: [], actions: [] };
};

/** What a docket entry's input shows to whoever reads masked: that something was written, not what. */
export const maskedInput = (input: unknown): unknown => veil(input);
