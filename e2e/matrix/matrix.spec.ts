import { routes, type Route } from '@xiezhi/contract';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Fleet } from './fleet';
import { probes, runMatrix } from './matrix';
import { survivors } from './mutate';
import { openToAnyone } from './oracle';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'xiezhi-matrix-'));
let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start(scratch);
}, 120_000);
afterAll(async () => {
  await fleet.stop();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

describe('who gets what of which operation', () => {
  it('is as the auditor’s book says, for every operation, role, relation and class', async () => {
    const { cells, mismatches } = await runMatrix(fleet.base, fleet.owner, fleet.world);
    expect(mismatches).toEqual([]);
    expect(cells).toBeGreaterThanOrEqual(20_000);
  }, 600_000);

  it('is asked of everybody who is not named at the door: no operation is open that the book does not open', () => {
    const open = Object.entries(routes as Record<string, Route>).filter(([, route]) => route.access === 'anyone');
    expect(open.map(([name]) => name).sort()).toEqual([...openToAnyone].sort());
  });

  it('would show any line of the policy that was flipped', () => {
    const { mutants, survived } = survivors(probes(fleet.world));
    expect(survived.map(({ line, change }) => `${line} ${change}`)).toEqual([]);
    expect(mutants).toBeGreaterThan(500);
  }, 300_000);
});
