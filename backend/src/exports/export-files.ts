import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { CryptoPort } from '../platform/crypto/crypto-port';

const purpose = 'export-file';
const pieceSize = 256 * 1024;

/** A file whose bytes are not those that were written. */
class Spoilt extends Error {}

/**
 * 导出文件: sealed under the house's keys piece by piece, so that neither writing nor reading holds a whole file. Each piece says
 * which file it is of, its place, and whether it is the last: pieces cannot be swapped, and nothing can be cut off.
 */
export class ExportFiles {
  private readonly folder: string;

  constructor(
    dataFolder: string,
    private readonly crypto: CryptoPort,
  ) {
    this.folder = path.join(dataFolder, 'exports');
  }

  /** Writes under a name of its own and gives it the right one when it is whole. */
  async write(name: string, bytes: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }> {
    await mkdir(this.folder, { recursive: true });
    const temporary = `${this.fileOf(name)}.part`;
    const out = await open(temporary, 'w');
    const digest = createHash('sha256');
    let held: Buffer[] = [];
    let size = 0;
    let total = 0;
    let n = 0;
    const piece = async (last: boolean): Promise<void> => {
      const text = `${name} ${String(n)} ${last ? 'last' : 'more'} ${Buffer.concat(held).toString('base64')}`;
      await out.write(`${this.crypto.seal(text, purpose)}\n`);
      n += 1;
      held = [];
      size = 0;
    };
    try {
      for await (const part of bytes) {
        digest.update(part);
        total += part.length;
        held.push(part);
        size += part.length;
        if (size >= pieceSize) await piece(false);
      }
      await piece(true);
      await out.sync();
    } catch (error) {
      await out.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await out.close();
    await rename(temporary, this.fileOf(name));
    return { bytes: total, sha256: digest.digest('hex') };
  }

  /** The bytes again, a piece at a time. */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    let n = 0;
    let whole = false;
    const lines = createInterface({ input: createReadStream(this.fileOf(name)), crlfDelay: Infinity });
    for await (const line of lines) {
      const [of, place, more, text] = this.crypto.open(line, purpose).split(' ');
      if (whole || of !== name || place !== String(n)) throw new Spoilt(`piece ${String(n)} of ${name}`);
      n += 1;
      whole = more === 'last';
      yield Buffer.from(text ?? '', 'base64');
    }
    if (!whole) throw new Spoilt(`${name} ends too early`);
  }

  async remove(name: string): Promise<void> {
    await rm(this.fileOf(name), { force: true });
  }

  /** What lies there; unfinished ones too. */
  async names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  private fileOf(name: string): string {
    return path.join(this.folder, name);
  }
}
