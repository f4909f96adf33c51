import type { AnyProcedure, Decision, Effect, Headline } from '@xiezhi/engine';
import { procedures } from '@xiezhi/procedures';
import type { Command } from './command';
import type { MatterRow } from './matter-row';

export const procedureOf = (row: { procedure: string; version: number }): AnyProcedure => {
  const found = procedures.get(`${row.procedure}@${row.version}`);
  if (!found) throw new Error(`procedure ${row.procedure} version ${row.version} is not here`);
  return found.procedure;
};

export const headlineOf = (procedure: AnyProcedure, facts: unknown): Headline => procedure.headline(facts as never);

/** A command that was decided, on the matter it was decided on. */
export interface Decided {
  readonly command: Command;
  readonly row: MatterRow;
  readonly procedure: AnyProcedure;
  readonly decision: Decision;
}

/** The effects of one kind. */
export const of = <K extends Effect['kind']>(effects: readonly Effect[], kind: K): Extract<Effect, { kind: K }>[] =>
  effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
