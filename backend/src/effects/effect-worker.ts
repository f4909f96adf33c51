import type { EffectOutcome } from '@xiezhi/engine';
import type pg from 'pg';
import DataLoader from 'dataloader';
import { type Command, type Outcome, type Scribe, type Trace, trace, type Unit } from '../matters/command';
import { type Database, type Tx, withoutWaiting } from '../platform/database/database';
import { national } from '../access/place';
import { noticeOf } from '../notices/owe-notice';
import type { Log } from '../platform/telemetry/log';

/** One thing owed, as claimed from the outbox. `key` is what the outside world gets as its own idempotency key. */
export interface OwedEffect {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly matterId: string | null;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
}

/** What is to happen together with the record that the effect is done. */
export interface Report {
  readonly commands?: readonly Command[];
  readonly within?: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;
  readonly traces?: readonly Trace[];
  /** Told to this process once it is committed: a word that may be lost. */
  readonly afterwards?: () => void;
}

export interface EffectHandler {
  readonly kind: string;
  /** Runs outside any transaction; may run twice with the same key. */
  handle(effect: OwedEffect): Promise<EffectOutcome<Report>>;
}

class DoneElsewhere extends Error {}

export const mostAttempts = 12;
const claimFor = '30 seconds';
const holdEvery = 10_000;

/** Claims, does, and records once. Whether it was done stands in PostgreSQL; BullMQ's opinion does not count. */
export class EffectWorker {
  private readonly handlers: ReadonlyMap<string, EffectHandler>;
  private sign: pg.PoolClient | undefined;
  private number = 0;
  /** Rings come in bursts: those of one turn of the loop are claimed with one statement. */
  private readonly claims = new DataLoader<string, OwedEffect | undefined>((ids) => this.claim(ids), {
    cache: false,
    batchScheduleFn: setImmediate,
  });

  constructor(
    private readonly db: Database,
    private readonly submit: (unit: Unit) => Promise<readonly Outcome[]>,
    handlers: readonly EffectHandler[],
    private readonly log: Log,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
  }

  /** Takes a number and holds its advisory lock on a session of its own: the sign of life. */
  async start(): Promise<void> {
    const sign = await this.db.connection();
    const { rows } = await sign.query(`select nextval('worker_number')::int as n`);
    this.number = (rows[0] as { n: number }).n;
    await sign.query('select pg_advisory_lock(77, $1)', [this.number]);
    this.sign = sign;
    sign.on('error', (error) => {
      this.log.warn({ err: error }, 'sign of life lost: taking a new number');
      sign.release(error);
      this.sign = undefined;
      this.restart();
    });
  }

  private restart(): void {
    this.start().catch(() => setTimeout(() => this.restart(), 500));
  }

  stop(): void {
    this.sign?.release(true);
    this.sign = undefined;
  }

  async answer(id: string): Promise<void> {
    const effect = await this.claims.load(id);
    if (!effect) return;
    const outcome = await this.attempt(effect);
    try {
      if (outcome.kind !== 'done') return await this.postpone(effect, outcome);
      await this.record(effect, outcome.report ?? {});
      outcome.report?.afterwards?.();
    } catch (error) {
      if (error instanceof DoneElsewhere) return;
      await this.postpone(effect, { kind: 'retry', cause: reasonOf(error) });
    }
  }

  private async claim(ids: readonly string[]): Promise<(OwedEffect | undefined)[]> {
    const rows = await this.db.rows<{
      id: string;
      kind: string;
      matter_id: string | null;
      payload: Record<string, unknown>;
      attempts: number;
    }>({
      name: 'claim-effects',
      text: `update outbox set owner = $2, claimed_until = clock_timestamp() + interval '${claimFor}', attempts = attempts + 1
              where ${withoutWaiting} and id = any($1::bigint[]) and owner is null returning id::text, kind, matter_id, payload, attempts`,
      values: [ids, this.number],
    });
    return ids.map((id) => {
      const row = rows.find((one) => one.id === id);
      return row && { ...row, key: `effect-${id}`, matterId: row.matter_id };
    });
  }

  private async attempt(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const handler = this.handlers.get(effect.kind);
    if (!handler) return { kind: 'give-up', reason: `没有办理 ${effect.kind} 的程序` };
    const hold = setInterval(() => void this.prolong(effect.id), holdEvery);
    try {
      return await handler.handle(effect);
    } catch (error) {
      return { kind: 'retry', cause: reasonOf(error) };
    } finally {
      clearInterval(hold);
    }
  }

  /** What takes longer than a claim stays claimed for as long as its worker lives. */
  private async prolong(id: string): Promise<void> {
    await this.db
      .rows({
        text: `update outbox set claimed_until = clock_timestamp() + interval '${claimFor}' where id = $1 and owner = $2`,
        values: [id, this.number],
      })
      .catch((error: unknown) => this.log.warn({ err: error, effect: id }, 'claim not prolonged'));
  }

  /** Done, once: the row leaves the outbox in the transaction that carries the report. */
  private async record(effect: OwedEffect, report: Report): Promise<void> {
    await this.submit({
      commands: report.commands ?? [],
      ...(report.within ? { within: report.within } : {}),
      traces: [trace(this.done, effect.id), ...(report.traces ?? [])],
    });
  }

  private readonly done: Scribe<string> = {
    write: async (tx, left) => {
      const gone = await tx.rows({
        name: 'effects-done',
        text: `with gone as (delete from outbox where id = any($1::bigint[]) and owner = $2 returning id, kind, matter_id, attempts)
               insert into effect_run (outbox_id, kind, matter_id, status, attempts) select id, kind, matter_id, 'done', attempts from gone
               returning outbox_id`,
        values: [left.map(({ what }) => what), this.number],
      });
      if (gone.length < left.length) throw new DoneElsewhere();
    },
  };

  private async postpone(effect: OwedEffect, outcome: Exclude<EffectOutcome<Report>, { kind: 'done' }>): Promise<void> {
    const attempt = effect.attempts;
    if (outcome.kind === 'give-up' || (outcome.kind === 'retry' && attempt >= mostAttempts)) {
      const reason = outcome.kind === 'give-up' ? outcome.reason : outcome.cause;
      await this.db.rows({
        // Whoever keeps the house is told, and the lead court of the matter; of a notice that could not be written, only the log; of pushed events, once, when they are stopped.
        text: `with gone as (delete from outbox where id = $1 and owner = $2 returning id, kind, matter_id, attempts),
               told as (insert into outbox (kind, payload) select 'notify-court', $4::jsonb from gone where kind not in ('notify-court', 'deliver-event'))
               insert into effect_run (outbox_id, kind, matter_id, status, attempts, outcome)
               select id, kind, matter_id, 'given-up', attempts, $3 from gone`,
        values: [effect.id, this.number, reason, await this.givenUp(effect)],
      });
      this.log.error({ effect: effect.id, kind: effect.kind, reason }, 'effect given up: a person must look');
      return;
    }
    const until = outcome.kind === 'snooze' ? outcome.until : undefined;
    const wait = Math.min(60, 0.2 * 2 ** attempt);
    await this.db.rows({
      text: `with later as (
               update outbox set owner = null, claimed_until = null, relayed_at = null, rings = rings + 1,
                      attempts = attempts - case when $4 = 'snooze' then 1 else 0 end,
                      due_at = coalesce($3::timestamptz, clock_timestamp() + make_interval(secs => $5))
                where id = $1 and owner = $2 returning id)
             insert into effect_attempt (outbox_id, attempt, outcome, cause) select id, $6, $4, $7 from later on conflict do nothing`,
      values: [
        effect.id,
        this.number,
        until ?? null,
        outcome.kind,
        wait,
        attempt,
        outcome.kind === 'retry' ? outcome.cause : null,
      ],
    });
    this.log.warn({ effect: effect.id, kind: effect.kind, outcome: outcome.kind }, 'effect postponed');
  }

  private async givenUp({ matterId }: OwedEffect): Promise<string> {
    const row = await this.db.one<{ lead_court: string }>({
      text: 'select lead_court from matter where id = $1',
      values: [matterId],
    });
    const matters = matterId === null ? [] : [matterId];
    return noticeOf(
      'given-up',
      { court: national, matters, by: 'system', roles: ['system-admin'] },
      ...(row && row.lead_court !== national
        ? [{ court: row.lead_court, matters, by: 'system', roles: ['judge', 'clerk'] }]
        : []),
    );
  }
}

/** What may be written down of an error: its kind, never its values. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 200) : 'unknown');
