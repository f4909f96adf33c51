import { readFileSync } from 'node:fs';
import type { DeskView, MatterRow } from '@xiezhi/contract';
import { Client } from '../campaign/client';
import type { Bench } from './bench';
import { Watchers } from './watchers';

interface Page {
  readonly items: readonly MatterRow[];
  readonly next: string | null;
}

/** Milliseconds at the 50th and 99th percentile, and pages of the database read for each question. */
export interface Reading {
  readonly p50: number;
  readonly p99: number;
  readonly buffers: number;
}

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Whoever works at one court, whoever is above a province, whoever is above all. */
const readers = ['yue0304-judge', 'gd-coordinator', 'spc-supervisor'] as const;
const words = ['执1234号', '1234', '（2021）粤0304执', '第77701号集团'];

/** Asks what people ask all day, at the present size. */
export class Reads {
  private constructor(
    private readonly bench: Bench,
    private readonly people: readonly Client[],
  ) {}

  static async of(bench: Bench): Promise<Reads> {
    const people = await Promise.all(
      readers.map((username) => Client.signIn(bench.product.base, username, 'xiezhi-demo')),
    );
    return new Reads(bench, people);
  }

  boards(rounds: number): Promise<Reading> {
    return this.asked(rounds, ['/api/board', '/api/desk']);
  }

  /** Ten pages of each reader's list one after the other, the marks followed. */
  async queue(rounds: number): Promise<Reading> {
    return this.measured(async (time) => {
      for (let round = 0; round < rounds; round += 1)
        for (const person of this.people) {
          let mark: string | null = '';
          for (let page = 0; page < 10 && mark !== null; page += 1) {
            const cursor: string = mark;
            const answer: Page = await time(() =>
              person.ask<Page>(`/api/matters?limit=50${cursor === '' ? '' : `&cursor=${cursor}`}`),
            );
            mark = answer.next;
          }
        }
    });
  }

  search(rounds: number): Promise<Reading> {
    return this.asked(
      rounds,
      words.map((q) => `/api/matters?q=${encodeURIComponent(q)}`),
    );
  }

  private asked(rounds: number, paths: readonly string[]): Promise<Reading> {
    return this.measured(async (time) => {
      for (let round = 0; round < rounds; round += 1)
        for (const person of this.people) for (const path of paths) await time(() => person.ask(path));
    });
  }

  private async measured(work: (time: <T>(ask: () => Promise<T>) => Promise<T>) => Promise<void>): Promise<Reading> {
    const times: number[] = [];
    await work((ask) => ask()); // plans and pages come in; not measured
    await this.bench.db.query('select pg_stat_statements_reset()');
    await work(async (ask) => {
      const start = performance.now();
      const answer = await ask();
      times.push(performance.now() - start);
      return answer;
    });
    const [read] = await this.bench.rows<{ n: number }>(
      `select coalesce(sum(shared_blks_hit + shared_blks_read), 0)::float8 as n
         from pg_stat_statements s join pg_database d on d.oid = s.dbid join pg_roles r on r.oid = s.userid
        where datname = current_database() and query like '%matter%' and query !~ 'pg_stat|outbox|deadline|board_delta'`,
    );
    return { p50: at(times, 0.5), p99: at(times, 0.99), buffers: (read?.n ?? 0) / times.length };
  }
}

/** From the answer to a command until the desk of the court above shows the new number. */
export const boardAge = async (bench: Bench): Promise<number> => {
  const supervisor = await Client.signIn(bench.product.base, 'spc-supervisor', 'xiezhi-demo');
  const unsigned = async (): Promise<number> =>
    (await supervisor.ask<DeskView>('/api/desk')).cards.find((card) => card.key === 'unsigned')?.count ?? -1;
  const before = await unsigned();
  const id = await bench.approved(49, ['粤0304']);
  const answer = await bench.dispatch(id);
  if (!answer.ok) throw new Error(`launch: ${answer.status}`);
  const since = performance.now();
  while ((await unsigned()) !== before + 49)
    if (performance.now() - since > 30_000) throw new Error('the board is lost');
  return performance.now() - since;
};

/** Numbers and rows: whatever a recount finds otherwise. */
export const broken = async (bench: Bench): Promise<number> => {
  const auditor = await Client.signIn(bench.product.base, 'spc-audit', 'xiezhi-demo');
  const report = await auditor.ask<{ items: readonly { id: string; violations: number }[] }>('/api/ops/invariants');
  return report.items.filter(({ id }) => id.startsWith('E2')).reduce((sum, { violations }) => sum + violations, 0);
};

const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

export interface Watching {
  readonly kilobytes: number;
  /** Share of one processor at ten thousand messages a second. */
  readonly processor: number;
  readonly heardBy: number;
  readonly back: number;
}

/** Five thousand streams: what each weighs, how long a change takes to all of them, and how they come back when the process falls. */
export const watching = async (bench: Bench, streams: number): Promise<Watching> => {
  const supervisor = await Client.signIn(bench.product.base, 'spc-supervisor', 'xiezhi-demo');
  const id = await bench.approved(49, ['粤0304']);
  await (await bench.dispatch(id)).arrayBuffer();
  await bench.settled();
  const items = await bench.items(id);
  const duty = await Client.signIn(bench.product.base, 'yue0304-duty', 'xiezhi-demo');
  const sign = async (): Promise<void> => {
    const item = items.pop() ?? '';
    await duty.ask(`/api/matters/${item}/actions/sign`, { body: { input: {} }, key: `watch-${item}`, revision: 1 });
  };
  const watchers = new Watchers(new URL(bench.product.base), supervisor.token);
  const pid = (): number => bench.product.pids['http'] ?? 0;
  const empty = rssOf(pid());
  await watchers.start(streams);
  const kilobytes = (rssOf(pid()) - empty) / streams;
  const heard: number[] = [];
  for (let round = 0; round < 10; round += 1) heard.push(...(await watchers.hear('changed', sign)));
  const cpu = bench.cpu()['http'] ?? 0;
  const since = performance.now();
  let messages = 0;
  // Each change is one message to each stream; boards follow by themselves and are counted in.
  while (performance.now() - since < 5_000) {
    await watchers.hear('changed', sign);
    messages += streams * 2;
    const rest = (messages / 10_000) * 1_000 - (performance.now() - since);
    if (rest > 0) await new Promise((resume) => setTimeout(resume, rest));
  }
  const processor = ((bench.cpu()['http'] ?? 0) - cpu) / (performance.now() - since);
  const fell = performance.now();
  const back = await watchers.hear('reset', async () => {
    process.kill(pid(), 'SIGKILL');
    await watchers.until(() => watchers.open < streams);
  });
  watchers.stop();
  return {
    kilobytes,
    processor: processor * (10_000 / Math.max(1, messages / ((fell - since) / 1_000))),
    heardBy: at(heard, 0.99),
    back: Math.max(...back),
  };
};
