import type { Database } from '../platform/database/database';
import { chainHash, noHash } from './chain';

interface Row {
  readonly matter_id: string;
  readonly revision: number;
  readonly action: string;
  readonly actor: string;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly input: string;
  readonly facts_after: string | null;
  readonly key: string;
  readonly at: Date;
  readonly hash: Buffer;
}

export interface ChainFault {
  readonly matterId: string;
  readonly revision: number;
  readonly why: string;
}

const step = 2_000;

/** Walks every chain and names each entry that does not fit: changed, missing, or not what the matter ends on. */
export const verifyDocket = async (
  db: Database,
): Promise<{ matters: number; entries: number; faults: ChainFault[] }> => {
  const faults: ChainFault[] = [];
  let matters = 0;
  let entries = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const heads = await db.rows<{ id: string; revision: number; head_hash: Buffer }>({
      text: 'select id, revision, head_hash from matter where id > $1 order by id limit $2',
      values: [after, step],
    });
    if (heads.length === 0) return { matters, entries, faults };
    const rows = await db.rows<Row>({
      text: `select matter_id, revision, action, actor::text, from_stage, to_stage, input::text, facts_after::text, key, at, hash
               from docket_entry where matter_id = any($1::uuid[]) order by matter_id, revision`,
      values: [heads.map((head) => head.id)],
    });
    const chains = Map.groupBy(rows, (row) => row.matter_id);
    for (const head of heads) faults.push(...faultsOf(head, chains.get(head.id) ?? []));
    matters += heads.length;
    entries += rows.length;
    after = heads.at(-1)?.id ?? after;
  }
};

const faultsOf = (head: { id: string; revision: number; head_hash: Buffer }, chain: readonly Row[]): ChainFault[] => {
  const faults: ChainFault[] = [];
  const fault = (revision: number, why: string): void => void faults.push({ matterId: head.id, revision, why });
  let previous: Buffer = noHash;
  let expected = 1;
  for (const row of chain) {
    for (; expected < row.revision; expected += 1) fault(expected, '缺少这一条');
    const hash = chainHash(previous, {
      matterId: row.matter_id,
      revision: row.revision,
      action: row.action,
      actor: row.actor,
      fromStage: row.from_stage,
      toStage: row.to_stage,
      input: row.input,
      factsAfter: row.facts_after,
      key: row.key,
      at: row.at.toISOString(),
    });
    if (!hash.equals(row.hash)) fault(row.revision, '内容与链不符');
    previous = row.hash;
    expected = row.revision + 1;
  }
  for (; expected <= head.revision; expected += 1) fault(expected, '缺少这一条');
  if (chain.length > 0 && expected === head.revision + 1 && !previous.equals(head.head_hash))
    fault(head.revision, '末条与事项所记不符');
  return faults;
};
