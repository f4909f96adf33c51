import type { Statement } from '../../platform/database/database';
import { instantOf, instantSql } from '../chain';
import type { Anchor, Leaf } from './anchor';

interface Asks {
  rows<Row>(statement: Statement): Promise<Row[]>;
}

interface AnchorRow {
  readonly sequence: number;
  readonly at: string;
  readonly count: number;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly public_key: Buffer;
  readonly hash: Buffer;
  readonly signature: Buffer;
}

/** Anchors in the order of their sequence, as the table has them. */
export const anchorsAfter = async (db: Asks, sequence: number, limit: number): Promise<Anchor[]> => {
  const rows = await db.rows<AnchorRow>({
    text: `select sequence, ${instantSql('at')} as at, count, root, previous, public_key, hash, signature
             from anchor where sequence > $1 order by sequence limit $2`,
    values: [sequence, limit],
  });
  return rows.map(({ public_key: publicKey, at, ...row }) => ({ ...row, at: instantOf(at), publicKey }));
};

export const newestAnchor = async (db: Asks): Promise<Anchor | undefined> => {
  const [row] = await db.rows<{ sequence: number | null }>({ text: 'select max(sequence) as sequence from anchor' });
  return row?.sequence ? (await anchorsAfter(db, row.sequence - 1, 1))[0] : undefined;
};

/** The leaves of one anchor in their order. */
export const leavesOf = async (db: Asks, anchor: number): Promise<Leaf[]> =>
  db.rows<Leaf>({
    text: 'select matter_id as "matterId", revision, head_hash as head from anchor_leaf where anchor = $1 order by matter_id',
    values: [anchor],
  });
