// Runs in a worker thread of its own, with a memory cap; plain JavaScript so that it starts from the sources and from the build alike.
import readXlsx from 'read-excel-file/node';
import { parentPort, workerData } from 'node:worker_threads';

/** Dates as days, everything else as it stands: identifiers must never become numbers. */
const textOf = (cell) =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);

try {
  const sheets = await readXlsx(Buffer.from(workerData));
  const rows = sheets[0]?.data ?? sheets;
  parentPort.postMessage({ rows: rows.map((row) => row.map(textOf)) });
} catch {
  parentPort.postMessage({});
}
