import { Controller } from '@nestjs/common';
import { edgesOf, layersOf } from '@xiezhi/engine';
import type { ProcedureView } from '@xiezhi/contract';
import { type PublishedProcedure, procedures, published } from '@xiezhi/procedures';
import { z } from 'zod';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';

const same = (name: string) => ({ zh: name, en: name });

/** A definition as forms and diagrams need it. */
export const procedureView = ({ procedure, labels }: PublishedProcedure): ProcedureView => ({
  name: procedure.name,
  version: procedure.version,
  title: labels.title,
  summary: labels.summary,
  initial: procedure.initial,
  final: [...procedure.final],
  opens: [...(procedure.opens?.by ?? [])],
  layers: layersOf(procedure),
  stages: procedure.stages.map((name) => ({ name, label: labels.stages[name] ?? same(name) })),
  actions: Object.entries(procedure.actions).map(([name, action]) => ({
    name,
    label: labels.actions[name] ?? same(name),
    from: [...action.from],
    by: [...action.by],
    internal: action.internal === true,
    aside: action.aside === true,
    requires: (action.requires ?? []).map((need) =>
      (typeof need === 'string' ? [need] : need.anyOf).map((kind) => ({
        kind,
        label: labels.documents[kind] ?? same(kind),
      })),
    ),
    guards: (action.guards ?? []).map(({ id }) => ({ id, label: labels.guards[id] ?? same(id) })),
    ...(action.input
      ? {
          input: z.toJSONSchema(action.input as unknown as z.ZodType, {
            io: 'input',
            unrepresentable: 'any',
          }) as Record<string, unknown>,
        }
      : {}),
  })),
  edges: edgesOf(procedure).map((edge) => ({ ...edge })),
  documents: Object.entries(procedure.documents).map(([kind, { number, filedBy }]) => ({
    kind,
    number,
    filedBy: [...filedBy],
    label: labels.documents[kind] ?? same(kind),
  })),
  fields: labels.fields,
  options: labels.options,
});

@Controller()
export class ProceduresController {
  @Operation('procedures')
  all(): ProcedureView[] {
    return published.map(procedureView);
  }

  @Operation('procedure')
  one(@AskedFor() { params }: Asked): ProcedureView {
    const found = procedures.get(params['name'] ?? '');
    if (!found) throw shellProblem('not-found');
    return procedureView(found);
  }
}
