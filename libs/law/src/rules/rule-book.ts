import type { Day } from '../checked';
import type { BudgetUnit, LedgerEntry, Proof, TimeBudget } from '../time/budget';
import type { CourtCalendar } from '../time/calendar';
import { dayOf } from '../time/court-day';
import { courtCalendar } from '../time/known-years';
import { settle } from '../time/settle';
import { type Rule, rules } from './rules';

/** A rule as it was published: its number, and from when. */
export interface RuleVersion extends Rule {
  readonly version: number;
}

/** What a procedure asks for; how long only where the rule leaves that to the order. */
export interface BudgetAsked {
  readonly rule: string;
  readonly startsAt: string;
  readonly length?: number;
  readonly unit?: BudgetUnit;
  readonly share?: number;
}

/** 规则簿: every published version, and the calendar, as they stand at one moment. */
export class RuleBook {
  constructor(
    readonly calendar: CourtCalendar,
    private readonly versions: readonly RuleVersion[],
  ) {}

  /** The newest version that is valid on a day. */
  at(id: string, on: Day): RuleVersion | undefined {
    return this.versions
      .filter(
        (r) => r.id === id && (r.validFrom === null || r.validFrom <= on) && (r.validTo === null || on <= r.validTo),
      )
      .reduce<RuleVersion | undefined>((best, r) => (best && best.version > r.version ? best : r), undefined);
  }

  version(id: string, version: number): RuleVersion | undefined {
    return this.versions.find((r) => r.id === id && r.version === version);
  }

  /** The budget that a rule gives from an instant on. Fails where the rule is not there: a definition was not checked. */
  budget({ rule: id, startsAt, length, unit, share = 1 }: BudgetAsked): TimeBudget {
    const rule = this.at(id, dayOf(startsAt));
    if (!rule) throw new Error(`rule ${id} is not in the book`);
    const long = rule.length ?? length;
    const by = rule.length === null ? (unit ?? rule.unit) : rule.unit;
    if (long === undefined || by === 'percent') throw new Error(`rule ${id} does not say how long`);
    return {
      rule: cited(rule),
      startsAt,
      length: long,
      unit: by,
      fromNextHour: rule.length !== null,
      share,
    };
  }

  settle(budget: TimeBudget, ledger: readonly LedgerEntry[] = []): Proof {
    return settle(this.calendar, budget, ledger);
  }
}

export const cited = ({ id, version, title, basis, confirmed }: RuleVersion): TimeBudget['rule'] => ({
  id,
  version,
  title,
  basis,
  confirmed,
});

const seed = new RuleBook(
  courtCalendar,
  rules.map((rule) => ({ ...rule, version: 1 })),
);

/** By the rules and the calendar as shipped: for scenarios, which have no database. */
export const dueBySeed = (asked: BudgetAsked): Proof => seed.settle(seed.budget(asked));
