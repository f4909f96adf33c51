import { uuids } from '../../platform/database/arrays';
import type { Database } from '../../platform/database/database';
import { anchorLine, leafText } from '../anchors/anchor';
import { anchorsAfter, leavesOf, newestAnchor } from '../anchors/anchor-rows';
import { leafHash, MerkleTree } from '../anchors/merkle';
import type { PackedMatter } from './pack-rows';

interface Anchored {
  readonly anchor: number;
  readonly matterId: string;
  readonly revision: number;
}

const page = 500;

/** The anchors that speak of some matters, and the proof that they do. Of other matters only hashes are told. */
export class PackAnchors {
  private constructor(
    private readonly db: Database,
    private readonly leaves: readonly Anchored[],
    private readonly newest: number,
  ) {}

  static async of(db: Database, matters: readonly PackedMatter[]): Promise<PackAnchors> {
    const upTo = new Map(matters.map(({ id, revision }) => [id, revision]));
    const leaves = await db.rows<Anchored>({
      text: `select anchor, matter_id as "matterId", revision from anchor_leaf where matter_id = any($1::uuid[]) order by anchor, matter_id`,
      values: [uuids([...upTo.keys()])],
    });
    const newest = (await newestAnchor(db))?.sequence ?? 0;
    return new PackAnchors(
      db,
      leaves.filter((leaf) => leaf.revision <= (upTo.get(leaf.matterId) ?? 0) && leaf.anchor <= newest),
      newest,
    );
  }

  get proofCount(): number {
    return this.leaves.length;
  }

  /** From the first that speaks of them to the newest of all. */
  get anchorCount(): number {
    return this.leaves[0] ? this.newest - this.leaves[0].anchor + 1 : 0;
  }

  async *anchors(): AsyncGenerator<string> {
    for (let after = this.newest - this.anchorCount; after < this.newest;) {
      const anchors = await anchorsAfter(this.db, after, Math.min(page, this.newest - after));
      if (anchors.length === 0) return;
      for (const anchor of anchors) yield `${anchorLine(anchor)}\n`;
      after = anchors.at(-1)?.sequence ?? this.newest;
    }
  }

  /** One anchor's tree at a time. */
  async *proofs(): AsyncGenerator<string> {
    for (const [anchor, ours] of Map.groupBy(this.leaves, (leaf) => leaf.anchor)) {
      const all = await leavesOf(this.db, anchor);
      const tree = new MerkleTree(all.map((leaf) => leafHash(leafText(leaf))));
      const wanted = new Set(ours.map((leaf) => leaf.matterId));
      for (const [index, { matterId, revision, head }] of all.entries()) {
        if (!wanted.has(matterId)) continue;
        const path = tree.proof(index).map(([side, hash]) => [side, hash.toString('hex')]);
        yield `${JSON.stringify({ anchor, matterId, revision, head: head.toString('hex'), path })}\n`;
      }
    }
  }
}
