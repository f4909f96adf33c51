import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Stat {
  readonly parent: number;
  readonly ms: number;
}

/** Processor time that a process has used so far, and its parent; nothing when it ended, or where there is no /proc. */
const statOf = (pid: number): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return { parent: Number(fields[1]), ms: ((user + system) * 1000) / ticksPerSecond };
  } catch {
    return undefined;
  }
};

/** Milliseconds of processor that each named process and its children have used: steady where the clock on the wall is not. */
export const cpuOf = (pids: Readonly<Record<string, number>>): Record<string, number> => {
  const stats = new Map<number, Stat>();
  let all: string[] = [];
  try {
    all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return {};
  }
  for (const name of all) {
    const stat = statOf(Number(name));
    if (stat) stats.set(Number(name), stat);
  }
  return Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => [
      name,
      [...stats].filter(([own, { parent }]) => own === pid || parent === pid).reduce((sum, [, { ms }]) => sum + ms, 0),
    ]),
  );
};
