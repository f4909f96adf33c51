import { letterOf } from '@xiezhi/contract/plain';

/** The words of the kinds of notice that a subscription asks for. */
export const lettersOf = (names: readonly string[]): { readonly zh: string; readonly en: string }[] =>
  names.map((name) => letterOf(name));
