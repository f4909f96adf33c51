import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { en } from './i18n/en';
import { zh } from './i18n/zh';

type Tree = { readonly [key: string]: string | Tree };

const keysOf = (tree: Tree, above = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [above + key] : keysOf(value, `${above}${key}.`),
  );
const valueOf = (tree: Tree, key: string): string => {
  const found = key
    .split('.')
    .reduce<string | Tree | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), tree);
  return typeof found === 'string' ? found : '';
};
const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory()
      ? entry.name === 'i18n'
        ? []
        : sources(at)
      : /(?<!spec)\.ts$/.test(entry.name)
        ? [at]
        : [];
  });
const templatesOf = (file: string): string =>
  [...readFileSync(file, 'utf8').matchAll(/template:\s*`([^`]*)`/g)].map(([, template]) => template).join('\n');
const files = sources(__dirname);

describe('the words of the interface', () => {
  it('are the same keys in both languages, with the same places to fill', () => {
    expect(keysOf(zh)).toEqual(keysOf(en));
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const key of keysOf(zh))
      expect({ key, places: places(valueOf(en, key)) }).toEqual({ key, places: places(valueOf(zh, key)) });
  });
  it('have no English left on the Chinese side', () => {
    for (const key of keysOf(zh))
      if (key !== 'shell.other')
        expect({
          key,
          english: /[A-Za-z]{4,}/.test(valueOf(zh, key).replace(/\{\{\w+\}\}|XLSX|UTF-8|GB18030|JSON|DOCX|Word/g, '')),
        }).toEqual({ key, english: false });
  });
  it('are all there that the templates ask for', () => {
    const known = new Set(keysOf(zh));
    for (const file of files)
      for (const [, key = ''] of templatesOf(file).matchAll(/'([\w-]+\.[\w-]+)'\s*\|\s*transloco/g))
        expect({ file: path.basename(file), key, known: known.has(key) }).toEqual({
          file: path.basename(file),
          key,
          known: true,
        });
  });
  it('never stand bare in a template', () => {
    for (const file of files) {
      const text = templatesOf(file)
        .replace(/"[^"]*"/g, '')
        .replace(/\{\{[\s\S]*?\}\}|@[^{]*\{|<[^>]*>|\}/g, ' ');
      expect({
        file: path.basename(file),
        bare: /[\u4e00-\u9fa5]|[A-Za-z]{3,}/.exec(text.replace(/SHA-256/g, ''))?.[0],
      }).toEqual({ file: path.basename(file), bare: undefined });
    }
  });
});
