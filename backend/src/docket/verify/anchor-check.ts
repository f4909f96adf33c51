import { type Anchor, anchorHash, anchorLine, anchorText, leafLine } from '../anchors/anchor';
import type { AnchorFile, AnchorLine } from '../anchors/anchor-file';
import { type Signer, signatureHolds } from '../anchors/anchor-keys';
import { GrowingRoot, leafHash } from '../anchors/merkle';
import { noHash } from '../chain';
import type { LeafRow } from './chain-walk';
import type { Cursor } from './cursor';
import type { Faults } from './faults';

const textOf = (row: LeafRow): string => leafLine(row.matter_id, row.revision, row.head_hash);

/** The anchors' own chain, their roots and signatures, and the file outside the database. */
export class AnchorCheck {
  checked = 0;
  outside = 0;
  agrees = true;
  newest: Anchor | undefined;
  private lines: AsyncGenerator<AnchorLine>;
  private line: AnchorLine | undefined;

  constructor(
    private readonly file: AnchorFile,
    private readonly signer: Signer,
    private readonly faults: Faults,
  ) {
    this.lines = file.lines();
  }

  /** Both cursors in the order of the anchors; `now` tells the newest sequence once nobody is writing the file. */
  async run(anchors: Cursor<Anchor>, leaves: Cursor<LeafRow>, now: () => Promise<number>): Promise<void> {
    let expected = 1;
    let previous: Buffer | undefined = noHash;
    let settled = false;
    await anchors.fill();
    await leaves.fill();
    await this.nextLine();
    for (let anchor = anchors.row; anchor; await anchors.advance(), anchor = anchors.row) {
      for (; expected < anchor.sequence; expected += 1) {
        this.faults.anchor('anchor-missing', expected);
        previous = undefined;
        if (this.line?.sequence === expected) await this.nextLine();
      }
      this.own(anchor, previous);
      if (this.line === undefined && !settled) {
        settled = true;
        await now();
        await this.reopen(anchor.sequence);
      }
      await this.compare(anchor, await this.leavesOf(anchor, leaves));
      this.checked += 1;
      this.newest = anchor;
      previous = anchor.hash;
      expected = anchor.sequence + 1;
    }
    if (this.line) await this.beyond(expected, await now());
  }

  private async nextLine(): Promise<void> {
    this.line = (await this.lines.next()).value as AnchorLine | undefined;
  }

  /** The file again, from a line on: somebody was just writing it. */
  private async reopen(sequence: number): Promise<void> {
    this.lines = this.file.lines();
    await this.nextLine();
    while (this.line && this.line.sequence !== sequence) await this.nextLine();
  }

  private own(anchor: Anchor, previous: Buffer | undefined): void {
    const linked = previous === undefined || anchor.previous.equals(previous);
    if (!linked || !anchorHash(anchor).equals(anchor.hash)) this.faults.anchor('anchor-changed', anchor.sequence);
    else if (
      !this.signer.knows(anchor.publicKey) ||
      !signatureHolds(anchor.publicKey, anchorText(anchor), anchor.signature)
    )
      this.faults.anchor('anchor-unsigned', anchor.sequence);
  }

  /** The leaves that the table holds for an anchor, and whether they give its root. */
  private async leavesOf(anchor: Anchor, leaves: Cursor<LeafRow>): Promise<{ rows: LeafRow[]; good: boolean }> {
    const rows: LeafRow[] = [];
    const root = new GrowingRoot();
    // Leaves of an anchor that is not there belong to a fault that is named already.
    for (; leaves.row && leaves.row.anchor <= anchor.sequence; await leaves.advance()) {
      if (leaves.row.anchor < anchor.sequence) continue;
      rows.push(leaves.row);
      root.add(leafHash(textOf(leaves.row)));
    }
    return { rows, good: root.count === anchor.count && root.root().equals(anchor.root) };
  }

  private async compare(anchor: Anchor, { rows, good }: { rows: LeafRow[]; good: boolean }): Promise<void> {
    const kept = await this.file.leaves(anchor);
    if (this.line?.text !== anchorLine(anchor) || !kept) this.differs(anchor.sequence);
    // A line of another sequence is the next anchor's, or nobody's.
    for (; this.line && this.line.sequence <= anchor.sequence; await this.nextLine()) this.outside += 1;
    if (!good) this.faults.anchor('anchor-changed', anchor.sequence);
    if (!kept) return;
    if (good && kept.length === rows.length && rows.every((row, i) => textOf(row) === kept[i])) return;
    if (rootOf(kept).equals(anchor.root)) this.name(anchor, rows, kept);
    else this.differs(anchor.sequence);
  }

  /** The file's leaves give the signed root: what the table has otherwise was changed, and is named. */
  private name(anchor: Anchor, rows: readonly LeafRow[], kept: readonly string[]): void {
    const held = new Set(rows.map(textOf));
    for (const text of kept) {
      const [matter = '', revision = ''] = text.split(' ');
      if (!held.has(text)) this.faults.entry('leaf-changed', matter, Number(revision), anchor.sequence);
    }
    const written = new Set(kept);
    for (const row of rows)
      if (!written.has(textOf(row))) this.faults.entry('leaf-changed', row.matter_id, row.revision, anchor.sequence);
  }

  private differs(sequence: number): void {
    this.agrees = false;
    this.faults.anchor('outside-differs', sequence);
  }

  /** Lines after the snapshot's last anchor: made since it was taken, or removed from the table. */
  private async beyond(expected: number, newest: number): Promise<void> {
    for (; this.line; await this.nextLine()) {
      const { sequence } = this.line;
      if (sequence < expected) this.differs(sequence);
      else if (sequence > newest) this.faults.anchor('anchor-missing', sequence);
    }
  }
}

const rootOf = (leaves: readonly string[]): Buffer => {
  const root = new GrowingRoot();
  for (const leaf of leaves) root.add(leafHash(leaf));
  return root.root();
};
