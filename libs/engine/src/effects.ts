import type { Budget, Instant } from './values';

/**
 * 后续事务: what is to be done because of a decision. A closed set, owned here.
 * Inline effects are written in the transaction of the decision; queued ones leave the database through the outbox.
 */
export type InlineEffect =
  /** One child per row of the register that has none yet, opened and at once carried through the action `by`. */
  | {
      readonly kind: 'open-children';
      readonly procedure: string;
      readonly register: 'freezes';
      readonly by: string;
      readonly shared: Readonly<Record<string, unknown>>;
    }
  /** Starts a deadline that the procedure declares. A deadline of that name which still runs starts anew. */
  | ({ readonly kind: 'start-deadline'; readonly name: string } & Omit<Budget, 'rule'>)
  | { readonly kind: 'lift-deadline'; readonly name: string }
  /** The instant the lights of the matter count to, as another's clock was set; no start: it stands still. */
  | { readonly kind: 'set-due'; readonly startsAt: Instant | null; readonly dueAt: Instant }
  | { readonly kind: 'move-to-court'; readonly court: string }
  /** What became of the freeze that the matter is about; the register wakes the next in rank and recounts the account. */
  | { readonly kind: 'settle-freeze'; readonly outcome: FreezeOutcome }
  /** A waiting freeze nobody had listed came to light: it joins the register, and an item is opened for it. */
  | { readonly kind: 'add-freeze'; readonly court: string; readonly caseNo: string; readonly limit: string };

export type FreezeOutcome =
  'lifted' | 'verified' | 'expired' | 'expired-proved' | 'reinstated' | 'restored' | 'withdrawn';

export type QueuedEffect =
  | { readonly kind: 'notify-court'; readonly court: string; readonly letter: string }
  | { readonly kind: 'render-document'; readonly document: string; readonly of?: string }
  | { readonly kind: 'report-to-parent'; readonly action: string }
  | { readonly kind: 'tell-children'; readonly action: string; readonly input?: Readonly<Record<string, unknown>> }
  /** A register tells the matter of one of its rows, e.g. that a waiting freeze took effect. */
  | { readonly kind: 'tell-matter'; readonly matter: string; readonly action: string };

export type Effect = InlineEffect | QueuedEffect;

export const queuedKinds = [
  'notify-court',
  'render-document',
  'report-to-parent',
  'tell-children',
  'tell-matter',
] as const;

export const isQueued = (effect: Effect): effect is QueuedEffect =>
  (queuedKinds as readonly string[]).includes(effect.kind);

/** The four outcomes of background work; nothing else can happen. */
export type EffectOutcome<Report = unknown> =
  | { readonly kind: 'done'; readonly report?: Report }
  | { readonly kind: 'snooze'; readonly until: Instant }
  | { readonly kind: 'retry'; readonly cause: string }
  | { readonly kind: 'give-up'; readonly reason: string };
