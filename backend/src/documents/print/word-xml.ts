import { DOMParser, type Element } from '@xmldom/xmldom';
import type PizZip from 'pizzip';
import { refuse } from './sheet';

/** The root of one part of a Word file. A document type, and with it every entity, is refused. */
export const rootOf = (text: string, name: string): Element => {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) refuse(`${name} 含有文档类型声明`, `${name} declares a document type`);
  try {
    const root = new DOMParser({ onError: (level) => level !== 'warning' && fail() }).parseFromString(
      text,
      'text/xml',
    ).documentElement;
    if (root) return root;
  } catch {
    return refuse(`${name} 不是完整的 XML`, `${name} is not well formed`);
  }
  return refuse(`${name} 是空的`, `${name} is empty`);
};
const fail = (): never => {
  throw new Error('not well formed');
};

export const partOf = (zip: PizZip, name: string): string | undefined => zip.file(name)?.asText();

export const children = (of: Element): Element[] => {
  const found: Element[] = [];
  for (let node = of.firstChild; node; node = node.nextSibling) if (node.nodeType === 1) found.push(node as Element);
  return found;
};
export const child = (of: Element | undefined, name: string): Element | undefined =>
  of && children(of).find(({ nodeName }) => nodeName === name);
export const attribute = (of: Element | undefined, name: string): string | undefined =>
  of?.getAttribute(name) ?? undefined;
/** Twips as points. */
export const points = (of: Element | undefined, ...names: string[]): number => {
  for (const name of names) {
    const value = attribute(of, name);
    if (value !== undefined && /^-?\d+(\.\d+)?$/.test(value)) return Number(value) / 20;
  }
  return 0;
};
/** `<w:b/>` is on, `<w:b w:val="false"/>` is off. */
export const on = (of: Element | undefined): boolean =>
  of !== undefined && !['0', 'false', 'off'].includes(attribute(of, 'w:val') ?? '');
