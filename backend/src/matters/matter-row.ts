import type { Hierarchy, Snapshot, Standing } from '@xiezhi/engine';

/** A matter as the table holds it. Timestamps as the driver reads them. */
export interface MatterRow {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly stage: string;
  readonly facts: Record<string, unknown>;
  readonly documents: string[];
  readonly revision: number;
  readonly parent_id: string | null;
  readonly subject_id: string | null;
  readonly court: string;
  readonly lead_court: string;
  readonly title: string;
  readonly case_no: string;
  readonly account_tail: string | null;
  readonly bank: string | null;
  readonly opened_by: string | null;
  readonly opened_at: Date;
  readonly moved_at: Date;
  readonly closed_at: Date | null;
  readonly starts_at: Date | null;
  readonly due_at: Date | null;
  readonly head_hash: Buffer;
}

export const snapshotOf = (row: MatterRow): Snapshot => ({
  stage: row.stage,
  facts: row.facts,
  revision: row.revision,
  documents: row.documents,
});

/** How a court stands to a matter: handling it, leading its campaign, above either. Empty: not its business. */
export const standingOf = (
  row: Pick<MatterRow, 'court' | 'lead_court'>,
  actor: { readonly role: string; readonly court: string },
  hierarchy: Hierarchy,
): Standing[] => {
  if (actor.role === 'system') return ['system'];
  const standing: Standing[] = [];
  if (row.court === actor.court) standing.push('handling');
  if (row.lead_court === actor.court) standing.push('lead');
  if (hierarchy.isSuperior(actor.court, row.court) || hierarchy.isSuperior(actor.court, row.lead_court))
    standing.push('superior');
  return standing;
};
