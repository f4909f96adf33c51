import { chmodSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Processes } from '../campaign/processes';
import { buildWorld, type World } from './world';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}
interface Machine {
  startPostgres(options: { dir: string }): Promise<Server>;
  startRedis(options: { dir: string }): Promise<Server | undefined>;
}

/** The built product on servers of its own, with the world of the matrix in it. */
export class Fleet {
  private constructor(
    readonly product: Processes,
    readonly owner: pg.Pool,
    readonly world: World,
    private readonly servers: readonly Server[],
  ) {}

  get base(): string {
    return this.product.base;
  }

  static async start(scratch: string): Promise<Fleet> {
    chmodSync(scratch, 0o755); // PostgreSQL's user passes through
    const machine = (await import(
      pathToFileURL(path.join(process.cwd(), 'libs/machine/src/index.mjs')).href
    )) as Machine;
    const postgres = await machine.startPostgres({ dir: path.join(scratch, 'postgres', 'data') });
    const redis = await machine.startRedis({ dir: path.join(scratch, 'redis') });
    const product = await Processes.start({
      admin: postgres.url,
      redisUrl: redis?.url,
      workers: ['relay,effects,clock,fold'],
    });
    const owner = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
    const world = await buildWorld(owner, product.base, 'xiezhi-demo');
    return new Fleet(product, owner, world, [postgres, ...(redis ? [redis] : [])]);
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.product.stop();
    for (const server of [...this.servers].reverse()) await server.stop();
  }
}
