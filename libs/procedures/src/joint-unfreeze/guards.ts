import { type Context, type Guard, hadHand } from '@xiezhi/engine';
import { type Facts, type FreezeSummary, freezeSummary } from './facts';

/** The register's own count, taken in this transaction. A missing count is a fault of the shell, not a refusal. */
export const counted = ({ summaries }: Context): FreezeSummary => freezeSummary.parse(summaries['freezes']);

export const listIsNotEmpty: Guard<Facts, unknown> = {
  id: 'list-is-not-empty',
  allows: (facts, _context) => (facts.list?.freezes ?? 0) > 0,
};
export const approverIsNotDrafter: Guard<Facts, unknown> = {
  id: 'approver-is-not-drafter',
  allows: (facts, { actor }) => !hadHand(actor, facts.draftedBy),
};
/** 平级法院之间只能委托、商请，不能调度 (执行工作规定 67、70–72；法发〔2000〕3号 6). */
export const issuerIsAboveEveryAddressee: Guard<Facts, unknown> = {
  id: 'issuer-is-above-every-addressee',
  allows: (facts, { actor }) => (facts.list?.commonSuperiors ?? []).includes(actor.court),
};

export const guards = {
  'list-is-not-empty': listIsNotEmpty,
  'approver-is-not-drafter': approverIsNotDrafter,
  'issuer-is-above-every-addressee': issuerIsAboveEveryAddressee,
};
