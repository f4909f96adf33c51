import readXlsx from 'read-excel-file/node';
import { parentPort, workerData } from 'node:worker_threads';

/** Dates as days, numbers as they stand, everything else as text: identifiers must never become numbers. */
const textOf = (cell: unknown): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : String(cell as string | number | boolean);

const read = async (): Promise<void> => {
  try {
    const sheets = (await readXlsx(Buffer.from(workerData as Uint8Array))) as unknown as
      { data?: unknown[][] }[] | unknown[][];
    const first = sheets[0] as { data?: unknown[][] } | unknown[] | undefined;
    const rows = (first && !Array.isArray(first) && first.data ? first.data : sheets) as unknown[][];
    parentPort?.postMessage({ rows: rows.map((row) => row.map(textOf)) });
  } catch {
    parentPort?.postMessage({});
  }
};
void read();
