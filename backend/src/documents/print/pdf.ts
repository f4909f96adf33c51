import PDFDocument from 'pdfkit';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { Fonts } from './fonts';
import { type Line, linesOf } from './lines';
import { drawSeal } from './seal';
import { type Paragraph, refuse, type Row, type Sheet, type Table } from './sheet';
import { drawWatermark } from './watermark';

export interface Print {
  readonly bytes: Buffer;
  readonly pages: number;
}

const mostAtOnce = 30;
const padding = { x: 3, y: 2.5 };

interface Laid {
  readonly paragraph: Paragraph;
  readonly lines: readonly Line[];
  readonly height: number;
}

/** Sets a filled sheet on pages and draws it. What is on the page is the text of the Word file, in its order. */
export class PdfPrinter {
  private readonly doc: PDFKit.PDFDocument;
  private y: number;
  private page = 1;
  private since = performance.now();
  private sealAt: { page: number; x: number; y: number } | undefined;

  constructor(
    private readonly sheet: Sheet,
    private readonly fonts: Fonts,
    info: { readonly title: string; readonly author: string; readonly date: Date },
  ) {
    this.doc = new PDFDocument({
      size: [sheet.width, sheet.height],
      margin: 0,
      bufferPages: true,
      info: { Title: info.title, Author: info.author, CreationDate: info.date, ModDate: info.date },
      lang: 'zh-CN',
      displayTitle: true,
    });
    for (const face of [fonts.regular, fonts.bold]) this.doc.registerFont(face.name, face.bytes);
    this.y = sheet.margin.top;
  }

  async print(sealOf: string | undefined, watermark?: string): Promise<Print> {
    const stream = this.doc.pipe(new PassThrough());
    const { body } = this.sheet;
    for (let i = 0; i < body.length; i += 1) {
      const block = body[i];
      if (block && 'table' in block) await this.table(block.table);
      else {
        const group: Laid[] = [];
        // Lines that belong together, such as the signatures and the date, are not torn apart.
        for (;;) {
          const next = body[i];
          if (!next || !('paragraph' in next)) break;
          group.push(this.lay(next.paragraph, this.width));
          if (!next.paragraph.keepNext || !('paragraph' in (body[i + 1] ?? {}))) break;
          i += 1;
        }
        this.together(group);
      }
    }
    const { count } = this.doc.bufferedPageRange();
    for (let n = 0; n < count; n += 1) {
      this.doc.switchToPage(n);
      this.margins(n + 1, count);
      if (watermark !== undefined) drawWatermark(this.doc, watermark, this.fonts, this.sheet);
      if (sealOf !== undefined && this.sealAt?.page === n + 1)
        drawSeal(this.doc, sealOf, this.fonts, this.sealAt.x, this.sealAt.y);
    }
    this.doc.end();
    return { bytes: await buffer(stream), pages: count };
  }

  private get width(): number {
    return this.sheet.width - this.sheet.margin.left - this.sheet.margin.right;
  }
  private get bottom(): number {
    return this.sheet.height - this.sheet.margin.bottom;
  }

  /** A list of hundreds of rows lets the others of its process have their turn. */
  private async pause(): Promise<void> {
    if (performance.now() - this.since < mostAtOnce) return;
    await setImmediate();
    this.since = performance.now();
  }

  private turn(): void {
    this.doc.addPage();
    this.page += 1;
    this.y = this.sheet.margin.top;
  }

  private lay(paragraph: Paragraph, width: number): Laid {
    const lines = linesOf(paragraph, width, this.fonts);
    const height = paragraph.before + paragraph.after + lines.reduce((sum, line) => sum + line.height, 0);
    return { paragraph, lines, height };
  }

  private together(group: readonly Laid[]): void {
    const height = group.reduce((sum, laid) => sum + laid.height, 0);
    const breaks = group.some(({ paragraph }) => paragraph.breakBefore);
    const apart = group.length > 1 && this.y + height > this.bottom && height < this.bottom - this.sheet.margin.top;
    if ((breaks || apart) && this.y > this.sheet.margin.top) this.turn();
    for (const { paragraph, lines } of group) {
      this.y += paragraph.before;
      for (const line of lines) {
        if (this.y + line.height > this.bottom + 0.5) this.turn();
        this.line(line, this.sheet.margin.left, this.y);
        if (paragraph.seal && line.pieces.length > 0)
          this.sealAt = {
            page: this.page,
            x: this.sheet.margin.left + line.x + line.width / 2,
            y: this.y + line.height / 2,
          };
        this.y += line.height;
      }
      this.y += paragraph.after;
    }
  }

  private line(line: Line, left: number, top: number): void {
    const baseline = top + line.height / 2 + line.size * 0.36;
    let x = left + line.x;
    for (const piece of line.pieces) {
      this.doc
        .font(piece.face.name)
        .fontSize(piece.size)
        .text(piece.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: line.spread });
      x += piece.width + piece.characters * line.spread;
    }
  }

  private async table(table: Table): Promise<void> {
    const total = table.widths.reduce((sum, width) => sum + width, 0);
    const scale = Math.min(1, this.width / total);
    const widths = table.widths.map((width) => width * scale);
    const headers = table.rows.filter(({ header }) => header);
    for (const row of table.rows) {
      const laid = this.layRow(row, widths);
      await this.pause();
      if (this.y + laid.height > this.bottom) {
        this.turn();
        if (!row.header) for (const header of headers) this.row(this.layRow(header, widths), table.borders);
        if (this.y + laid.height > this.bottom)
          refuse('表格中有一行超过一页', 'A row of a table is taller than a page');
      }
      this.row(laid, table.borders);
    }
  }

  private layRow(row: Row, widths: readonly number[]) {
    let column = 0;
    let x = this.sheet.margin.left;
    const cells = row.cells.map((cell) => {
      const width = widths.slice(column, column + cell.span).reduce((sum, one) => sum + one, 0);
      const laid = cell.paragraphs.map((paragraph) => this.lay(paragraph, width - 2 * padding.x));
      const height = laid.reduce((sum, one) => sum + one.height, 0);
      const at = x;
      column += cell.span;
      x += width;
      return { x: at, width, laid, height, middle: cell.middle };
    });
    return { cells, height: Math.max(...cells.map(({ height }) => height)) + 2 * padding.y };
  }

  private row({ cells, height }: ReturnType<PdfPrinter['layRow']>, borders: boolean): void {
    for (const cell of cells) {
      if (borders) this.doc.rect(cell.x, this.y, cell.width, height).lineWidth(0.5).strokeColor('black').stroke();
      let y = this.y + padding.y + (cell.middle ? (height - 2 * padding.y - cell.height) / 2 : 0);
      for (const { paragraph, lines } of cell.laid) {
        y += paragraph.before;
        for (const line of lines) {
          this.line(line, cell.x + padding.x, y);
          y += line.height;
        }
        y += paragraph.after;
      }
    }
    this.y += height;
  }

  private margins(page: number, pages: number): void {
    const numbered = (paragraph: Paragraph): Laid =>
      this.lay(
        {
          ...paragraph,
          runs: paragraph.runs.map((run) =>
            run.field ? { ...run, text: String(run.field === 'page' ? page : pages) } : run,
          ),
        },
        this.width,
      );
    const footer = this.sheet.footer.map(numbered);
    const height = footer.reduce((sum, laid) => sum + laid.height, 0);
    this.stack(this.sheet.header.map(numbered), this.sheet.headerAt);
    this.stack(footer, this.sheet.height - this.sheet.footerAt - height);
  }

  private stack(laid: readonly Laid[], from: number): void {
    let y = from;
    for (const { paragraph, lines } of laid) {
      y += paragraph.before;
      for (const line of lines) {
        this.line(line, this.sheet.margin.left, y);
        y += line.height;
      }
      y += paragraph.after;
    }
  }
}
