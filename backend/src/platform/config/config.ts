import { type ProviderConfig, readProviders } from './providers';

/** What the process was started with. Read once; nothing else reads the environment. */
export interface Config {
  readonly databaseUrl: string;
  /** Absent: BullMQ works on PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly webFolder: string;
  readonly demo: boolean;
  readonly demoPassword: string;
  /** Which parts of the worker this process plays. */
  readonly parts: ReadonlySet<WorkerPart>;
  readonly poolSize: number;
  /** Encryption at rest: `aes` (AES-256-GCM) or the national `sm4` (SM4-CTR with HMAC-SM3). */
  readonly cipher: string;
  /** Where browsers find the product: what a provider sends them back to. Never taken from a request. */
  readonly origin: string;
  readonly providers: readonly ProviderConfig[];
  /** A file of SHA-1 digests of leaked passwords, one a line; absent: none are known. */
  readonly breachedPasswords: string | undefined;
  /** How often the docket is anchored, when something moved. */
  readonly anchorSeconds: number;
  /** Where mail leaves the house, as smtp:// or smtps:// with user and password; absent: digests wait. */
  readonly smtp: string | undefined;
  readonly mailFrom: string;
  /** Hosts, with their ports, to which events may be pushed. */
  readonly webhookHosts: readonly string[];
  readonly version: string;
}

export const workerParts = ['relay', 'effects', 'clock', 'fold', 'anchor', 'digests'] as const;
export type WorkerPart = (typeof workerParts)[number];

export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is not set');
  const wanted = (env['XIEZHI_PARTS'] ?? workerParts.join(',')).split(',');
  const port = Number(env['PORT'] ?? 4310);
  return {
    databaseUrl,
    redisUrl: env['REDIS_URL'] || undefined,
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataFolder: env['XIEZHI_DATA'] ?? '.xiezhi',
    webFolder: env['XIEZHI_WEB'] ?? 'frontend/dist/browser',
    demo: env['XIEZHI_DEMO'] === '1',
    demoPassword: env['XIEZHI_DEMO_PASSWORD'] ?? 'xiezhi-demo',
    parts: new Set(workerParts.filter((part) => wanted.includes(part))),
    poolSize: Number(env['XIEZHI_POOL'] ?? 10),
    cipher: env['XIEZHI_CIPHER'] ?? 'aes',
    origin: new URL(env['XIEZHI_ORIGIN'] ?? `http://127.0.0.1:${port}`).origin,
    providers: readProviders(env['XIEZHI_OIDC']),
    breachedPasswords: env['XIEZHI_BREACHED_PASSWORDS'] || undefined,
    anchorSeconds: Number(env['XIEZHI_ANCHOR_SECONDS'] ?? 300),
    smtp: env['XIEZHI_SMTP'] || undefined,
    mailFrom: env['XIEZHI_MAIL_FROM'] ?? '协执 <xiezhi@localhost>',
    webhookHosts: (env['XIEZHI_WEBHOOK_HOSTS'] ?? '').split(',').filter((host) => host !== ''),
    version: '0.1.0',
  };
};

export const configToken = Symbol('config');
