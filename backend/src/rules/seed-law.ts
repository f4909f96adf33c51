import type { CalendarView } from '@xiezhi/contract';
import { addDays, type CalendarYear, knownYears, rules } from '@xiezhi/law';
import { readDeadline } from '../deadlines/deadline-row';
import type { Database } from '../platform/database/database';
import { LawBook } from './law-book';

type NamedDay = CalendarView['years'][number]['days'][number];

/** The days of a year's notice, one by one. */
export const daysOf = (year: CalendarYear): NamedDay[] => [
  ...year.rest.flatMap(({ from, to, name }) => {
    const days: NamedDay[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind: 'holiday', name });
    return days;
  }),
  ...year.work.map((day): NamedDay => ({ day, kind: 'make-up', name: '调休上班' })),
];

/** What the product ships: years and rules that are not there yet. What was published here since stays as it is. */
export const loadLaw = async (db: Database): Promise<{ years: number; rules: number }> => {
  const days = knownYears.flatMap((year) => daysOf(year).map((day) => ({ ...day, year: year.year })));
  await db.transaction(async (tx) => {
    const added = await tx.rows<{ year: number }>({
      text: `insert into calendar_year (year, source, status, proposed_by, reason, approved_by, approved_at)
             select y.year, y.source, 'published', '随产品', '国务院办公厅通知', '随产品', court_now() from jsonb_to_recordset($1::jsonb) as y(year smallint, source text)
              where not exists (select from calendar_year o where o.year = y.year) returning year`,
      values: [JSON.stringify(knownYears.map(({ year, source }) => ({ year, source })))],
    });
    await tx.rows({
      text: `insert into calendar_day (year, edition, day, kind, name)
             select year, 1, day, kind, name from jsonb_to_recordset($1::jsonb) as d(year smallint, day date, kind text, name text) where year = any($2::smallint[])`,
      values: [JSON.stringify(days), added.map(({ year }) => year)],
    });
    const ruled = await tx.rows({
      text: `insert into rule_version (rule, version, title, length, unit, extension, basis, confirmed, status, proposed_by, reason, approved_by, approved_at)
             select r.id, 1, r.title, r.length, r.unit, r.extension, r.basis, r.confirmed, 'published', '随产品', '随产品', '随产品', court_now()
               from jsonb_to_recordset($1::jsonb) as r(id text, title text, length int, unit text, extension int, basis text, confirmed boolean)
             on conflict do nothing returning rule`,
      values: [JSON.stringify(rules)],
    });
    if (added.length + ruled.length > 0) await tx.rows({ text: 'update law_edition set edition = edition + 1' });
  });
  await proveOld(db);
  return { years: knownYears.length, rules: rules.length };
};

/** Deadlines from before there were proofs: theirs is counted from the budget that the migration gave them. */
const proveOld = async (db: Database): Promise<void> => {
  const old = await db.rows<{ id: string }>({
    text: `select id from deadline where proof is null and status in ('open', 'suspended')`,
  });
  if (old.length === 0) return;
  const book = (await LawBook.load(db)).current;
  for (const { id } of old) {
    const found = await readDeadline(db, id);
    if (!found) continue;
    const proof = book.settle(found.budget, found.ledger);
    await db.rows({
      text: 'update deadline set proof = $2, due_at = $3, provisional = $4 where id = $1',
      values: [id, JSON.stringify(proof), proof.dueAt, proof.provisional],
    });
  }
};
