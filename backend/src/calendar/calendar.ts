import type { CalendarView, CheckedYearView, CountedPeriodView } from '@xiezhi/contract';
import type { Actor } from '@xiezhi/engine';
import { type BudgetUnit, checkCalendarYear, cited, wordsOfProof } from '@xiezhi/law';
import { nameOf } from '../matters/matter-reader';
import { courtDay, courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import { type Database, sqlStateOf } from '../platform/database/database';
import { shellProblem } from '../platform/problems/problem';
import type { LawBook } from '../rules/law-book';
import { daysOf } from '../rules/seed-law';

export interface YearWish {
  readonly year: number;
  readonly source: string;
  readonly published?: string;
  readonly text: string;
  readonly reason: string;
}
export interface PeriodWish {
  readonly rule: string;
  readonly length: number;
  readonly unit: BudgetUnit;
  readonly from?: string;
}
export interface Verdict {
  readonly approve: boolean;
  readonly reason: string;
}

interface YearRow {
  readonly year: number;
  readonly edition: number;
  readonly source: string;
  readonly published: string | null;
  readonly status: 'proposed' | 'published' | 'refused';
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly reason: string;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly days: CalendarView['years'][number]['days'] | null;
}

/** 工作日历: years are proposed whole and published by another person; the deadline clock then counts again what lay beyond it. */
export class Calendar {
  constructor(
    private readonly db: Database,
    private readonly law: LawBook,
  ) {}

  async read(): Promise<CalendarView> {
    const rows = await this.db.rows<YearRow>({
      text: `select y.year, y.edition, y.source, y.published::text, y.status, y.proposed_by, y.proposed_at, y.reason, y.approved_by, y.approved_at,
                    (select json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name) order by d.day)
                       from calendar_day d where d.year = y.year and d.edition = y.edition) as days
               from calendar_year y order by y.year, y.edition`,
    });
    return {
      years: rows.map(({ proposed_by, proposed_at, approved_by, approved_at, days, ...row }) => ({
        ...row,
        proposedBy: proposed_by,
        proposedAt: courtTime(proposed_at),
        approvedBy: approved_by,
        approvedAt: courtTimeOrNull(approved_at),
        days: days ?? [],
      })),
      ...(await this.reach()),
    };
  }

  /** How far the published years reach, and a warning in time (rule L04). */
  async reach(): Promise<Pick<CalendarView, 'horizon' | 'workingDaysLeft' | 'warning'>> {
    const book = await this.law.fresh(this.db);
    const { horizon } = book.calendar;
    const today = courtDay(await this.now());
    const left = book.calendar.workingDaysLeft(today);
    const early = book.at('L04', today)?.length ?? 0;
    const next = Number(horizon.slice(0, 4)) + 1;
    return {
      horizon,
      workingDaysLeft: left,
      warning:
        left > early
          ? null
          : {
              zh: `放假安排只到 ${horizon}，还有 ${left} 个工作日。请导入 ${next} 年的放假安排；此前该年的期限均为暂定。`,
              en: `The calendar ends on ${horizon}, ${left} working days from now. Bring in ${next}; until then its dates are provisional.`,
            },
    };
  }

  /** 检查: what a proposal would hold, or each row that it would be refused for. */
  check({ year, text }: Pick<YearWish, 'year' | 'text'>): CheckedYearView {
    const checked = checkCalendarYear(year, '', text);
    return checked.ok ? { days: daysOf(checked.year), faults: [] } : { days: [], faults: [...checked.faults] };
  }

  /** 试算: when a period would end that an order sets by a rule, from an instant or from now. */
  async count({ rule: id, length, unit, from }: PeriodWish): Promise<CountedPeriodView> {
    const book = await this.law.fresh(this.db);
    const startsAt = from ?? (await this.now()).toISOString();
    const rule = book.at(id, courtDay(new Date(startsAt)));
    if (!rule) throw shellProblem('no-such-rule');
    const proof = book.settle({ rule: cited(rule), startsAt, length, unit, fromNextHour: false, share: 1 });
    return {
      rule: proof.rule,
      length,
      unit,
      startsAt: courtTime(new Date(startsAt)),
      dueAt: courtTime(new Date(proof.dueAt ?? startsAt)),
      lastDay: proof.lastDay,
      provisional: proof.provisional,
      words: wordsOfProof(proof),
      skipped: [...proof.skipped],
    };
  }

  async propose({ year, source, published, text, reason }: YearWish, actor: Actor): Promise<CalendarView> {
    const checked = checkCalendarYear(year, source, text);
    if (!checked.ok)
      throw shellProblem('calendar-year-faulty', {
        detail: checked.faults.map((f) => `第 ${f.row} 行：${f.message}`).join('；'),
        errors: checked.faults.map((f) => ({ pointer: `/text/${f.row}`, code: f.code, message: f.message })),
      });
    await this.db
      .transaction(async (tx) => {
        const [row] = await tx.rows<{ edition: number }>({
          text: `insert into calendar_year (year, edition, source, published, proposed_by, proposed_by_person, reason)
                 select $1, coalesce(max(edition), 0) + 1, $2, $3, $4, $5, $6 from calendar_year where year = $1 returning edition`,
          values: [year, source, published ?? null, nameOf(actor), actor.person, reason],
        });
        await tx.rows({
          text: `insert into calendar_day (year, edition, day, kind, name)
                 select $1, $2, day, kind, name from jsonb_to_recordset($3::jsonb) as d(day date, kind text, name text)`,
          values: [year, row?.edition, JSON.stringify(daysOf(checked.year))],
        });
      })
      .catch((error: unknown) => {
        throw sqlStateOf(error) === '23505' ? shellProblem('proposal-open') : error;
      });
    return this.read();
  }

  async decide(year: number, { approve, reason }: Verdict, actor: Actor): Promise<CalendarView> {
    await this.db.transaction(async (tx) => {
      const [row] = await tx.rows<{ edition: number; proposed_by_person: string | null }>({
        text: `select edition, proposed_by_person from calendar_year where year = $1 and status = 'proposed' for update`,
        values: [year],
      });
      if (!row) throw shellProblem('no-proposal');
      if (row.proposed_by_person === actor.person) throw shellProblem('two-people-needed');
      if (approve) {
        await tx.rows({
          text: `update calendar_year set status = 'refused' where year = $1 and status = 'published'`,
          values: [year],
        });
        // A year that is published anew takes the certainty from what was counted by the old one; the clock counts it again.
        await tx.rows({
          text: `update deadline set provisional = true where status in ('open', 'suspended') and unit <> 'hour'
                    and $1 between extract(year from starts_at at time zone 'Asia/Shanghai') and extract(year from due_at at time zone 'Asia/Shanghai')`,
          values: [year],
        });
      }
      await tx.rows({
        text: `update calendar_year set status = $3, approved_by = $4, approved_by_person = $5, approved_at = court_now(), reason = reason || '；' || $6
                where year = $1 and edition = $2`,
        values: [year, row.edition, approve ? 'published' : 'refused', nameOf(actor), actor.person, reason],
      });
      if (approve) await tx.rows({ text: 'update law_edition set edition = edition + 1' });
    });
    return this.read();
  }

  private async now(): Promise<Date> {
    const [clock] = await this.db.rows<{ now: Date }>({ text: 'select court_now() as now' });
    return clock?.now ?? new Date(0);
  }
}
