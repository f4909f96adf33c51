import fc from 'fast-check';
import chineseDays from 'chinese-days';
import {
  addDays,
  type BudgetUnit,
  checkCalendarYear,
  CourtCalendar,
  courtCalendar,
  type Day,
  dayOf,
  knownYears,
  type LedgerEntry,
  ruleAt,
  rules,
  settle,
  weekday,
  wordsOfProof,
} from '../index';

const rule = { id: 'D00', version: 1, title: '试', basis: '试', confirmed: true };
const at = (day: Day, time = '09:30'): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const count = (start: Day, length: number, unit: BudgetUnit, ledger: readonly LedgerEntry[] = [], share = 1) =>
  settle(courtCalendar, { rule, startsAt: at(start), length, unit, fromNextHour: true, share }, ledger);
const entry = (kind: LedgerEntry['kind'], when: string, length: number | null = null): LedgerEntry => ({
  kind,
  at: when,
  length,
  by: '张三',
  reason: '调取证据',
  paper: '（2026）粤03执1号之一',
});

describe('the vectors of the domain', () => {
  it.each<[Day, number, BudgetUnit, Day]>([
    ['2026-02-02', 15, 'natural-day', '2026-02-24'],
    ['2026-02-05', 10, 'natural-day', '2026-02-24'],
    ['2026-01-30', 15, 'natural-day', '2026-02-14'],
    ['2026-09-15', 5, 'natural-day', '2026-09-20'],
    ['2026-04-24', 10, 'natural-day', '2026-05-06'],
    ['2026-02-13', 3, 'working-day', '2026-02-25'],
    ['2026-09-24', 3, 'working-day', '2026-09-30'],
    ['2026-09-25', 15, 'working-day', '2026-10-22'],
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['2025-03-15', 1, 'year', '2026-03-16'],
    ['2024-02-29', 1, 'year', '2025-02-28'],
    // 2024 by its own notice: a make-up Sunday takes the end, the Spring Festival moves it.
    ['2024-02-05', 6, 'natural-day', '2024-02-18'],
    ['2024-09-30', 3, 'working-day', '2024-10-10'],
  ])('from %s, %i %s end on %s', (start, length, unit, end) => expect(count(start, length, unit).lastDay).toBe(end));
  it('ends a period of days with its last day, at 24 o’clock in Beijing', () =>
    expect(count('2026-04-24', 10, 'natural-day').dueAt).toBe('2026-05-06T16:00:00.000Z'));
  it('counts statutory hours from the next full hour, and an order’s from its instant', () => {
    const budget = { rule, startsAt: '2026-01-20T01:20:00.000Z', length: 72, unit: 'hour', share: 1 } as const;
    expect([
      settle(courtCalendar, { ...budget, fromNextHour: true }, []).dueAt,
      settle(courtCalendar, { ...budget, fromNextHour: false }, []).dueAt,
    ]).toEqual(['2026-01-23T02:00:00.000Z', '2026-01-23T01:20:00.000Z']);
  });
});

describe('the calendar', () => {
  it('agrees on every day of 2024, 2025 and 2026 with a list made by others', () => {
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      expect({ day, working: courtCalendar.isWorking(day) }).toEqual({ day, working: chineseDays.isWorkday(day) });
  });
  it('knows how far it reaches, and how many working days are left of it', () => {
    expect([courtCalendar.horizon, courtCalendar.workingDaysLeft('2026-12-24')]).toEqual(['2026-12-31', 5]);
    expect(new CourtCalendar(knownYears.filter(({ year }) => year !== 2025)).horizon).toBe('2024-12-31');
  });
  it('takes a year in from CSV or JSON, and reads its own years back from their rows', () => {
    for (const known of knownYears) {
      const rows = [
        ...known.rest.flatMap(({ from, to, name }) => {
          const days: string[] = [];
          for (let day = from; day <= to; day = addDays(day, 1)) days.push(`${day},放假,${name}`);
          return days;
        }),
        ...known.work.map((day) => `${day},上班,`),
      ];
      const csv = checkCalendarYear(known.year, known.source, `日期,安排,名称\n${rows.join('\n')}`);
      expect(csv).toEqual({ ok: true, year: { ...known, work: [...known.work].sort() } });
      const json = rows.map((row) => row.split(',')).map(([day, kind, name]) => ({ day, kind, name }));
      expect(checkCalendarYear(known.year, known.source, JSON.stringify(json))).toEqual(csv);
    }
  });
  it.each([
    ['2027-05-08,上班,', 'ok'],
    ['2027-05-07,上班,', 'make-up-on-weekday'],
    ['2027-01-01,放假,元旦', 'twice'],
    ['2026-10-01,放假,国庆节', 'other-year'],
    ['2027-02-30,放假,春节', 'date'],
    ['2027-03-01,半天,', 'kind'],
    ['2027-01-01,上班,', 'rest-and-work'],
  ])('takes nothing of a year with the row %s when it is %s', (row, code) => {
    const checked = checkCalendarYear(2027, '通知', `2027-01-01,放假,元旦\n${row}`);
    expect(checked.ok ? 'ok' : checked.faults.map((fault) => [fault.row, fault.code])).toEqual(
      code === 'ok' ? 'ok' : [[2, code]],
    );
  });
  it('says of an empty sheet and of no sheet what is wrong', () => {
    expect(checkCalendarYear(2027, '通知', '')).toMatchObject({ ok: false, faults: [{ code: 'empty' }] });
    expect(checkCalendarYear(2027, '通知', '[{]')).toMatchObject({ ok: false, faults: [{ code: 'form' }] });
  });
});

/** The hand count knows nothing of `settle`: it walks day by day with the notices' own lists. */
const isRest = (day: Day): boolean => knownYears.some((y) => y.rest.some(({ from, to }) => from <= day && day <= to));
const isMakeUp = (day: Day): boolean => knownYears.some((y) => y.work.includes(day));
const worksByHand = (day: Day): boolean =>
  !isRest(day) && (isMakeUp(day) || (weekday(day) !== 0 && weekday(day) !== 6));
const rolledByHand = (day: Day): Day => (worksByHand(day) ? day : rolledByHand(addDays(day, 1)));
const lastOf = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

describe('a count', () => {
  const start = fc.integer({ min: 0, max: 760 }).map((n) => addDays('2024-01-01', n));
  it('of natural days is that of a hand on the calendar', () =>
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 180 }), (from, n) => {
        let day = from;
        for (let left = n; left > 0; left -= 1) day = addDays(day, 1);
        expect(count(from, n, 'natural-day').lastDay).toBe(rolledByHand(day));
      }),
      { numRuns: 500 },
    ));
  it('of working days is that of a hand on the calendar', () =>
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 120 }), (from, n) => {
        let day = from;
        for (let left = n; left > 0;) {
          day = addDays(day, 1);
          if (worksByHand(day)) left -= 1;
        }
        const proof = count(from, n, 'working-day');
        expect(proof.lastDay).toBe(day);
        // The proof accounts for each day between: counted or named.
        const span = Math.round((Date.parse(day) - Date.parse(from)) / 86_400_000);
        expect(proof.skipped.length).toBe(span - n);
      }),
      { numRuns: 500 },
    ));
  it('of months and years is that of a hand on the calendar', () =>
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 10 }), (from, n) => {
        const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
        const index = month - 1 + n;
        const [y, m] = [year + Math.floor(index / 12), (index % 12) + 1];
        const by = `${y}-${String(m).padStart(2, '0')}-${String(Math.min(date, lastOf(y, m))).padStart(2, '0')}`;
        expect(count(from, n, 'month').lastDay).toBe(rolledByHand(by));
      }),
      { numRuns: 500 },
    ));
  it('of hours is that of a hand on the clock, however often it stood still', () =>
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 240 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 })), { maxLength: 4 }),
        (from, n, pauses) => {
          const hour = 3_600_000;
          let clock = Date.parse(at(from, '09:00'));
          const ledger: LedgerEntry[] = [];
          const paused = new Set<number>();
          for (const [run, stand] of pauses) {
            clock += run * hour;
            ledger.push(entry('suspend', new Date(clock).toISOString()));
            for (let h = 0; h < stand; h += 1) paused.add(clock + h * hour);
            clock += stand * hour;
            ledger.push(entry('resume', new Date(clock).toISOString()));
          }
          let hand = Date.parse(at(from, '09:00'));
          for (let left = n; left > 0; hand += hour) if (!paused.has(hand)) left -= 1;
          const proof = settle(
            courtCalendar,
            { rule, startsAt: at(from, '09:00'), length: n, unit: 'hour', fromNextHour: true, share: 1 },
            ledger,
          );
          expect(proof.dueAt).toBe(new Date(hand).toISOString());
          expect(proof.spans.filter((s) => s.runs).reduce((sum, s) => sum + (s.hours ?? 0), 0)).toBe(n);
        },
      ),
      { numRuns: 300 },
    ));
  it('of days leaves out each day that a suspension touched, first and last among them', () =>
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 5, max: 60 }),
        fc.nat({ max: 3 }),
        fc.nat({ max: 30 }),
        (from, n, run, stand) => {
          const pause = addDays(from, 1 + run);
          const resume = addDays(pause, stand);
          let day = from;
          for (let left = n; left > 0;) {
            day = addDays(day, 1);
            if (day < pause || day > resume) left -= 1;
          }
          const ledger = [entry('suspend', at(pause, '10:00')), entry('resume', at(resume, '16:00'))];
          expect(count(from, n, 'natural-day', ledger).lastDay).toBe(rolledByHand(day));
        },
      ),
      { numRuns: 300 },
    ));
});

describe('a proof', () => {
  it('says in words what a judge can check by hand', () => {
    const proof = count('2026-09-24', 10, 'natural-day');
    expect(wordsOfProof(proof).zh).toBe(
      '自2026年9月24日起算（开始之日不计入），9月25日为第 1 日，第 10 日为10月4日。末日遇休假日（国庆节10月4日至10月7日），顺延至10月8日（民诉法第85条）。期限于10月8日24时届满。',
    );
    expect(proof.days.map(({ day, n, role }) => [day.slice(5), n, role])).toEqual([
      ['09-30', 6, 'counted'],
      ['10-01', 7, 'counted'],
      ['10-02', 8, 'counted'],
      ['10-03', 9, 'counted'],
      ['10-04', 10, 'moved-over'],
      ['10-05', null, 'moved-over'],
      ['10-06', null, 'moved-over'],
      ['10-07', null, 'moved-over'],
      ['10-08', null, 'end'],
      ['10-09', null, 'after'],
    ]);
  });
  it('names what working days passed over, as stretches', () => {
    const words = wordsOfProof(count('2026-02-13', 3, 'working-day'));
    expect(words.zh).toContain('其间不计：春节2月15日至2月23日');
    expect(words.en).toContain('not counted: 春节 2026-02-15 to 2026-02-23');
  });
  it('counts weekends as one number in its sentence, and names each in its list', () => {
    const proof = count('2026-03-02', 10, 'working-day');
    expect(wordsOfProof(proof).zh).toContain('第 10 个工作日为3月16日；其间不计：周末 4 日。');
    expect(proof.skipped.map(({ day }) => day.slice(5))).toEqual(['03-07', '03-08', '03-14', '03-15']);
  });
  it('is open while the period stands still, and goes on with what was left', () => {
    const stopped = [entry('suspend', at('2026-03-04'))];
    expect(count('2026-03-02', 10, 'natural-day', stopped)).toMatchObject({ dueAt: null, lastDay: null });
    expect(wordsOfProof(count('2026-03-02', 10, 'natural-day', stopped)).zh).toContain('现已中止');
    const resumed = [...stopped, entry('resume', at('2026-03-06'))];
    // 3 March is day 1; the 4th to 6th do not count; day 10 is the 15th, a Sunday.
    expect(count('2026-03-02', 10, 'natural-day', resumed)).toMatchObject({
      nominalDay: '2026-03-15',
      lastDay: '2026-03-16',
    });
    expect(wordsOfProof(count('2026-03-02', 10, 'natural-day', resumed)).zh).toContain('中止的 3 日不计入');
  });
  it('adds an extension to the budget', () =>
    expect(count('2026-03-02', 10, 'natural-day', [entry('extend', at('2026-03-04'), 5)])).toMatchObject({
      lastDay: '2026-03-17',
      extended: 5,
    }));
  it('keeps the mark of a date beyond the calendar', () => {
    const beyond = count('2026-12-30', 5, 'natural-day');
    expect([beyond.provisional, count('2026-12-24', 5, 'natural-day').provisional]).toEqual([true, false]);
    expect(wordsOfProof(beyond).zh).toContain('暂定');
  });
  it('of a reminder is a share of the whole', () => {
    expect(count('2026-03-02', 10, 'working-day', [], 0.5).dueAt).toMatch(/^2026-03-09/);
    const hours = settle(
      courtCalendar,
      { rule, startsAt: '2026-01-20T01:20:00.000Z', length: 72, unit: 'hour', fromNextHour: false, share: 0.5 },
      [],
    );
    expect(hours.dueAt).toBe('2026-01-21T13:20:00.000Z');
  });
  it('knows its days by Beijing time', () => expect(dayOf('2026-01-20T16:30:00.000Z')).toBe('2026-01-21'));
});

it('has each rule once', () => {
  expect(new Set(rules.map((r) => r.id)).size).toBe(rules.length);
});

it('has its rules as dated data with a citation, and says which are unconfirmed and which an order sets', () => {
  expect(ruleAt('D19u', '2026-01-01')).toMatchObject({ length: 48, unit: 'hour', basis: '财产保全规定 23' });
  expect(ruleAt('D99', '2026-01-01')).toBeUndefined();
  expect(rules.filter((r) => !r.confirmed).map((r) => r.id)).toEqual(['D04', 'D08', 'D20', 'D20u', 'D31']);
  expect(rules.filter((r) => r.length === null).map((r) => r.id)).toEqual(['D18', 'D36', 'L07']);
});

describe('working hours', () => {
  const hours = (startsAt: string, length: number, ledger: readonly LedgerEntry[] = []) =>
    settle(courtCalendar, { rule, startsAt, length, unit: 'working-hour', fromNextHour: true, share: 1 }, ledger);
  const table: [string, number, string][] = [
    // Within one sitting; over noon; over the night; from before the doors open; over 国庆.
    [at('2026-01-20', '09:00'), 2, at('2026-01-20', '11:00')],
    [at('2026-01-20', '11:00'), 2, at('2026-01-20', '15:00')],
    [at('2026-01-20', '16:30'), 4, at('2026-01-21', '11:30')],
    [at('2026-01-20', '03:00'), 4, at('2026-01-20', '14:30')],
    [at('2026-09-30', '17:00'), 1, at('2026-10-08', '09:00')],
  ];
  it.each(table)('from %s, %d of them end at %s', (from, length, end) => {
    const { dueAt, spans } = hours(from, length);
    expect(dueAt).toBe(end);
    expect(spans.reduce((sum, span) => sum + (span.hours ?? 0), 0)).toBeCloseTo(length, 9);
  });
  it('do not run while they are suspended, and go on with what was left', () => {
    const stopped = entry('suspend', at('2026-01-20', '10:00'));
    const open = hours(at('2026-01-20', '09:00'), 4, [stopped]);
    expect([open.dueAt, open.spans.at(-1)?.runs, wordsOfProof(open).zh.includes('现已中止')]).toEqual([
      null,
      false,
      true,
    ]);
    const resumed = hours(at('2026-01-20', '09:00'), 4, [stopped, entry('resume', at('2026-01-21', '09:00'))]);
    expect(resumed.dueAt).toBe(at('2026-01-21', '12:00'));
  });
  it('are said in words, with the sittings that count, and are provisional where no holidays are known', () => {
    expect(wordsOfProof(hours(at('2026-01-20', '16:30'), 4)).zh).toContain('共 4 个工作小时，至2026年1月21日11:30届满');
    expect(hours(at('2099-01-20', '09:00'), 1).provisional).toBe(true);
  });
});
