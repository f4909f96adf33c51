import type { MatterView, ProcedureView } from '@xiezhi/contract';
import { sizeOf } from './exports/size';
import { results, stepOf, sumsOf } from './matter/act/results';

const procedure = {
  actions: [
    { name: 'assign', from: ['signed'] },
    { name: 'query', from: ['signed', 'assigned'] },
    { name: 'recordReceipt', from: ['noticed'] },
    { name: 'confirm', from: ['noticed', 'bank-acked'] },
  ],
} as unknown as ProcedureView;
const at = (stage: string): MatterView =>
  ({
    stage,
    actions: ['assign', 'query', 'recordReceipt', 'confirm'].map((name) => ({ name })),
  }) as unknown as MatterView;
const step = (key: string, stage: string): string | undefined =>
  stepOf(
    results.find((one) => one.key === key),
    at(stage),
    procedure,
  )?.name;

describe('the confirm screen of a receiving court', () => {
  it('shows of a release the step that the item waits for: the receipt before the confirmation', () => {
    expect(['signed', 'noticed', 'bank-acked'].map((stage) => step('lifted', stage))).toEqual([
      'assign',
      'recordReceipt',
      'confirm',
    ]);
  });
  it('makes of every other result an action that the procedure has, with a reason code', () => {
    for (const one of results.filter(({ key }) => key !== 'lifted'))
      expect([one.steps.length, one.preset['reason']]).toEqual([1, expect.any(String)]);
    expect(step('refused', 'noticed')).toBeUndefined();
    expect(step('refused', 'assigned')).toBe('query');
  });
  it('counts every item of the court once', () => {
    const stages = ['dispatched', 'signed', 'bank-acked', 'confirmed', 'verified', 'queried', 'returned', 'expired'];
    const { total, ...parts } = sumsOf(stages.map((stage) => ({ stage })));
    expect(total).toBe(stages.length);
    expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(total);
    expect(parts).toEqual({ done: 2, unsigned: 1, back: 2, working: 3 });
  });
});

describe('the size of a file', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [8_500, '8.3 KB'],
    [6_311_175, '6.0 MB'],
  ])('%i bytes are read as %s', (bytes, words) => expect(sizeOf(bytes)).toBe(words));
});
