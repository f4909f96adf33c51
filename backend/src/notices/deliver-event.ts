import { createHmac } from 'node:crypto';
import type { EffectOutcome } from '@xiezhi/engine';
import { type EffectHandler, mostAttempts, type OwedEffect, type Report } from '../effects/effect-worker';
import { national } from '../access/place';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { CryptoPort } from '../platform/crypto/crypto-port';
import type { Database, Statement } from '../platform/database/database';
import { noticeOf, oweNotice } from './owe-notice';
import { isAllowed } from './webhooks';

interface Owed {
  readonly id: string;
  readonly url: string;
  readonly sealed_secret: string;
  readonly running: boolean;
  readonly letter: string;
  readonly court: string;
  readonly case_no: string | null;
  readonly procedure: string | null;
  readonly stage: string | null;
  readonly count: number;
  readonly due_at: Date | null;
  readonly at: Date;
}

const longest = 10_000;
/** So many failures in a row disable the subscription: as many as one event is tried, so that none is dropped without a word. */
export const mostFailures = mostAttempts;

/** `xiezhi-signature: t=<seconds>,v1=<hex of HMAC-SHA256 over "t.body">`; receivers refuse what is older than five minutes. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** 推送记录: the same attempt is written once, whoever writes it again. */
const deliveryOf = ({ payload, attempts }: OwedEffect, { letter }: Owed, cause: string | undefined): Statement => ({
  text: `insert into webhook_delivery (webhook_id, notice_id, letter, attempt, cause) values ($1, $2, $3, $4, $5) on conflict do nothing`,
  values: [payload['webhook'], payload['notice'], letter, attempts, cause ?? null],
});

/**
 * Delivers one event as CloudEvents 1.0, structured: at least once, the effect's key as its id. Case number, court, procedure, stage and
 * times: nothing of persons. Redirects are not followed, and the operator's list of hosts counts at each delivery.
 */
export class DeliverEvent implements EffectHandler {
  readonly kind = 'deliver-event';

  constructor(
    private readonly db: Database,
    private readonly crypto: CryptoPort,
    private readonly house: { readonly origin: string; readonly webhookHosts: readonly string[] },
  ) {}

  async handle(effect: OwedEffect): Promise<EffectOutcome<Report>> {
    const owed = await this.owed(effect);
    if (!owed?.running) return { kind: 'give-up', reason: '订阅已停用' };
    if (!isAllowed(owed.url, this.house.webhookHosts)) return { kind: 'give-up', reason: '地址不在允许的范围内' };
    const cause = await this.send(effect.key, owed);
    const attempt = deliveryOf(effect, owed, cause);
    if (cause !== undefined) {
      await this.db.rows(attempt);
      await this.failed(owed.id);
      return { kind: 'retry', cause };
    }
    return {
      kind: 'done',
      report: {
        within: async (tx) => {
          await tx.rows(attempt);
          await tx.rows({ text: 'update webhook set failures = 0 where id = $1 and failures > 0', values: [owed.id] });
        },
      },
    };
  }

  /** Why it failed, if it did: what the other side says is not repeated. */
  private async send(key: string, owed: Owed): Promise<string | undefined> {
    const body = JSON.stringify({
      specversion: '1.0',
      id: key,
      source: `${this.house.origin}/courts/${encodeURIComponent(owed.court)}`,
      type: `cn.xiezhi.notice.${owed.letter}.v1`,
      time: courtTime(owed.at),
      datacontenttype: 'application/json',
      data: {
        court: owed.court,
        caseNo: owed.case_no,
        procedure: owed.procedure,
        stage: owed.stage,
        count: owed.count,
        dueAt: courtTimeOrNull(owed.due_at),
      },
    });
    const signature = signatureOf(
      this.crypto.open(owed.sealed_secret, 'webhook-secret'),
      Math.floor(Date.now() / 1_000),
      body,
    );
    try {
      const answer = await fetch(owed.url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(longest),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'xiezhi-signature': signature,
        },
        body,
      });
      await answer.body?.cancel();
      return answer.ok ? undefined : `接收方答复 ${answer.status}`;
    } catch {
      return '接收方没有应答';
    }
  }

  private async failed(id: string): Promise<void> {
    await this.db.rows({
      text: `with counted as (update webhook set failures = failures + 1 where id = $1 and disabled_at is null returning failures),
                  stopped as (select from counted where failures = ${mostFailures}),
                  ${oweNotice(2, 'stopped')}
             select from stopped`,
      values: [
        id,
        noticeOf('webhook-disabled', { court: national, matters: [], by: 'system', roles: ['security-admin'] }),
      ],
    });
    await this.db.rows({
      text: `update webhook set disabled_at = clock_timestamp() where id = $1 and failures >= ${mostFailures} and disabled_at is null`,
      values: [id],
    });
  }

  private owed({ payload }: OwedEffect): Promise<Owed | undefined> {
    return this.db.one({
      text: `select w.id, w.url, w.sealed_secret, w.approved_at is not null and w.disabled_at is null and w.ended_at is null as running,
                    n.letter, n.court, n.case_no, m.procedure, m.stage, cardinality(n.matters) as count, n.due_at, n.at
               from webhook w cross join notice n left join matter m on m.id = n.matter_id where w.id = $1 and n.id = $2`,
      values: [payload['webhook'], payload['notice']],
    });
  }
}
