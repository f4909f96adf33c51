import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fieldsOf, inputOf, suggested } from './matter/act/field';
import { toneOf } from './matter/track/board';
import { remaining } from './ui/parts/clock';
import { groupBy } from './ui/parts/group-by';

const schema = {
  type: 'object',
  required: ['rulingNo', 'rulingDate', 'amount'],
  properties: {
    rulingNo: { type: 'string', maxLength: 60 },
    rulingDate: { type: 'string', format: 'date' },
    amount: { type: 'string' },
    note: { type: 'string', maxLength: 500 },
    channel: { type: 'string', enum: ['online', 'counter'] },
    hours: { type: 'integer' },
    remains: { type: 'boolean' },
    found: { type: 'array' },
  },
};

describe('a form drawn from the procedure', () => {
  const fields = fieldsOf(schema);
  it('has a field for each simple value and none for a list', () =>
    expect(fields.map((f) => [f.name, f.kind, f.required])).toEqual([
      ['rulingNo', 'text', true],
      ['rulingDate', 'date', true],
      ['amount', 'text', true],
      ['note', 'long', false],
      ['channel', 'choice', false],
      ['hours', 'number', false],
      ['remains', 'yes-no', false],
    ]));
  it('has no field when the action takes nothing', () => expect(fieldsOf(undefined)).toEqual([]));
  it('gives the server numbers as numbers and leaves out what is empty', () =>
    expect(inputOf(fields, { rulingNo: ' 一 ', amount: '1.00', hours: '12', remains: 'true', note: '' })).toEqual({
      rulingNo: '一',
      amount: '1.00',
      hours: 12,
      remains: true,
    }));
  it('comes filled with what the case already has: of a waiting freeze, what it asked for', () => {
    const facts = { caseNo: '（2022）粤0304执1号', accountTail: '1796', limit: '9.00', actual: '5.00' };
    expect(suggested(fields, facts, '李法官')).toMatchObject({
      rulingNo: '（2022）粤0304执1号之一',
      amount: '5.00',
      channel: 'online',
    });
    expect(suggested(fields, { ...facts, actual: '0.00' }, '李法官')).toMatchObject({ amount: '9.00' });
  });
});

describe('what the board shows', () => {
  it('marks each stage by what is still to be done', () =>
    expect(
      ['verified', 'confirmed', 'returned', 'dispatched', 'ruled', null].map((stage) => toneOf({ stage })),
    ).toEqual(['done', 'nearly', 'back', 'unsigned', 'working', 'unsigned']));
  it('counts what is left of a window, and how long it has passed', () => {
    const now = Date.parse('2026-01-20T00:00:00Z');
    expect(remaining('2026-01-21T17:20:00Z', now)).toEqual({ key: 'left', hours: 41, minutes: 20 });
    expect(remaining('2026-01-19T23:30:00Z', now)).toEqual({ key: 'over', hours: 0, minutes: 30 });
  });
  it('groups in the order of the list', () =>
    expect([...groupBy([3, 1, 4, 5], (n) => n % 2)]).toEqual([
      [1, [3, 1, 5]],
      [0, [4]],
    ]));
});

describe('the colours', () => {
  const css = readFileSync(path.join(__dirname, 'ui/tokens/tokens.css'), 'utf8');
  const [light = '', dark = ''] = css.split("[data-theme='dark']");
  const colour = (block: string, name: string): string =>
    new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? '';
  const luminance = (hex: string): number => {
    const parts = [1, 3, 5]
      .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
  };
  const contrast = (a: string, b: string): number => {
    const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  it.each(
    [
      ['light', light],
      ['dark', dark],
    ].flatMap(([theme = '', block = '']) =>
      [
        'ink/paper',
        'ink/ground',
        'ink-soft/paper',
        'ink-soft/ground',
        'lead/paper',
        'lead/lead-soft',
        'lead-ink/lead',
        'green/paper',
        'amber/paper',
        'red/paper',
        'grey/paper',
        'paused/paper',
        'green/green-soft',
        'amber/amber-soft',
        'red/red-soft',
        'grey/grey-soft',
        'ink/lead-soft',
      ].map((pair) => [theme, pair, block] as const),
    ),
  )('%s %s are told apart (AA)', (_theme, pair, block) => {
    const [a = '', b = ''] = pair.split('/');
    expect(contrast(colour(block, a), colour(block, b))).toBeGreaterThanOrEqual(4.5);
  });
});
