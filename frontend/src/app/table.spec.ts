import { arranged, type Column, sortedNext, sortOf, sortText } from './ui/table/column';
import { allNext, chosenNext } from './ui/table/selection';
import { keepColumns, keptColumns } from './desk/columns-kept';

const columns: readonly Column[] = [
  { key: 'light', label: 'l', width: 1, always: true },
  { key: 'title', label: 't', width: 1 },
  { key: 'lead', label: 'e', width: 1, spare: true },
];
const keys = (list: readonly Column[]): string[] => list.map(({ key }) => key);

describe('the columns of a list', () => {
  it('are at first those that are not spare', () =>
    expect(keys(arranged(columns, undefined))).toEqual(['light', 'title']));
  it('come in the order that somebody chose, without those that are no more', () =>
    expect(keys(arranged(columns, ['lead', 'gone', 'light']))).toEqual(['lead', 'light']));
  it('never lose one that must be there', () => expect(keys(arranged(columns, ['title']))).toEqual(['light', 'title']));
  it('are remembered, and forgotten when they are as at first', () => {
    keepColumns('some', ['lead']);
    expect(keptColumns('some')).toEqual(['lead']);
    keepColumns('some', undefined);
    expect(keptColumns('some')).toBeUndefined();
  });
  it('are as at first when what was kept cannot be read', () => {
    localStorage.setItem('xiezhi.columns.broken', '{"a"');
    expect(keptColumns('broken')).toBeUndefined();
  });
});

describe('sorting by a head', () => {
  it('goes up, then down, then as it was', () => {
    const up = sortedNext(undefined, 'due');
    const down = sortedNext(up, 'due');
    expect([up, down, sortedNext(down, 'due')]).toEqual([
      { key: 'due', down: false },
      { key: 'due', down: true },
      undefined,
    ]);
    expect(sortedNext(down, 'moved')).toEqual({ key: 'moved', down: false });
  });
  it('stands in the address and comes back from it', () => {
    expect([sortText(sortOf('-due')), sortText(sortOf('due')), sortText(sortOf(''))]).toEqual(['-due', 'due', '']);
  });
});

describe('choosing rows', () => {
  const ids = ['a', 'b', 'c', 'd'];
  it('adds and takes away one by one', () => {
    const one = chosenNext(new Set(), ids, 'b', undefined);
    expect([...one]).toEqual(['b']);
    expect([...chosenNext(one, ids, 'b', undefined)]).toEqual([]);
  });
  it('takes all between the last one and this, in either direction', () => {
    expect([...chosenNext(new Set(['b']), ids, 'd', 'b')]).toEqual(['b', 'c', 'd']);
    expect([...chosenNext(new Set(['d']), ids, 'b', 'd')].sort()).toEqual(['b', 'c', 'd']);
  });
  it('keeps what was chosen on other pages when all of this one are let go', () => {
    expect([...allNext(new Set(['x', 'a', 'b', 'c', 'd']), ids)]).toEqual(['x']);
    expect([...allNext(new Set(['x']), ids)]).toEqual(['x', ...ids]);
  });
});
