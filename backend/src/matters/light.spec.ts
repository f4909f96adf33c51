import { lightOf } from './light';

const at = (text: string): Date => new Date(text);
const row = { closed_at: null, starts_at: at('2026-01-20T00:00:00Z'), due_at: at('2026-01-23T00:00:00Z') };

it.each([
  ['2026-01-20T01:00:00Z', 'green'],
  ['2026-01-22T00:00:00Z', 'green'],
  ['2026-01-22T00:00:01Z', 'amber'],
  ['2026-01-23T00:00:00Z', 'amber'],
  ['2026-01-23T00:00:01Z', 'red'],
])('at %s of a window from the 20th to the 23rd the light is %s', (now, light) =>
  expect(lightOf(row, at(now))).toBe(light),
);
it('is grey when nothing counts, or all is done', () => {
  expect(lightOf({ ...row, due_at: null }, at('2027-01-01T00:00:00Z'))).toBe('grey');
  expect(lightOf({ ...row, closed_at: at('2026-01-21T00:00:00Z') }, at('2027-01-01T00:00:00Z'))).toBe('grey');
});
