import type { TemplateWordsView } from '@xiezhi/contract';
import { diffArrays } from 'diff';

export interface Line {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A paragraph of the margin is another one than the same words in the body. */
const linesOf = ({ paragraphs }: TemplateWordsView): string[] =>
  paragraphs.map(({ part, text }) => (part === 'margin' ? `¶ ${text}` : text));

/** 与旧版的差别, paragraph by paragraph in the order of the new one. */
export const differenceOf = (old: TemplateWordsView, next: TemplateWordsView): Line[] =>
  diffArrays(linesOf(old), linesOf(next)).flatMap(({ value, added, removed }) =>
    value.map((text): Line => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );

/** What is filled in and what is said: the words of a paragraph cut at its fields. */
export const piecesOf = (text: string): { readonly field: boolean; readonly text: string }[] =>
  text
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ field: piece.startsWith('{'), text: piece }));
