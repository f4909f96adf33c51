import pg from 'pg';
import type { DataSource } from 'typeorm';

declare const inTransaction: unique symbol;

export interface Statement {
  /** A name makes it a prepared statement: for the few that run thousands of times. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** A transaction. Only `Database.transaction` can make one, so a function that needs one says so in its type. */
export interface Tx {
  readonly [inTransaction]: true;
  rows<Row>(statement: Statement): Promise<Row[]>;
}

interface PgError {
  readonly code?: string;
  readonly driverError?: PgError;
  readonly cause?: PgError;
}

/** The SQLSTATE of an error, looked for through wrappers. */
export const sqlStateOf = (error: unknown): string | undefined => {
  for (let e = error as PgError | undefined; e; e = e.driverError ?? e.cause)
    if (typeof e.code === 'string') return e.code;
  return undefined;
};

/**
 * A condition that holds and lets this transaction's commit go without waiting for the disk. For bookkeeping alone: what is lost with the
 * machine is done again. No legal act is ever written so.
 */
export const withoutWaiting = `(select set_config('synchronous_commit', 'off', true)) = 'off'`;

const serializationFailures = new Set(['40001', '40P01']);
const attempts = 5;

/** Transactions and reads on TypeORM's own pool. Hot statements go to the driver as they are written. */
export class Database {
  private readonly pool: pg.Pool;

  constructor(readonly source: DataSource) {
    this.pool = (source.driver as unknown as { master: pg.Pool }).master;
  }

  /** One commit; the whole of `work` is tried again when PostgreSQL could not serialise it. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= attempts || !serializationFailures.has(sqlStateOf(error) ?? '')) throw error;
        await new Promise((resume) => setTimeout(resume, Math.random() * 20 * attempt));
      }
    }
  }

  async rows<Row>(statement: Statement): Promise<Row[]> {
    const result = await this.pool.query(toQuery(statement));
    return result.rows as Row[];
  }

  async one<Row>(statement: Statement): Promise<Row | undefined> {
    return (await this.rows<Row>(statement))[0];
  }

  /** A connection of its own, for an advisory lock or a COPY; the caller releases it. */
  connection(): Promise<pg.PoolClient> {
    return this.pool.connect();
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const noticeLoss = (error: Error): void => {
      broken = error;
    };
    client.on('error', noticeLoss);
    try {
      await client.query('begin');
      const tx = {
        rows: async (statement: Statement) => (await client.query(toQuery(statement))).rows,
      } as unknown as Tx;
      const value = await work(tx);
      await client.query('commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => {
        broken = lost;
      });
      throw error;
    } finally {
      client.off('error', noticeLoss);
      client.release(broken);
    }
  }
}

export const toQuery = ({ name, text, values }: Statement): pg.QueryConfig => ({
  text,
  values: values ? [...values] : [],
  ...(name === undefined ? {} : { name }),
});
