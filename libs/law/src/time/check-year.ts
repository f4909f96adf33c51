import type { Day } from '../checked';
import { addDays, type CalendarYear, weekday } from './calendar';

export interface CalendarFault {
  readonly row: number;
  readonly code: 'form' | 'date' | 'other-year' | 'twice' | 'kind' | 'make-up-on-weekday' | 'rest-and-work' | 'empty';
  readonly message: string;
}
export type CheckedYear =
  | { readonly ok: true; readonly year: CalendarYear }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] };

interface Row {
  readonly row: number;
  readonly day: string;
  readonly kind: string;
  readonly name: string;
}

const kinds: Readonly<Record<string, 'holiday' | 'make-up'>> = {
  holiday: 'holiday',
  放假: 'holiday',
  rest: 'holiday',
  'make-up': 'make-up',
  上班: 'make-up',
  working: 'make-up',
};

const fromCsv = (text: string): Row[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ line: line.trim(), row: i + 1 }))
    .filter(({ line, row }) => line !== '' && !(row === 1 && !/^\d/.test(line)))
    .map(({ line, row }) => {
      const [day = '', kind = '', name = ''] = line.split(/[,，]/).map((cell) => cell.trim());
      return { row, day, kind, name };
    });

const fromJson = (text: string): Row[] | undefined => {
  try {
    const value = JSON.parse(text) as unknown;
    if (!Array.isArray(value)) return undefined;
    return value.map((one, i) => {
      const { day, kind, name } = (one ?? {}) as Record<string, unknown>;
      return { row: i + 1, day: asText(day), kind: asText(kind), name: asText(name) };
    });
  } catch {
    return undefined;
  }
};
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const isDay = (text: string): text is Day => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** 年度放假安排, as CSV (日期,放假|上班,名称) or JSON: checked whole; one fault and nothing of it is taken. */
export const checkCalendarYear = (year: number, source: string, text: string): CheckedYear => {
  const rows = text.trimStart().startsWith('[') ? fromJson(text) : fromCsv(text);
  if (!rows) return { ok: false, faults: [{ row: 0, code: 'form', message: '既不是 CSV，也不是 JSON 数组' }] };
  const faults: CalendarFault[] = [];
  const seen = new Map<Day, 'holiday' | 'make-up'>();
  const rest: { from: Day; to: Day; name: string }[] = [];
  const work: Day[] = [];
  for (const { row, day, kind: said, name } of rows) {
    const fault = (code: CalendarFault['code'], message: string): void => void faults.push({ row, code, message });
    const kind = Object.hasOwn(kinds, said) ? kinds[said] : undefined;
    if (!isDay(day)) fault('date', `${day || '（空）'} 不是日期`);
    else if (Number(day.slice(0, 4)) !== year) fault('other-year', `${day} 不在 ${year} 年`);
    else if (kind === undefined) fault('kind', `${said || '（空）'} 既不是放假也不是上班`);
    else if (seen.has(day))
      fault(
        seen.get(day) === kind ? 'twice' : 'rest-and-work',
        `${day} ${seen.get(day) === kind ? '重复' : '既放假又上班'}`,
      );
    else if (kind === 'make-up' && weekday(day) !== 0 && weekday(day) !== 6)
      fault('make-up-on-weekday', `${day} 不是周末，不能列为调休上班日`);
    else {
      seen.set(day, kind);
      if (kind === 'make-up') work.push(day);
      else rest.push({ from: day, to: day, name: name || '休假' });
    }
  }
  if (rest.length === 0 && faults.length === 0) faults.push({ row: 0, code: 'empty', message: '没有一个放假日' });
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, year: { year, source, rest: joined(rest), work: work.sort() } };
};

/** Neighbouring days of one holiday become one stretch. */
const joined = (days: { from: Day; to: Day; name: string }[]): CalendarYear['rest'] => {
  const out: { from: Day; to: Day; name: string }[] = [];
  for (const day of [...days].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1);
    if (last?.name === day.name && addDays(last.to, 1) === day.from) last.to = day.to;
    else out.push({ ...day });
  }
  return out;
};
