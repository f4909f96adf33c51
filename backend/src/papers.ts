import { papers } from '@xiezhi/papers';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Printer } from './documents/print/printer';
import { loadSamples } from './documents/samples';

/** `npm run papers -- DIR`: every paper of the catalogue, of the four typical cases, as Word file and PDF. Needs no server. */
const out = path.resolve(process.argv[2] ?? 'papers');
const home = path.join(process.cwd(), 'backend');
const printer = new Printer(path.join(home, 'papers'));
const samples = await loadSamples(path.join(home, 'cases'));
await mkdir(out, { recursive: true });

const rows: { id: string; name: string; pages: number; word: number; pdf: number; ms: number }[] = [];
for (const paper of papers) {
  const content = samples[paper.id];
  if (!content) throw new Error(`there is no sample of ${paper.id}`);
  const series = `2026-${paper.id}-0001`;
  const from = performance.now();
  const printed = await printer.print(
    paper,
    printer.ownTemplate(paper),
    paper.numbered ? { ...content, number: series } : content,
  );
  const ms = Math.round(performance.now() - from);
  const file = path.join(out, `${paper.id} ${paper.name.zh}`);
  await Promise.all([writeFile(`${file}.docx`, printed.word), writeFile(`${file}.pdf`, printed.pdf)]);
  rows.push({
    id: paper.id,
    name: paper.name.zh,
    pages: printed.pages,
    word: printed.word.length,
    pdf: printed.pdf.length,
    ms,
  });
  const filled = Math.round((rows.length / papers.length) * 30);
  const line = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${rows.length}/${papers.length} ${paper.name.zh}`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(80)}`);
  else if (rows.length % 10 === 0 || rows.length === papers.length) console.log(line);
}
const wide = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)));
console.log(
  `\n\n${wide('文书 paper', 40)}${'页'.padStart(4)}${'DOCX'.padStart(9)}${'PDF'.padStart(9)}${'ms'.padStart(7)}`,
);
for (const row of rows)
  console.log(
    `${wide(`${row.id} ${row.name}`, 40)}${String(row.pages).padStart(5)}${String(row.word).padStart(9)}${String(row.pdf).padStart(9)}${String(row.ms).padStart(7)}`,
  );
const warm = rows.slice(1).map(({ ms }) => ms);
console.log(
  `\n${rows.length} 种，写入 ${out}；首份 ${rows[0]?.ms} ms，其后平均 ${Math.round(warm.reduce((a, b) => a + b, 0) / warm.length)} ms`,
);
