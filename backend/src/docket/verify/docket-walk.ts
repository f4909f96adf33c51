import type { Tx } from '../../platform/database/database';
import { ChainWalk, type EntryRow, type HeadRow, type LeafRow } from './chain-walk';
import type { Cursor } from './cursor';
import { entryRows, headRows, leafRowsByMatter, paperRows } from './docket-rows';
import type { Faults } from './faults';
import type { PaperCheck, PaperRow } from './paper-check';

/** Every chain beside its matter, its papers and its anchored heads: one pass over four tables in the order of their keys. */
export class DocketWalk {
  matters = 0;
  entries = 0;
  unanchored = 0;
  private readonly heads: Cursor<HeadRow>;
  private readonly rows: Cursor<EntryRow>;
  private readonly leaves: Cursor<LeafRow>;
  private readonly filed: Cursor<PaperRow>;

  constructor(
    tx: Tx,
    private readonly faults: Faults,
    private readonly papers: PaperCheck,
  ) {
    this.heads = headRows(tx);
    this.rows = entryRows(tx);
    this.leaves = leafRowsByMatter(tx);
    this.filed = paperRows(tx);
  }

  async run(): Promise<void> {
    for (const cursor of [this.heads, this.rows, this.leaves, this.filed]) await cursor.fill();
    for (let id = this.nextId(); id !== undefined; id = this.nextId()) await this.matter(id);
  }

  /** Whatever is left of a matter, its row or its docket or its anchor, brings it up. */
  private nextId(): string | undefined {
    let low: string | undefined;
    for (const id of [
      this.heads.row?.id,
      this.rows.row?.matter_id,
      this.leaves.row?.matter_id,
      this.filed.row?.matter_id,
    ])
      if (id !== undefined && (low === undefined || id < low)) low = id;
    return low;
  }

  private async matter(id: string): Promise<void> {
    const head = this.heads.row?.id === id ? this.heads.row : undefined;
    const walk = new ChainWalk(id, head, this.faults);
    let newest = 0;
    for (let row = this.rows.row; row?.matter_id === id; row = this.rows.row) {
      // Most entries stand alone: for those no promise is made.
      const beside = this.isDue(this.leaves.row, row) || this.isDue(this.filed.row, row);
      if (beside) {
        await this.leavesBefore(walk, id, row.revision);
        await this.papersBefore(id, row.revision);
      }
      const holds = walk.entry(row);
      if (beside || row.filing !== null) await this.beside(walk, row, holds);
      this.entries += 1;
      newest = row.revision;
      if (this.rows.next()) await this.rows.fill();
    }
    await this.leavesBefore(walk, id, Infinity);
    await this.papersBefore(id, Infinity);
    walk.end();
    this.unanchored += Math.max(0, newest - walk.anchoredAt);
    if (!head) return;
    this.matters += 1;
    if (this.heads.next()) await this.heads.fill();
  }

  private isDue(one: LeafRow | PaperRow | undefined, row: EntryRow): boolean {
    return one?.matter_id === row.matter_id && one.revision <= row.revision;
  }

  /** The anchored head and the paper of this very entry. */
  private async beside(walk: ChainWalk, row: EntryRow, holds: boolean): Promise<void> {
    const { matter_id: id, revision } = row;
    const leaf = this.leaves.row;
    if (leaf?.matter_id === id && leaf.revision === revision) {
      if (holds) walk.compare(row, leaf);
      walk.leaf(leaf);
      if (this.leaves.next()) await this.leaves.fill();
    }
    const paper = this.filed.row;
    const here = paper?.matter_id === id && paper.revision === revision ? paper : undefined;
    if (row.filing !== null && holds) await this.papers.compare(id, revision, row.filing, here);
    else if (here && holds) this.faults.entry('paper-surplus', id, revision);
    if (here && this.filed.next()) await this.filed.fill();
  }

  /** Anchored heads of entries that are not there: the walk will miss them. */
  private async leavesBefore(walk: ChainWalk, id: string, revision: number): Promise<void> {
    for (let leaf = this.leaves.row; leaf?.matter_id === id && leaf.revision < revision; leaf = this.leaves.row) {
      walk.leaf(leaf);
      if (this.leaves.next()) await this.leaves.fill();
    }
  }

  private async papersBefore(id: string, revision: number): Promise<void> {
    for (let paper = this.filed.row; paper?.matter_id === id && paper.revision < revision; paper = this.filed.row) {
      this.faults.entry('paper-surplus', id, paper.revision);
      if (this.filed.next()) await this.filed.fill();
    }
  }
}
