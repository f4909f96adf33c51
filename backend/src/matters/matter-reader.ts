import { type Actor, available, fileDocument, fileDocumentWords, type Refusal } from '@xiezhi/engine';
import { type Light, type MatterRow as MatterLine, type MatterView, type Problem, roleName } from '@xiezhi/contract';
import { procedures, type PublishedProcedure } from '@xiezhi/procedures';
import type { Access } from '../access/access';
import type { Courts } from '../courts/courts';
import { dueBy } from '../deadlines/started';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { type ProblemError, refusalProblem, shellProblem, wordsOf } from '../platform/problems/problem';
import type { LawBook } from '../rules/law-book';
import type { Performed, ShellRefusal } from './command';

import { light, lightOf } from './light';
import { type MatterRow, snapshotOf, standingOf } from './matter-row';
import { masked, outlined } from './masks';

/** 「李某代张某」: a deputy is named with whose post it is. */
export const nameOf = (actor: Actor): string => (actor.for ? `${actor.name}代${actor.for.name}` : actor.name);

export type SeenRow = MatterRow & { readonly light: Light; readonly now: Date };

const columns = `m.*, court_now() as now, ${light} as light`;
export const publishedOf = (row: { procedure: string; version: number }): PublishedProcedure => {
  const found = procedures.get(`${row.procedure}@${row.version}`);
  if (!found) throw new Error(`procedure ${row.procedure} version ${row.version} is not here`);
  return found;
};

/** Reads matters as one person may see them. */
export class MatterReader {
  constructor(
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly access: Access,
    private readonly law: LawBook,
  ) {}

  /** The row as the database shows it to this actor. Who may ask at all was decided before, at the gate. */
  async row(id: string, actor: Actor): Promise<SeenRow> {
    const row = await this.reads.as(actor).one<SeenRow>({
      name: 'read-matter',
      text: `select ${columns} from matter m where m.id = $1`,
      values: [id],
    });
    if (!row) throw shellProblem('not-found');
    return row;
  }

  /** Several, as far as the database shows them. */
  rows(ids: readonly string[], actor: Actor): Promise<SeenRow[]> {
    return this.reads.as(actor).rows<SeenRow>({
      name: 'read-matters',
      text: `select ${columns} from matter m where m.id = any($1::uuid[])`,
      values: [uuids(ids)],
    });
  }

  /** A matter, whole or in part, by what the policy admits the actor to. */
  async view(id: string, actor: Actor): Promise<MatterView> {
    const { place, outcome } = await this.access.demand('matter', id, actor);
    const view = this.viewOf(await this.row(id, actor), actor);
    const may = this.access.judge('perform', actor, place).outcome === 'full';
    const mine = may ? view : { ...view, actions: [] };
    return outcome === 'outline' ? outlined(mine) : outcome === 'masked' ? masked(mine) : mine;
  }

  /** What a command left: answered from what was decided, so that the same key gets the same answer. */
  viewAfter({ row, at }: Performed, actor: Actor): MatterView {
    return this.viewOf({ ...row, now: at, light: lightOf(row, at, this.law.current) }, actor);
  }

  viewOf(row: SeenRow, actor: Actor): MatterView {
    const { procedure, labels } = publishedOf(row);
    const standing = standingOf(row, actor, this.courts);
    const context = {
      now: row.now.toISOString(),
      actor,
      standing,
      hierarchy: this.courts,
      due: dueBy(this.law.current),
      summaries: {},
    };
    return {
      id: row.id,
      procedure: row.procedure,
      version: row.version,
      title: row.title,
      stage: row.stage,
      stageLabel: labels.stages[row.stage] ?? { zh: row.stage, en: row.stage },
      facts: row.facts,
      revision: row.revision,
      parentId: row.parent_id,
      court: row.court,
      courtName: this.courts.nameOf(row.court),
      leadCourt: row.lead_court,
      leadCourtName: this.courts.nameOf(row.lead_court),
      openedAt: courtTime(row.opened_at),
      closedAt: courtTimeOrNull(row.closed_at),
      startsAt: courtTimeOrNull(row.starts_at),
      dueAt: courtTimeOrNull(row.due_at),
      light: row.light,
      documents: row.documents,
      actions: available(procedure, snapshotOf(row), context).map(({ name, allowed, refusal }) => ({
        name,
        label: labels.actions[name] ?? { zh: name, en: name },
        allowed,
        ...(refusal ? { refusal: wordsOf(refusal, labels, roleName) } : {}),
      })),
    };
  }

  line(row: LineRow): MatterLine {
    const { labels } = publishedOf(row);
    return {
      id: row.id,
      procedure: row.procedure,
      title: row.title,
      caseNo: row.case_no,
      accountTail: row.account_tail,
      bank: row.bank,
      stage: row.stage,
      stageLabel: labels.stages[row.stage] ?? { zh: row.stage, en: row.stage },
      revision: row.revision,
      parentId: row.parent_id,
      court: row.court,
      courtName: this.courts.nameOf(row.court),
      leadCourt: row.lead_court,
      leadCourtName: this.courts.nameOf(row.lead_court),
      openedAt: courtTime(row.opened_at),
      movedAt: courtTime(row.moved_at),
      closedAt: courtTimeOrNull(row.closed_at),
      dueAt: courtTimeOrNull(row.due_at),
      light: row.light,
    };
  }

  /** A refusal of the performer as the problem that goes out; stale revisions say who changed what. */
  async problemOf(id: string, refusal: Refusal | ShellRefusal, seen: number, actor: Actor): Promise<ProblemError> {
    if (refusal.code === 'not-found') return shellProblem('not-found');
    if (refusal.code === 'not-yours') return this.access.whyNot(id, actor);
    if (refusal.code === 'key-reused') return shellProblem('key-reused');
    const row = await this.reads.as(actor).one<{ procedure: string; version: number }>({
      text: 'select procedure, version from matter where id = $1',
      values: [id],
    });
    if (!row) return shellProblem('not-found');
    const { labels } = publishedOf(row);
    const extra: Partial<Problem> =
      refusal.code === 'stale-revision' ? { changes: await this.changes(id, seen, labels.actions, actor) } : {};
    return refusalProblem(refusal, labels, roleName, extra);
  }

  private async changes(
    id: string,
    seen: number,
    words: Readonly<Record<string, { zh: string }>>,
    actor: Actor,
  ): Promise<NonNullable<Problem['changes']>> {
    const rows = await this.reads.as(actor).rows<{ revision: number; action: string; actor: Actor; at: Date }>({
      text: 'select revision, action, actor, at from docket_entry where matter_id = $1 and revision > $2 order by revision limit 20',
      values: [id, seen],
    });
    return rows.map(({ revision, action, actor: by, at }) => ({
      revision,
      action,
      label: action === fileDocument ? fileDocumentWords.zh : (words[action]?.zh ?? action),
      by: nameOf(by),
      court: this.courts.nameOf(by.court),
      at: courtTime(at),
    }));
  }
}

export interface LineRow {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly title: string;
  readonly case_no: string;
  readonly account_tail: string | null;
  readonly bank: string | null;
  readonly stage: string;
  readonly revision: number;
  readonly parent_id: string | null;
  readonly court: string;
  readonly lead_court: string;
  readonly opened_at: Date;
  readonly moved_at: Date;
  readonly closed_at: Date | null;
  readonly due_at: Date | null;
  readonly light: Light;
}
