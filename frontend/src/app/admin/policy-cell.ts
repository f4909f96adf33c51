import type { Classification, PolicyLine, PolicyOperation, PolicyView, Relation } from '@xiezhi/contract';
import { concernsMatters, judgeBy, linesThatSpeak, readingOf } from '@xiezhi/contract/plain';

export interface Cell {
  readonly outcome: string;
  /** The lines that say so; none when nothing is allowed. */
  readonly lines: readonly PolicyLine[];
  /** For a refusal: the lines by which one may know that the object exists. */
  readonly known: readonly PolicyLine[];
}

export interface Place {
  readonly operation: string;
  readonly role: string;
  /** Absent where the operation concerns no matter. */
  readonly relation?: string;
  readonly classification: string;
}

/** The lines as they crossed HTTP, as the one judge reads them. */
export const linesOf = (view: PolicyView): PolicyLine[] =>
  view.lines.map(
    ({ relations, classes, ...line }) =>
      ({ ...line, ...(relations.length === 0 ? {} : { relations, classes }) }) as unknown as PolicyLine,
  );

export const isAboutMatters = (lines: readonly PolicyLine[], operation: string): boolean =>
  concernsMatters(lines, operation as PolicyOperation);

/** One cell of 「谁能看什么」: judged here by the server's lines and the gate's own judge. */
export const cellOf = (lines: readonly PolicyLine[], { operation, role, relation, classification }: Place): Cell => {
  const question = {
    operation: operation as PolicyOperation,
    role,
    relations: relation === undefined ? [] : [relation as Relation],
    classification: classification as Classification,
  };
  const outcome = judgeBy(lines, question);
  const said = linesThatSpeak(lines, question);
  const known =
    outcome === 'refused' && said.length === 0
      ? linesThatSpeak(lines, { ...question, operation: readingOf(question.operation) })
      : [];
  return { outcome, lines: said, known };
};

/** Operation names of the program are English words: openMatter → open matter. */
export const humanized = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
