import os from 'node:os';
import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { batchDrain, rawDrain } from './drain';
import { campaignLatency, commandRate, launch, launchLarge } from './http';
import { Bench } from './bench';
import { sameMinute } from './deadlines';
import { fillYears } from './fill';
import { measureReading } from './reading';
import { median, n, Table } from './table';

/** `npm run bench`: rows P1a–c, P2a, P2e–i, L7; with `read`, rows P5a–f and P6a–c instead. Rounds interleave the product with raw SQL; counts come first; nothing is asserted. */
const quick = process.argv.includes('--quick');
const rounds = quick ? 2 : 5;
const finished = Number(
  process.argv.find((one) => one.startsWith('--finished='))?.slice(11) ?? (quick ? 200_000 : 10_000_000),
);
const reading = process.argv.includes('read');
const top = process.argv.includes('--top');
const only = process.argv
  .find((one) => one.startsWith('--only='))
  ?.slice(7)
  .split(',');
const wanted = (...ids: readonly string[]): boolean => !reading && (!only || ids.some((id) => only.includes(id)));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-bench-'));

const bench = await Bench.start(scratch);
const table = new Table();
const row = table.row.bind(table);

try {
  if (reading) await measureReading(bench, table, quick ? [100_000, 1_000_000] : [1_000_000, 10_000_000]);
  console.log(`queue: ${bench.queue}; rounds: ${rounds}; finished: ${n(finished)}`);
  if (wanted('P1b', 'P1c')) {
    const large = await launchLarge(bench, 10_000, quick ? 3 : 5);
    row('P1b', 'launch 10,000 accounts, committed', `${n(large.ms)} ms`, '≤ 600 ms', '≤ 200 ms');
    row('P1c', 'statements to launch 10,000', n(large.statements), '≤ 8', '≤ 3');
  }
  if (wanted('P1a')) {
    const small = await launch(bench, quick ? 64 : 200, 8);
    row(
      'P1a',
      'launch 49 accounts, 8 at once, p99',
      `${n(small.p99, 1)} ms (p50 ${n(small.p50, 1)})`,
      '≤ 40 ms',
      '≤ 15 ms',
    );
    console.log(
      `     processor for each launch and what it rings for: ${Object.entries(small.cpu)
        .map(([name, ms]) => `${name} ${n(ms, 1)} ms`)
        .join(', ')}`,
    );
  }
  if (wanted('P2a', 'P2e')) {
    await batchDrain(bench, 8_000); // not measured: the engines compile what runs
    const ratios: number[] = [];
    let counts = { commits: 0, statements: 0, wal: 0 };
    let rate = 0;
    for (let round = 0; round < rounds; round += 1) {
      const raw = await rawDrain(bench, 20_000);
      const ours = await batchDrain(bench, quick ? 8_000 : 16_000);
      ratios.push(ours.perSecond / raw.perSecond);
      counts = ours.counts;
      rate = ours.perSecond;
      console.log(
        `  round ${round + 1}: ${n(ours.perSecond)} lifecycles/s, raw ${n(raw.perSecond)}, ratio ${n(ours.perSecond / raw.perSecond, 2)}; processor for each: ${Object.entries(
          ours.cpu,
        )
          .map(([name, us]) => `${name} ${n(us)} µs`)
          .join(', ')}`,
      );
    }
    row(
      'P2a',
      'full lifecycle through BullMQ ÷ raw SQL',
      `${n(median(ratios), 2)} (${n(rate)} lifecycles/s)`,
      '≥ 0.25',
      '≥ 0.50',
    );
    row(
      'P2e',
      'commits / statements / WAL per lifecycle',
      `${n(counts.commits, 2)} / ${n(counts.statements, 2)} / ${n(counts.wal / 1024, 1)} kB`,
      '≤ 0.5 / 3 / 6 kB',
      '≤ 0.15 / 0.8 / 3.5 kB',
    );
  }
  if (top) console.table(await bench.top());
  if (wanted('P2f')) {
    const one = await campaignLatency(bench, quick ? 5 : 15);
    row(
      'P2f',
      'one campaign, 49 × 4 steps, idle, p50 / p99',
      `${n(one.p50)} / ${n(one.p99)} ms`,
      '100 / 200 ms',
      '30 / 60 ms',
    );
  }
  if (wanted('P2g', 'P2h')) {
    const spread = await commandRate(bench, 'spread', quick ? 3_000 : 10_000);
    const same = await commandRate(bench, 'same', quick ? 3_000 : 10_000);
    row(
      'P2g',
      'durable commands over HTTP, 64 connections',
      `${n(spread.perSecond)} rps, p99 ${n(spread.p99)} ms`,
      '≥ 1,500, ≤ 150 ms',
      '≥ 5,000, ≤ 50 ms',
    );
    row('P2h', 'same campaign ÷ spread', n(same.perSecond / spread.perSecond, 2), '≥ 0.6', '≥ 0.9');
  }
  if (wanted('L7')) {
    const size = quick ? 10_000 : 100_000;
    const minute = await sameMinute(bench, size);
    row(
      'L7',
      `${n(size)} deadlines due in one minute, fired once each`,
      `${n(minute.seconds, 1)} s (${n(minute.fired)} fired, ${n(minute.entries)} entries, ${n(minute.early)} early)`,
      '≤ 120 s',
      '≤ 60 s',
    );
  }
  if (wanted('P2i')) {
    const before: number[] = [];
    const after: number[] = [];
    for (let round = 0; round < Math.min(3, rounds); round += 1)
      before.push((await batchDrain(bench, quick ? 8_000 : 16_000)).perSecond);
    await fillYears(bench, finished, true);
    for (let round = 0; round < Math.min(3, rounds); round += 1)
      after.push((await batchDrain(bench, quick ? 8_000 : 16_000)).perSecond);
    row(
      'P2i',
      `lifecycle with ${n(finished)} finished ÷ with none`,
      n(median(after) / median(before), 2),
      '≥ 0.8',
      '≥ 0.95',
    );
  }
} finally {
  await bench.stop();
  rmSync(scratch, { recursive: true, force: true });
}

table.print();
