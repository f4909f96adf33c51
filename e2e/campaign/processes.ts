import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { until } from './client';

const root = process.cwd();
const dist = path.join(root, 'backend/dist');

const portOfOurs = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

interface Kept {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  child: ChildProcess;
}

/** The built product as processes of its own on a database of its own; what dies is started again until `stop`. */
export class Processes {
  private readonly kept: Kept[] = [];
  private stopping = false;

  private constructor(
    readonly base: string,
    readonly databaseUrl: string,
    readonly redisUrl: string | undefined,
    private readonly admin: string,
    readonly dataFolder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(ask: {
    admin: string;
    redisUrl?: string | undefined;
    http?: number;
    workers: readonly string[];
    env?: Readonly<Record<string, string>>;
  }): Promise<Processes> {
    const name = `run_${randomUUID().slice(0, 8)}`;
    const maker = new pg.Client({ connectionString: ask.admin });
    await maker.connect();
    await maker.query(`create database ${name}`);
    await maker.end();
    const databaseUrl = Object.assign(new URL(ask.admin), { pathname: `/${name}` }).href;
    const data = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-run-'));
    const port = await portOfOurs();
    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: ask.redisUrl ?? '',
      XIEZHI_DATA: data,
      XIEZHI_DEMO: '1',
      XIEZHI_DEMO_PASSWORD: 'xiezhi-demo',
      NODE_ENV: 'production',
      PORT: String(port),
      XIEZHI_LOG: 'warn',
      TMPDIR: data, // what is written aside stays where it can be looked at
      ...ask.env,
    };
    const product = new Processes(`http://127.0.0.1:${port}`, databaseUrl, ask.redisUrl, ask.admin, data, env);
    await promisify(execFile)(process.execPath, [path.join(dist, 'prepare.js')], { env: product.environment({}) });
    product.keep('http', 'main.js', {});
    for (const parts of ask.workers) product.keep(parts, 'worker.js', { XIEZHI_PARTS: parts });
    await product.ready();
    return product;
  }

  get names(): string[] {
    return this.kept.map(({ name }) => name);
  }

  get pids(): Record<string, number> {
    return Object.fromEntries(this.kept.map(({ name, child }) => [name, child.pid ?? 0]));
  }

  /** SIGKILL: no farewell. */
  kill(n: number): string {
    const kept = this.kept[n % this.kept.length];
    if (!kept) return '';
    kept.child.kill('SIGKILL');
    return kept.name;
  }

  ready(): Promise<unknown> {
    return until(
      () =>
        fetch(`${this.base}/api/health/ready`).then(
          (answer) => answer.ok,
          () => false,
        ),
      (ok) => ok,
      30_000,
    );
  }

  logOf(name: string): string {
    return readFileSync(path.join(this.dataFolder, `${name.replaceAll(',', '-')}.log`), 'utf8').slice(-3_000);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(
      this.kept.map(
        ({ child }) =>
          new Promise<void>((resolve) =>
            child.exitCode === null && child.signalCode === null
              ? (child.once('exit', () => resolve()), child.kill('SIGKILL'))
              : resolve(),
          ),
      ),
    );
    const maker = new pg.Client({ connectionString: this.admin });
    await maker.connect();
    await maker.query(`drop database ${new URL(this.databaseUrl).pathname.slice(1)} with (force)`);
    await maker.end();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  private keep(name: string, script: string, env: Readonly<Record<string, string>>): void {
    const kept: Kept = { name, script, env, child: this.spawn(name, script, env) };
    this.kept.push(kept);
    const watch = (): void =>
      void kept.child.once('exit', () => {
        if (this.stopping) return;
        kept.child = this.spawn(name, script, env);
        watch();
      });
    watch();
  }

  private spawn(name: string, script: string, env: Readonly<Record<string, string>>): ChildProcess {
    const log = openSync(path.join(this.dataFolder, `${name.replaceAll(',', '-')}.log`), 'a');
    return spawn(process.execPath, [path.join(dist, script)], {
      env: this.environment(env),
      stdio: ['ignore', log, log],
    });
  }

  private environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    return { PATH: process.env['PATH'], ...this.env, ...env };
  }
}
