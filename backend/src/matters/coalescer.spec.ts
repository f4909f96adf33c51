import type { Command, Outcome, Unit } from './command';
import { Coalescer } from './coalescer';

const command = (matterId: string): Command => ({
  matterId,
  action: 'x',
  input: {},
  key: matterId,
  actor: { person: '', name: '', role: '', court: '' },
});
const unit = (...ids: string[]): Unit => ({ commands: ids.map(command) });
const done = { ok: false, refusal: { code: 'not-found' } } as Outcome;

const recording = (poison?: string) => {
  const flushes: string[][] = [];
  const coalescer = new Coalescer(
    async (units) => {
      const ids = units.flatMap((u) => u.commands.map((c) => c.matterId));
      flushes.push(ids);
      await Promise.resolve();
      if (poison !== undefined && ids.includes(poison)) throw new Error('poisoned');
      return { outcomes: units.map((u) => u.commands.map(() => done)), changes: [], owed: 0 };
    },
    () => undefined,
  );
  return { flushes, coalescer };
};

describe('the coalescer', () => {
  it('lets commands of one tick share a flush', async () => {
    const { flushes, coalescer } = recording();
    await Promise.all(['a', 'b', 'c'].map((id) => coalescer.submit(unit(id))));
    expect(flushes).toEqual([['a', 'b', 'c']]);
  });
  it('keeps the same matter for the next flush, in the order of arrival', async () => {
    const { flushes, coalescer } = recording();
    await Promise.all([unit('a'), unit('a', 'b'), unit('b')].map((u) => coalescer.submit(u)));
    expect(flushes).toEqual([['a'], ['a', 'b'], ['b']]);
  });
  it('flushes steps of at most 512 matters at once, but a larger unit whole', async () => {
    const { flushes, coalescer } = recording();
    const ids = (n: number, name: string) => Array.from({ length: n }, (_none, i) => `${name}${i}`);
    await Promise.all(
      [unit(...ids(400, 'a')), unit(...ids(200, 'b')), unit(...ids(600, 'c'))].map((u) => coalescer.submit(u)),
    );
    expect(flushes.map((flush) => flush.length)).toEqual([400, 200, 600]);
  });
  it('takes fewer commands into a flush once it has seen how many items they open', async () => {
    const flushes: number[] = [];
    const launched = { ok: true, replayed: false, opened: 49 } as Outcome;
    const coalescer = new Coalescer(
      (units) => {
        flushes.push(units.length);
        return Promise.resolve({ outcomes: units.map(() => [launched]), changes: [], owed: 0 });
      },
      () => undefined,
    );
    const launch = (n: number): Promise<unknown> =>
      Promise.all(Array.from({ length: n }, (_none, i) => coalescer.submit(unit(`c${i}`))));
    await launch(8);
    await launch(8);
    expect(flushes).toEqual([8, 2, 2, 2, 2]);
  });
  it('finds a poisoned unit by halving and answers its neighbours', async () => {
    const { coalescer } = recording('c');
    const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map((id) => coalescer.submit(unit(id))));
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
