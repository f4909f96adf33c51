import type { Guard } from '@xiezhi/engine';
import type { z } from 'zod';
import type { Facts, inputs } from './facts';

/** The calendar day in the courts' zone. */
export const courtDay = (now: string): string => new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);

type Explained = z.infer<typeof inputs.explain>;
type Ruled = z.infer<typeof inputs.rule>;

export const isOverdue: Guard<Facts, unknown> = {
  id: 'is-overdue',
  allows: (facts, _context) => facts.overdue === true,
};
/** 一次说明: a second promise would put the superior off for ever. */
export const isNotExplained: Guard<Facts, unknown> = {
  id: 'is-not-explained',
  allows: (facts, _context) => facts.ladder?.explained === undefined,
};
export const promiseIsAhead: Guard<Facts, Explained> = {
  id: 'promise-is-ahead',
  allows: (_facts, { now }, { promisedOn }) => promisedOn > courtDay(now),
};
export const promiseIsNear: Guard<Facts, Explained> = {
  id: 'promise-is-near',
  // 24 o'clock of the last day is the next day's first instant.
  allows: (_facts, { now, due }, { promisedOn }) => promisedOn < courtDay(due({ rule: 'L08', startsAt: now })),
};
/** 上级直接裁定 only where the court has neither explained in time nor kept its word. */
export const ladderIsAtItsTop: Guard<Facts, unknown> = {
  id: 'ladder-is-at-its-top',
  allows: (facts, _context) => facts.ladder?.rung === 'superior-acts',
};
/** The superior's ruling bears the superior's own number. */
export const rulingConcernsThisFreeze: Guard<Facts, Ruled> = {
  id: 'ruling-concerns-this-freeze',
  allows: (facts, _context, input) => input.freezeCaseNo === facts.caseNo,
};

export const ladderGuards = {
  'is-overdue': isOverdue,
  'is-not-explained': isNotExplained,
  'promise-is-ahead': promiseIsAhead,
  'promise-is-near': promiseIsNear,
  'ladder-is-at-its-top': ladderIsAtItsTop,
  'ruling-concerns-this-freeze': rulingConcernsThisFreeze,
};
