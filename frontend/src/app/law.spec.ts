import type { RuleVersionView, TemplateWordsView } from '@xiezhi/contract';
import { menuOf } from './data/menu';
import { blank, complete, inputOf, namesOf } from './desk/print-form';
import { monthsOf, stretchesOf } from './law/months';
import { counts, entriesOf, inForce, matching } from './law/rule-book';
import { verdictOf } from './matter/file/verdict';
import { factsOf, windowOf } from './matter/open/window';
import { differenceOf, piecesOf } from './templates/difference';

const version = (more: Partial<RuleVersionView>): RuleVersionView => ({
  rule: 'D19',
  version: 1,
  title: '申请解除保全后裁定',
  length: 5,
  unit: 'natural-day',
  extension: 0,
  basis: '财产保全规定 23',
  confirmed: true,
  validFrom: null,
  validTo: null,
  status: 'published',
  proposedBy: '甲',
  reason: '',
  approvedBy: '乙',
  examples: [],
  ...more,
});

describe('the book of rules', () => {
  const first = version({});
  const second = version({ version: 2, validFrom: '2026-07-01' });
  const third = version({ version: 3, status: 'proposed', basis: '新规定' });
  const other = version({ rule: 'D20', title: '事项委托办理', validTo: '2025-12-31' });

  it('counts by the newest published version that is valid on the day', () => {
    expect([inForce([first, second, third], '2026-06-30'), inForce([first, second, third], '2026-07-01')]).toEqual([
      first,
      second,
    ]);
    expect(inForce([other], '2026-01-01')).toBeUndefined();
  });
  it('has one entry for each rule, its newest version first, and what waits beside what counts', () => {
    const [entry, lapsed] = entriesOf([first, other, third, second], '2026-08-01');
    expect([entry?.current, entry?.waiting, entry?.versions]).toEqual([second, third, [third, second, first]]);
    expect([lapsed?.rule, lapsed?.current]).toEqual(['D20', undefined]);
  });
  it('is found by sign, name and basis, also by those of what waits', () => {
    const entries = entriesOf([first, third, other], '2026-01-01');
    const found = (q: string, waiting = false): string[] => matching(entries, q, waiting).map(({ rule }) => rule);
    expect([found('d19'), found('委托'), found('新规定'), found('无'), found('', true)]).toEqual([
      ['D19'],
      ['D20'],
      ['D19'],
      [],
      ['D19'],
    ]);
  });
  it('asks for no example where nothing is counted', () => {
    expect([first, { ...first, length: null }, { ...first, unit: 'percent' as const }].map(counts)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the year on the wall', () => {
  const days = [
    { day: '2026-10-01', kind: 'holiday' as const, name: '国庆节' },
    { day: '2026-10-02', kind: 'holiday' as const, name: '国庆节' },
    { day: '2026-10-10', kind: 'make-up' as const, name: '调休上班' },
  ];
  it('has every day once, under its weekday, whole weeks from Monday on', () => {
    for (const year of [2024, 2026, 2027]) {
      const cells = monthsOf(year, []).flatMap(({ weeks }) => weeks);
      expect(cells.every((week) => week.length === 7)).toBe(true);
      const all = cells.flat().flatMap((cell) => (cell ? [cell.day] : []));
      expect([all.length, new Set(all).size]).toEqual(Array(2).fill(year % 4 === 0 ? 366 : 365));
      for (const week of cells)
        week.forEach((cell, i) => {
          if (cell) expect((new Date(`${cell.day}T00:00:00Z`).getUTCDay() + 6) % 7).toBe(i);
        });
    }
  });
  it('tells holidays, weekends that are worked, weekends and working days apart', () => {
    const october = monthsOf(2026, days)[9]?.weeks.flat() ?? [];
    const kind = (n: number): string | undefined => october.find((cell) => cell?.n === n)?.kind;
    expect([1, 10, 11, 12].map(kind)).toEqual(['holiday', 'make-up', 'weekend', 'working']);
  });
  it('reads neighbouring days of one name as one line', () => {
    expect(stretchesOf(days).map(({ from, to, name }) => [from, to, name])).toEqual([
      ['2026-10-01', '2026-10-02', '国庆节'],
      ['2026-10-10', '2026-10-10', '调休上班'],
    ]);
  });
});

describe('the window of an order', () => {
  it('is kept in days where it is set in days, and read back as it was set', () => {
    expect(factsOf({ length: 72, unit: 'hour' })).toEqual({ windowHours: 72 });
    expect(factsOf({ length: 3, unit: 'working-day' })).toEqual({
      windowHours: 72,
      windowDays: { length: 3, unit: 'working-day' },
    });
    for (const unit of ['hour', 'natural-day', 'working-day'] as const)
      expect(windowOf(factsOf({ length: 5, unit }))).toEqual({ length: 5, unit });
  });
});

describe('two versions of a template', () => {
  const words = (...texts: string[]): TemplateWordsView => ({
    paragraphs: texts.map((text) => ({ part: 'body', text })),
    fields: [],
  });
  it('differ by paragraphs, in the order of the new one', () => {
    const lines = differenceOf(words('甲', '{caseNo}', '丙'), words('甲', '案号：{caseNo}', '丙', '丁'));
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same 甲',
      'removed {caseNo}',
      'added 案号：{caseNo}',
      'same 丙',
      'added 丁',
    ]);
    const margin: TemplateWordsView = { paragraphs: [{ part: 'margin', text: '甲' }], fields: [] };
    expect(differenceOf(words('甲'), margin).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
  it('show what is filled in apart from what is said', () => {
    expect(piecesOf('案号：{caseNo}号')).toEqual([
      { field: false, text: '案号：' },
      { field: true, text: '{caseNo}' },
      { field: false, text: '号' },
    ]);
  });
});

describe('a paper', () => {
  const seal = { agrees: true, key: '', signature: '', publicKey: null, signer: '' };
  it('is said to be changed before anything is said of its seal', () => {
    expect(
      [
        { bytesAgree: true, seal },
        { bytesAgree: true, seal: null },
        { bytesAgree: true, seal: { ...seal, agrees: false } },
        { bytesAgree: false, seal },
      ].map((found) => verdictOf(found)),
    ).toEqual([
      { good: true, key: 'papers.agrees' },
      { good: true, key: 'papers.unsealed' },
      { good: false, key: 'papers.sealBroken' },
      { good: false, key: 'papers.changed' },
    ]);
  });
  it('printed in a batch is signed by a panel of three or five, a notice by a judge', () => {
    const form = { ...blank('甲'), applicant: '某银行', ground: '已批准', articles: '第十九条' };
    expect(namesOf('甲、乙，丙 丁')).toEqual(['甲', '乙', '丙', '丁']);
    expect(['甲', '甲、乙', '甲、乙、丙', '甲、乙、丙、丁'].map((signers) => complete({ ...form, signers }))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(inputOf({ ...form, signers: '甲、乙、丙' })['signers']).toEqual([
      { role: '审判长', name: '甲' },
      { role: '审判员', name: '乙' },
      { role: '审判员', name: '丙' },
    ]);
    const notice = { ...form, paper: 'T15' as const, contact: '丁，0755' };
    expect([complete(notice), inputOf(notice)]).toEqual([
      true,
      { signers: [{ role: '审判员', name: '甲' }], contact: '丁，0755' },
    ]);
  });
});

describe('the menu', () => {
  it('shows what two people change to those who may change it, and to nobody else', () => {
    const shown = (role: string, ...may: string[]): string[] => menuOf({ role, may }).map(({ to }) => to);
    expect(shown('clerk', 'rules', 'calendar', 'papers')).toEqual([]);
    expect(shown('coordinator', 'rules', 'proposeRule', 'proposeYear')).toEqual(['/rules', '/calendar']);
    expect(shown('security-admin', 'webhooks')).toEqual(['/admin/webhooks']);
  });
});
