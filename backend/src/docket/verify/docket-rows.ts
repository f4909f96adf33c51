import type { Tx } from '../../platform/database/database';
import { type Anchor } from '../anchors/anchor';
import { anchorsAfter } from '../anchors/anchor-rows';
import { coveredSql } from '../chain';
import type { EntryRow, HeadRow, LeafRow } from './chain-walk';
import { Cursor } from './cursor';
import type { PaperRow } from './paper-check';

const page = 5_000;
const least = '00000000-0000-0000-0000-000000000000';

/** What verification reads, each in the order of its key, page by page. */
export const headRows = (tx: Tx): Cursor<HeadRow> =>
  new Cursor<HeadRow>(
    (last, limit) =>
      tx.rows({
        text: `select id, revision, encode(head_hash, 'hex') as head_hash from matter where id > $1 order by id limit $2`,
        values: [last?.id ?? least, limit],
      }),
    page,
  );

export const entryRows = (tx: Tx): Cursor<EntryRow> =>
  new Cursor<EntryRow>(
    (last, limit) =>
      tx.rows({
        text: `select d.matter_id, d.revision, ${coveredSql} as covered, encode(d.hash, 'hex') as hash,
                      case when d.action = 'fileDocument' then '[' || d.input::text || ',' || d.actor::text || ']' end as filing
                 from docket_entry d where (d.matter_id, d.revision) > ($1, $2) order by d.matter_id, d.revision limit $3`,
        values: [last?.matter_id ?? least, last?.revision ?? 0, limit],
      }),
    page,
  );

export const paperRows = (tx: Tx): Cursor<PaperRow> =>
  new Cursor<PaperRow>(
    (last, limit) =>
      tx.rows({
        text: `select id, matter_id, revision, kind, file_name, sha256, bytes, filed_by from document
                where (matter_id, revision) > ($1, $2) order by matter_id, revision limit $3`,
        values: [last?.matter_id ?? least, last?.revision ?? 0, limit],
      }),
    page,
  );

const leafColumns = `anchor, matter_id, revision, encode(head_hash, 'hex') as head_hash`;

export const leafRowsByMatter = (tx: Tx): Cursor<LeafRow> =>
  new Cursor<LeafRow>(
    (last, limit) =>
      tx.rows({
        text: `select ${leafColumns} from anchor_leaf where (matter_id, revision) > ($1, $2) order by matter_id, revision limit $3`,
        values: [last?.matter_id ?? least, last?.revision ?? 0, limit],
      }),
    page,
  );

export const leafRowsByAnchor = (tx: Tx): Cursor<LeafRow> =>
  new Cursor<LeafRow>(
    (last, limit) =>
      tx.rows({
        text: `select ${leafColumns} from anchor_leaf where (anchor, matter_id) > ($1, $2) order by anchor, matter_id limit $3`,
        values: [last?.anchor ?? 0, last?.matter_id ?? least, limit],
      }),
    page,
  );

export const anchorRows = (tx: Tx): Cursor<Anchor> =>
  new Cursor<Anchor>((last, limit) => anchorsAfter(tx, last?.sequence ?? 0, limit), 500);
