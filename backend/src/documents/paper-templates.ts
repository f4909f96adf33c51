import { fieldsOf, type Paper, paperOf, papers } from '@xiezhi/papers';
import type { Actor } from '@xiezhi/engine';
import type { PaperKindView, PaperTemplateView, TemplateWordsView } from '@xiezhi/contract';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { Database } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { DocumentStore } from './document-store';
import { plainName } from './file-kind';
import type { Printer } from './print/printer';
import { PaperRefused, type Printing } from './print/sheet';
import type { Content } from './samples';
import { wordsOf } from './template-words';

interface TemplateRow {
  readonly version: number;
  readonly file_name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_by_name: string;
  readonly proposed_at: Date;
  readonly effective_from: string;
  readonly state: 'proposed' | 'approved' | 'refused';
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly decision: string | null;
}

const columns = `t.version, t.file_name, t.sha256, t.bytes, t.reason, t.proposed_by, a.name as proposed_by_name, t.proposed_at,
  t.effective_from::text, t.state, b.name as decided_by_name, t.decided_at, t.decision
  from paper_template t join person a on a.id = t.proposed_by left join person b on b.id = t.decided_by`;

/** 文书模板: proposed by one person, looked at with sample data, approved by another; old versions stay. */
export class PaperTemplates {
  constructor(
    private readonly db: Database,
    private readonly store: DocumentStore,
    private readonly printer: Pick<Printer, 'ownTemplate' | 'check'>,
    private readonly printing: Printing,
    private readonly samples: () => Promise<Readonly<Record<string, Content>>>,
  ) {}

  /** The newest approved version on this day, else the one the product came with. */
  async inForce(paper: Paper, day: string): Promise<{ version: number; bytes: Buffer }> {
    const row = await this.db.one<{ version: number; sha256: string }>({
      name: 'template-in-force',
      text: `select version, sha256 from paper_template
              where paper = $1 and state = 'approved' and effective_from <= $2::date order by effective_from desc, version desc limit 1`,
      values: [paper.id, day],
    });
    if (!row) return { version: 0, bytes: this.printer.ownTemplate(paper) };
    return { version: row.version, bytes: await this.store.get(row.sha256) };
  }

  async list(id: string): Promise<PaperTemplateView[]> {
    const paper = this.paper(id);
    const rows = await this.db.rows<TemplateRow>({
      text: `select ${columns} where t.paper = $1 order by t.version`,
      values: [paper.id],
    });
    return rows.map(viewOf);
  }

  /** Checked before it is kept: only what the PDF can show, only fields of this paper. */
  async propose(
    id: string,
    sent: { name: string; bytes: Buffer },
    wish: { reason: string; effectiveFrom: string },
    actor: Actor,
  ): Promise<PaperTemplateView> {
    const paper = this.paper(id);
    try {
      this.printer.check(paper, sent.bytes);
    } catch (error) {
      throw refused(error);
    }
    const sha256 = await this.store.put(sent.bytes);
    const version = await this.db.transaction(async (tx) => {
      await tx.rows({
        text: `select pg_advisory_xact_lock(hashtext('paper-template'), hashtext($1))`,
        values: [paper.id],
      });
      const [row] = await tx.rows<{ version: number }>({
        text: `insert into paper_template (paper, version, file_name, sha256, bytes, reason, proposed_by, effective_from)
               select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7 from paper_template where paper = $1 returning version`,
        values: [
          paper.id,
          plainName(sent.name),
          sha256,
          sent.bytes.length,
          wish.reason,
          actor.person,
          wish.effectiveFrom,
        ],
      });
      return row?.version ?? 0;
    });
    return this.one(paper, version);
  }

  async decide(
    id: string,
    version: number,
    { approve, reason }: { approve: boolean; reason: string },
    actor: Actor,
  ): Promise<PaperTemplateView> {
    const paper = this.paper(id);
    const row = await this.row(paper, version);
    if (row.state !== 'proposed') throw shellProblem('template-decided');
    if (row.proposed_by === actor.person) throw shellProblem('template-own');
    const decided = await this.db.rows({
      text: `update paper_template set state = $3, decided_by = $4, decided_at = clock_timestamp(), decision = $5
              where paper = $1 and version = $2 and state = 'proposed' returning version`,
      values: [paper.id, version, approve ? 'approved' : 'refused', actor.person, reason],
    });
    if (decided.length === 0) throw shellProblem('template-decided');
    return this.one(paper, version);
  }

  async file(id: string, version: number): Promise<{ name: string; bytes: Buffer }> {
    const paper = this.paper(id);
    if (version === 0) return { name: `${paper.id} ${paper.name.zh}.docx`, bytes: this.printer.ownTemplate(paper) };
    const row = await this.row(paper, version);
    return { name: row.file_name, bytes: await this.store.get(row.sha256) };
  }

  /** Its words and names, so that two versions can be laid side by side. */
  async words(id: string, version: number): Promise<TemplateWordsView> {
    const { bytes } = await this.file(id, version);
    try {
      return wordsOf(bytes);
    } catch (error) {
      throw refused(error);
    }
  }

  /** The catalogue, with the version in force today and how many wait to be decided. */
  async catalogue(): Promise<PaperKindView[]> {
    const rows = await this.db.rows<{ paper: string; version: number | null; waiting: number }>({
      text: `select paper, count(*) filter (where state = 'proposed')::int as waiting,
                    (array_agg(version order by effective_from desc, version desc) filter (where state = 'approved'
                       and effective_from <= (court_now() at time zone 'Asia/Shanghai')::date))[1] as version
               from paper_template group by paper`,
    });
    const known = new Map(rows.map((row) => [row.paper, row]));
    return catalogueOf(papers).map((paper) => ({
      ...paper,
      template: known.get(paper.id)?.version ?? 0,
      waiting: known.get(paper.id)?.waiting ?? 0,
    }));
  }

  /** As it would print, with the data of the typical cases. */
  async preview(id: string, version: number): Promise<Buffer> {
    const paper = this.paper(id);
    const { bytes } = await this.file(id, version);
    const content = (await this.samples())[paper.id] ?? {};
    try {
      return (await this.printing.print(paper, bytes, content)).pdf;
    } catch (error) {
      throw refused(error);
    }
  }

  private paper(id: string): Paper {
    const paper = paperOf(id);
    if (!paper) throw shellProblem('not-found');
    return paper;
  }

  private async row(paper: Paper, version: number): Promise<TemplateRow> {
    const row = await this.db.one<TemplateRow>({
      text: `select ${columns} where t.paper = $1 and t.version = $2`,
      values: [paper.id, version],
    });
    if (!row) throw shellProblem('not-found');
    return row;
  }

  private async one(paper: Paper, version: number): Promise<PaperTemplateView> {
    return viewOf(await this.row(paper, version));
  }
}

const refused = (error: unknown): unknown =>
  error instanceof PaperRefused
    ? shellProblem('file-refused', { detail: error.words.zh, detailEn: error.words.en })
    : error;

const viewOf = (row: TemplateRow): PaperTemplateView => ({
  version: row.version,
  fileName: row.file_name,
  bytes: row.bytes,
  sha256: row.sha256,
  reason: row.reason,
  proposedBy: row.proposed_by_name,
  proposedAt: courtTime(row.proposed_at),
  effectiveFrom: row.effective_from,
  state: row.state,
  decidedBy: row.decided_by_name,
  decidedAt: courtTimeOrNull(row.decided_at),
  decision: row.decision,
});

/** Each paper with the names that its template may use. */
const catalogueOf = (papers: readonly Paper[]) =>
  papers.map((paper) => ({
    id: paper.id,
    name: paper.name,
    kind: paper.kind,
    from: paper.from,
    to: paper.to,
    signer: paper.signer,
    sealed: paper.sealed,
    numbered: paper.numbered,
    refusals: paper.guards.map(({ id, words }) => ({ id, words })),
    fields: namesOf(fieldsOf(paper)),
  }));

const namesOf = (fields: ReturnType<typeof fieldsOf>, before = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field === 'value'
      ? [before + name]
      : field.rows
        ? [`#${before}${name}`, ...namesOf(field.fields, `${before}${name} › `)]
        : namesOf(field.fields, `${before}${name}.`),
  );
