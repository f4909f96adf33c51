import type { Outcome, Unit } from './command';
import type { Flushed } from './action-performer';

interface Waiting {
  readonly unit: Unit;
  readonly ids: ReadonlySet<string>;
  resolve(outcomes: readonly Outcome[]): void;
  reject(error: unknown): void;
}

const mostCommands = 512;
const mostInFlight = 2;

/**
 * Commands that arrive together share one commit. On an idle system nothing waits: the first goes at the next tick.
 * The same matter twice waits for the next flush; a unit that poisons its flush is found by halving.
 */
export class Coalescer {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private ticking = false;

  constructor(
    private readonly flush: (units: readonly Unit[]) => Promise<Flushed>,
    private readonly committed: (flushed: Flushed) => void,
  ) {}

  submit(unit: Unit): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ unit, ids: new Set(unit.commands.map((command) => command.matterId)), resolve, reject });
      this.soon();
    });
  }

  private soon(): void {
    if (this.ticking || this.inFlight >= mostInFlight || this.waiting.length === 0) return;
    this.ticking = true;
    setImmediate(() => {
      this.ticking = false;
      const taken = this.take();
      if (taken.length === 0) return;
      this.inFlight += 1;
      void this.carry(taken).finally(() => {
        this.inFlight -= 1;
        this.soon();
      });
      this.soon();
    });
  }

  private take(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const ids = new Set<string>();
    let commands = 0;
    for (const next of this.waiting) {
      const full = taken.length > 0 && commands + next.unit.commands.length > mostCommands;
      const clash = [...next.ids].some((id) => ids.has(id));
      // What waits behind a clash keeps its place: later commands on the same matter must not overtake.
      next.ids.forEach((id) => ids.add(id));
      if (full || clash) left.push(next);
      else {
        taken.push(next);
        commands += next.unit.commands.length;
      }
    }
    this.waiting = left;
    return taken;
  }

  private async carry(taken: readonly Waiting[]): Promise<void> {
    try {
      const flushed = await this.flush(taken.map(({ unit }) => unit));
      taken.forEach((waiting, i) => waiting.resolve(flushed.outcomes[i] ?? []));
      this.committed(flushed);
    } catch (error) {
      const [only] = taken;
      if (taken.length === 1 && only) return only.reject(error);
      const middle = Math.ceil(taken.length / 2);
      await this.carry(taken.slice(0, middle));
      await this.carry(taken.slice(middle));
    }
  }
}
