import { UntilPipe } from './until';

describe('when a period ends', () => {
  const pipe = new UntilPipe();
  it('is 24 o’clock of its last day, in the courts’ zone', () =>
    expect(pipe.transform('2026-12-02T00:00:00.000+08:00')).toBe('2026-12-01 24:00'));
  it('is the very minute where it was counted in hours', () =>
    expect(pipe.transform('2026-11-30T14:30:00.000+08:00')).toBe('2026-11-30 14:30'));
  it('is nothing where nothing ends', () => expect(pipe.transform(null)).toBe(''));
});
