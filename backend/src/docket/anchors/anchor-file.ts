import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Anchor, anchorLine, type Leaf, leafText } from './anchor';

/** A line of the file as it stands; `leaves` names its leaves file. */
export interface AnchorLine {
  readonly sequence: number;
  readonly text: string;
}

const tail = 4_096;
const months = /^\d{4}-\d{2}\.jsonl$/;

/**
 * The anchors outside the database: `anchors/YYYY-MM.jsonl`, one line each, and `anchors/YYYY-MM/<sequence>.leaves`, whose lines are the
 * leaves. Only ever appended to; the leaves reach the disk before the line that speaks of them.
 */
export class AnchorFile {
  private readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = path.join(dataFolder, 'anchors');
  }

  /** The sequence and text of the newest whole line. */
  async last(): Promise<AnchorLine | undefined> {
    for (const month of (await this.monthFiles()).reverse()) {
      const { whole } = await lastLine(path.join(this.folder, month));
      if (whole !== undefined) return parsed(whole);
    }
    return undefined;
  }

  async append(anchor: Anchor, leaves: readonly Leaf[]): Promise<void> {
    const month = anchor.at.slice(0, 7);
    await mkdir(path.join(this.folder, month), { recursive: true, mode: 0o700 });
    const of = await open(this.leavesFile(anchor), 'w', 0o600);
    await of.writeFile(leaves.map((leaf) => `${leafText(leaf)}\n`).join(''));
    await of.sync();
    await of.close();
    const file = path.join(this.folder, `${month}.jsonl`);
    const lines = await open(file, 'a', 0o600);
    // A line that a power cut tore was never whole: it is written anew.
    const { torn, size } = await lastLine(file);
    if (torn > 0) await truncate(file, size - torn);
    await lines.appendFile(`${anchorLine(anchor)}\n`);
    await lines.sync();
    await lines.close();
  }

  async *lines(): AsyncGenerator<AnchorLine> {
    for (const month of await this.monthFiles())
      for await (const text of createInterface({ input: createReadStream(path.join(this.folder, month)) }))
        yield parsed(text);
  }

  /** The lines of an anchor's leaves file; undefined where there is none. */
  async leaves(anchor: Pick<Anchor, 'sequence' | 'at'>): Promise<string[] | undefined> {
    const text = await readFile(this.leavesFile(anchor), 'utf8').catch(() => undefined);
    return text?.split('\n').slice(0, -1);
  }

  private leavesFile({ sequence, at }: Pick<Anchor, 'sequence' | 'at'>): string {
    return path.join(this.folder, at.slice(0, 7), `${String(sequence).padStart(8, '0')}.leaves`);
  }

  private async monthFiles(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => months.test(name)).sort();
  }
}

const parsed = (text: string): AnchorLine => {
  try {
    const { sequence } = JSON.parse(text) as { sequence: unknown };
    return { sequence: typeof sequence === 'number' ? sequence : 0, text };
  } catch {
    return { sequence: 0, text };
  }
};

/** From the end backwards: the last whole line, and how many bytes after it belong to none. */
const lastLine = async (file: string): Promise<{ whole: string | undefined; torn: number; size: number }> => {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, tail);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const end = buffer.lastIndexOf(10);
    if (end === -1) return { whole: undefined, torn: size, size };
    const start = end === 0 ? -1 : buffer.lastIndexOf(10, end - 1);
    return { whole: buffer.subarray(start + 1, end).toString('utf8'), torn: length - end - 1, size };
  } finally {
    await handle.close();
  }
};
