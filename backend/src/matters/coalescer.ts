import type { Outcome, Unit } from './command';
import type { Flushed } from './action-performer';

interface Waiting {
  readonly unit: Unit;
  readonly ids: ReadonlySet<string>;
  resolve(outcomes: readonly Outcome[]): void;
  reject(error: unknown): void;
}

const mostWeight = 512;
/** One decides and two are with the database: with fewer, a processor waits for a disk. */
const mostInFlight = 3;
/** Opening an item costs as much as this many steps of an open one. */
const openingWeight = 4;

/**
 * Commands that arrive together share one commit. On an idle system nothing waits: the first goes at the next tick.
 * The same matter twice waits for the next flush; a unit that poisons its flush is found by halving.
 */
export class Coalescer {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private ticking = false;
  /** What an action weighed when it was last done: a launch opens dozens of items, most steps open none. */
  private readonly weights = new Map<string, number>();

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
    let weight = 0;
    for (const next of this.waiting) {
      const heavy = this.weigh(next.unit);
      const full = taken.length > 0 && weight + heavy > mostWeight;
      const clash = [...next.ids].some((id) => ids.has(id));
      // What waits behind a clash keeps its place: later commands on the same matter must not overtake.
      next.ids.forEach((id) => ids.add(id));
      if (full || clash) left.push(next);
      else {
        taken.push(next);
        weight += heavy;
      }
    }
    this.waiting = left;
    return taken;
  }

  private weigh(unit: Unit): number {
    return unit.commands.reduce((sum, { action }) => sum + (this.weights.get(action) ?? 1), 0);
  }

  private remember(unit: Unit, outcomes: readonly Outcome[]): void {
    for (const [i, { action }] of unit.commands.entries()) {
      const outcome = outcomes[i];
      if (outcome?.ok && !outcome.replayed) this.weights.set(action, 1 + outcome.opened * openingWeight);
    }
  }

  private async carry(taken: readonly Waiting[]): Promise<void> {
    try {
      const flushed = await this.flush(taken.map(({ unit }) => unit));
      taken.forEach((waiting, i) => {
        this.remember(waiting.unit, flushed.outcomes[i] ?? []);
        waiting.resolve(flushed.outcomes[i] ?? []);
      });
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
