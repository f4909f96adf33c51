import { fieldsOf, type Paper, viewOf } from '@xiezhi/papers';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fonts, loadFonts } from './fonts';
import { sheetOfList } from './list-sheet';
import { PdfPrinter } from './pdf';
import { PaperRefused, type Printed, type Printing, type Sheet, type PrintedList } from './sheet';
import { checkTags, fillTemplate, openWord } from './template';
import { WordReader } from './word-subset';

/** 文书打印: one template, two forms. The PDF is made from the filled Word file, so an edited template changes both. */
export class Printer implements Printing {
  private loaded: Fonts | undefined;

  constructor(private readonly folder: string) {}

  /** The template that the product came with. */
  ownTemplate(paper: Paper): Buffer {
    return readFileSync(path.join(this.folder, 'templates', `${paper.id}.docx`));
  }

  /** Refuses a template by its own words: too large, a macro, a tag that is no field, a thing that the PDF cannot show. */
  check(paper: Paper, template: Buffer): Sheet {
    const zip = openWord(template);
    checkTags(zip, fieldsOf(paper));
    return new WordReader(zip).read();
  }

  /** Fills, sets and seals. Refuses what the paper's own rules refuse. */
  async print(paper: Paper, template: Buffer, content: Readonly<Record<string, unknown>>): Promise<Printed> {
    const [refusal] = paper.refusals(content);
    if (refusal) throw new PaperRefused(refusal.words);
    const zip = fillTemplate(openWord(template), viewOf(paper, content));
    const sheet = new WordReader(zip).read();
    const court = String(content['court']);
    const date = new Date(`${String(content['date'])}T00:00:00+08:00`);
    const printer = new PdfPrinter(sheet, this.fonts, { title: paper.name.zh, author: court, date });
    const { bytes, pages } = await printer.print(paper.sealed ? court : undefined);
    return { word: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), pdf: bytes, pages };
  }

  async list(list: PrintedList): Promise<Pick<Printed, 'pdf' | 'pages'>> {
    const info = { title: list.title, author: list.court, date: new Date(list.date) };
    const printer = new PdfPrinter(sheetOfList(list), this.fonts, info);
    const { bytes, pages } = await printer.print(undefined, list.watermark);
    return { pdf: bytes, pages };
  }

  private get fonts(): Fonts {
    return (this.loaded ??= loadFonts(path.join(this.folder, 'fonts')));
  }
}
