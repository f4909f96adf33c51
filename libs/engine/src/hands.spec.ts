import { type Actor, hadHand, handsOf } from './values';

describe('two hands', () => {
  const zhang: Actor = { person: 'zhang', name: '张某', role: 'judge', court: '粤03' };
  const li: Actor = { person: 'li', name: '李某', role: 'judge', court: '粤03' };
  const liForZhang: Actor = { ...li, for: { person: 'zhang', name: '张某' } };

  it('are two when two persons act for themselves', () => {
    expect(hadHand(li, handsOf(zhang))).toBe(false);
    expect(hadHand(zhang, handsOf(zhang))).toBe(true);
  });
  it('are one when a deputy and the holder of the post meet, whoever came first', () => {
    expect(hadHand(zhang, handsOf(liForZhang))).toBe(true);
    expect(hadHand(liForZhang, handsOf(zhang))).toBe(true);
    expect(hadHand(li, handsOf(liForZhang))).toBe(true);
  });
  it('are none where nothing was recorded', () => {
    expect(hadHand(zhang, undefined)).toBe(false);
  });
});
