import type { Action, Effect, Procedure } from '@xiezhi/engine';
import type { z } from 'zod';
import { type Facts, inputs, type Rung } from './facts';
import * as g from './guards';
import * as l from './ladder-guards';

/**
 * 超期升级阶梯 (执行工作规定 72、74；法〔2021〕322号): overdue to the court's chief → 督办 by the next superior → a written explanation →
 * the superior may act itself. The clock climbs; only people decide: no rung approves, rules or lifts anything.
 */
export const ladderDeadlines = {
  supervision: { rule: 'L05', onExpiry: 'supervise', above: true },
  explanation: { rule: 'L06', onExpiry: 'missExplanation', above: true },
  promise: { rule: 'L07', onExpiry: 'missPromise', above: true },
} satisfies Procedure['deadlines'];

const open = ['dispatched', 'signed', 'assigned', 'queried', 'ruled', 'noticed', 'bank-acked'] as const;
type Open = (typeof open)[number];
type None = Record<string, never>;
type In<K extends keyof typeof inputs> = z.infer<(typeof inputs)[K]>;

const names = ['supervision', 'explanation', 'promise'] as const;
const tell = (letter: string, ...courts: readonly string[]): Effect[] =>
  courts.map((court) => ({ kind: 'notify-court', court, letter }));

/** The next superior, and the court whose order it is: one letter where they are the same. */
const above = ({ issuer }: Facts): string[] => ['superior', issuer];

/** 已确认或已退回的事项 waits for others, not for the court. */
const waitsForTheCourt = (facts: Facts): boolean => facts.confirmedBy === undefined && facts.returned === undefined;

export const startsToClimb = (facts: Facts, now: string): Facts =>
  facts.ladder !== undefined || !waitsForTheCourt(facts)
    ? { ...facts, overdue: true }
    : { ...facts, overdue: true, ladder: { rung: 'overdue', at: now } };

/** Asked with the facts after the decision: the first rung begins with it. */
export const firstRung = (facts: Facts, now: string): Effect[] =>
  facts.ladder?.rung === 'overdue' && facts.ladder.at === now
    ? [{ kind: 'start-deadline', name: 'supervision', startsAt: now }]
    : [];

/** The ball is with others: the ladder stands where it is and climbs no further. */
export const haltAll: readonly Effect[] = names.map((name) => ({ kind: 'lift-deadline', name }));
export const halt = (facts: Facts): readonly Effect[] => (facts.ladder === undefined ? [] : haltAll);
export const offTheLadder = ({ ladder: _ladder, overdue: _overdue, ...facts }: Facts): Facts => facts;

/** Back at the court, and late: from the first rung again. */
export const climbsAgain = ({ ladder: _ladder, ...facts }: Facts, now: string): Facts =>
  facts.overdue === true ? startsToClimb(facts, now) : facts;

const to = (facts: Facts, rung: Rung, at: string): Facts => ({ ...facts, ladder: { ...facts.ladder, rung, at } });

const dayMs = 86_400_000;
const daysUntil = (now: string, day: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${l.courtDay(now)}T00:00:00Z`)) / dayMs);

/** 逾期未说明、承诺未兑现: the superior may act; nothing acts by itself. */
const handsUp: Action<Open, Facts, None> = {
  from: [...open],
  by: ['system'],
  internal: true,
  apply: (facts, _input, { now }) => to(facts, 'superior-acts', now),
  effects: (facts) => tell('superior-acts', ...above(facts), 'handling'),
};

const supervise: Action<Open, Facts, None> = {
  from: [...open],
  by: ['system'],
  internal: true,
  apply: (facts, _input, { now }) => to(facts, 'supervised', now),
  effects: (facts, _input, { now }) => [
    { kind: 'start-deadline', name: 'explanation', startsAt: now },
    ...tell('supervised', ...above(facts)),
    ...tell('explain', 'handling'),
  ],
};

/** 说明: in time, it stops the climb until the day it promises; once. Late, it is only recorded. */
const explain: Action<Open, Facts, In<'explain'>> = {
  aside: true,
  still: true,
  from: [...open],
  by: ['judge', 'chief'],
  standing: ['handling'],
  input: inputs.explain,
  guards: [l.isOverdue, l.isNotExplained, l.promiseIsAhead, l.promiseIsNear],
  apply: (facts, { note, promisedOn }, { actor, now }) => {
    const inTime = facts.ladder?.rung !== 'superior-acts' && facts.ladder?.rung !== 'superior-acted';
    const explained = { by: actor.name, at: now, note, promisedOn, inTime };
    const climbing = facts.ladder ?? { rung: 'overdue' as const, at: now };
    return { ...facts, ladder: inTime ? { rung: 'explained', at: now, explained } : { ...climbing, explained } };
  },
  effects: (facts, { promisedOn }, { now }) => [
    ...(facts.ladder?.rung === 'explained'
      ? ([
          { kind: 'lift-deadline', name: 'supervision' },
          { kind: 'lift-deadline', name: 'explanation' },
          {
            kind: 'start-deadline',
            name: 'promise',
            startsAt: now,
            length: daysUntil(now, promisedOn),
            unit: 'natural-day',
          },
        ] as const)
      : []),
    ...tell('explained', ...above(facts)),
  ],
};

/** 上级直接裁定 (执行工作规定 72): a person of the superior rules, on the superior's own ruling; the court carries it out. */
const ruleAbove: Action<Open, Facts, In<'rule'>> & { readonly to: 'ruled' } = {
  aside: true,
  from: ['dispatched', 'signed', 'assigned', 'queried', 'ruled', 'noticed'],
  to: 'ruled',
  by: ['judge', 'chief', 'president', 'coordinator', 'national-bureau'],
  standing: ['superior'],
  requires: ['superior-ruling'],
  input: inputs.rule,
  guards: [l.ladderIsAtItsTop, g.rulingNamesTheAccount, g.rulingNamesTheAmount, l.rulingConcernsThisFreeze],
  apply: ({ notice: _notice, ...facts }, { rulingNo, rulingDate, amount }, { now }) =>
    to({ ...facts, ruling: { no: rulingNo, date: rulingDate, amount } }, 'superior-acted', now),
  effects: (facts) => [...halt(facts), ...tell('superior-acted', 'handling')],
};

const issuing = ['chief', 'president', 'process-supervisor', 'coordinator', 'national-bureau'] as const;
type Stage = Open | 'returned' | 'confirmed';

/** 提示单、督办单: who may issue which colour is asked before; the entry says that it was issued. */
const issueSlip: Action<Stage, Facts, In<'issueSlip'>> = {
  aside: true,
  still: true,
  internal: true,
  from: [...open, 'returned', 'confirmed'],
  by: issuing,
  standing: ['handling', 'superior'],
  input: inputs.issueSlip,
  apply: (facts) => facts,
  effects: (_facts, { colour, slip }) => [
    { kind: 'notify-court', court: 'handling', letter: `slip-${colour}` },
    // 督办函 (T19) goes with the red one.
    ...(colour === 'red' ? ([{ kind: 'render-document', document: 'supervision-letter', of: slip }] as const) : []),
  ],
};
const acknowledgeSlip: Action<Stage, Facts, In<'acknowledgeSlip'>> = {
  aside: true,
  still: true,
  internal: true,
  from: [...open, 'returned', 'confirmed'],
  by: ['judge', 'chief', 'duty-officer'],
  standing: ['handling'],
  input: inputs.acknowledgeSlip,
  apply: (facts) => facts,
};

export const ladderActions = {
  supervise,
  missExplanation: handsUp,
  missPromise: handsUp,
  explain,
  ruleAbove,
  issueSlip,
  acknowledgeSlip,
};
