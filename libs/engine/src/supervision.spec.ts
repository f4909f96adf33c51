import { type Actor, type AnyProcedure, type Context, decide, defineProcedure, nothing, type Standing } from './index';

interface Facts {
  readonly n: number;
}
const actor = (role: string): Actor => ({ person: role, name: role, role, court: '粤0304' });
const watched = defineProcedure<Facts>()({
  name: 'watched',
  version: 1,
  facts: { safeParse: (value) => ({ success: true, data: value as Facts }) },
  stages: ['open', 'closed'],
  initial: 'open',
  final: ['closed'],
  documents: {},
  deadlines: { pressing: { rule: 'D01', onExpiry: 'note', above: true }, window: { rule: 'D01', onExpiry: 'note' } },
  headline: (facts) => ({ title: String(facts.n), caseNo: '' }),
  actions: {
    note: { from: ['open'], by: ['system', 'clerk'], input: nothing, apply: (facts) => facts },
    urge: { from: ['open'], by: ['clerk'], still: true, input: nothing, apply: (facts) => facts },
    close: { from: ['open'], to: 'closed', by: ['system'], input: nothing, apply: (facts) => facts },
  },
}) as unknown as AnyProcedure;
const context = (role: string, standing: readonly Standing[]): Context => ({
  now: '2026-01-20T00:00:00.000Z',
  actor: actor(role),
  standing,
  hierarchy: { exists: () => true, isSuperior: () => false },
  due: ({ startsAt }) => startsAt,
  summaries: {},
});
const snapshot = { stage: 'open', facts: { n: 1 }, revision: 1, documents: [] };

it.each([
  ['a step of a person', 'note', 'clerk', true],
  ['what the system only notes', 'note', 'system', false],
  ['urging', 'urge', 'clerk', false],
  ['a change of the stage, whoever made it', 'close', 'system', true],
])('%s is a movement of the matter, or not', (_what, action, role, advances) =>
  expect(decide(watched, snapshot, { action, input: {} }, context(role, ['handling']))).toMatchObject({
    ok: true,
    value: { advances },
  }),
);

describe('a deadline that presses a court', () => {
  const suspend = (deadline: string, ...standing: readonly Standing[]) =>
    decide(
      watched,
      snapshot,
      {
        action: 'suspendDeadline',
        input: { deadline, startsAt: null, dueAt: '2026-01-23T00:00:00.000Z', lights: false },
        internal: true,
      },
      context('chief', standing),
    );
  it('is suspended by its superior, which is no movement of the matter', () =>
    expect(suspend('pressing', 'superior')).toMatchObject({ ok: true, value: { advances: false } }));
  it('is not suspended by the court itself, nor by the lead', () =>
    expect(suspend('pressing', 'handling', 'lead')).toMatchObject({
      ok: false,
      refusal: { code: 'court-not-allowed', standing: ['superior'] },
    }));
  it('leaves the others as they were', () => expect(suspend('window', 'handling')).toMatchObject({ ok: true }));
});
