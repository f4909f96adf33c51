import { type Budget, defineProcedure, handsOf } from '@xiezhi/engine';
import { documents } from './documents';
import { facts as schema, type Facts, inputs } from './facts';
import * as g from './guards';

const office = ['clerk', 'assistant', 'judge'] as const;
/** Whoever heads a court's enforcement may try; the guard says who may in fact order whom. */
const issuers = ['national-bureau', 'coordinator', 'chief', 'president'] as const;

/** 协同解除冻结: a campaign opened by the lead court, dispatched by a superior of all, carried by one item per freeze. */
export const jointUnfreeze = defineProcedure<Facts>()({
  name: 'joint-unfreeze',
  version: 1,
  facts: schema,
  documents,
  headline: (facts) => ({ title: facts.title, caseNo: facts.caseNo }),
  stages: ['drafted', 'submitted', 'approved', 'dispatched', 'completed', 'withdrawn'],
  initial: 'drafted',
  final: ['completed', 'withdrawn'],
  opens: { by: ['clerk', 'assistant', 'judge'] },
  deadlines: {
    window: { rule: 'D18', onExpiry: 'windowPassed', lights: true },
    'half-window': { rule: 'D18', share: 0.5, follows: 'window', onExpiry: 'remindOpen' },
  },
  actions: {
    recordList: {
      from: ['drafted'],
      by: office,
      standing: ['handling'],
      internal: true,
      reads: ['freezes'],
      input: inputs.list,
      apply: (facts, _input, context) => ({ ...facts, list: g.counted(context) }),
      effects: () => [{ kind: 'render-document', document: 'freeze-list' }],
    },
    amend: {
      aside: true,
      from: ['drafted'],
      by: office,
      standing: ['handling'],
      input: inputs.amend,
      // The head is written anew: hours take the place of days that were set before.
      apply: ({ windowDays: _windowDays, ...facts }, input) => ({ ...facts, ...input }),
    },
    submit: {
      from: ['drafted'],
      to: 'submitted',
      by: office,
      standing: ['handling'],
      reads: ['freezes'],
      requires: ['freeze-list', { anyOf: ['acceptance-ruling', 'plan-approval-ruling'] }, 'administrator-decision'],
      guards: [g.listIsNotEmpty],
      apply: ({ sentBack: _sentBack, ...facts }, _input, context) => ({
        ...facts,
        list: g.counted(context),
        draftedBy: handsOf(context.actor),
      }),
    },
    sendBack: {
      aside: true,
      from: ['submitted', 'approved'],
      to: 'drafted',
      by: ['judge', ...issuers],
      standing: ['handling', 'superior'],
      input: inputs.because,
      apply: (facts, input) => ({ ...facts, sentBack: input.note }),
      effects: () => [{ kind: 'notify-court', court: 'lead', letter: 'send-back' }],
    },
    approve: {
      approves: true,
      from: ['submitted'],
      to: 'approved',
      by: ['judge', 'chief'],
      standing: ['handling'],
      guards: [g.approverIsNotDrafter],
      apply: (facts, _input, { actor }) => ({ ...facts, approvedBy: handsOf(actor) }),
    },
    dispatch: {
      from: ['approved'],
      to: 'dispatched',
      by: issuers,
      reads: ['freezes'],
      input: inputs.dispatch,
      requires: [{ anyOf: ['acceptance-ruling', 'plan-approval-ruling'] }, 'administrator-decision', 'freeze-list'],
      guards: [g.listIsNotEmpty, g.issuerIsAboveEveryAddressee],
      apply: (facts, input, context) => ({
        ...facts,
        list: g.counted(context),
        order: {
          no: input.orderNo,
          issuer: context.actor.court,
          dispatchedAt: context.now,
          dueAt: context.due({ rule: 'D18', ...windowOf(facts, context.now) }),
        },
      }),
      effects: (facts, input, { now, actor }) => [
        {
          kind: 'open-children',
          procedure: 'lift-freeze',
          register: 'freezes',
          by: 'dispatch',
          shared: { issuer: actor.court, orderNo: input.orderNo },
        },
        // The window opens at dispatch, not at approval: a court cannot be late for an order it has not received.
        { kind: 'start-deadline', name: 'window', ...windowOf(facts, now) },
        { kind: 'start-deadline', name: 'half-window', ...windowOf(facts, now) },
        { kind: 'render-document', document: 'dispatch-order' },
      ],
    },
    recordProgress: {
      from: ['dispatched'],
      to: { oneOf: ['dispatched', 'completed'], choose: (facts) => (allFree(facts) ? 'completed' : 'dispatched') },
      by: ['system'],
      internal: true,
      reads: ['freezes'],
      apply: (facts, _input, context) => ({ ...facts, list: g.counted(context) }),
      effects: (facts) =>
        allFree(facts)
          ? [
              { kind: 'lift-deadline', name: 'half-window' },
              { kind: 'lift-deadline', name: 'window' },
            ]
          : [],
    },
    remindOpen: {
      from: ['dispatched'],
      by: ['system'],
      internal: true,
      apply: (facts) => facts,
      effects: () => [{ kind: 'tell-children', action: 'remind' }],
    },
    windowPassed: {
      from: ['dispatched'],
      by: ['system'],
      internal: true,
      apply: (facts) => ({ ...facts, overdue: true }),
      effects: () => [
        { kind: 'tell-children', action: 'markOverdue' },
        { kind: 'notify-court', court: 'lead', letter: 'overdue' },
      ],
    },
    withdraw: {
      aside: true,
      from: ['drafted', 'submitted', 'approved', 'dispatched'],
      to: 'withdrawn',
      by: ['judge', ...issuers],
      standing: ['handling', 'superior'],
      input: inputs.because,
      apply: (facts) => facts,
      effects: () => [
        { kind: 'tell-children', action: 'withdraw' },
        { kind: 'lift-deadline', name: 'half-window' },
        { kind: 'lift-deadline', name: 'window' },
      ],
    },
  },
});

/** 账户全部可用: complete when every account of the list is free, and there is one. */
const allFree = ({ list }: Facts): boolean => list !== undefined && list.accounts > 0 && list.freed === list.accounts;

/** 办理时限: hours, unless the order sets days. */
const windowOf = ({ windowHours, windowDays }: Facts, startsAt: string): Omit<Budget, 'rule'> =>
  windowDays ? { startsAt, ...windowDays } : { startsAt, length: windowHours, unit: 'hour' };
