import type { Actor, EffectOutcome } from '@xiezhi/engine';
import { roleName } from '@xiezhi/contract';
import DataLoader from 'dataloader';
import type { EffectHandler, OwedEffect, Report } from '../effects/effect-worker';
import { type Command, type Outcome, type Scribe, trace } from '../matters/command';
import { publishedOf } from '../matters/matter-reader';
import { type BatchPrints, type ItemResult, printedBy } from './batch-prints';
import { ints, jsonbs, uuids } from '../platform/database/arrays';
import type { Database } from '../platform/database/database';
import { shellProblem, wordsOf } from '../platform/problems/problem';

interface ChunkRow {
  readonly batch_id: string;
  readonly n: number;
  readonly ids: string[];
  readonly action: string;
  readonly input: unknown;
  readonly actor: Actor;
  /** Of an inverse: the revision that each item had when the batch was done with it. */
  readonly undoes: readonly number[] | null;
}

interface Place {
  readonly batch: string;
  readonly chunk: number;
}
/** `printed`: papers are filed one by one, so their results come along; those of actions are the outcomes of the unit. */
type Ran = Place & { readonly printed?: readonly ItemResult[] };

/** Carries one chunk of a batch: its commands and their results are one transaction with the record that it is done. */
export class BatchRunner implements EffectHandler {
  readonly kind = 'run-batch';
  private readonly chunks = new DataLoader<Place, ChunkRow | undefined>((places) => this.read(places), {
    cache: false,
    batchScheduleFn: setImmediate,
  });

  constructor(
    private readonly db: Database,
    private readonly prints: BatchPrints,
  ) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const place = effect.payload as unknown as Place;
    const row = await this.chunks.load(place);
    if (!row) return { kind: 'done' };
    const paper = printedBy(row.action);
    if (paper) {
      const input = row.input as Record<string, unknown>;
      const printed = await this.prints.run(paper, row.ids, input, keyOf(row.batch_id), row.actor);
      return { kind: 'done', report: { traces: [trace(this.results, { ...place, printed })] } };
    }
    const commands = row.ids.map((id, nth): Command => ({
      matterId: id,
      action: row.action,
      input: row.input,
      key: keyOf(row.batch_id),
      actor: row.actor,
      // What somebody changed between the inverse's start and its turn stays as it is, too.
      ...(row.undoes?.[nth] === undefined ? {} : { revision: row.undoes[nth] }),
    }));
    return { kind: 'done', report: { commands, traces: [trace(this.results, place)] } };
  }

  /** Chunks not yet run. */
  private async read(places: readonly Place[]): Promise<(ChunkRow | undefined)[]> {
    const rows = await this.db.rows<ChunkRow>({
      name: 'batch-chunks',
      text: `select c.batch_id, c.n, c.ids, b.action, b.input, b.actor,
                    case when b.reverses is not null then
                      (select array_agg(o.revision order by i.nth) from unnest(c.ids) with ordinality as i(id, nth)
                         join (select u.id, k.revisions[u.nth] as revision from batch_chunk k cross join unnest(k.ids) with ordinality as u(id, nth)
                                where k.batch_id = b.reverses) o on o.id = i.id) end as undoes
               from unnest($1::uuid[], $2::int[]) as p(batch_id, n) join batch_chunk c using (batch_id, n) join batch b on b.id = c.batch_id
              where c.refused is null`,
      values: [uuids(places.map(({ batch }) => batch)), ints(places.map(({ chunk }) => chunk))],
    });
    return places.map(({ batch, chunk }) => rows.find((row) => row.batch_id === batch && row.n === chunk));
  }

  private readonly results: Scribe<Ran> = {
    write: async (tx, ran) => {
      const left = ran.map(({ what, outcomes }) => ({ what, results: what.printed ?? outcomes.map(resultOf) }));
      await tx.rows({
        name: 'batch-results',
        text: `update batch_chunk c
                  set refused = r.refused, refusals = r.refusals,
                      revisions = (select array_agg(case when v <> 'null' then v::text::int end order by nth) from jsonb_array_elements(r.revisions) with ordinality as e(v, nth))
                 from unnest($1::uuid[], $2::int[], $3::int[], $4::jsonb[], $5::jsonb[]) as r(batch_id, n, refused, revisions, refusals)
                where c.batch_id = r.batch_id and c.n = r.n`,
        values: [
          uuids(left.map(({ what }) => what.batch)),
          ints(left.map(({ what }) => what.chunk)),
          ints(left.map(({ results }) => results.filter((r) => !('revision' in r)).length)),
          jsonbs(left.map(({ results }) => JSON.stringify(results.map((r) => ('revision' in r ? r.revision : null))))),
          jsonbs(left.map(({ results }) => refusalsOf(results))),
        ],
      });
    },
  };
}

const resultOf = (outcome: Outcome): ItemResult => (outcome.ok ? { revision: outcome.row.revision } : { outcome });

/** By place in the chunk; null where none was refused. */
const refusalsOf = (results: readonly ItemResult[]): string | null => {
  const refusals = results.flatMap((result, place) => {
    if ('revision' in result) return [];
    if ('words' in result) return [[place, { shell: result.words }] as const];
    return result.outcome.ok ? [] : [[place, refusalOf(result.outcome)] as const];
  });
  return refusals.length === 0 ? null : JSON.stringify(Object.fromEntries(refusals));
};

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
