import type { Day } from '../checked';
import type { DayKind } from './calendar';

export type BudgetUnit = 'natural-day' | 'working-day' | 'hour' | 'working-hour' | 'month' | 'year';

/** The rule by which a deadline was counted, as it stood then. */
export interface RuleCited {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly basis: string;
  readonly confirmed: boolean;
}

/** 期限的预算: what was given, never only the instant at which it ends. */
export interface TimeBudget {
  readonly rule: RuleCited;
  readonly startsAt: string;
  readonly length: number;
  readonly unit: BudgetUnit;
  /** Hours that an order set run from its very instant; hours of a statute from the next full one (民诉法解释 125). */
  readonly fromNextHour: boolean;
  /** A reminder ends at a share of the budget. */
  readonly share: number;
}

/** 中止、恢复、延长: each with who, why and the paper it rests on. */
export interface LedgerEntry {
  readonly kind: 'suspend' | 'resume' | 'extend' | 'recount';
  readonly at: string;
  /** 延长: how much, in the unit of the budget. */
  readonly length: number | null;
  readonly by: string;
  readonly reason: string;
  readonly paper: string;
}

export type DayRole = 'start' | 'counted' | 'not-counted' | 'suspended' | 'moved-over' | 'end' | 'after';

export interface ProofDay {
  readonly day: Day;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly kind: DayKind;
  readonly name: string;
  readonly known: boolean;
  /** Which day of the period it is, where it counts. */
  readonly n: number | null;
  readonly role: DayRole;
}

export interface ProofSpan {
  readonly from: string;
  /** null: goes on. */
  readonly to: string | null;
  readonly hours: number | null;
  readonly runs: boolean;
}

/** 期限的证明: all that a judge needs to count by hand to the same date. */
export interface Proof {
  readonly rule: RuleCited;
  readonly startsAt: string;
  readonly startDay: Day;
  readonly length: number;
  readonly unit: BudgetUnit;
  readonly share: number;
  readonly extended: number;
  readonly ledger: readonly LedgerEntry[];
  /** Every day of the period that did not count or was moved over, with its name. */
  readonly skipped: readonly { readonly day: Day; readonly name: string; readonly role: DayRole }[];
  /** The days around the end, for the eye. */
  readonly days: readonly ProofDay[];
  /** For hours: every stretch that ran or stood still. */
  readonly spans: readonly ProofSpan[];
  /** The day on which the period would end but for a rest day. */
  readonly nominalDay: Day | null;
  readonly lastDay: Day | null;
  /** null while it is suspended. */
  readonly dueAt: string | null;
  readonly provisional: boolean;
  readonly horizon: Day;
}

/** A stretch in which a clock stands still. */
export interface Pause {
  readonly from: string;
  /** null: it still lasts. */
  readonly to: string | null;
}

/** What a way of counting finds out. */
export type Ended = Pick<Proof, 'skipped' | 'days' | 'spans' | 'nominalDay' | 'lastDay' | 'dueAt' | 'provisional'>;
