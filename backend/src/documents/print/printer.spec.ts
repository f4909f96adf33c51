import { paperOf, papers } from '@xiezhi/papers';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import PizZip from 'pizzip';
import { extractText } from 'unpdf';
import { type Content, loadSamples } from '../samples';
import { rare } from '../samples/cases';
import { Printer } from './printer';
import { PaperRefused } from './sheet';

const printer = new Printer(path.join(__dirname, '../../../papers'));
const consent = () => {
  const paper = paperOf('T03');
  if (!paper) throw new Error('T03 is not in the catalogue');
  return paper;
};
/** The template of the consent, with one text of it replaced by another. */
const edited = (change: (xml: string) => string, part = 'word/document.xml'): Buffer => {
  const zip = new PizZip(printer.ownTemplate(consent()));
  zip.file(part, change(zip.file(part)?.asText() ?? ''));
  return zip.generate({ type: 'nodebuffer' });
};
const saying = (text: string): Buffer => edited((xml) => xml.replace('{caseNo}', text));
const refusalOf = (template: Buffer): string => {
  try {
    printer.check(consent(), template);
    return '';
  } catch (error) {
    if (error instanceof PaperRefused) return error.words.zh;
    throw error;
  }
};

const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text;

const streamsOf = (pdf: Buffer): string[] => {
  const whole = pdf.toString('latin1');
  return [...whole.matchAll(/stream\n/g)].flatMap(({ index, 0: { length } }) => {
    try {
      return [inflateSync(pdf.subarray(index + length, whole.indexOf('endstream', index))).toString('latin1')];
    } catch {
      return []; // not one that is packed so
    }
  });
};

/** The numbers of the glyphs that the pages draw; 0 is .notdef, the empty box. */
const glyphsOf = (pdf: Buffer): number[] =>
  streamsOf(pdf)
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)])
    .flatMap(([, pieces = '']) => [...pieces.matchAll(/<([0-9a-f]+)>/gi)])
    .flatMap(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((one) => parseInt(one, 16)));

/** How many fonts it names, and how many of them it carries. */
const fontsOf = (pdf: Buffer): [number, number] => {
  const whole = pdf.toString('latin1');
  return [whole.match(/\/Type \/FontDescriptor/g)?.length ?? 0, whole.match(/\/FontFile[23] \d/g)?.length ?? 0];
};

describe('the printing of papers', () => {
  let samples: Readonly<Record<string, Content>>;
  beforeAll(async () => {
    samples = await loadSamples(path.join(__dirname, '../../../cases'));
  });

  it('prints in each paper of the catalogue a name with 𬭎, one with 䶮 and one with a middle dot', async () => {
    const names = Object.values(rare);
    for (const paper of papers) {
      const { pdf, word, pages } = await printer.print(paper, printer.ownTemplate(paper), samples[paper.id] ?? {});
      expect(pages).toBeGreaterThan(0);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const filled = new PizZip(word).file('word/document.xml')?.asText() ?? '';
      expect(filled).not.toContain('{');
      const inWord = filled.replaceAll(/<[^>]*>/g, '');
      const inPdf = (await textOf(pdf)).replaceAll(/\s/g, '');
      expect([paper.id, 'word', names.filter((name) => !inWord.includes(name))]).toEqual([paper.id, 'word', []]);
      expect([paper.id, 'pdf', names.filter((name) => !inPdf.includes(name))]).toEqual([paper.id, 'pdf', []]);
      const [named, carried] = fontsOf(pdf);
      expect([named > 0, carried]).toEqual([true, named]);
      const glyphs = glyphsOf(pdf);
      expect([glyphs.length > 50, glyphs.includes(0)]).toEqual([true, false]);
    }
  }, 60_000);

  it('finds nothing to refuse in the templates of the house', () => {
    for (const paper of papers) expect(() => printer.check(paper, printer.ownTemplate(paper))).not.toThrow();
  });

  it('names the character that the font lacks instead of printing a box', async () => {
    const content = { ...samples['T03'], party: '𠮷田' };
    await expect(printer.print(consent(), printer.ownTemplate(consent()), content)).rejects.toThrow(
      '文书字体中没有“𠮷”（U+20BB7），不予打印',
    );
  });

  it('changes both forms when a template is edited', async () => {
    const template = saying('案号{caseNo}獬豸');
    const { pdf, word } = await printer.print(consent(), template, samples['T03'] ?? {});
    expect(new PizZip(word).file('word/document.xml')?.asText()).toContain('獬豸');
    expect(await textOf(pdf)).toContain('獬');
  });

  it('prints what looks like a tag in a name as it was typed', async () => {
    const content = { ...samples['T03'], party: '{court}<b>*某*</b>' };
    const { word } = await printer.print(consent(), printer.ownTemplate(consent()), content);
    expect(new PizZip(word).file('word/document.xml')?.asText()).toContain('{court}&lt;b&gt;*某*&lt;/b&gt;');
  });

  it('gives the same bytes of the same content', async () => {
    const [one, two] = await Promise.all(
      [0, 1].map(() => printer.print(consent(), printer.ownTemplate(consent()), samples['T03'] ?? {})),
    );
    expect(one?.pdf.equals(two?.pdf ?? Buffer.of())).toBe(true);
  });
});

describe('a template that is proposed', () => {
  it.each([
    ['{constructor.constructor("return process")()}', '不是字段名'],
    ['{__proto__}', '不是字段名'],
    ['{constructor}', '不是本文书的字段'],
    ['{toString.name}', '不是本文书的字段'],
    ['{debtor}', '不是本文书的字段'],
    ['{@party}', '不是字段名'],
    ['{#signers}', '没有结束'],
    ['{/signers}', '与循环的开头不配'],
    ['{#debtor}{name}{/party}', '与循环的开头不配'],
    ['{#debtor}{#debtor}{#debtor}{#debtor}{#debtor}{/debtor}{/debtor}{/debtor}{/debtor}{/debtor}', '嵌套过深'],
    ['{{party}}', '不成对'],
    ['{party', '不成对'],
  ])('is refused for %s', (text, words) => {
    expect(refusalOf(saying(text))).toContain(words);
  });

  // What Word writes for each, put into the first paragraph at the place where Word puts it.
  it.each([
    ['a picture', '<w:r>', '<w:r><w:drawing/>', '图片'],
    ['an embedded object', '<w:r>', '<w:r><w:object/>', '嵌入对象'],
    ['a footnote', '<w:r>', '<w:r><w:footnoteReference/>', '脚注'],
    ['a page break by hand', '<w:r>', '<w:r><w:br w:type="page"/>', '手工分页'],
    ['a link', '<w:r>', '<w:hyperlink/><w:r>', '超链接'],
    ['a tracked change', '<w:r>', '<w:ins/><w:r>', '修订'],
    ['a content control', '<w:p>', '<w:sdt/><w:p>', 'sdt|内容控件'],
    ['a list number', '<w:pPr>', '<w:pPr><w:numPr/>', '自动编号'],
    ['a tab stop', '<w:pPr>', '<w:pPr><w:tabs/>', '制表位'],
    ['a style', '<w:pPr>', '<w:pPr><w:pStyle w:val="Heading1"/>', '段落样式 Heading1'],
    ['an underline', '<w:rPr>', '<w:rPr><w:u w:val="single"/>', '下划线'],
    ['a colour', '<w:rPr>', '<w:rPr><w:color w:val="FF0000"/>', '彩色文字'],
    ['columns', '<w:pgSz', '<w:cols w:num="2"/><w:pgSz', '分栏'],
  ])('is refused for %s', (_what, from, to, words) => {
    expect(refusalOf(edited((xml) => xml.replace(from, to)))).toMatch(new RegExp(`处有不支持的内容：(${words})`));
  });

  it('is refused with the place in words', () => {
    expect(
      refusalOf(edited((xml) => xml.replaceAll('<w:t xml:space="preserve">{caseNo}', '<w:drawing/><w:t>{caseNo}'))),
    ).toBe('第 2 段“{caseNo}”处有不支持的内容：图片');
  });

  it('is refused for a link, a macro, a picture, an entity, an unknown part and an unfinished file', () => {
    const own = printer.ownTemplate(consent());
    const having = (name: string, text: string): Buffer => {
      const zip = new PizZip(own);
      zip.file(name, text);
      return zip.generate({ type: 'nodebuffer' });
    };
    expect(refusalOf(having('word/vbaProject.bin', 'x'))).toContain('宏');
    expect(refusalOf(having('word/media/image1.png', 'x'))).toContain('不接收的部件');
    expect(refusalOf(having('word/_rels/document.xml.rels', '<x TargetMode="External"/>'))).toContain('外部链接');
    expect(refusalOf(edited((xml) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>')))).toContain('文档类型');
    expect(refusalOf(having('docProps/core.xml', '<a>{court}</a>'))).toContain('文件属性');
    expect(refusalOf(own.subarray(0, 400))).toContain('损坏');
    expect(refusalOf(Buffer.alloc(2 * 1024 * 1024))).toContain('1 MB');
    expect(refusalOf(Buffer.from('not a word file'))).toContain('.docx');
    expect(refusalOf(Buffer.alloc(0))).toContain('.docx');
  });
});
