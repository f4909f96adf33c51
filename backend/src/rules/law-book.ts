import { type CalendarYear, CourtCalendar, RuleBook, type RuleVersion } from '@xiezhi/law';
import type { Statement } from '../platform/database/database';

/** The database, or a transaction of it. */
export interface Asking {
  rows<Row>(statement: Statement): Promise<Row[]>;
}

interface Held {
  readonly edition: number;
  readonly book: RuleBook;
}
interface YearRow {
  readonly year: number;
  readonly source: string;
  readonly days: readonly { readonly day: string; readonly kind: string; readonly name: string }[];
}

const read = async (asking: Asking): Promise<Held> => {
  const [row] = await asking.rows<{ edition: number; rules: RuleVersion[] | null; years: YearRow[] | null }>({
    name: 'law-book',
    text: `select edition,
                  (select json_agg(json_build_object('id', rule, 'version', version, 'title', title, 'length', length, 'unit', unit,
                            'extension', extension, 'basis', basis, 'confirmed', confirmed, 'validFrom', valid_from, 'validTo', valid_to))
                     from rule_version where status = 'published') as rules,
                  (select json_agg(json_build_object('year', y.year, 'source', y.source, 'days',
                            (select json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name) order by d.day)
                               from calendar_day d where d.year = y.year and d.edition = y.edition)) order by y.year)
                     from calendar_year y where y.status = 'published') as years
             from law_edition`,
  });
  const years = (row?.years ?? []).map(({ year, source, days }): CalendarYear => ({
    year,
    source,
    rest: days.filter(({ kind }) => kind === 'holiday').map(({ day, name }) => ({ from: day, to: day, name })),
    work: days.filter(({ kind }) => kind === 'make-up').map(({ day }) => day),
  }));
  return { edition: row?.edition ?? 0, book: new RuleBook(new CourtCalendar(years), row?.rules ?? []) };
};

/**
 * 规则簿与工作日历 as this process holds them. Whoever decides reads the edition with his locks and asks by it, so that no
 * process ever counts by what another has since replaced; that costs no statement while nothing was published.
 */
export class LawBook {
  private constructor(private held: Held) {}

  static async load(asking: Asking): Promise<LawBook> {
    return new LawBook(await read(asking));
  }

  /** For what is only shown: as last read. */
  get current(): RuleBook {
    return this.held.book;
  }

  async at(asking: Asking, edition: number): Promise<RuleBook> {
    if (edition !== this.held.edition) this.held = await read(asking);
    return this.held.book;
  }

  async fresh(asking: Asking): Promise<RuleBook> {
    const [row] = await asking.rows<{ edition: number }>({ text: 'select edition from law_edition' });
    return this.at(asking, row?.edition ?? 0);
  }
}
