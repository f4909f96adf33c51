import type { Actor } from '@xiezhi/engine';
import { createHash } from 'node:crypto';
import type { DocumentStore } from '../../documents/document-store';
import { nameOf } from '../../matters/matter-reader';
import type { Faults } from './faults';

export interface PaperRow {
  readonly id: string;
  readonly matter_id: string;
  readonly revision: number;
  readonly kind: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly filed_by: string;
}
interface Filed {
  readonly kind: string;
  readonly document: string;
  readonly sha256: string;
  readonly fileName: string;
}

const atOnce = 16;
const mostRemembered = 100_000;

/** 文书: what the docket says was filed, the row that says so too, and the bytes in the store. */
export class PaperCheck {
  checked = 0;
  private readonly running = new Set<Promise<void>>();
  /** One paper is filed on many matters: its bytes are read once. */
  private readonly read = new Map<string, Promise<number | 'missing' | 'changed'>>();

  constructor(
    private readonly store: DocumentStore,
    private readonly faults: Faults,
  ) {}

  /** Compares an entry with its row. Resolves when there is room for the next one; the bytes are read meanwhile. */
  async compare(matterId: string, revision: number, filing: string, row: PaperRow | undefined): Promise<void> {
    this.checked += 1;
    const [filed, actor] = JSON.parse(filing) as [Filed, Actor];
    if (!row) return this.faults.entry('paper-missing', matterId, revision);
    const same =
      row.id === filed.document &&
      row.kind === filed.kind &&
      row.file_name === filed.fileName &&
      row.sha256 === filed.sha256 &&
      row.filed_by === nameOf(actor);
    if (!same) return this.faults.entry('paper-changed', matterId, revision);
    const task = this.bytes(row.sha256).then((found) => {
      if (found !== row.bytes)
        this.faults.entry(found === 'missing' ? 'paper-missing' : 'paper-changed', matterId, revision);
    });
    this.running.add(task);
    void task.finally(() => this.running.delete(task));
    if (this.running.size >= atOnce) await Promise.race(this.running);
  }

  async end(): Promise<void> {
    await Promise.all(this.running);
  }

  private bytes(sha256: string): Promise<number | 'missing' | 'changed'> {
    const known = this.read.get(sha256);
    if (known) return known;
    if (this.read.size >= mostRemembered) this.read.clear();
    const found = this.digest(sha256);
    this.read.set(sha256, found);
    return found;
  }

  private async digest(sha256: string): Promise<number | 'missing' | 'changed'> {
    const digest = createHash('sha256');
    let size = 0;
    try {
      for await (const part of this.store.stream(sha256)) {
        digest.update(part as Buffer);
        size += (part as Buffer).length;
      }
    } catch {
      return 'missing';
    }
    return digest.digest('hex') === sha256 ? size : 'changed';
  }
}
