import type { PrintedList, Paragraph, Row, Sheet } from './sheet';

const paragraph = (text: string, more: Partial<Paragraph> = {}, size = 9, bold = false): Paragraph => ({
  align: 'left',
  first: 0,
  left: 0,
  right: 0,
  before: 0,
  after: 0,
  line: { times: 1 },
  keepNext: false,
  breakBefore: false,
  seal: false,
  runs: [{ text, bold, size }],
  ...more,
});

const rowOf = (values: readonly string[], header: boolean): Row => ({
  header,
  cells: values.map((text) => ({ span: 1, middle: true, paragraphs: [paragraph(text, {}, 8, header)] })),
});

export const sheetOfList = ({ title, about, columns, rows }: PrintedList): Sheet => {
  const footer = paragraph('', { align: 'center' }, 8);
  const run = { bold: false, size: 8 };
  return {
    width: 841.89,
    height: 595.28,
    margin: { top: 42, right: 36, bottom: 42, left: 36 },
    headerAt: 20,
    footerAt: 20,
    body: [
      { paragraph: paragraph(title, { align: 'center', after: 6 }, 15, true) },
      ...about.map((line) => ({ paragraph: paragraph(line, { after: 2 }) })),
      { paragraph: paragraph(' ', {}, 4) },
      {
        table: {
          widths: columns.map(({ width }) => width),
          borders: true,
          rows: [
            rowOf(
              columns.map(({ label }) => label),
              true,
            ),
            ...rows.map((values) => rowOf(values, false)),
          ],
        },
      },
    ],
    header: [],
    footer: [
      {
        ...footer,
        runs: [
          { ...run, text: '', field: 'page' },
          { ...run, text: ' / ' },
          { ...run, text: '', field: 'pages' },
        ],
      },
    ],
  };
};
