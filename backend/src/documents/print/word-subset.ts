import type { Element } from '@xmldom/xmldom';
import type PizZip from 'pizzip';
import { type Block, type Cell, type Paragraph, refuse, type Row, type Run, type Sheet, type Table } from './sheet';
import { attribute, child, children, on, partOf, points, rootOf } from './word-xml';

/** What of Word's language the papers use. Whatever changes the look and is not here is refused, with its place. */
const quiet = {
  paragraph: new Set(
    'keepLines widowControl rPr snapToGrid adjustRightInd autoSpaceDE autoSpaceDN kinsoku wordWrap overflowPunct topLinePunct textAlignment outlineLvl contextualSpacing suppressAutoHyphens bidi'
      .split(' ')
      .map((name) => `w:${name}`),
  ),
  run: new Set('bCs szCs rFonts lang noProof kern w'.split(' ').map((name) => `w:${name}`)),
  inline: new Set('proofErr bookmarkStart bookmarkEnd'.split(' ').map((name) => `w:${name}`)),
};
const aligns: Readonly<Record<string, Paragraph['align']>> = {
  left: 'left',
  start: 'left',
  right: 'right',
  end: 'right',
  center: 'center',
  both: 'both',
};
const names: Readonly<Record<string, string>> = {
  'w:drawing': '图片',
  'w:pict': '图片',
  'w:object': '嵌入对象',
  'w:hyperlink': '超链接',
  'w:ins': '修订',
  'w:del': '修订',
  'w:sdt': '内容控件',
  'w:numPr': '自动编号',
  'w:footnoteReference': '脚注',
  'w:endnoteReference': '尾注',
  'w:commentReference': '批注',
  'w:u': '下划线',
  'w:i': '斜体',
  'w:strike': '删除线',
  'w:highlight': '突出显示',
  'w:vMerge': '纵向合并的单元格',
  'w:tabs': '制表位',
  'w:cols': '分栏',
};

export class WordReader {
  private size = 10.5;
  private place = '正文';
  private count = 0;

  constructor(private readonly zip: PizZip) {}

  /** The whole file; refuses at the first thing that the PDF could not show. */
  read(): Sheet {
    const styles = rootOf(partOf(this.zip, 'word/styles.xml') ?? '', 'styles.xml');
    const defaults = child(child(child(styles, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
    const normal = children(styles).find((style) => attribute(style, 'w:default') === '1');
    const sized = child(child(normal, 'w:rPr'), 'w:sz') ?? child(defaults, 'w:sz');
    if (sized) this.size = Number(attribute(sized, 'w:val')) / 2;
    const body = child(rootOf(partOf(this.zip, 'word/document.xml') ?? '', 'document.xml'), 'w:body');
    if (!body) return refuse('没有正文', 'There is no body');
    const section = child(body, 'w:sectPr');
    if (!section) return refuse('没有页面设置', 'There is no page setup');
    const page = child(section, 'w:pgSz');
    const margin = child(section, 'w:pgMar');
    if (Number(attribute(child(section, 'w:cols'), 'w:num') ?? '1') > 1) this.unknown('w:cols');
    if (child(section, 'w:titlePg')) this.unknown('首页不同的页眉页脚');
    return {
      width: points(page, 'w:w'),
      height: points(page, 'w:h'),
      margin: {
        top: points(margin, 'w:top'),
        right: points(margin, 'w:right'),
        bottom: points(margin, 'w:bottom'),
        left: points(margin, 'w:left'),
      },
      headerAt: points(margin, 'w:header'),
      footerAt: points(margin, 'w:footer'),
      body: this.blocks(body),
      header: this.margins(section, 'w:headerReference', '页眉'),
      footer: this.margins(section, 'w:footerReference', '页脚'),
    };
  }

  private unknown(what: string, near = ''): never {
    const named = names[what] ?? what.replace(/^w:/, '');
    return refuse(
      `${this.place}${near ? `“${near.slice(0, 16)}”` : ''}处有不支持的内容：${named}`,
      `${this.place}: ${what} is not supported`,
    );
  }

  private blocks(of: Element): Block[] {
    const found: Block[] = [];
    for (const element of children(of)) {
      if (element.nodeName === 'w:p') {
        this.count += 1;
        this.place = `第 ${this.count} 段`;
        found.push({ paragraph: this.paragraph(element) });
      } else if (element.nodeName === 'w:tbl') {
        this.place = `第 ${this.count} 段之后的表格`;
        found.push({ table: this.table(element) });
      } else if (element.nodeName !== 'w:sectPr' && !quiet.inline.has(element.nodeName)) this.unknown(element.nodeName);
    }
    return found;
  }

  private margins(section: Element, reference: string, place: string): Paragraph[] {
    const references = children(section).filter(({ nodeName }) => nodeName === reference);
    const used = references.find((one) => attribute(one, 'w:type') === 'default');
    if (!used) return [];
    const relations = rootOf(partOf(this.zip, 'word/_rels/document.xml.rels') ?? '', 'document.xml.rels');
    const target = children(relations).find((one) => attribute(one, 'Id') === attribute(used, 'r:id'));
    const part = `word/${attribute(target, 'Target') ?? ''}`;
    this.place = place;
    return children(rootOf(partOf(this.zip, part) ?? '', part)).map((element) =>
      element.nodeName === 'w:p' ? this.paragraph(element) : this.unknown(element.nodeName),
    );
  }

  private paragraph(element: Element): Paragraph {
    const near = element.textContent ?? '';
    const set = child(element, 'w:pPr');
    let style: string | undefined;
    let align: Paragraph['align'] = 'left';
    const flags = { keepNext: false, breakBefore: false };
    for (const one of set ? children(set) : []) {
      if (one.nodeName === 'w:pStyle') style = attribute(one, 'w:val');
      else if (one.nodeName === 'w:jc') {
        const named = aligns[attribute(one, 'w:val') ?? ''];
        if (!named) this.unknown('对齐方式', near);
        else align = named;
      } else if (one.nodeName === 'w:keepNext') flags.keepNext = on(one);
      else if (one.nodeName === 'w:pageBreakBefore') flags.breakBefore = on(one);
      else if (!['w:ind', 'w:spacing'].includes(one.nodeName) && !quiet.paragraph.has(one.nodeName))
        this.unknown(one.nodeName, near);
    }
    if (style !== undefined && !['Normal', 'a', 'Seal'].includes(style)) this.unknown(`段落样式 ${style}`, near);
    const indent = child(set, 'w:ind');
    const spacing = child(set, 'w:spacing');
    const given = points(spacing, 'w:line');
    const exact = attribute(spacing, 'w:lineRule') === 'exact' || attribute(spacing, 'w:lineRule') === 'atLeast';
    return {
      align,
      first: points(indent, 'w:firstLine') - points(indent, 'w:hanging'),
      left: points(indent, 'w:left', 'w:start'),
      right: points(indent, 'w:right', 'w:end'),
      before: points(spacing, 'w:before'),
      after: points(spacing, 'w:after'),
      line: given === 0 ? { times: 1 } : exact ? { exact: given } : { times: given / 12 },
      ...flags,
      seal: style === 'Seal',
      runs: this.runs(element, near),
    };
  }

  private runs(paragraph: Element, near: string): Run[] {
    const found: Run[] = [];
    let field: { code: string; shown: boolean } | undefined;
    for (const element of children(paragraph)) {
      if (element.nodeName === 'w:pPr' || quiet.inline.has(element.nodeName)) continue;
      if (element.nodeName !== 'w:r') this.unknown(element.nodeName, near);
      const look = this.look(child(element, 'w:rPr'), near);
      for (const one of children(element)) {
        if (one.nodeName === 'w:t') {
          if (!field) found.push({ ...look, text: one.textContent ?? '' });
        } else if (one.nodeName === 'w:tab') found.push({ ...look, text: '　　' });
        else if (one.nodeName === 'w:br' || one.nodeName === 'w:cr') {
          if (attribute(one, 'w:type') === 'page') this.unknown('手工分页', near);
          found.push({ ...look, text: '\n' });
        } else if (one.nodeName === 'w:instrText' && field) field.code += one.textContent ?? '';
        else if (one.nodeName === 'w:fldChar') {
          const type = attribute(one, 'w:fldCharType');
          if (type === 'begin') field = { code: '', shown: false };
          else if (type === 'end' && field) {
            found.push({ ...look, text: '', field: this.field(field.code, near) });
            field = undefined;
          }
        } else if (one.nodeName !== 'w:rPr' && one.nodeName !== 'w:lastRenderedPageBreak')
          this.unknown(one.nodeName, near);
      }
    }
    return found;
  }

  private field(code: string, near: string): 'page' | 'pages' {
    const [name = ''] = code.trim().split(/\s+/);
    return name === 'PAGE' ? 'page' : name === 'NUMPAGES' ? 'pages' : this.unknown(`域 ${name}`, near);
  }

  private look(set: Element | undefined, near: string): { bold: boolean; size: number } {
    let bold = false;
    let size = this.size;
    for (const one of set ? children(set) : []) {
      if (one.nodeName === 'w:b') bold = on(one);
      else if (one.nodeName === 'w:sz') size = Number(attribute(one, 'w:val')) / 2;
      else if (one.nodeName === 'w:color') {
        if (!['auto', '000000'].includes(attribute(one, 'w:val') ?? '')) this.unknown('彩色文字', near);
      } else if (!quiet.run.has(one.nodeName) && (on(one) || one.nodeName === 'w:rStyle'))
        this.unknown(one.nodeName, near);
    }
    return { bold, size };
  }

  private table(element: Element): Table {
    const widths = children(child(element, 'w:tblGrid') ?? element).map((column) => points(column, 'w:w'));
    const borders = child(child(element, 'w:tblPr'), 'w:tblBorders');
    const top = attribute(child(borders, 'w:top'), 'w:val');
    const rows = children(element)
      .filter(({ nodeName }) => nodeName === 'w:tr')
      .map((row) => this.row(row));
    return { widths, borders: borders !== undefined && top !== 'none' && top !== 'nil', rows };
  }

  private row(element: Element): Row {
    const set = child(element, 'w:trPr');
    return {
      header: on(child(set, 'w:tblHeader')),
      cells: children(element)
        .filter(({ nodeName }) => !['w:trPr', 'w:tblPrEx'].includes(nodeName))
        .map((cell) => (cell.nodeName === 'w:tc' ? this.cell(cell) : this.unknown(cell.nodeName))),
    };
  }

  private cell(element: Element): Cell {
    const set = child(element, 'w:tcPr');
    if (child(set, 'w:vMerge')) this.unknown('w:vMerge');
    return {
      span: Number(attribute(child(set, 'w:gridSpan'), 'w:val') ?? '1'),
      middle: attribute(child(set, 'w:vAlign'), 'w:val') === 'center',
      paragraphs: children(element)
        .filter(({ nodeName }) => nodeName !== 'w:tcPr')
        .map((one) => (one.nodeName === 'w:p' ? this.paragraph(one) : this.unknown(one.nodeName))),
    };
  }
}
