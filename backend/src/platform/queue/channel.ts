import { Redis } from 'ioredis';
import pg from 'pg';
import type { Config } from '../config/config';

/** Words between our processes. Losing one loses nothing: who listens also looks by itself. */
export interface Channel {
  say(topic: string, message: string): void;
  hear(topic: string, listener: (message: string) => void): Promise<void>;
  close(): Promise<void>;
}

const prefix = 'xiezhi:';

class RedisChannel implements Channel {
  private readonly out: Redis;
  private readonly in: Redis;
  private readonly listeners = new Map<string, ((message: string) => void)[]>();

  constructor(url: string) {
    const options = { maxRetriesPerRequest: null, keepAlive: 5_000, lazyConnect: false };
    this.out = new Redis(url, { ...options, enableOfflineQueue: false });
    // No look at INFO: a subscriber that lost its connection may not ask for it once it listens again.
    this.in = new Redis(url, { ...options, enableReadyCheck: false });
    for (const client of [this.out, this.in]) client.on('error', () => undefined); // ioredis reconnects by itself
    this.in.on('message', (topic: string, message: string) =>
      this.listeners.get(topic)?.forEach((listener) => listener(message)),
    );
  }

  say(topic: string, message: string): void {
    this.out.publish(prefix + topic, message).catch(() => undefined);
  }

  async hear(topic: string, listener: (message: string) => void): Promise<void> {
    this.listeners.set(prefix + topic, [...(this.listeners.get(prefix + topic) ?? []), listener]);
    await this.in.subscribe(prefix + topic);
  }

  async close(): Promise<void> {
    this.out.disconnect();
    this.in.disconnect();
    await Promise.resolve();
  }
}

const longestNotify = 7_000;

/** LISTEN/NOTIFY, always outside the transaction that it speaks of. */
class PostgresChannel implements Channel {
  private readonly out: pg.Pool;
  private in: pg.Client | undefined;
  private readonly listeners = new Map<string, ((message: string) => void)[]>();
  private closed = false;

  constructor(private readonly url: string) {
    this.out = new pg.Pool({ connectionString: url, max: 1 });
    this.out.on('error', () => undefined);
  }

  say(topic: string, message: string): void {
    // A longer word than NOTIFY carries becomes "look for yourself".
    const word = message.length > longestNotify ? '' : message;
    this.out.query('select pg_notify($1, $2)', [this.name(topic), word]).catch(() => undefined);
  }

  async hear(topic: string, listener: (message: string) => void): Promise<void> {
    const name = this.name(topic);
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
    await (await this.connected()).query(`listen ${name}`);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.in?.end();
    await this.out.end();
  }

  private name(topic: string): string {
    return `xiezhi_${topic}`;
  }

  private async connected(): Promise<pg.Client> {
    if (this.in) return this.in;
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.in = client;
    client.on('notification', ({ channel, payload }) =>
      this.listeners.get(channel)?.forEach((listener) => listener(payload ?? '')),
    );
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect());
    await client.connect();
    return client;
  }

  private reconnect(): void {
    this.in = undefined;
    if (this.closed) return;
    setTimeout(() => {
      void this.connected()
        .then((client) => Promise.all([...this.listeners.keys()].map((name) => client.query(`listen ${name}`))))
        .catch(() => this.reconnect());
    }, 500);
  }
}

export const openChannel = (config: Config): Channel =>
  config.redisUrl ? new RedisChannel(config.redisUrl) : new PostgresChannel(config.databaseUrl);
