import { chmodSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Client } from '../campaign/client';
import { Processes } from '../campaign/processes';
import { cpuOf } from './cpu';

interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}
interface Machine {
  startPostgres(options: { dir: string; settings?: Record<string, string> }): Promise<Server>;
  startRedis(options: { dir: string }): Promise<Server | undefined>;
}

export interface Counts {
  readonly commits: number;
  readonly statements: number;
  readonly wal: number;
}

const banks = ['中国银行', '中国工商银行', '中国农业银行', '中国建设银行'];

/** A product of its own for measuring: one HTTP process, one worker, PostgreSQL with fsync on, Redis with its log on. */
export class Bench {
  private constructor(
    readonly product: Processes,
    readonly db: pg.Pool,
    readonly queue: string,
    readonly clerk: Client,
    readonly judge: Client,
    readonly bureau: Client,
    private readonly servers: readonly Server[],
  ) {}

  static async start(scratch: string): Promise<Bench> {
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
    const db = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
    await db.query('create extension if not exists pg_stat_statements');
    const signIn = (username: string): Promise<Client> => Client.signIn(product.base, username, 'xiezhi-demo');
    const [clerk, judge, bureau] = await Promise.all([signIn('sz-clerk'), signIn('sz-judge'), signIn('spc-bureau')]);
    return new Bench(product, db, redis ? 'Redis' : 'PostgreSQL', clerk, judge, bureau, [
      postgres,
      ...(redis ? [redis] : []),
    ]);
  }

  async rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.db.query(text, values)).rows as T[];
  }

  /**
   * A campaign as far as its approval, with `size` freezes on as many accounts at the courts given, written straight into the tables:
   * what is measured begins with the dispatch.
   */
  async approved(size: number, courts: readonly string[]): Promise<string> {
    const facts = {
      title: '量度',
      debtor: { name: '某集团', creditCode: '914403042275427959' },
      caseNo: '（2024）粤03破1号',
      ground: 'plan-execution',
      windowHours: 72,
      contact: { name: '甲', phone: '0755-1' },
      list: {
        accounts: size,
        freezes: size,
        waiting: 0,
        courts: courts.length,
        provinces: 1,
        limitTotal: '1.00',
        verified: 0,
        freed: 0,
        returned: 0,
        commonSuperiors: ['最高法'],
      },
      draftedBy: 'x',
      approvedBy: 'y',
    };
    const [campaign] = await this.rows<{ id: string }>(
      `with m as (
         insert into matter (id, procedure, version, stage, facts, documents, revision, court, lead_court, title, case_no, opened_at, moved_at, head_hash)
         values (gen_random_uuid(), 'joint-unfreeze', 1, 'approved', $1, '{freeze-list,plan-approval-ruling,administrator-decision}', 1, '粤03', '粤03', '量度', '（2024）粤03破1号', court_now(), court_now(), '\\x00')
         returning id, opened_at),
       d as (insert into docket_entry select id, 1, 'open', '{}', 'drafted', 'approved', '{}', $1::json, 'k', opened_at, '\\x00' from m),
       b as (insert into board_delta select id, '粤03', 'approved', 1, 'joint-unfreeze', '粤03' from m)
       select id from m`,
      [JSON.stringify(facts)],
    );
    const id = campaign?.id ?? '';
    await this.db.query(
      `with a as (insert into account (id, holder, credit_code, bank, sealed_number, number_index, tail)
                  select gen_random_uuid(), '某集团', '914403042275427959', ($3::text[])[1 + n % 4], $1 || '-' || n, ($1 || '-' || n)::bytea, lpad((n % 10000)::text, 4, '0') from generate_series(1, $2::int) n returning id)
       insert into account_freeze (id, account_id, campaign_id, court, case_no, rank, active, limit_fen, actual_fen, expires_on, position)
       select gen_random_uuid(), id, $1::uuid, ($4::text[])[1 + (row_number() over ()) % cardinality($4::text[])], '（2024）粤0304执' || row_number() over () || '号', 0, true, 100000, 100000, current_date + 300, row_number() over () from a`,
      [id, size, banks, courts],
    );
    return id;
  }

  /** Processor time used so far by the HTTP process, the worker and PostgreSQL. */
  cpu(): Record<string, number> {
    const { http = 0, ...workers } = this.product.pids;
    return cpuOf({ http, worker: Object.values(workers)[0] ?? 0, postgres: this.servers[0]?.pid ?? 0 });
  }

  dispatch(id: string): Promise<Response> {
    return this.bureau.raw(`/api/matters/${id}/actions/dispatch`, {
      body: { input: { orderNo: '1号' } },
      key: `dispatch-${id}`,
      revision: 1,
    });
  }

  items(campaign: string): Promise<string[]> {
    return this.rows<{ id: string }>('select id from matter where parent_id = $1 order by court, id', [campaign]).then(
      (rows) => rows.map((row) => row.id),
    );
  }

  /** Nothing is owed; with `folded`, no counter waits either. */
  async settled(folded = true): Promise<void> {
    for (;;) {
      const [owed] = await this.rows<{ n: number }>(
        'select (select count(*) from outbox)::int + (select count(*) from board_delta where $1)::int as n',
        [folded],
      );
      if (owed?.n === 0) return;
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }

  /** What the whole server did, exactly: of this database, by the application. */
  async counted(work: () => Promise<void>): Promise<Counts> {
    const look = async (): Promise<{ commits: number; statements: number; wal: number }> => {
      await new Promise((resume) => setTimeout(resume, 1_100)); // statistics are written when a backend is idle for a second
      const [row] = await this.rows<{ commits: string; statements: string; wal: string }>(
        `select (select xact_commit from pg_stat_database where datname = current_database()) as commits,
                (select sum(calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid where datname = current_database() and query !~ 'rings from outbox|update outbox o set|update outbox set relayed_at = \\$|pg_stat|from deadline|account_freeze f where f.status') as statements,
                pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal`,
      );
      return { commits: Number(row?.commits), statements: Number(row?.statements), wal: Number(row?.wal) };
    };
    const before = await look();
    await work();
    const after = await look();
    return {
      commits: after.commits - before.commits,
      statements: after.statements - before.statements,
      wal: after.wal - before.wal,
    };
  }

  /** Where the database spent its time. */
  top(): Promise<{ ms: number; calls: number; query: string }[]> {
    return this.rows(
      `select round(total_exec_time)::int as ms, calls::int, left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as query
         from pg_stat_statements s join pg_database d on d.oid = s.dbid where datname = current_database() order by total_exec_time desc limit 12`,
    );
  }

  async stop(): Promise<void> {
    await this.db.end();
    await this.product.stop();
    for (const server of [...this.servers].reverse()) await server.stop();
  }
}
