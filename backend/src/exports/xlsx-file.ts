import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface SheetColumn {
  readonly label: string;
  /** In characters of the default font. */
  readonly width: number;
}
export interface Worksheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Asked for when the sheet's turn comes, so that a later sheet may say what an earlier one held. */
  readonly rows: () => AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const atOnce = 64 * 1024;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** What XML cannot hold becomes U+FFFD; half of a pair as well. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"\r]/g, (mark) => entities[mark] ?? mark);

/** 公式注入 (ASVS 1.2.10): what a spreadsheet might take for a formula, also in full width. */
const formulaLike = /^[=+\-@\t\r\n＝＋－＠]/;
const styles = { plain: 0, head: 1, quoted: 2 };

const letters = (n: number): string =>
  n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + letters(n % 26);

/** Every cell is text of its own, never a formula; what looks like one also carries the mark that keeps it text when it is edited. */
const cell = (text: string, column: number, row: number, style: number): string =>
  `<c r="${letters(column)}${String(row)}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
const rowOf = (values: readonly string[], row: number, header = false): string =>
  `<row r="${String(row)}">${values
    .map((text, n) =>
      text === ''
        ? ''
        : cell(text, n, row, header ? styles.head : formulaLike.test(text) ? styles.quoted : styles.plain),
    )
    .join('')}</row>`;

async function* sheetXml({ columns, rows }: Worksheet): AsyncGenerator<Buffer> {
  let text =
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>` +
    columns
      .map(
        ({ width }, n) =>
          `<col min="${String(n + 1)}" max="${String(n + 1)}" width="${String(width)}" customWidth="1"/>`,
      )
      .join('') +
    `</cols><sheetData>${rowOf(
      columns.map(({ label }) => label),
      1,
      true,
    )}`;
  let row = 1;
  for await (const values of rows()) {
    row += 1;
    text += rowOf(values, row);
    if (text.length > atOnce) {
      yield Buffer.from(text);
      text = '';
    }
  }
  const last = letters(Math.max(0, columns.length - 1));
  yield Buffer.from(`${text}</sheetData><autoFilter ref="A1:${last}${String(row)}"/></worksheet>`);
}

const workbook = (sheets: readonly Worksheet[]): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
    .map(({ name }, n) => `<sheet name="${escaped(name)}" sheetId="${String(n + 1)}" r:id="rId${String(n + 1)}"/>`)
    .join('')}</sheets></workbook>`;
const workbookRelations = (sheets: readonly Worksheet[]): string =>
  `${head}<Relationships xmlns="${relations}">${sheets
    .map(
      (_, n) =>
        `<Relationship Id="rId${String(n + 1)}" Type="${office}/worksheet" Target="worksheets/sheet${String(n + 1)}.xml"/>`,
    )
    .join(
      '',
    )}<Relationship Id="rId${String(sheets.length + 1)}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes = (sheets: readonly Worksheet[]): string =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets
    .map(
      (_, n) => `<Override PartName="/xl/worksheets/sheet${String(n + 1)}.xml" ContentType="${types}.worksheet+xml"/>`,
    )
    .join('')}</Types>`;
const font = '<name val="等线"/><family val="2"/></font>';
const stylesXml = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/>${font}<font><b/><sz val="11"/>${font}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8F0F7"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`;

/** A workbook written while its rows come: what it holds at once does not grow with them. */
export const workbookOf = (sheets: readonly Worksheet[]): AsyncIterable<Buffer> => {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  // A source that fails ends the file: without this the reader would wait for ever.
  zip.on('error', (error: Error) => out.destroy(error));
  const part = (text: string, name: string): void => zip.addBuffer(Buffer.from(text), name);
  part(contentTypes(sheets), '[Content_Types].xml');
  part(
    `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '_rels/.rels',
  );
  part(workbook(sheets), 'xl/workbook.xml');
  part(workbookRelations(sheets), 'xl/_rels/workbook.xml.rels');
  part(stylesXml, 'xl/styles.xml');
  sheets.forEach((sheet, n) =>
    zip.addReadStream(Readable.from(sheetXml(sheet), { objectMode: false }), `xl/worksheets/sheet${String(n + 1)}.xml`),
  );
  zip.end();
  return out as AsyncIterable<Buffer>;
};
