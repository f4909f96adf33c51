import { randomBytes } from 'node:crypto';
import type { Actor } from '@xiezhi/engine';
import type { DeliveryView, MakeWebhook, WebhookView } from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import { courtTime } from '../platform/clock/court-time';
import type { CryptoPort } from '../platform/crypto/crypto-port';
import { type Database, sqlStateOf } from '../platform/database/database';
import { decode, encode } from '../platform/http/cursor';
import { uuidv7 } from '../platform/database/uuid';
import { shellProblem } from '../platform/problems/problem';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** An address is only ever one that the operator named: https, or plain http on this machine. */
export const isAllowed = (url: string, hosts: readonly string[]): boolean => {
  const { protocol, host, hostname, username } = new URL(url);
  return (
    hosts.includes(host) &&
    username === '' &&
    (protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname)))
  );
};

interface Delivered {
  readonly notice_id: string;
  readonly attempt: number;
  readonly at: Date;
  readonly mark: string;
  readonly cause: string | null;
  readonly letter: string;
}

interface Row {
  readonly id: string;
  readonly court: string;
  readonly url: string;
  readonly letters: string[];
  readonly status: WebhookView['status'];
  readonly made_by: string;
  readonly approved_by: string | null;
  readonly made_at: Date;
  readonly failures: number;
}

const columns = `w.id, w.court, w.url, w.letters, m.name as made_by, a.name as approved_by, w.made_at, w.failures,
  case when w.ended_at is not null then 'ended' when w.disabled_at is not null then 'disabled' when w.approved_at is null then 'waiting' else 'running' end as status`;

/** 事件推送的登记: one security administrator makes it, another approves it (two persons for what leaves the house). */
export class Webhooks {
  constructor(
    private readonly db: Database,
    private readonly courts: Courts,
    private readonly crypto: CryptoPort,
    private readonly hosts: readonly string[],
  ) {}

  async all(): Promise<WebhookView[]> {
    return (await this.find(null)).map((row) => this.view(row));
  }

  async make({ court, url, letters, reason }: MakeWebhook, actor: Actor): Promise<WebhookView> {
    if (!this.courts.exists(court)) throw shellProblem('input-invalid', { detail: `没有代码为“${court}”的法院` });
    if (!isAllowed(url, this.hosts)) throw shellProblem('host-not-allowed');
    const id = uuidv7();
    const secret = randomBytes(32).toString('base64url');
    await this.db.rows({
      text: 'insert into webhook (id, court, url, sealed_secret, letters, reason, made_by) values ($1, $2, $3, $4, $5, $6, $7)',
      values: [id, court, url, this.crypto.seal(secret, 'webhook-secret'), letters, reason, actor.person],
    });
    return { ...(await this.one(id)), secret };
  }

  async approve(id: string, actor: Actor): Promise<WebhookView> {
    try {
      await this.db.rows({
        text: `update webhook set approved_by = $2, approved_at = clock_timestamp() where id = $1 and approved_at is null and ended_at is null`,
        values: [id, actor.person],
      });
    } catch (error) {
      if (sqlStateOf(error) === '23514') throw shellProblem('not-oneself');
      throw error;
    }
    return this.one(id);
  }

  async end(id: string): Promise<WebhookView> {
    await this.db.rows({
      text: 'update webhook set ended_at = coalesce(ended_at, clock_timestamp()) where id = $1',
      values: [id],
    });
    return this.one(id);
  }

  /** 推送记录, the newest first. */
  async deliveries(
    id: string,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<{ items: DeliveryView[]; next: string | null; total: number }> {
    const [at, notice, attempt] = cursor === undefined ? [] : decode(cursor);
    const rows = await this.db.rows<Delivered & { total: number }>({
      text: `select d.notice_id, d.attempt, d.at, d.at::text as mark, d.cause, d.letter, (select count(*)::int from webhook_delivery where webhook_id = $1) as total
               from webhook_delivery d
              where d.webhook_id = $1 and ($2::timestamptz is null or (d.at, d.notice_id, d.attempt) < ($2::timestamptz, $3::uuid, $4::int))
              order by d.at desc, d.notice_id desc, d.attempt desc limit $5`,
      values: [id, at ?? null, notice ?? null, attempt ?? null, limit + 1],
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({
        notice: row.notice_id,
        letter: row.letter,
        attempt: row.attempt,
        at: courtTime(row.at),
        taken: row.cause === null,
        cause: row.cause,
      })),
      next: rows.length > limit && last ? encode(last.mark, last.notice_id, String(last.attempt)) : null,
      total: items[0]?.total ?? 0,
    };
  }

  private async one(id: string): Promise<WebhookView> {
    const [row] = await this.find(id);
    if (!row) throw shellProblem('not-found');
    return this.view(row);
  }

  private find(id: string | null): Promise<Row[]> {
    return this.db.rows({
      text: `select ${columns} from webhook w join person m on m.id = w.made_by left join person a on a.id = w.approved_by
              where $1::uuid is null or w.id = $1 order by w.made_at desc limit 200`,
      values: [id],
    });
  }

  private view({ made_by, approved_by, made_at, ...row }: Row): WebhookView {
    return {
      ...row,
      courtName: this.courts.nameOf(row.court),
      madeBy: made_by,
      approvedBy: approved_by,
      madeAt: courtTime(made_at),
      secret: null,
    };
  }
}
