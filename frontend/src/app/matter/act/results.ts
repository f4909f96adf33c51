import type { MatterView, PossibleAction, ProcedureView } from '@xiezhi/contract';

/**
 * 办理结果 as the receiving court says it, by the actions that the procedure has. It has no stage for a part lifted, a refusal or a plea
 * for time: each is a 情况反馈 to the lead court with its reason code, and the lead court answers, with more time where it grants it.
 */
export interface Result {
  readonly key: 'lifted' | 'partly' | 'refused' | 'foreign' | 'later';
  /** The steps there, in their order; the first that the stage waits for is shown. */
  readonly steps: readonly string[];
  readonly preset: Readonly<Record<string, string>>;
}

export const results: readonly Result[] = [
  { key: 'lifted', steps: ['assign', 'rule', 'notify', 'recordReceipt', 'confirm'], preset: {} },
  { key: 'partly', steps: ['query'], preset: { reason: 'amount-disputed' } },
  { key: 'refused', steps: ['query'], preset: { reason: 'objects' } },
  { key: 'foreign', steps: ['giveBack'], preset: { reason: 'not-own-freeze' } },
  { key: 'later', steps: ['query'], preset: { reason: 'papers-wanted' } },
];

/** The step of a result that an item is at, if it is at one. */
export const stepOf = (
  result: Result | undefined,
  matter: MatterView,
  procedure: ProcedureView,
): PossibleAction | undefined => {
  const name = result?.steps.find((step) =>
    procedure.actions.find((action) => action.name === step)?.from.includes(matter.stage),
  );
  return matter.actions.find((action) => action.name === name);
};

type Group = 'done' | 'unsigned' | 'back' | 'working';
const groups: Readonly<Record<string, Group>> = {
  confirmed: 'done',
  verified: 'done',
  'expired-proved': 'done',
  dispatched: 'unsigned',
  returned: 'back',
  queried: 'back',
};

/** 本院 N 项 = 已解除 + 办理中 + 未签收 + 退回或反馈. */
export const sumsOf = (items: readonly Pick<MatterView, 'stage'>[]): Readonly<Record<Group | 'total', number>> => {
  const sums = { total: items.length, done: 0, unsigned: 0, back: 0, working: 0 };
  for (const { stage } of items) sums[groups[stage] ?? 'working'] += 1;
  return sums;
};
