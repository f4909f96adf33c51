import type { Actor, Refusal } from '@xiezhi/engine';
import type { Tx } from '../platform/database/database';
import type { MatterRow } from './matter-row';

/** What somebody, or the system, wants done to one matter. `key` makes a repeat answer as the first time. */
export interface Command {
  readonly matterId: string;
  readonly action: string;
  readonly input: unknown;
  readonly key: string;
  readonly actor: Actor;
  /** The revision the person saw; the system sends none. */
  readonly revision?: number;
  /** Taken by the backend on the person's behalf: may be an action that is not offered to people. */
  readonly internal?: true;
}

export type ShellRefusal =
  | { readonly code: 'not-found' }
  /** The actor's court does not stand to the matter in any way. */
  | { readonly code: 'not-yours'; readonly matterId: string }
  | { readonly code: 'key-reused' };

/** How a command ended. `row` is the matter right after it, also when it is answered again; `at` is the instant of the entry; `opened`, how many items it opened. */
export type Outcome =
  | {
      readonly ok: true;
      readonly row: MatterRow;
      readonly at: Date;
      readonly replayed: boolean;
      readonly opened: number;
    }
  | { readonly ok: false; readonly refusal: Refusal | ShellRefusal };
export type Performed = Extract<Outcome, { ok: true }>;

/** Writes what the units of one flush leave beside their commands: one statement for all of them. */
export interface Scribe<What> {
  write(tx: Tx, left: readonly { readonly what: What; readonly outcomes: readonly Outcome[] }[]): Promise<void>;
}
export interface Trace {
  readonly scribe: Scribe<unknown>;
  readonly what: unknown;
}
export const trace = <What>(scribe: Scribe<What>, what: What): Trace => ({ scribe: scribe as Scribe<unknown>, what });

/** Commands that stand or fall in one transaction with what `before`, `within` and the traces write. */
export interface Unit {
  readonly commands: readonly Command[];
  /** Runs after the locks and before the decisions, so that summaries count what it wrote. */
  readonly before?: (tx: Tx) => Promise<void>;
  readonly within?: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;
  readonly traces?: readonly Trace[];
}

export const systemActor = (court: string): Actor => ({ person: 'system', name: '系统', role: 'system', court });

/** One committed change, told to whoever watches. */
export interface Change {
  readonly matter: string;
  readonly parent: string | null;
  readonly procedure: string;
  readonly revision: number;
  readonly stage: string;
  readonly court: string;
  readonly lead: string;
}
