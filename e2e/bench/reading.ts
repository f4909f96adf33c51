import type { Bench } from './bench';
import { batchDrain } from './drain';
import { fillYears } from './fill';
import { boardAge, broken, type Reading, Reads, watching } from './read';
import { median, n, type Table } from './table';

const rounds = 20;

/** Rows P5a–f and P6a–c: the same questions at one size and at ten times it, then the streams. */
export const measureReading = async (
  bench: Bench,
  table: Table,
  [small, large]: readonly [number, number],
): Promise<void> => {
  console.log(`queue: ${bench.queue}; matters: ${n(small)}, then ${n(large)}`);
  const row = table.row.bind(table);
  await fillYears(bench, small, false);
  const before = await all(bench);
  await fillYears(bench, large - small, false);
  const after = await all(bench);
  const said = (one: Reading): string => `p99 ${n(one.p99, 1)} ms (p50 ${n(one.p50, 1)}), ${n(one.buffers)} buffers`;
  row('P5a', `boards and desks at ${n(large)}`, said(after.boards), '≤ 10 ms', '≤ 2 ms');
  row(
    'P5b',
    `the same at ${n(large)} ÷ ${n(small)}; buffers`,
    `${n(after.boards.p50 / before.boards.p50, 2)}×; ${n(before.boards.buffers)} → ${n(after.boards.buffers)}`,
    '≤ 1.5×; ≤ 200',
    '≤ 1.1×; ≤ 60, equal',
  );
  row('P5c', 'any page of a work queue', said(after.queue), '≤ 10 ms', '≤ 2 ms');
  row('P5d', 'case number whole or tail, account tail, name', said(after.search), '≤ 20 ms', '≤ 5 ms');
  const ages: number[] = [];
  for (let i = 0; i < 10; i += 1) ages.push(await boardAge(bench));
  row(
    'P5e',
    'roll-ups ÷ recount; age of a board number',
    `${n(await broken(bench))} differ; ${n(Math.max(...ages))} ms at most`,
    'equal; ≤ 2 s',
    'equal; ≤ 250 ms',
  );
  row('P5f', 'lifecycle with roll-ups folded, cost', await foldCost(bench), '≤ 25 %', '≤ 8 %');
  const streams = await watching(bench, 5_000);
  row(
    'P6a',
    '5,000 watchers: kB each; core at 10,000 messages/s',
    `${n(streams.kilobytes, 1)} kB; ${n(streams.processor, 2)}`,
    '≤ 30; ≤ 0.3',
    '≤ 18; ≤ 0.15',
  );
  row('P6b', 'commit → all 5,000 have it, p99', `${n(streams.heardBy)} ms`, '≤ 500 ms', '≤ 150 ms');
  row('P6c', 'all 5,000 back after a restart', `${n(streams.back / 1_000, 1)} s`, '≤ 15 s', '≤ 5 s');
};

const all = async (bench: Bench): Promise<{ boards: Reading; queue: Reading; search: Reading }> => {
  const reads = await Reads.of(bench);
  return { boards: await reads.boards(rounds), queue: await reads.queue(rounds), search: await reads.search(rounds) };
};

/** Rounds with the fold running and rounds in which its lock is held by somebody else, interleaved; what waits is folded in between. */
const foldCost = async (bench: Bench): Promise<string> => {
  const held = await bench.db.connect();
  const ratios: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const folding = await batchDrain(bench, 4_000);
    await held.query('select pg_advisory_lock(77002)');
    const still = await batchDrain(bench, 4_000, false);
    await held.query('select pg_advisory_unlock(77002)');
    await bench.settled();
    ratios.push(1 - folding.perSecond / still.perSecond);
  }
  held.release();
  return `${n(median(ratios) * 100)} %`;
};
