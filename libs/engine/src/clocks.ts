import type { Decision, Snapshot } from './decide';
import type { Effect } from './effects';
import type { AnyProcedure } from './procedure';
import { type Context, type Instant, ok, refuse, type Refusal, type Result, type Standing, type Words } from './values';

/**
 * What every procedure may do to its deadlines. The shell counts the new date before it asks, and the input carries it:
 * so the docket says of each suspension, extension and correction which date it made.
 */
export const clockActions = [
  'suspendDeadline',
  'resumeDeadline',
  'extendDeadline',
  'recountDeadline',
  'followClock',
] as const;
export type ClockAction = (typeof clockActions)[number];
export const isClockAction = (name: string): name is ClockAction => (clockActions as readonly string[]).includes(name);

export const clockWords: Readonly<Record<ClockAction, Words>> = {
  suspendDeadline: { zh: '中止期限', en: 'Suspend a deadline' },
  resumeDeadline: { zh: '恢复期限', en: 'Resume a deadline' },
  extendDeadline: { zh: '延长期限', en: 'Extend a deadline' },
  recountDeadline: { zh: '重新计算期限', en: 'Count a deadline again' },
  followClock: { zh: '随总时限变更', en: 'Follow the campaign’s clock' },
};

/** 期限的中止、延长由院领导、执行局长决定，上级可以 (民诉法解释、执行工作规定 63). */
const deciders: readonly string[] = ['chief', 'president', 'coordinator', 'national-bureau'];
const near: readonly Standing[] = ['handling', 'lead', 'superior'];
const above: readonly Standing[] = ['superior'];
const bySystem: readonly ClockAction[] = ['recountDeadline', 'followClock'];

/** As counted by the shell. `startsAt` null: the clock stands still. `lights`: the matter's lights count to it. */
export interface ClockInput {
  readonly deadline: string;
  readonly startsAt: Instant | null;
  readonly dueAt: Instant;
  readonly lights: boolean;
}

export const adjusting = (
  procedure: AnyProcedure,
  snapshot: Snapshot,
  command: { readonly action: string; readonly input: unknown; readonly internal?: boolean },
  context: Context,
): Result<Decision, Refusal> => {
  const action = command.action as ClockAction;
  const { actor, standing } = context;
  const system = bySystem.includes(action);
  if (command.internal !== true && actor.role !== 'system') return refuse({ code: 'unknown-action', action });
  const roles = system ? ['system'] : deciders;
  if (!roles.includes(actor.role)) return refuse({ code: 'role-not-allowed', roles });
  const input = command.input as ClockInput;
  const ways = procedure.deadlines?.[input.deadline]?.above === true ? above : near;
  if (!system && !ways.some((way) => standing.includes(way)))
    return refuse({ code: 'court-not-allowed', standing: ways });
  const open = procedure.stages.filter((stage) => !procedure.final.includes(stage));
  if (!(open as readonly string[]).includes(snapshot.stage))
    return refuse({ code: 'wrong-stage', stage: snapshot.stage, from: open });
  const { startsAt, dueAt, lights } = input;
  const effects: readonly Effect[] = lights
    ? [
        { kind: 'set-due', startsAt, dueAt },
        { kind: 'tell-children', action: 'followClock', input: { deadline: '', startsAt, dueAt, lights: false } },
      ]
    : [];
  return ok({
    action,
    fromStage: snapshot.stage,
    next: { ...snapshot, revision: snapshot.revision + 1 },
    input,
    effects: action === 'followClock' ? [{ kind: 'set-due', startsAt, dueAt }] : effects,
    closes: false,
    advances: false,
  });
};
