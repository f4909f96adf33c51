import type { TemplateWordsView } from '@xiezhi/contract';
import type { Element } from '@xmldom/xmldom';
import { openWord } from './print/template';
import { children, partOf, rootOf } from './print/word-xml';

const body = 'word/document.xml';
const margin = /^word\/(header|footer)\d*\.xml$/;

/** 模板的文字: each paragraph that says something, and the names of the fields in the order in which they first stand. */
export const wordsOf = (bytes: Buffer): TemplateWordsView => {
  const zip = openWord(bytes);
  const margins = Object.keys(zip.files).filter((name) => margin.test(name));
  const paragraphs = [body, ...margins.sort()].flatMap((name) => {
    const part = name === body ? ('body' as const) : ('margin' as const);
    const text = partOf(zip, name);
    return text === undefined ? [] : textsOf(rootOf(text, name)).map((one) => ({ part, text: one }));
  });
  const names = paragraphs.flatMap(({ text }) => [...text.matchAll(/\{([^{}/^]+)\}/g)].map(([, name = '']) => name));
  return { paragraphs, fields: [...new Set(names)] };
};

const textsOf = (element: Element): string[] => {
  if (element.nodeName !== 'w:p') return children(element).flatMap(textsOf);
  const text = saidBy(element).trim();
  return text === '' ? [] : [text];
};

const saidBy = (element: Element): string => {
  if (element.nodeName === 'w:t') return element.textContent ?? '';
  if (element.nodeName === 'w:tab' || element.nodeName === 'w:br') return ' ';
  return children(element).map(saidBy).join('');
};
