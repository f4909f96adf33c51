import type { Actor, EffectOutcome } from '@xiezhi/engine';
import { roleName } from '@xiezhi/contract';
import type { EffectHandler, OwedEffect, Report } from '../effects/effect-worker';
import type { Command, Outcome } from '../matters/command';
import { publishedOf } from '../matters/matter-reader';
import type { Database } from '../platform/database/database';
import { shellProblem, wordsOf } from '../platform/problems/problem';

interface ChunkRow {
  readonly position: number;
  readonly matter_id: string;
  readonly action: string;
  readonly input: unknown;
  readonly actor: Actor;
}

/** Carries one chunk of a batch: its commands and their results are one transaction with the record that it is done. */
export class BatchRunner implements EffectHandler {
  readonly kind = 'run-batch';

  constructor(private readonly db: Database) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const { batch, from, to } = effect.payload as { batch: string; from: number; to: number };
    const rows = await this.db.rows<ChunkRow>({
      name: 'batch-chunk',
      text: `select i.position, i.matter_id, b.action, b.input, b.actor from batch_item i join batch b on b.id = i.batch_id
              where i.batch_id = $1 and i.position between $2 and $3 and i.status = 0 order by i.position`,
      values: [batch, from, to],
    });
    const commands = rows.map((row): Command => ({
      matterId: row.matter_id,
      action: row.action,
      input: row.input,
      key: keyOf(batch),
      actor: row.actor,
    }));
    return {
      kind: 'done',
      report: {
        commands,
        within: async (tx, outcomes) => {
          await tx.rows({
            name: 'batch-results',
            text: `update batch_item i set status = r.status, revision = r.revision, refusal = r.refusal
                     from unnest($2::int[], $3::smallint[], $4::int[], $5::jsonb[]) as r(position, status, revision, refusal)
                    where i.batch_id = $1 and i.position = r.position`,
            values: [
              batch,
              rows.map((row) => row.position),
              outcomes.map((o) => (o.ok ? 1 : 2)),
              outcomes.map((o) => (o.ok ? o.row.revision : null)),
              outcomes.map((o) => (o.ok ? null : JSON.stringify(refusalOf(o)))),
            ],
          });
        },
      },
    };
  }
}

/** The batch's id, short: it stands in the docket and its index once for each item. */
const keyOf = (batch: string): string => `b-${Buffer.from(batch.replaceAll('-', ''), 'hex').toString('base64url')}`;

/** Why an item was refused, as the batch page shows it. Guards' words need the procedure, so the code goes along. */
const refusalOf = (outcome: Extract<Outcome, { ok: false }>): unknown => {
  const { refusal } = outcome;
  if (refusal.code === 'not-found' || refusal.code === 'not-yours')
    return { shell: shellProblem('not-found').problem.detail };
  if (refusal.code === 'key-reused') return { shell: shellProblem('key-reused').problem.detail };
  return { refusal };
};

export const refusalWords = (
  stored: unknown,
  row: { procedure: string; version: number },
): { code: string; words: { zh: string; en: string } } | null => {
  if (stored === null) return null;
  const { shell, refusal } = stored as { shell?: string; refusal?: Parameters<typeof wordsOf>[0] };
  if (refusal) return wordsOf(refusal, publishedOf(row).labels, roleName);
  return { code: 'not-found', words: { zh: shell ?? '', en: 'Not found' } };
};
