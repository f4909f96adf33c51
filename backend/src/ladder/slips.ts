import type { Actor } from '@xiezhi/engine';
import {
  type FindSlips,
  type IssueSlip,
  roleName,
  shellProblems,
  slipColours,
  type SlipDraft,
  type SlipFacts,
  type SlipsView,
  type SlipView,
} from '@xiezhi/contract';
import type { Courts } from '../courts/courts';
import type { Commands } from '../matters/commands';
import { type MatterReader, nameOf } from '../matters/matter-reader';
import { visibleTo } from '../matters/visible';
import { courtDay, courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import type { CourtReads } from '../platform/database/court-reads';
import type { Database, Tx } from '../platform/database/database';
import { uuidOf } from '../platform/database/uuid';
import { Where } from '../platform/database/where';
import { decode, encode } from '../platform/http/cursor';
import { shellProblem } from '../platform/problems/problem';
import type { LawBook } from '../rules/law-book';
import { slipFactsOf, slipRefusal } from './slip-facts';

interface SlipRow {
  readonly id: string;
  readonly matter_id: string;
  readonly colour: SlipView['colour'];
  readonly court: string;
  readonly year: number;
  readonly n: number;
  readonly addressee: string;
  readonly facts: SlipFacts;
  readonly remark: string;
  readonly issued_by: string;
  readonly issued_for: string | null;
  readonly issued_name: string;
  readonly issued_role: string;
  readonly issued_at: Date;
  readonly at_text: string;
  readonly acknowledged_name: string | null;
  readonly acknowledged_at: Date | null;
}

const columns = 's.*, s.issued_at::text as at_text';
const joined = 'slip s join matter m on m.id = s.matter_id';
const signing = ['judge', 'chief', 'duty-officer'];
const series: Readonly<Record<SlipView['colour'], string>> = { blue: '蓝', yellow: '黄', red: '红' };

export const slipNumber = ({ court, year, colour, n }: Pick<SlipRow, 'court' | 'year' | 'colour' | 'n'>): string =>
  `${court}-${year}-${series[colour]}-${String(n).padStart(4, '0')}`;

/** 提示单与督办单: drawn up with the facts of the moment, issued, signed for; an issued one is never changed. */
export class Slips {
  constructor(
    private readonly db: Database,
    private readonly reads: CourtReads,
    private readonly reader: MatterReader,
    private readonly courts: Courts,
    private readonly law: LawBook,
    private readonly commands: Commands,
  ) {}

  async find({ show, cursor, limit }: FindSlips, actor: Actor): Promise<SlipsView> {
    const where = this.waiting(show, actor);
    const total = await this.countBy(where, actor);
    if (cursor) {
      const [at = '', id = ''] = decode(cursor);
      where.and('(s.issued_at, s.id) > (?::timestamptz, ?::uuid)', at, id);
    }
    const rows = await this.reads.as(actor).rows<SlipRow>({
      text: `select ${columns} from ${joined} where ${where.sql} order by s.issued_at, s.id limit ${limit + 1}`,
      values: [...where.values],
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => this.view(row, actor)),
      next: rows.length > limit && last ? encode(last.at_text, last.id) : null,
      total,
    };
  }

  /** The number on the card: of exactly the rows that `find` gives. */
  count(show: FindSlips['show'], actor: Actor): Promise<number> {
    return this.countBy(this.waiting(show, actor), actor);
  }

  async ofMatter(id: string, actor: Actor): Promise<SlipView[]> {
    const rows = await this.reads.as(actor).rows<SlipRow>({
      text: `select ${columns} from slip s where s.matter_id = $1 order by s.issued_at desc, s.id`,
      values: [id],
    });
    return rows.map((row) => this.view(row, actor));
  }

  async draft(id: string, actor: Actor): Promise<SlipDraft> {
    const row = await this.reader.row(id, actor);
    const by = { courts: this.courts, book: this.law.current };
    const facts = await slipFactsOf(this.reads.as(actor), row, actor, by);
    const open = new Set((await this.ofMatter(id, actor)).filter((one) => isOpenFor(one, facts)).map((s) => s.colour));
    return {
      revision: row.revision,
      facts,
      colours: slipColours.map((colour) => {
        const refusal = slipRefusal(colour, row, actor, by) ?? (open.has(colour) ? 'slip-open' : undefined);
        const words = refusal && shellProblems[refusal];
        return { colour, refusal: words ? { zh: words.zh, en: words.en } : null };
      }),
    };
  }

  /** The revision that the person saw guards the facts: nothing of the matter moved since they were drawn up. */
  async issue(
    id: string,
    { colour, remark }: IssueSlip,
    { actor, key, revision }: { readonly actor: Actor; readonly key: string; readonly revision: number },
  ): Promise<SlipView> {
    const slip = uuidOf(id, actor.person, key);
    if (!(await this.row(slip, actor))) {
      const row = await this.reader.row(id, actor);
      const by = { courts: this.courts, book: await this.law.fresh(this.db) };
      const refusal = slipRefusal(colour, row, actor, by);
      if (refusal) throw shellProblem(refusal);
      const facts = await slipFactsOf(this.reads.as(actor), row, actor, by);
      if ((await this.ofMatter(id, actor)).some((one) => one.colour === colour && isOpenFor(one, facts)))
        throw shellProblem('slip-open');
      const command = {
        matterId: id,
        action: 'issueSlip',
        input: { slip, colour, remark },
        key: `${actor.person}:${key}`,
        actor,
        revision,
        internal: true as const,
      };
      await this.commands.performWith(command, {
        within: async (tx, [outcome]) => {
          if (outcome?.ok !== true || outcome.replayed) return;
          await write(tx, { slip, matter: id, colour, remark, facts, actor, addressee: row.court, now: outcome.at });
        },
      });
    }
    return this.one(slip, actor);
  }

  /** 签收: by somebody of the court it is addressed to who did not issue it. */
  async acknowledge(
    id: string,
    slip: string,
    { actor, key }: { readonly actor: Actor; readonly key: string },
  ): Promise<SlipView> {
    const row = await this.row(slip, actor);
    if (row?.matter_id !== id) throw shellProblem('no-such-slip');
    const whole = `${actor.person}:${key}`;
    const done = await this.db.one({
      text: 'select 1 from docket_entry where matter_id = $1 and key = $2',
      values: [id, whole],
    });
    if (done) return this.one(slip, actor);
    if (row.addressee !== actor.court) throw shellProblem('slip-not-for-you');
    if (hasHand(row, actor)) throw shellProblem('slip-own');
    if (row.acknowledged_at !== null) throw shellProblem('slip-acknowledged');
    const command = {
      matterId: id,
      action: 'acknowledgeSlip',
      input: { slip },
      key: whole,
      actor,
      internal: true as const,
    };
    await this.commands.performWith(command, {
      // After the lock of the matter: of two who sign at once one finds it signed, and nothing of hers is written.
      before: async (tx) => {
        const [open] = await tx.rows({
          text: 'select 1 from slip where id = $1 and acknowledged_at is null',
          values: [slip],
        });
        if (!open) throw shellProblem('slip-acknowledged');
      },
      within: async (tx, [outcome]) => {
        if (outcome?.ok !== true) return;
        await tx.rows({
          text: 'update slip set acknowledged_by = $2, acknowledged_name = $3, acknowledged_at = court_now() where id = $1',
          values: [slip, actor.person, nameOf(actor)],
        });
      },
    });
    return this.one(slip, actor);
  }

  /** 待签收 are those of one's own court; 未签收 those that other courts one may look into have not signed for. */
  private waiting(show: FindSlips['show'], actor: Actor): Where {
    const where = visibleTo(new Where(), { actor, below: this.courts.below(actor.court) }).and(
      's.acknowledged_at is null and m.closed_at is null',
    );
    if (show === 'to-sign' && !signing.includes(actor.role)) return where.and('false');
    return show === 'to-sign' ? where.and('s.addressee = ?', actor.court) : where.and('s.addressee <> ?', actor.court);
  }

  private async countBy(where: Where, actor: Actor): Promise<number> {
    const row = await this.reads.as(actor).one<{ n: number }>({
      text: `select count(*)::int as n from ${joined} where ${where.sql}`,
      values: [...where.values],
    });
    return row?.n ?? 0;
  }

  private row(id: string, actor: Actor): Promise<SlipRow | undefined> {
    return this.reads
      .as(actor)
      .one<SlipRow>({ text: `select ${columns} from slip s where s.id::text = $1`, values: [id] });
  }

  private async one(id: string, actor: Actor): Promise<SlipView> {
    const row = await this.row(id, actor);
    if (!row) throw shellProblem('no-such-slip');
    return this.view(row, actor);
  }

  private view(row: SlipRow, actor: Actor): SlipView {
    return {
      id: row.id,
      matterId: row.matter_id,
      colour: row.colour,
      number: slipNumber(row),
      facts: row.facts,
      remark: row.remark,
      issuedBy: { name: row.issued_name, roleName: roleName(row.issued_role) },
      issuedAt: courtTime(row.issued_at),
      acknowledgedBy: row.acknowledged_name,
      acknowledgedAt: courtTimeOrNull(row.acknowledged_at),
      mayAcknowledge:
        row.acknowledged_at === null &&
        row.addressee === actor.court &&
        signing.includes(actor.role) &&
        !hasHand(row, actor),
    };
  }
}

const isOpenFor = (one: SlipView, facts: SlipFacts): boolean =>
  one.acknowledgedAt === null && one.facts.addressee === facts.addressee;

const hasHand = ({ issued_by, issued_for }: SlipRow, { person, for: of }: Actor): boolean =>
  [person, of?.person].some((one) => one !== undefined && (one === issued_by || one === issued_for));

interface Issued {
  readonly slip: string;
  readonly matter: string;
  readonly colour: SlipView['colour'];
  readonly remark: string;
  readonly facts: SlipFacts;
  readonly actor: Actor;
  readonly addressee: string;
  readonly now: Date;
}

/** The number is taken in the transaction that issues, one issuer at a time: no gap and no double. */
const write = async (tx: Tx, { slip, matter, colour, remark, facts, actor, addressee, now }: Issued): Promise<void> => {
  const year = Number(courtDay(now).slice(0, 4));
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`slip ${actor.court} ${year} ${colour}`],
  });
  await tx.rows({
    text: `insert into slip (id, matter_id, colour, court, year, n, addressee, facts, remark, issued_by, issued_for, issued_name, issued_role, issued_at)
           select $1, $2, $3, $4, $5, coalesce(max(n), 0) + 1, $6, $7, $8, $9, $10, $11, $12, $13
             from slip where court = $4 and year = $5 and colour = $3`,
    values: [
      slip,
      matter,
      colour,
      actor.court,
      year,
      addressee,
      JSON.stringify(facts),
      remark,
      actor.person,
      actor.for?.person ?? null,
      nameOf(actor),
      actor.role,
      now,
    ],
  });
};
