import type { VerificationView } from '@xiezhi/contract';

/** What a verification comes to, worst first: a changed file is said before anything of its seal. */
export const verdictOf = (
  found: Pick<VerificationView, 'bytesAgree' | 'seal'> | undefined,
): { readonly good: boolean; readonly key: string } => {
  if (!found?.bytesAgree) return { good: false, key: 'papers.changed' };
  if (found.seal === null) return { good: true, key: 'papers.unsealed' };
  return found.seal.agrees ? { good: true, key: 'papers.agrees' } : { good: false, key: 'papers.sealBroken' };
};
