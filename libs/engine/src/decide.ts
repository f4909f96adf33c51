import { adjusting, isClockAction } from './clocks';
import { type Effect } from './effects';
import { type Action, type AnyProcedure, faultsOf, fileDocument, nothing, type Requirement } from './procedure';
import { type Context, ok, refuse, type Refusal, type Result, type Standing } from './values';

/** Where a matter stands. `documents` are the kinds filed on it. */
export interface Snapshot<F = unknown> {
  readonly stage: string;
  readonly facts: F;
  readonly revision: number;
  readonly documents: readonly string[];
}

export interface Decision<F = unknown> {
  readonly action: string;
  readonly fromStage: string;
  readonly next: Snapshot<F>;
  /** The input as the schema read it: what the docket keeps. */
  readonly input: unknown;
  readonly effects: readonly Effect[];
  readonly closes: boolean;
  /** 进展: the stage changed, or a person did what the matter is about. Nothing else ends a stagnation. */
  readonly advances: boolean;
}

type LooseAction = Action<string, unknown, unknown>;

const actionOf = (procedure: AnyProcedure, name: string): LooseAction | undefined =>
  Object.hasOwn(procedure.actions, name) ? (procedure.actions[name] as unknown as LooseAction) : undefined;

const missing = (requires: readonly Requirement[], filed: readonly string[]): (readonly string[])[] =>
  requires
    .map((need) => (typeof need === 'string' ? [need] : need.anyOf))
    .filter((kinds) => !kinds.some((kind) => filed.includes(kind)));

/** Everything that can be said before the input is known. */
const refusalBeforeInput = (action: LooseAction, snapshot: Snapshot, context: Context): Refusal | undefined => {
  if (!action.by.includes(context.actor.role)) return { code: 'role-not-allowed', roles: action.by };
  if (action.standing && !action.standing.some((way) => context.standing.includes(way)))
    return { code: 'court-not-allowed', standing: action.standing };
  if (!action.from.includes(snapshot.stage)) return { code: 'wrong-stage', stage: snapshot.stage, from: action.from };
  const absent = missing(action.requires ?? [], snapshot.documents);
  if (absent.length > 0) return { code: 'documents-missing', documents: absent };
  return undefined;
};

/**
 * The decision: a pure function of procedure, snapshot, command and context.
 * Order of refusals: action, role, court, stage, documents, input, guards — from what never changes to what may soon.
 */
export const decide = (
  procedure: AnyProcedure,
  snapshot: Snapshot,
  command: { readonly action: string; readonly input: unknown; readonly internal?: boolean },
  context: Context,
): Result<Decision, Refusal> => {
  if (command.action === fileDocument) return filing(procedure, snapshot, command.input, context);
  if (isClockAction(command.action)) return adjusting(procedure, snapshot, command, context);
  const action = actionOf(procedure, command.action);
  const offered = action?.internal !== true || command.internal === true || context.actor.role === 'system';
  if (!action || !offered) return refuse({ code: 'unknown-action', action: command.action });
  const early = refusalBeforeInput(action, snapshot, context);
  if (early) return refuse(early);

  const parsed = (action.input ?? nothing).safeParse(command.input ?? {});
  if (!parsed.success) return refuse({ code: 'input-invalid', faults: faultsOf(parsed.error.issues) });
  const input = parsed.data;
  const refusing = (action.guards ?? []).find((guard) => !guard.allows(snapshot.facts, context, input));
  if (refusing) return refuse({ code: 'guard-refused', guard: refusing.id });

  const facts = action.apply(snapshot.facts, input, context);
  const to = action.to ?? snapshot.stage;
  const stage = typeof to === 'string' ? to : to.choose(facts);
  return ok({
    action: command.action,
    fromStage: snapshot.stage,
    next: { stage, facts, revision: snapshot.revision + 1, documents: snapshot.documents },
    input,
    effects: action.effects?.(facts, input, context) ?? [],
    closes: (procedure.final as readonly string[]).includes(stage),
    advances: stage !== snapshot.stage || (context.actor.role !== 'system' && action.still !== true),
  });
};

/** Files a paper: any role of the court whose paper it is, while the matter is open. Facts and stage stay. */
const filing = (
  procedure: AnyProcedure,
  snapshot: Snapshot,
  input: unknown,
  context: Context,
): Result<Decision, Refusal> => {
  const kind = (input as { kind?: unknown } | null)?.kind;
  const paper =
    typeof kind === 'string' && Object.hasOwn(procedure.documents, kind) ? procedure.documents[kind] : undefined;
  if (typeof kind !== 'string' || !paper)
    return refuse({ code: 'input-invalid', faults: [{ path: ['kind'], message: '该程序没有这种文书' }] });
  const allowed: readonly Standing[] = [...paper.filedBy, 'system'];
  if (!allowed.some((way) => context.standing.includes(way)))
    return refuse({ code: 'court-not-allowed', standing: paper.filedBy });
  const closed = (procedure.final as readonly string[]).includes(snapshot.stage);
  if (closed && !context.standing.includes('system') && !reopening(procedure, snapshot.stage, kind))
    return refuse({
      code: 'wrong-stage',
      stage: snapshot.stage,
      from: procedure.stages.filter((stage) => !procedure.final.includes(stage)),
    });
  const documents = snapshot.documents.includes(kind) ? snapshot.documents : [...snapshot.documents, kind];
  return ok({
    action: fileDocument,
    fromStage: snapshot.stage,
    next: { ...snapshot, revision: snapshot.revision + 1, documents },
    input,
    effects: [],
    closes: closed,
    advances: context.actor.role !== 'system',
  });
};

/** A closed matter takes only the papers of an action that may reopen it. */
const reopening = (procedure: AnyProcedure, stage: string, kind: string): boolean =>
  Object.values(procedure.actions as unknown as Record<string, LooseAction>).some(
    (action) =>
      action.reopens === true &&
      action.from.includes(stage) &&
      action.requires?.some((need) => missing([need], [kind]).length === 0) === true,
  );

export interface Possible {
  readonly name: string;
  readonly allowed: boolean;
  readonly refusal?: Refusal;
}

/**
 * What is possible now, with the reason where it is not: the buttons of the screen.
 * Guards that look only at facts and context are asked with an empty input; one that cannot answer without input stays open.
 */
export const available = (procedure: AnyProcedure, snapshot: Snapshot, context: Context): Possible[] =>
  Object.entries(procedure.actions as unknown as Record<string, LooseAction>)
    .filter(([, action]) => action.internal !== true)
    .map(([name, action]) => {
      const refusal = refusalBeforeInput(action, snapshot, context) ?? guardWithoutInput(action, snapshot, context);
      return refusal ? { name, allowed: false, refusal } : { name, allowed: true };
    });

const guardWithoutInput = (action: LooseAction, snapshot: Snapshot, context: Context): Refusal | undefined => {
  const refusing = (action.guards ?? [])
    .filter((guard) => guard.allows.length < 3)
    .find((guard) => !guard.allows(snapshot.facts, context, undefined));
  return refusing ? { code: 'guard-refused', guard: refusing.id } : undefined;
};

/** Which summaries must be counted before this action is decided. */
export const summariesOf = (procedure: AnyProcedure, name: string): readonly string[] =>
  actionOf(procedure, name)?.reads ?? [];

/** Whether the account row is to be locked before the matters. */
export const touchesAccount = (procedure: AnyProcedure, name: string): boolean =>
  actionOf(procedure, name)?.touchesAccount === true;
