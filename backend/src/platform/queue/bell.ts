import { createPostgresBackend, createRedisBackend, Queue, setDefaultBackendFactory, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { Config } from '../config/config';

/** An outbox row to ring for, and how often it was rung for before. */
export interface Ring {
  readonly id: string;
  readonly rings: number;
}

/** What a job carries: only which outbox rows. PostgreSQL keeps the rest. */
interface Peal {
  readonly ids: readonly string[];
}

/** Rows in one job: enough that the queue costs little for each, few enough that several workers share a batch. */
const mostInPeal = 8;

const queueName = 'effects';
const canary = 'xiezhi:canary';

type Connection = Record<string, unknown> | pg.Pool;

/** Redis settings of a worker: a half-open socket must show within seconds, and a worker never gives up. */
const redisFor = (url: string, producer: boolean): Record<string, unknown> => ({
  url,
  socketTimeout: 15_000,
  keepAlive: 5_000,
  ...(producer ? { maxRetriesPerRequest: 2, enableOfflineQueue: false } : { maxRetriesPerRequest: null }),
});

const connectionOf = (config: Config, producer: boolean): Connection =>
  config.redisUrl
    ? redisFor(config.redisUrl, producer)
    : { connectionString: config.databaseUrl, max: 6, schema: 'bullmq', migrate: true };

/** BullMQ is process-wide about its backend: said explicitly, whichever it is. */
const chooseBackend = (config: Config): void =>
  setDefaultBackendFactory((config.redisUrl ? createRedisBackend : createPostgresBackend) as never);

/** The bell: tells some worker that an effect is owed. Losing a ring loses nothing; the relay rings again. */
export class Bell {
  private readonly queue: Queue;
  private readonly memory: Redis | undefined;

  constructor(config: Config) {
    chooseBackend(config);
    this.queue = new Queue(queueName, {
      connection: connectionOf(config, true) as never,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    this.queue.on('error', () => undefined); // reported where a ring fails; the outbox keeps what is owed
    this.memory = config.redisUrl
      ? new Redis(config.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
      : undefined;
    this.memory?.on('error', () => undefined); // ioredis reconnects by itself
  }

  /** A job id may be neither a number nor contain a colon, and a repeated id is ignored while the old job exists. */
  async ring(rings: readonly Ring[]): Promise<void> {
    const peals = Array.from({ length: Math.ceil(rings.length / mostInPeal) }, (_, n) =>
      rings.slice(n * mostInPeal, (n + 1) * mostInPeal),
    );
    await this.queue.addBulk(
      peals.map((peal) => ({
        name: queueName,
        data: { ids: peal.map(({ id }) => id) } satisfies Peal,
        opts: { jobId: `effects-${peal.map(({ id, rings: before }) => `${id}r${before}`).join('-')}` },
      })),
    );
  }

  /** False when Redis was emptied since the last look: every ring is then in doubt. */
  async remembers(): Promise<boolean> {
    if (!this.memory) return true;
    return (await this.memory.set(canary, '1', 'NX')) === null;
  }

  async close(): Promise<void> {
    this.memory?.disconnect();
    await this.queue.close();
  }
}

export interface Listener {
  close(): Promise<void>;
}

/** Answers rings. `answer` never throws for what may be expected: the outcome is in PostgreSQL, not in the queue. */
export const listen = (
  config: Config,
  answer: (id: string) => Promise<void>,
  report: (error: unknown) => void,
): Listener => {
  chooseBackend(config);
  const worker = new Worker(
    queueName,
    async (job: Job<Peal>) => {
      // A row whose answer fails stays owed; the sweep rings again. A failed job would mean nothing.
      await Promise.all(job.data.ids.map((id) => answer(id).catch(report)));
    },
    {
      connection: connectionOf(config, false) as never,
      concurrency: 16,
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 1_000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  );
  worker.on('error', report);
  return { close: () => worker.close() };
};
