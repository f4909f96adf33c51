import type { Paper } from '@xiezhi/papers';

/** A filled template as the PDF needs it; lengths in points. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly size: number;
  /** A page number in place of the text. */
  readonly field?: 'page' | 'pages';
}
export interface Paragraph {
  readonly align: 'left' | 'right' | 'center' | 'both';
  readonly first: number;
  readonly left: number;
  readonly right: number;
  readonly before: number;
  readonly after: number;
  /** From one line to the next: exactly so many points, or so many times the size. */
  readonly line: { readonly exact: number } | { readonly times: number };
  readonly keepNext: boolean;
  readonly breakBefore: boolean;
  /** 用印处: the seal is set over this line. */
  readonly seal: boolean;
  readonly runs: readonly Run[];
}
export interface Cell {
  readonly span: number;
  readonly middle: boolean;
  readonly paragraphs: readonly Paragraph[];
}
export interface Row {
  readonly header: boolean;
  readonly cells: readonly Cell[];
}
export interface Table {
  readonly widths: readonly number[];
  readonly borders: boolean;
  readonly rows: readonly Row[];
}
export type Block = { readonly paragraph: Paragraph } | { readonly table: Table };
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly headerAt: number;
  readonly footerAt: number;
  readonly body: readonly Block[];
  readonly header: readonly Paragraph[];
  readonly footer: readonly Paragraph[];
}

/** Why a template or a paper is refused, said in both languages. */
export class PaperRefused extends Error {
  constructor(readonly words: { readonly zh: string; readonly en: string }) {
    super(words.zh);
  }
}
export const refuse = (zh: string, en: string): never => {
  throw new PaperRefused({ zh, en });
};

export interface Printed {
  readonly word: Buffer;
  readonly pdf: Buffer;
  readonly pages: number;
}
/** 清单: a table of text with what it is, set on landscape pages. */
export interface PrintedList {
  readonly title: string;
  /** Lines above the table: the filter, who, when. */
  readonly about: readonly string[];
  readonly columns: readonly { readonly label: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  /** Over each page: who took it out, of which court, when. */
  readonly watermark: string;
  readonly court: string;
  readonly date: string;
}

/** Whoever prints: in this process, or in a thread beside it. */
export interface Printing {
  print(paper: Paper, template: Buffer, content: Readonly<Record<string, unknown>>): Promise<Printed>;
  /** 清单: no paper of the catalogue, and not sealed. */
  list(list: PrintedList): Promise<Pick<Printed, 'pdf' | 'pages'>>;
}
