import { judgeBy, policy, type PolicyLine, type Relation, strength } from '@xiezhi/contract';
import { type Cell, expected } from './oracle';
import { type Probe } from './matrix';

export interface Mutant {
  readonly line: string;
  readonly change: string;
  readonly lines: readonly PolicyLine[];
}

/** Every line in turn: taken out, its outcome changed, and each of its operations, roles, relations and classes taken out or added. */
export const mutants = (): Mutant[] =>
  policy.flatMap((line) => {
    const others = policy.filter((one) => one !== line);
    const with_ = (change: string, changed: Partial<PolicyLine>): Mutant => ({
      line: line.id,
      change,
      lines: [...others, { ...line, ...changed }],
    });
    const without = <K extends 'operations' | 'roles' | 'relations' | 'classes'>(field: K): Mutant[] =>
      ((line[field] ?? []) as readonly string[]).map((value) =>
        with_(`without ${value}`, { [field]: (line[field] as readonly string[]).filter((one) => one !== value) }),
      );
    const missingClasses = (['ordinary', 'restricted'] as const).filter(
      (one) => !(line.classes ?? ['ordinary']).includes(one),
    );
    return [
      { line: line.id, change: 'taken out', lines: others },
      ...strength
        .filter((outcome) => outcome !== line.outcome)
        .map((outcome) => with_(`gives ${outcome}`, { outcome })),
      ...without('operations'),
      ...without('roles'),
      ...without('relations'),
      ...(line.classes ? without('classes') : []),
      ...(line.relations
        ? missingClasses.map((one) => with_(`also ${one}`, { classes: [...(line.classes ?? ['ordinary']), one] }))
        : []),
    ];
  });

/** What the policy says of a cell, as the product would. A paper cannot be masked: masked is refused. */
const said = (lines: readonly PolicyLine[], { operation, role, relations, restricted, excluded }: Cell): string => {
  const outcome = judgeBy(lines, {
    operation: operation as never,
    role,
    relations: relations as readonly Relation[],
    classification: restricted ? 'restricted' : 'ordinary',
    excluded,
  });
  const paper = operation === 'readDocument' || operation === 'readOrder';
  return paper && outcome === 'masked' ? 'refused' : outcome;
};

/** Mutants that no cell of the matrix would have shown. Those that the running product answers are the same cells. */
export const survivors = (probes: readonly Probe[]): { mutants: number; survived: Mutant[] } => {
  const cells = new Map<string, Map<string, Cell>>();
  for (const { cell } of probes) {
    const of = cells.get(cell.operation) ?? new Map<string, Cell>();
    cells.set(cell.operation, of.set(JSON.stringify(cell), cell));
  }
  const all = mutants();
  const survived = all.filter(({ line, lines }) => {
    // A line speaks of its own operations, and through reading of what is refused instead of hidden.
    const touched = policy.find((one) => one.id === line)?.operations ?? [];
    const reading = touched.includes('matter') || touched.includes('account');
    return ![...cells].some(
      ([operation, of]) =>
        (reading || touched.some((one) => one === operation)) &&
        [...of.values()].some((cell) => said(lines, cell) !== expected(cell)),
    );
  });
  return { mutants: all.length, survived };
};
