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

/** How a command ended. `row` is the matter right after it, also when it is answered again; `at` is the instant of the entry. */
export type Outcome =
  | { readonly ok: true; readonly row: MatterRow; readonly at: Date; readonly replayed: boolean }
  | { readonly ok: false; readonly refusal: Refusal | ShellRefusal };

/** Commands that stand or fall in one transaction with what `within` and `before` write. */
export interface Unit {
  readonly commands: readonly Command[];
  /** Runs after the locks and before the decisions, so that summaries count what it wrote. */
  readonly before?: (tx: Tx) => Promise<void>;
  readonly within?: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;
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
