import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** 文书的存放: files named by their SHA-256, so that a name cannot lie and a second copy costs nothing. */
export class DocumentStore {
  constructor(private readonly folder: string) {}

  async put(bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = this.fileOf(sha256);
    await mkdir(path.dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.${Math.trunc(performance.now() * 1000)}`;
    await writeFile(temporary, bytes, { flush: true });
    await rename(temporary, file);
    return sha256;
  }

  get(sha256: string): Promise<Buffer> {
    return readFile(this.fileOf(sha256));
  }

  has(sha256: string): Promise<boolean> {
    return access(this.fileOf(sha256)).then(
      () => true,
      () => false,
    );
  }

  /** For whoever passes the bytes on, or only looks at them. */
  stream(sha256: string): ReadStream {
    return createReadStream(this.fileOf(sha256));
  }

  private fileOf(sha256: string): string {
    return path.join(this.folder, 'documents', sha256.slice(0, 2), sha256);
  }
}
