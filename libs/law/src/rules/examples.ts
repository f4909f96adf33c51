import type { CourtCalendar } from '../time/calendar';
import { settle } from '../time/settle';
import { cited, type RuleVersion } from './rule-book';

/** 给定…期望…: written by a clerk, counted by the engine before a rule is published. */
export interface RuleExample {
  /** The day or the instant from which it runs. */
  readonly given: string;
  /** The day on which it ends, or the instant where the rule counts hours. */
  readonly expect: string;
}
export interface ExampleResult extends RuleExample {
  readonly counted: string;
  readonly passes: boolean;
}

const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Counts each example by the rule. A threshold has nothing to count. */
export const runExamples = (
  calendar: CourtCalendar,
  rule: RuleVersion,
  examples: readonly RuleExample[],
): ExampleResult[] =>
  examples.map(({ given, expect }) => {
    const result = (counted: string, passes = false): ExampleResult => ({ given, expect, counted, passes });
    if (rule.length === null || rule.unit === 'percent') return result('该规则不计日期');
    const byHour = rule.unit === 'hour' || rule.unit === 'working-hour';
    if (byHour ? !isInstant(given) || !isInstant(expect) : !isDay(given) || !isDay(expect))
      return result(byHour ? '须写明时刻' : '须写明日期');
    const startsAt = new Date(byHour ? zoned(given) : `${given}T09:00:00+08:00`).toISOString();
    const { unit, length } = rule;
    const proof = settle(calendar, { rule: cited(rule), startsAt, length, unit, fromNextHour: true, share: 1 }, []);
    if (!byHour) return result(proof.lastDay ?? '', proof.lastDay === expect);
    return result(courtMinute(proof.dueAt ?? ''), Date.parse(proof.dueAt ?? '') === Date.parse(zoned(expect)));
  });

/** An instant without a zone is Beijing's. */
const zoned = (text: string): string => (/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`);
const courtMinute = (instant: string): string =>
  `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)}+08:00`;
