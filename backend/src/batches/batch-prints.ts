import type { Actor } from '@xiezhi/engine';
import { type Paper, paperOf } from '@xiezhi/papers';
import type { Courts } from '../courts/courts';
import type { PaperPress } from '../documents/paper-press';
import { PaperRefused } from '../documents/print/sheet';
import type { Outcome, Unit } from '../matters/command';
import { courtDay } from '../platform/clock/court-time';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { shellProblem } from '../platform/problems/problem';

/** 批量制作文书: the papers of an item that a batch can print, each under the procedure's name of the document. */
const kinds: Readonly<Record<string, string>> = { T14: 'lifting-ruling', T15: 'assistance-notice' };
const printing = 'print:';

export const printedBy = (action: string): Paper | undefined =>
  action.startsWith(printing) && Object.hasOwn(kinds, action.slice(printing.length))
    ? paperOf(action.slice(printing.length))
    : undefined;

interface ItemRow {
  readonly id: string;
  readonly court: string;
  readonly now: Date;
  readonly facts: {
    readonly holder: string;
    readonly bank: string;
    readonly accountTail: string;
    readonly caseNo: string;
    readonly rank: number;
    readonly limit: string;
    readonly ruling?: { readonly no: string };
  };
  readonly credit_code: string;
}

/** One item of a chunk: the revision it came to, or why it was refused, in words. */
export type ItemResult = { readonly revision: number } | { readonly outcome: Outcome } | { readonly words: string };

/** Prints one paper for each item of a chunk, as the person who started the batch; what is already printed is found by its key. */
export class BatchPrints {
  constructor(
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly press: PaperPress,
    private readonly submit: (unit: Unit) => Promise<readonly Outcome[]>,
  ) {}

  async run(
    paper: Paper,
    ids: readonly string[],
    input: Readonly<Record<string, unknown>>,
    key: string,
    actor: Actor,
  ): Promise<ItemResult[]> {
    // Read with the eyes of the actor: an item of another court is not there.
    const rows = await this.reads.as(actor).rows<ItemRow>({
      text: `select m.id, m.court, court_now() as now, m.facts, a.credit_code
               from matter m join account_freeze f on f.id = m.subject_id join account a on a.id = f.account_id
              where m.id = any($1::uuid[]) and m.procedure = 'lift-freeze'`,
      values: [uuids(ids)],
    });
    const results: ItemResult[] = [];
    for (const id of ids) {
      const row = rows.find((one) => one.id === id);
      results.push(row ? await this.one(paper, row, input, key, actor) : { words: notFound() });
    }
    return results;
  }

  private async one(
    paper: Paper,
    row: ItemRow,
    input: Readonly<Record<string, unknown>>,
    key: string,
    actor: Actor,
  ): Promise<ItemResult> {
    try {
      const [command, beside] = await this.press.prepare({
        matterId: row.id,
        paper,
        kind: kinds[paper.id] ?? '',
        courtCode: row.court,
        content: this.contentOf(paper, row, input),
        key: `${key}-${row.id}`,
        actor,
      });
      const [outcome] = await this.submit({ commands: [command], traces: beside.traces });
      if (!outcome) return { words: notFound() };
      return outcome.ok ? { revision: outcome.row.revision } : { outcome };
    } catch (error) {
      if (error instanceof PaperRefused) return { words: error.words.zh };
      throw error;
    }
  }

  /** What the register knows of the freeze, and what the person wrote once for all of them. */
  private contentOf(paper: Paper, row: ItemRow, input: Readonly<Record<string, unknown>>) {
    const { facts } = row;
    const court = this.courts.nameOf(row.court);
    const common = {
      court,
      caseNo: facts.caseNo,
      date: courtDay(row.now),
      signers: input['signers'],
      ...(input['clerk'] === undefined ? {} : { clerk: input['clerk'] }),
      freeze: {
        court,
        caseNo: facts.caseNo,
        bank: facts.bank,
        holder: facts.holder,
        tail: facts.accountTail,
        rank: facts.rank,
        limit: facts.limit,
      },
    };
    if (paper.id === 'T15')
      return { ...common, addressee: facts.bank, liftingNo: facts.ruling?.no ?? '', contact: input['contact'] };
    return {
      ...common,
      applicant: input['applicant'],
      debtor: { name: facts.holder, creditCode: row.credit_code },
      lifted: { ruling: facts.caseNo },
      ground: input['ground'],
      articles: input['articles'],
    };
  }
}

const notFound = (): string => shellProblem('not-found').problem.detail ?? '';
