import { CourtCalendar, RuleBook, rules } from '@xiezhi/law';
import { lightOf } from './light';

const at = (text: string): Date => new Date(text);
const row = { closed_at: null, starts_at: at('2026-01-20T00:00:00Z'), due_at: at('2026-01-24T04:00:00Z') };
const bookWith = (amber: number): RuleBook =>
  new RuleBook(
    new CourtCalendar([]),
    rules.map((rule) => ({ ...rule, version: 1, ...(rule.id === 'L01' ? { length: amber } : {}) })),
  );

it.each([
  ['2026-01-20T01:00:00Z', 67, 'green'],
  ['2026-01-22T19:00:00Z', 67, 'green'],
  ['2026-01-22T19:00:01Z', 67, 'amber'],
  ['2026-01-22T19:00:01Z', 80, 'green'],
  ['2026-01-24T04:00:00Z', 80, 'amber'],
  ['2026-01-24T04:00:01Z', 80, 'red'],
])('at %s of a window of 100 hours, with %i%% as the threshold, the light is %s', (now, amber, light) =>
  expect(lightOf(row, at(now), bookWith(amber))).toBe(light),
);
it('is grey when nothing counts or all is done, and paused while the clock stands still', () => {
  const later = at('2027-01-01T00:00:00Z');
  expect(lightOf({ ...row, due_at: null }, later, bookWith(67))).toBe('grey');
  expect(lightOf({ ...row, closed_at: at('2026-01-21T00:00:00Z') }, later, bookWith(67))).toBe('grey');
  expect(lightOf({ ...row, starts_at: null }, later, bookWith(67))).toBe('paused');
});
