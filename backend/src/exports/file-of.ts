import { roleName } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import type { Printing } from '../documents/print/sheet';
import { nameOf } from '../matters/matter-reader';
import { courtTime } from '../platform/clock/court-time';
import type { ExportRecord } from './exports';
import type { Content, ExportRow } from './source';
import { workbookOf } from './xlsx-file';

/** An export with its rows as they are taken. */
export interface Taken {
  readonly row: ExportRecord;
  readonly content: Content;
  readonly pages: () => AsyncIterable<readonly ExportRow[]>;
  /** How many there were, once they were taken. */
  readonly rows: () => number;
  readonly courts: Courts;
}

const sheetNames = { zh: { rows: '明细', about: '说明' }, en: { rows: 'Rows', about: 'About' } };
const minute = (at: Date): string => courtTime(at).slice(0, 16).replace('T', ' ');

/** 说明: the filter in words, who, of which court, when, and as of when the data is. */
const about = ({ row, content, rows, courts }: Taken): string[][] => {
  const { actor, words, wish } = row;
  const zh = wish.language === 'zh';
  const line = (label: string, english: string, value: string): string[] => [zh ? label : english, value];
  return [
    line('内容', 'Content', words[wish.language]),
    line('行数', 'Rows', String(rows())),
    line('导出人', 'By', `${nameOf(actor)}（${roleName(actor.role)[wish.language]}）`),
    line('法院', 'Court', courts.nameOf(actor.court)),
    line('导出时间', 'Asked at', minute(row.asked_at)),
    line('数据截至', 'Data as of', minute(row.now)),
    line(
      '使用提示',
      'Note',
      zh ? '仅供办案使用；含当事人信息，请勿外传' : 'For official use only; contains personal data',
    ),
    ...content.sums.map(([label, value]) => [label[wish.language], value]),
  ];
};

const xlsx = (taken: Taken): AsyncIterable<Buffer> => {
  const { row, content, pages } = taken;
  const names = sheetNames[row.wish.language];
  async function* texts(): AsyncGenerator<readonly string[], void, undefined> {
    for await (const page of pages()) for (const { texts: cells } of page) yield cells;
  }
  return workbookOf([
    {
      name: names.rows,
      columns: content.columns.map(({ label, width }) => ({ label: label[row.wish.language], width })),
      rows: texts,
    },
    {
      name: names.about,
      columns: [
        { label: names.about, width: 20 },
        { label: '', width: 90 },
      ],
      rows: () => about(taken),
    },
  ]);
};

async function* pdf(taken: Taken, printing: Printing): AsyncGenerator<Buffer, void, undefined> {
  const { row, content, pages, courts } = taken;
  const { actor, wish, words } = row;
  const shown = content.columns.flatMap(({ wide }, n) => (wide ? [] : [n]));
  const rows: string[][] = [];
  for await (const page of pages()) for (const { texts } of page) rows.push(shown.map((n) => texts[n] ?? ''));
  const printed = await printing.list({
    title: words[wish.language].replace(/[（(].*$/s, ''),
    about: about(taken).map(([label, value]) => `${label ?? ''}：${value ?? ''}`),
    columns: shown.flatMap((n) => {
      const column = content.columns[n];
      return column ? [{ label: column.label[wish.language], width: column.width * 6 }] : [];
    }),
    rows,
    watermark: `${nameOf(actor)} ${courts.nameOf(actor.court)} ${minute(row.now)}`,
    court: courts.nameOf(actor.court),
    date: row.now.toISOString(),
  });
  yield printed.pdf;
}

export const bytesOf = (taken: Taken, printing: Printing): AsyncIterable<Buffer> =>
  taken.row.format === 'xlsx' ? xlsx(taken) : pdf(taken, printing);
