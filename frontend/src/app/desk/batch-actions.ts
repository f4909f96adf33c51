import type { ProcedureView } from '@xiezhi/contract';

/** What a role may do to many items at once: what needs no input of each, and 分办, which names one judge for all. */
export const possible = (procedures: readonly ProcedureView[], role: string): ProcedureView['actions'] =>
  (procedures.find((one) => one.name === 'lift-freeze')?.actions ?? []).filter(
    (action) =>
      !action.internal && action.by.includes(role) && (action.input === undefined || action.name === 'assign'),
  );
