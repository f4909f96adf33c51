import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { coveredSql, hashOfCovered, noHash } from '../src/docket/chain';
import type { Product } from './product';

/** mulberry32: the same seed gives the same changes. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export interface Entry {
  readonly matter_id: string;
  readonly revision: number;
  readonly action: string;
}
export interface Paper {
  readonly id: string;
  readonly matter_id: string;
  readonly revision: number;
  readonly sha256: string;
}
export interface Leaf {
  readonly anchor: number;
  readonly matter_id: string;
  readonly revision: number;
}
/** `m`: a matter; `r`: a revision; `a`: an anchor. */
export type Name = { readonly m?: string; readonly r?: number; readonly a?: number };

/** What was done, and what must be named for it. Other faults may only concern the same matters or anchors. */
export interface Crime {
  readonly what: string;
  readonly named: readonly Name[];
  readonly undoFile?: () => void;
}

const tables = ['matter', 'docket_entry', 'document', 'anchor', 'anchor_leaf'];

/** A superuser with a copy of everything: changes, and puts back. No trigger and no foreign key is asked. */
export class Criminal {
  entries: Entry[] = [];
  papers: Paper[] = [];
  leaves: Leaf[] = [];
  anchors: number[] = [];

  private constructor(
    private readonly hand: pg.PoolClient,
    private readonly dataFolder: string,
    private readonly random: () => number,
  ) {}

  static async enter(product: Product, random: () => number): Promise<Criminal> {
    const hand = await product.owner.connect();
    await hand.query('set session_replication_role = replica');
    await hand.query('create schema kept');
    for (const table of tables) await hand.query(`create table kept.${table} as table ${table}`);
    const criminal = new Criminal(hand, product.house.config.dataFolder, random);
    criminal.entries = await criminal.all('select matter_id, revision, action from docket_entry order by 1, 2');
    criminal.papers = await criminal.all('select id, matter_id, revision, sha256 from document order by 1');
    criminal.leaves = await criminal.all('select anchor, matter_id, revision from anchor_leaf order by 1, 2');
    criminal.anchors = (await criminal.all<{ sequence: number }>('select sequence from anchor order by 1')).map(
      (row) => row.sequence,
    );
    return criminal;
  }

  leave(): void {
    this.hand.release();
  }

  async all<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.hand.query(text, values)).rows as Row[];
  }

  async putBack(): Promise<void> {
    for (const table of tables) {
      await this.hand.query(`delete from ${table}`);
      await this.hand.query(`insert into ${table} select * from kept.${table}`);
    }
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.random() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  chainOf(matter: string): Entry[] {
    return this.entries.filter((entry) => entry.matter_id === matter);
  }

  /** A matter with at least so many entries. */
  matter(least = 1): string {
    return this.pick(this.entries.filter((entry) => entry.revision === least)).matter_id;
  }

  anchoredOf(matter: string): Leaf[] {
    return this.leaves.filter((leaf) => leaf.matter_id === matter);
  }

  /** Hashes a chain anew from its first entry and lets the matter end on it: all that the chain alone can know fits again. */
  async rehash(matter: string): Promise<void> {
    let previous = noHash.toString('hex');
    const rows = await this.all<{ revision: number; covered: string }>(
      `select d.revision, ${coveredSql} as covered from docket_entry d where d.matter_id = $1 order by d.revision`,
      [matter],
    );
    for (const row of rows) {
      previous = hashOfCovered(previous, row.covered);
      await this.all('update docket_entry set hash = $3 where matter_id = $1 and revision = $2', [
        matter,
        row.revision,
        Buffer.from(previous, 'hex'),
      ]);
    }
    await this.all('update matter set revision = $2, head_hash = $3 where id = $1', [
      matter,
      rows.at(-1)?.revision,
      Buffer.from(previous, 'hex'),
    ]);
  }

  /** Changes a stored file, or takes it away; returns how to put it back. */
  file(sha256: string, how: 'change' | 'take'): () => void {
    const at = path.join(this.dataFolder, 'documents', sha256.slice(0, 2), sha256);
    const bytes = readFileSync(at);
    if (how === 'take') {
      renameSync(at, `${at}.taken`);
      return () => renameSync(`${at}.taken`, at);
    }
    const changed = Buffer.from(bytes);
    const place = Math.floor(this.random() * changed.length);
    changed[place] = (changed[place] ?? 0) ^ 1;
    writeFileSync(at, changed);
    return () => writeFileSync(at, bytes);
  }
}
