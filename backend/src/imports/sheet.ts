import { parseString } from '@fast-csv/parse';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { shellProblem } from '../platform/problems/problem';
import { inspectZip } from './zip-check';

export interface Sheet {
  readonly encoding: string;
  readonly rows: AsyncIterable<string[]>;
}

const refused = (detail: string) => shellProblem('file-refused', { detail });
const xlsxSeconds = 20;
const xlsxMegabytes = 256;

/** Known by its first bytes: an .xlsx is a ZIP, everything else must be text. */
export const readSheet = (bytes: Buffer): Promise<Sheet> | Sheet => {
  if (bytes.length === 0) throw refused('文件是空的');
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return readXlsx(bytes);
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw refused('旧版 .xls 或加密的文件不能读取，请另存为 .xlsx 或 CSV');
  const { text, encoding } = decodeText(bytes);
  return { encoding, rows: csvRows(text) };
};

/** UTF-8 when it is UTF-8, else GB18030 (never GBK: rare name characters would be lost), else refused. */
export const decodeText = (bytes: Buffer): { text: string; encoding: string } => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le', { fatal: true }).decode(bytes), encoding: 'UTF-16' };
  for (const [label, encoding] of [
    ['utf-8', 'UTF-8'],
    ['gb18030', 'GB18030'],
  ] as const) {
    try {
      return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding };
    } catch {
      continue;
    }
  }
  throw refused('文件的编码无法识别，请另存为 UTF-8 或 GB18030 的 CSV');
};

/** A block pasted from a spreadsheet has tabs; a CSV has commas. */
export const csvRows = (text: string): AsyncIterable<string[]> => {
  const plain = text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/, '');
  if (plain.trim() === '') throw refused('文件是空的');
  if (plain.includes('\u0000')) throw refused('这不是文本文件');
  const firstLine = /^[^\r\n]*/.exec(plain)?.[0] ?? '';
  const delimiter = firstLine.includes('\t') ? '\t' : firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
  const lines = /\r(?!\n)/.test(plain) && !plain.includes('\n') ? plain.replace(/\r/g, '\n') : plain;
  return parseString<string[], string[]>(lines, { delimiter, headers: false, ignoreEmpty: true }) as AsyncIterable<
    string[]
  >;
};

/** Looks at the ZIP's directory before anything is inflated, then parses in a thread of its own with a memory cap. */
const readXlsx = async (bytes: Buffer): Promise<Sheet> => {
  const fault = inspectZip(bytes);
  if (fault) throw refused(fault);
  const rows = await new Promise<string[][]>((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, 'xlsx-reader.mjs'), {
      workerData: new Uint8Array(bytes),
      resourceLimits: { maxOldGenerationSizeMb: xlsxMegabytes },
    });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(refused('表格过于复杂，无法在限定时间内读取'));
    }, xlsxSeconds * 1000);
    worker.once('message', (message: { rows?: string[][] }) => {
      clearTimeout(timer);
      if (message.rows) resolve(message.rows);
      else reject(refused('表格无法读取，请另存为 .xlsx 后再试'));
    });
    worker.once('error', () => {
      clearTimeout(timer);
      reject(refused('表格过大，无法读取；请另存为 CSV'));
    });
  });
  return {
    encoding: 'XLSX',
    rows: (async function* () {
      for (const row of rows) yield await Promise.resolve(row);
    })(),
  };
};
