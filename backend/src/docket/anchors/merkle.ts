import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256: a leaf is H(0x00 ‖ data), a node H(0x01 ‖ left ‖ right), and a list is split at the
 * largest power of two below its length. Leaf and node cannot stand for each other.
 */
export const leafHash = (data: string): Buffer => hash('sha256', Buffer.from(`\u0000${data}`), 'buffer');

const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');

/** A root while its leaves pass by: only the peaks of whole subtrees are kept. */
export class GrowingRoot {
  count = 0;
  private readonly peaks: { size: number; hash: Buffer }[] = [];

  add(leaf: Buffer): void {
    this.count += 1;
    let top = { size: 1, hash: leaf };
    for (let last = this.peaks.at(-1); last?.size === top.size; last = this.peaks.at(-1)) {
      this.peaks.pop();
      top = { size: top.size * 2, hash: nodeHash(last.hash, top.hash) };
    }
    this.peaks.push(top);
  }

  /** Of no leaves: H of nothing. */
  root(): Buffer {
    if (this.peaks.length === 0) return hash('sha256', Buffer.alloc(0), 'buffer');
    return this.peaks.map((peak) => peak.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

/** One step up: the neighbour, and on which side it stands. */
export type Step = readonly ['left' | 'right', Buffer];

/** A whole tree in memory, for the inclusion proofs of some of its leaves. */
export class MerkleTree {
  private readonly levels: Buffer[][];

  constructor(leaves: Buffer[]) {
    this.levels = [leaves];
    for (let level = leaves; level.length > 1; this.levels.push(level)) level = paired(level);
  }

  get root(): Buffer {
    return this.levels.at(-1)?.[0] ?? new GrowingRoot().root();
  }

  /** From the leaf up to the root; a node without a neighbour goes up as it is. */
  proof(index: number): Step[] {
    return this.levels.slice(0, -1).flatMap((level, height): Step[] => {
      const at = index >> height;
      const neighbour = level[at ^ 1];
      return neighbour ? [[at % 2 === 1 ? 'left' : 'right', neighbour]] : [];
    });
  }
}

const paired = (level: readonly Buffer[]): Buffer[] => {
  const above: Buffer[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left) above.push(right ? nodeHash(left, right) : left);
  }
  return above;
};

export const rootFrom = (leaf: Buffer, steps: readonly Step[]): Buffer =>
  steps.reduce((at, [side, other]) => (side === 'left' ? nodeHash(other, at) : nodeHash(at, other)), leaf);
