import { hashOfCovered, noHash } from '../chain';
import type { Faults } from './faults';

export interface EntryRow {
  readonly matter_id: string;
  readonly revision: number;
  readonly covered: string;
  /** Hashes are in hex throughout. */
  readonly hash: string;
  /** Of `fileDocument`: its input and its actor. */
  readonly filing: string | null;
}
export interface HeadRow {
  readonly id: string;
  readonly revision: number;
  readonly head_hash: string;
}
export interface LeafRow {
  readonly anchor: number;
  readonly matter_id: string;
  readonly revision: number;
  readonly head_hash: string;
}

/** A gap of more is named by its first entries. */
const mostNamed = 100;

/** One matter's chain, entry by entry, against what the matter says it ends on and against what was anchored of it. */
export class ChainWalk {
  private expected = 1;
  private last: number | undefined;
  /** The hashes that the next entry may cover: as stored, and as computed where that differs. Empty after a gap. */
  private before: readonly string[] = [noHash.toString('hex')];
  private anchored: LeafRow | undefined;

  constructor(
    private readonly id: string,
    private readonly head: HeadRow | undefined,
    private readonly faults: Faults,
  ) {}

  /** The newest anchored revision so far; 0: none. */
  get anchoredAt(): number {
    return this.anchored?.revision ?? 0;
  }

  /** An anchored head, before the entry of its revision or in place of it. */
  leaf(leaf: LeafRow): void {
    this.anchored = leaf;
  }

  /** Whether the entry holds. */
  entry(row: EntryRow): boolean {
    const { revision } = row;
    if (revision < this.expected || (this.head && revision > this.head.revision))
      return this.fault('surplus', revision);
    this.last = revision;
    if (revision > this.expected) {
      this.missing(revision - 1);
      const known = this.anchored?.revision === revision - 1 ? this.anchored : undefined;
      this.before = known ? [known.head_hash] : [];
    }
    return this.follows(row);
  }

  /** An anchored head against the entry of its revision, which the chain itself found good. */
  compare(row: EntryRow, leaf: LeafRow): void {
    if (leaf.head_hash !== row.hash) this.faults.entry('rehashed', this.id, row.revision, leaf.anchor);
  }

  end(): void {
    const ends = Math.max(this.head?.revision ?? 0, this.anchoredAt);
    if (!this.head) this.faults.entry('matter-missing', this.id, Math.max(this.last ?? 0, ends));
    if (this.head || this.last !== undefined) this.missing(ends);
    if (this.head && this.last === this.head.revision && !this.before.includes(this.head.head_hash))
      this.fault('head', this.head.revision);
  }

  private follows(row: EntryRow): boolean {
    this.expected = row.revision + 1;
    const computed = this.before.map((previous) => hashOfCovered(previous, row.covered));
    const holds = computed.length === 0 || computed.includes(row.hash);
    this.before = holds ? [row.hash] : [row.hash, ...computed];
    return holds || this.fault('changed', row.revision);
  }

  private missing(upTo: number): void {
    const from = this.expected;
    for (let revision = from; revision <= upTo && revision < from + mostNamed; revision += 1)
      this.fault('missing', revision);
    this.expected = Math.max(this.expected, upTo + 1);
  }

  private fault(kind: 'changed' | 'missing' | 'surplus' | 'head', revision: number): false {
    this.faults.entry(kind, this.id, revision);
    return false;
  }
}
