import type { Fields, View } from '@xiezhi/papers';
import type { Element } from '@xmldom/xmldom';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { inspectZip } from '../../imports/zip-check';
import { PaperRefused, refuse } from './sheet';
import { children, rootOf } from './word-xml';

const mostBytes = 1024 * 1024;
const mostDepth = 4;
const tag = /^([#/^]?)(\p{L}[\p{L}\p{N}_]*(?:\.\p{L}[\p{L}\p{N}_]*)*)$/u;
/** The parts a paper may consist of; of these the first three kinds carry text that is filled. */
const filled = /^word\/(document|header\d*|footer\d*)\.xml$/;
const allowed =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(app|core|custom)\.xml|word\/(styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|stylesWithEffects)\.xml|word\/theme\/theme\d*\.xml|word\/_rels\/[\w.]+\.rels|customXml\/.*)$/;

/** Opens what claims to be a Word file; refuses what is too large, packed with tricks, or more than a paper needs. */
export const openWord = (bytes: Buffer): PizZip => {
  if (bytes.length > mostBytes) refuse('模板不得超过 1 MB', 'A template may have 1 MB at most');
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x504b0304)
    refuse('模板应为 .docx 文件', 'A template is a .docx file');
  const fault = inspectZip(bytes);
  if (fault)
    refuse(fault.replaceAll('表格', '模板'), 'The file is damaged, encrypted, has macros, or inflates too far');
  const zip = new PizZip(bytes);
  for (const [name, file] of Object.entries(zip.files)) {
    if (file.dir) continue;
    if (!filled.test(name) && !allowed.test(name))
      refuse(`模板内有不接收的部件：${name}`, `The template has a part that is not accepted: ${name}`);
    if (name.endsWith('.rels') && /TargetMode\s*=\s*["']External/i.test(file.asText()))
      refuse('模板内有外部链接', 'The template links to something outside');
  }
  return zip;
};

/** Every tag is a dotted name or a loop over names of this paper; nothing that could be evaluated. */
export const checkTags = (zip: PizZip, fields: Fields): void => {
  for (const [name, file] of Object.entries(zip.files)) {
    if (file.dir) continue;
    const text = file.asText();
    if (filled.test(name)) checkPart(rootOf(text, name), name.includes('document') ? '正文' : '页眉页脚', fields);
    else if (name.endsWith('.xml') && name.startsWith('docProps') && text.includes('{'))
      refuse('文件属性中不得有字段', 'The properties of the file may not have fields');
  }
};

const checkPart = (root: Element, where: string, fields: Fields): void => {
  const open: { name: string; fields: Fields }[] = [];
  paragraphsOf(root).forEach((text, i) => {
    const place = `${where}第 ${i + 1} 段“${text.slice(0, 16)}”`;
    const rest = text.replaceAll(/\{([^{}]*)\}/g, (_all, inner: string) => {
      checkTag(inner, place, fields, open);
      return '';
    });
    if (/[{}]/.test(rest)) refuse(`${place}的花括号不成对`, `${where}, paragraph ${i + 1}: a brace stands alone`);
  });
  const [left] = open;
  if (left) refuse(`${where}的循环“${left.name}”没有结束`, `The loop ${left.name} has no end`);
};

const checkTag = (inner: string, place: string, fields: Fields, open: { name: string; fields: Fields }[]): void => {
  const [, sign = '', name = ''] =
    tag.exec(inner) ??
    refuse(`${place}处的“{${inner.slice(0, 40)}}”不是字段名`, `“{${inner.slice(0, 40)}}” is not the name of a field`);
  if (sign === '/') {
    if (open.pop()?.name !== name) refuse(`${place}处的“{/${name}}”与循环的开头不配`, `{/${name}} ends nothing`);
    return;
  }
  const found = lookUp(name.split('.'), [fields, ...open.map((one) => one.fields)]);
  if (found === undefined || (sign === '' && found !== 'value'))
    return refuse(`${place}处的“${name}”不是本文书的字段`, `“${name}” is not a field of this paper`);
  if (sign === '') return;
  open.push({ name, fields: found === 'value' ? {} : found.fields });
  if (open.length > mostDepth) refuse(`${place}处的循环嵌套过深`, 'The loops are nested too deep');
};

const lookUp = (names: readonly string[], scopes: readonly Fields[]): Fields[string] | undefined => {
  const [first = '', ...rest] = names;
  const scope = scopes.findLast((one) => Object.hasOwn(one, first));
  let found = scope?.[first];
  for (const name of rest) {
    if (found === undefined || found === 'value' || found.rows || !Object.hasOwn(found.fields, name)) return undefined;
    found = found.fields[name];
  }
  return found;
};

const paragraphsOf = (root: Element): string[] => {
  const found: string[] = [];
  const visit = (element: Element, into: string[] | undefined): void => {
    const own = element.nodeName === 'w:p' ? [] : into;
    if (element.nodeName === 'w:t' || element.nodeName === 'w:instrText') own?.push(element.textContent ?? '');
    else children(element).forEach((one) => visit(one, own));
    if (own && own !== into) found.push(own.join(''));
  };
  visit(root, undefined);
  return found;
};

/** Own properties only, by name: there is no language here in which anything could be said. */
const parser = (name: string) => ({
  get: (scope: unknown): unknown => {
    let value = scope;
    for (const part of name.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
      value = (value as Record<string, unknown>)[part];
    }
    return typeof value === 'function' ? undefined : value;
  },
});

/** The template filled: a Word file as people may open it. */
export const fillTemplate = (zip: PizZip, view: View): PizZip => {
  try {
    const filling = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, parser, nullGetter: () => '' });
    filling.render(view);
    return filling.getZip() as PizZip;
  } catch (error) {
    if (error instanceof PaperRefused) throw error;
    return refuse('模板的字段或循环写法有误', 'The fields or loops of the template are malformed');
  }
};
