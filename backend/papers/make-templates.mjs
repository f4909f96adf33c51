// Makes the Word templates of T01–T37 that the product starts with. Run once after the wording changed: node backend/papers/make-templates.mjs
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import PizZip from 'pizzip';
import { bankruptcy } from './make/bankruptcy.mjs';
import { property } from './make/property.mjs';
import { unfreeze } from './make/unfreeze.mjs';

const out = path.join(import.meta.dirname, 'templates');
const font = 'Noto Serif SC';
/** Twips. A4 with the margins of official papers (GB/T 9704: 37, 26, 35, 28 mm). */
const mm = (n) => Math.round((n * 1440) / 25.4);
const textWidth = mm(210 - 28 - 26);
const aligned = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER };

const run = (text, size, bold = false) => new TextRun({ text, bold, size: size * 2, font });
const exact = (points, before = 0, after = 0) => ({
  line: points * 20,
  lineRule: LineRuleType.EXACT,
  before: before * 20,
  after: after * 20,
});
/** 三号, two characters in, 29 points from line to line. */
const plain = (text, options = {}) =>
  new Paragraph({ alignment: AlignmentType.BOTH, spacing: exact(29), children: [run(text, 16)], ...options });
const body = (line, last) => {
  if (line.startsWith('|')) return plain(line.slice(1));
  if (line.startsWith('#'))
    return new Paragraph({
      alignment: AlignmentType.LEFT,
      spacing: exact(29, 6, 4),
      keepNext: true,
      children: [run(line.slice(1), 16, true)],
    });
  if (/^\{[#/][^}]+\}$/.test(line)) return plain(line);
  // The signatures never stand alone on a page: the last paragraph goes with them.
  return plain(line, { indent: { firstLine: 32 * 20 }, keepNext: last });
};

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };
const cell = (text, width, align, bold, span = 1, size = 10.5) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    children: [
      new Paragraph({
        alignment: aligned[align ?? 'left'],
        spacing: exact(16),
        children: [run(text, size, bold)],
      }),
    ],
  });
const widthsOf = (parts) => parts.map((part) => Math.floor((textWidth * part) / 100));
const table = (widths, rows) =>
  new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders,
    rows,
  });

/** A table that repeats its second row for each of the rows. */
const list = ({ table: rows, columns }) => {
  const widths = widthsOf(columns.map(([, , part]) => part));
  const last = columns.length - 1;
  // 五号 where there is room, 小五 in wide tables.
  const size = columns.length > 7 ? 8.5 : columns.length > 6 ? 9 : 10.5;
  const tags = columns.map(([, tag], i) => `${i === 0 ? `{#${rows}}` : ''}${tag}${i === last ? `{/${rows}}` : ''}`);
  return table(widths, [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(([head], i) => cell(head, widths[i], 'center', true, 1, size)),
    }),
    new TableRow({
      cantSplit: true,
      children: columns.map(([, , , align], i) => cell(tags[i], widths[i], align, false, 1, size)),
    }),
  ]);
};
const form = ({ form: rows }) => {
  const widths = widthsOf([18, 32, 18, 32]);
  const wide = widths[1] + widths[2] + widths[3];
  return table(
    widths,
    rows.map(
      ([label, value, label2, value2]) =>
        new TableRow({
          cantSplit: true,
          children:
            label2 === undefined
              ? [cell(label, widths[0], 'center', true), cell(value, wide, 'left', false, 3)]
              : [
                  cell(label, widths[0], 'center', true),
                  cell(value, widths[1]),
                  cell(label2, widths[2], 'center', true),
                  cell(value2, widths[3]),
                ],
        }),
    ),
  );
};
const block = (item, i, all) =>
  typeof item === 'string' ? [body(item, i === all.length - 1)] : [item.form ? form(item) : list(item), gap()];
const gap = () => new Paragraph({ spacing: exact(12), children: [run('', 10.5)] });

const head = ({ title, heading }) => [
  ...(heading === 'party'
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: exact(38),
          children: [run('{court}', 22, true)],
        }),
      ]),
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(44, 0, 14), children: [run(title, 24, true)] }),
  new Paragraph({ alignment: AlignmentType.RIGHT, spacing: exact(29, 0, 8), children: [run('{caseNo}', 16)] }),
];

const signed = (text) =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: exact(29),
    indent: { right: 32 * 20 },
    keepNext: true,
    children: [run(text, 16)],
  });
const dated = () =>
  new Paragraph({
    style: 'Seal',
    alignment: AlignmentType.RIGHT,
    spacing: exact(29),
    indent: { right: 32 * 20 },
    keepNext: true,
    children: [run('{dateHan}', 16)],
  });
const space = (points) => new Paragraph({ spacing: exact(points), keepNext: true, children: [run('', 16)] });
const small = (text) => new Paragraph({ spacing: exact(20), children: [run(text, 12)] });

const signers = [signed('{#signers}'), signed('{role}　{name}'), signed('{/signers}')];
const clerk = [signed('{#clerk}'), signed('书记员　{clerk}'), signed('{/clerk}')];
const close = {
  panel: [space(40), ...signers, dated(), ...clerk],
  judge: [space(40), ...signers, dated(), ...clerk],
  court: [space(56), signed('{court}'), dated(), space(24), small('签发：{#signers}{role} {name}　{/signers}')],
  signers: [space(30), ...signers, dated()],
};

const footer = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        run('{#number}文书编号 {number}　{/number}第 ', 9),
        new TextRun({ children: [PageNumber.CURRENT], size: 18, font }),
        run(' 页　共 ', 9),
        new TextRun({ children: [PageNumber.TOTAL_PAGES], size: 18, font }),
        run(' 页', 9),
      ],
    }),
  ],
});

const documentOf = (wording) =>
  new Document({
    creator: '协执',
    title: wording.title.replaceAll(/[ {}]/g, ''),
    styles: {
      default: { document: { run: { font, size: 32 } } },
      paragraphStyles: [{ id: 'Seal', name: 'Seal', basedOn: 'Normal', quickFormat: true }],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(32), right: mm(26), bottom: mm(30), left: mm(28), footer: mm(16), header: mm(15) },
          },
        },
        footers: { default: footer },
        children: [...head(wording), ...wording.body.flatMap(block), ...close[wording.close]],
      },
    ],
  });

/** The same bytes on every machine and day: parts in order, one date, and nothing that a template does not use. */
const settled = (bytes) => {
  const made = new PizZip(bytes);
  const kept = new PizZip();
  const date = new Date('2026-01-01T00:00:00Z');
  for (const name of Object.keys(made.files).sort()) {
    if (made.files[name].dir) continue;
    const text = made
      .file(name)
      .asText()
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '2026-01-01T00:00:00Z');
    kept.file(name, text, { date });
  }
  return kept.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
};

mkdirSync(out, { recursive: true });
for (const [id, wording] of Object.entries({ ...bankruptcy, ...unfreeze, ...property }))
  writeFileSync(path.join(out, `${id}.docx`), settled(await Packer.toBuffer(documentOf(wording))));
