import type { RuleTrialView, RuleVersionView } from '@xiezhi/contract';
import type { Actor } from '@xiezhi/engine';
import { type ExampleResult, type RuleExample, type RuleUnit, type RuleVersion, runExamples } from '@xiezhi/law';
import { nameOf } from '../matters/matter-reader';
import { type Database, sqlStateOf, type Tx } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { LawBook } from './law-book';

export interface RuleWish {
  readonly title: string;
  readonly length: number | null;
  readonly unit: RuleUnit;
  readonly extension: number;
  readonly basis: string;
  readonly confirmed: boolean;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly reason: string;
  readonly examples: readonly RuleExample[];
}

interface Row {
  readonly rule: string;
  readonly version: number;
  readonly title: string;
  readonly length: number | null;
  readonly unit: RuleUnit;
  readonly extension: number;
  readonly basis: string;
  readonly confirmed: boolean;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly status: RuleVersionView['status'];
  readonly proposed_by: string;
  readonly proposed_by_person: string | null;
  readonly reason: string;
  readonly approved_by: string | null;
  readonly examples: RuleExample[];
}

const columns = `rule, version, title, length, unit, extension, basis, confirmed, valid_from::text, valid_to::text, status,
  proposed_by, proposed_by_person, reason, approved_by, examples`;

/** 规则簿: a rule is changed by a new version with a reason, its examples counted first, and published by another person. */
export class Rules {
  constructor(
    private readonly db: Database,
    private readonly law: LawBook,
  ) {}

  async all(): Promise<RuleVersionView[]> {
    return (await this.db.rows<Row>({ text: `select ${columns} from rule_version order by rule, version` })).map(view);
  }

  /** 试算: what a proposal would be refused for, before it is made. */
  async trial(
    rule: string,
    { length, unit, examples }: Pick<RuleWish, 'length' | 'unit' | 'examples'>,
  ): Promise<RuleTrialView[]> {
    const book = await this.law.fresh(this.db);
    const [latest] = await this.db.rows<Row>({
      text: `select ${columns} from rule_version where rule = $1 order by version desc limit 1`,
      values: [rule],
    });
    if (!latest) throw shellProblem('no-such-rule');
    return runExamples(book.calendar, { ...versionOf(latest), length, unit }, examples);
  }

  async propose(rule: string, wish: RuleWish, actor: Actor): Promise<RuleVersionView> {
    const book = await this.law.fresh(this.db);
    const [before] = await this.db.rows<{ version: number }>({
      text: 'select max(version) as version from rule_version where rule = $1 having count(*) > 0',
      values: [rule],
    });
    if (!before) throw shellProblem('no-such-rule');
    const { validFrom = null, validTo = null, ...asked } = wish;
    const next: RuleVersion = { ...asked, id: rule, version: before.version + 1, validFrom, validTo };
    // A period without an example is a period that nobody counted.
    if (wish.length !== null && wish.unit !== 'percent' && wish.examples.length === 0)
      throw shellProblem('rule-examples-fail', {
        detail: '至少写一个示例：给定起算日，期望末日',
        detailEn: 'Write at least one example: a given start and the expected end',
      });
    demandPassing(runExamples(book.calendar, next, wish.examples));
    try {
      const [row] = await this.db.rows<Row>({
        text: `insert into rule_version (rule, version, title, length, unit, extension, basis, confirmed, valid_from, valid_to, proposed_by, proposed_by_person, reason, examples)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning ${columns}`,
        values: [
          rule,
          next.version,
          wish.title,
          wish.length,
          wish.unit,
          wish.extension,
          wish.basis,
          wish.confirmed,
          validFrom,
          validTo,
          nameOf(actor),
          actor.person,
          wish.reason,
          JSON.stringify(wish.examples),
        ],
      });
      if (!row) throw shellProblem('no-such-rule');
      return view(row);
    } catch (error) {
      throw sqlStateOf(error) === '23505' ? shellProblem('proposal-open') : error;
    }
  }

  /** The examples are counted again: the calendar may have changed since they were written. */
  async decide(rule: string, approve: boolean, reason: string, actor: Actor): Promise<RuleVersionView> {
    const book = await this.law.fresh(this.db);
    return this.db.transaction(async (tx) => {
      const waiting = await proposed(tx, rule);
      if (waiting.proposed_by_person === actor.person) throw shellProblem('two-people-needed');
      if (approve) demandPassing(runExamples(book.calendar, versionOf(waiting), waiting.examples));
      const [row] = await tx.rows<Row>({
        text: `update rule_version set status = $3, approved_by = $4, approved_by_person = $5, approved_at = court_now(), reason = reason || '；' || $6
                where rule = $1 and version = $2 returning ${columns}`,
        values: [rule, waiting.version, approve ? 'published' : 'refused', nameOf(actor), actor.person, reason],
      });
      if (approve) await tx.rows({ text: 'update law_edition set edition = edition + 1' });
      return view(row ?? waiting);
    });
  }
}

const proposed = async (tx: Tx, rule: string): Promise<Row> => {
  const [row] = await tx.rows<Row>({
    text: `select ${columns} from rule_version where rule = $1 and status = 'proposed' for update`,
    values: [rule],
  });
  if (!row) throw shellProblem('no-proposal');
  return row;
};

const demandPassing = (results: readonly ExampleResult[]): void => {
  const failing = results.map((result, i) => ({ ...result, i })).filter(({ passes }) => !passes);
  if (failing.length === 0) return;
  const zh = failing.map((f) => `示例 ${f.i + 1}：给定 ${f.given}，期望 ${f.expect}，计得 ${f.counted}`);
  const en = failing.map((f) => `Example ${f.i + 1}: given ${f.given}, expected ${f.expect}, counted ${f.counted}`);
  throw shellProblem('rule-examples-fail', {
    detail: zh.join('；'),
    detailEn: en.join('; '),
    errors: failing.map((f, n) => ({ pointer: `/examples/${f.i}`, code: 'counted-otherwise', message: zh[n] ?? '' })),
  });
};

const versionOf = ({ rule, valid_from, valid_to, ...row }: Row): RuleVersion => ({
  ...row,
  id: rule,
  validFrom: valid_from,
  validTo: valid_to,
});

const view = ({
  valid_from,
  valid_to,
  proposed_by,
  proposed_by_person: _person,
  approved_by,
  ...row
}: Row): RuleVersionView => ({
  ...row,
  validFrom: valid_from,
  validTo: valid_to,
  proposedBy: proposed_by,
  approvedBy: approved_by,
});
