import type { RuleVersionView } from '@xiezhi/contract';
import { courtClock } from '../ui/parts/when';

/** 一条规则: what counts today, what waits to be decided, and all its versions, the newest first. */
export interface RuleEntry {
  readonly rule: string;
  readonly current: RuleVersionView | undefined;
  readonly waiting: RuleVersionView | undefined;
  readonly versions: readonly RuleVersionView[];
}

export const courtToday = (at = Date.now()): string => courtClock(at).slice(0, 10);

/** The newest published version that is valid on a day, as the deadline clock would choose it. */
export const inForce = (versions: readonly RuleVersionView[], day: string): RuleVersionView | undefined =>
  versions
    .filter(
      ({ status, validFrom, validTo }) =>
        status === 'published' && (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
    )
    .reduce<RuleVersionView | undefined>((best, one) => (best && best.version > one.version ? best : one), undefined);

export const entriesOf = (all: readonly RuleVersionView[], day: string): RuleEntry[] =>
  [...new Set(all.map(({ rule }) => rule))].map((rule) => {
    const versions = all.filter((one) => one.rule === rule).sort((a, b) => b.version - a.version);
    return {
      rule,
      versions,
      current: inForce(versions, day),
      waiting: versions.find(({ status }) => status === 'proposed'),
    };
  });

/** Found by its sign, its name or its basis. */
export const matching = (entries: readonly RuleEntry[], q: string, waitingOnly: boolean): RuleEntry[] =>
  entries.filter(
    ({ rule, current, waiting, versions }) =>
      (!waitingOnly || waiting !== undefined) &&
      [rule, ...[current ?? versions[0], waiting].flatMap((one) => (one ? [one.title, one.basis] : []))].some((text) =>
        text.toLowerCase().includes(q.trim().toLowerCase()),
      ),
  );

/** Whether a rule counts a period at all: one set by the order, or a threshold, has no examples to count. */
export const counts = ({ length, unit }: Pick<RuleVersionView, 'length' | 'unit'>): boolean =>
  length !== null && unit !== 'percent';
