/** Pure words shared by every procedure. Nothing here reads a clock, a database or a random number. */

/** ISO 8601 instant in UTC, as the database's clock gave it. */
export type Instant = string;

/** A word in the interface: Chinese first, English second. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** 经办人: who acts, in which role, for which court. `system` acts for deadlines and effects. */
export interface Actor {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly court: string;
  /** 代办: whose post it is, when the person acts in another's. */
  readonly for?: { readonly person: string; readonly name: string };
}

/** Everybody whose hand a deed is: the person, and whose post it was. Kept in facts where a later deed needs another hand. */
export const handsOf = (actor: Actor): string => (actor.for ? `${actor.person} ${actor.for.person}` : actor.person);

/** 双人: whether the actor had a hand in what was recorded by `hands`. A deputy and the holder of the post count as one. */
export const hadHand = (actor: Actor, hands: string | undefined): boolean =>
  handsOf(actor)
    .split(' ')
    .some((person) => (hands ?? '').split(' ').includes(person));

/** How the actor's court stands to the matter. A court may stand in several ways at once. */
export type Standing = 'handling' | 'lead' | 'superior' | 'system';

/** The court hierarchy as a decision may ask it (民诉法、执行工作规定 8、71). */
export interface Hierarchy {
  exists(court: string): boolean;
  isSuperior(superior: string, court: string): boolean;
}

/** 期限的预算 as a procedure asks for it: by a rule of the book; how long only where the rule leaves that to the order. */
export interface Budget {
  readonly rule: string;
  readonly startsAt: Instant;
  readonly length?: number;
  readonly unit?: 'natural-day' | 'working-day' | 'hour' | 'working-hour' | 'month' | 'year';
}

/** What is known besides the facts when a decision is taken. `summaries` are counted in the same transaction. */
export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  readonly standing: readonly Standing[];
  readonly hierarchy: Hierarchy;
  /** When a period ends, by the court calendar and the rules in force. */
  readonly due: (budget: Budget) => Instant;
  readonly summaries: Readonly<Record<string, unknown>>;
}

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const refuse = <E>(refusal: E): { readonly ok: false; readonly refusal: E } => ({ ok: false, refusal });

/** A fault in the input: `path` as in JSON pointer parts. */
export interface InputFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** 不予办理及理由: a typed "not now, because". */
export type Refusal =
  | { readonly code: 'unknown-action'; readonly action: string }
  | { readonly code: 'role-not-allowed'; readonly roles: readonly string[] }
  | { readonly code: 'court-not-allowed'; readonly standing: readonly Standing[] }
  | { readonly code: 'wrong-stage'; readonly stage: string; readonly from: readonly string[] }
  | { readonly code: 'stale-revision'; readonly revision: number }
  | { readonly code: 'documents-missing'; readonly documents: readonly (readonly string[])[] }
  | { readonly code: 'guard-refused'; readonly guard: string }
  | { readonly code: 'input-invalid'; readonly faults: readonly InputFault[] };

export type RefusalCode = Refusal['code'];
