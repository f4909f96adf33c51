import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Fleet } from './fleet';
import { probes, runMatrix } from './matrix';
import { survivors } from './mutate';

/** `npm run matrix`: every operation × role × relation × class against the running product, and then every line of the policy flipped. */
const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-matrix-'));
const fleet = await Fleet.start(scratch);
try {
  const started = performance.now();
  const { cells, mismatches } = await runMatrix(fleet.base, fleet.owner, fleet.world, (done, of) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${done} / ${of}`);
  });
  if (process.stdout.isTTY) process.stdout.write('\r');
  for (const { cell, expected, got } of mismatches.slice(0, 60))
    console.log(`✗ ${cell}: expected ${expected}, got ${got}`);
  console.log(
    `${cells.toLocaleString('en')} cells tested in ${((performance.now() - started) / 1000).toFixed(0)} s, ${mismatches.length} mismatches`,
  );
  const { mutants, survived } = survivors(probes(fleet.world));
  for (const { line, change } of survived) console.log(`✗ survived: ${line} ${change}`);
  const killed = mutants - survived.length;
  console.log(
    `${mutants.toLocaleString('en')} mutants of the policy, ${killed.toLocaleString('en')} killed: ${((killed / mutants) * 100).toFixed(survived.length === 0 ? 0 : 2)} %`,
  );
  process.exitCode = mismatches.length + survived.length === 0 ? 0 : 1;
} finally {
  await fleet.stop();
  rmSync(scratch, { recursive: true, force: true });
}
