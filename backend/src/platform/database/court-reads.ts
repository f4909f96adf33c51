import type { Actor } from '@xiezhi/engine';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Statement } from './database';
import { toQuery } from './database';

/** Reads as one person: the database itself shows no other court's rows. */
export interface Reader {
  rows<Row>(statement: Statement): Promise<Row[]>;
  one<Row>(statement: Statement): Promise<Row | undefined>;
  /** All rows as they stand at one moment, a page at a time, however many there are. */
  pages<Row>(statement: Statement, size: number): AsyncGenerator<Row[], void, undefined>;
}

/**
 * 第二道墙: a pool whose role is under row-level security. Every statement runs with its reader's person and court set;
 * a connection that nobody set shows nothing.
 */
export class CourtReads {
  private readonly pool: pg.Pool;
  /** Whose eyes a connection has now. Only this class uses the pool. */
  private readonly eyes = new WeakMap<pg.PoolClient, string>();

  constructor(
    source: DataSource,
    private readonly lineOf: (court: string) => readonly string[],
  ) {
    this.pool = (source.driver as unknown as { master: pg.Pool }).master;
  }

  as(actor: Pick<Actor, 'person' | 'court'>): Reader {
    const rows = async <Row>(statement: Statement): Promise<Row[]> => {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        await this.lend(client, actor);
        return (await client.query(toQuery(statement))).rows as Row[];
      } catch (error) {
        // Whatever went wrong, the next reader of this connection starts blind.
        this.eyes.delete(client);
        if (!(error as { code?: string }).code) broken = error as Error;
        throw error;
      } finally {
        client.release(broken);
      }
    };
    return {
      rows,
      one: async (statement) => (await rows<never>(statement))[0],
      pages: (statement, size) => this.pages(actor, statement, size),
    };
  }

  private async *pages<Row>(
    actor: Pick<Actor, 'person' | 'court'>,
    statement: Statement,
    size: number,
  ): AsyncGenerator<Row[], void, undefined> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await this.lend(client, actor);
      await client.query('begin isolation level repeatable read read only');
      await client.query({
        text: `declare pages no scroll cursor for ${statement.text}`,
        values: [...(statement.values ?? [])],
      });
      for (;;) {
        const page = (await client.query(`fetch ${String(size)} from pages`)).rows as Row[];
        if (page.length > 0) yield page;
        if (page.length < size) return;
      }
    } finally {
      // Whoever stops reading, or fails, leaves a connection without a transaction.
      await client.query('rollback').catch((error: Error) => {
        broken = error;
      });
      client.release(broken);
    }
  }

  private async lend(client: pg.PoolClient, { person, court }: Pick<Actor, 'person' | 'court'>): Promise<void> {
    const eyes = `${person} ${court}`;
    if (this.eyes.get(client) === eyes) return;
    this.eyes.delete(client);
    await client.query({
      name: 'lend-eyes',
      text: `select set_config('xz.person', $1, false), set_config('xz.court', $2, false), set_config('xz.line', $3, false)`,
      values: [person, court, `{${[court, ...this.lineOf(court)].join()}}`],
    });
    this.eyes.set(client, eyes);
  }
}
