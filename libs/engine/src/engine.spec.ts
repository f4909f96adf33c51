import {
  type Actor,
  available,
  catalogue,
  check,
  type Context,
  decide,
  defineProcedure,
  edgesOf,
  fileDocument,
  type Guard,
  isQueued,
  layersOf,
  nothing,
  summariesOf,
  touchesAccount,
} from './index';
import type { AnyLabels, AnyProcedure, Schema, Snapshot } from './index';

interface Facts {
  readonly n: number;
}
const clerk: Actor = { person: 'p1', name: '甲', role: 'clerk', court: '粤03' };
const system: Actor = { person: 'system', name: '系统', role: 'system', court: '最高法' };
const facts: Schema<Facts> = { safeParse: (value) => ({ success: true, data: value as Facts }) };
const count: Schema<{ by: number }> = {
  safeParse: (value) =>
    typeof (value as { by?: unknown }).by === 'number'
      ? { success: true, data: value as { by: number } }
      : { success: false, error: { issues: [{ path: ['by', 0], message: '须为数' }] } },
};
const isSmall: Guard<Facts> = { id: 'is-small', allows: (f, _context) => f.n < 10 };
const addsSomething: Guard<Facts, { by: number }> = {
  id: 'adds-something',
  allows: (_f, _context, input) => input.by > 0,
};

const counting = defineProcedure<Facts>()({
  name: 'counting',
  version: 1,
  facts,
  stages: ['open', 'full', 'closed'],
  initial: 'open',
  final: ['closed'],
  documents: {
    note: { number: 'T1', filedBy: ['handling'] },
    order: { number: 'T2', filedBy: ['system'] },
    appeal: { number: 'T3', filedBy: ['handling'] },
  },
  headline: (f) => ({ title: String(f.n), caseNo: '' }),
  actions: {
    add: {
      from: ['open'],
      to: { oneOf: ['open', 'full'], choose: (f) => (f.n >= 5 ? 'full' : 'open') },
      by: ['clerk'],
      standing: ['handling'],
      input: count,
      guards: [isSmall, addsSomething],
      apply: (f, input) => ({ n: f.n + input.by }),
      effects: () => [{ kind: 'report-to-parent', action: 'x' }],
    },
    close: {
      from: ['full'],
      to: 'closed',
      by: ['clerk'],
      requires: ['note', { anyOf: ['order', 'appeal'] }],
      touchesAccount: true,
      reads: ['sums'],
      apply: (f) => f,
    },
    reopen: { from: ['closed'], to: 'open', by: ['clerk'], reopens: true, requires: ['appeal'], apply: (f) => f },
    revive: { from: ['closed'], to: 'full', by: ['chief'], reopens: true, apply: (f) => f },
    touch: { from: ['open'], by: ['system', 'clerk'], internal: true, apply: (f) => f },
  },
}) as unknown as AnyProcedure;

const words = (zh: string) => ({ zh, en: zh });
const labels: AnyLabels = {
  title: words('计数'),
  summary: words('说明'),
  stages: { open: words('开'), full: words('满'), closed: words('结') },
  actions: { add: words('加'), close: words('结'), reopen: words('重开'), revive: words('复'), touch: words('碰') },
  guards: { 'is-small': words('须小'), 'adds-something': words('须加') },
  documents: { note: words('记录'), order: words('令'), appeal: words('申请') },
  fields: {},
  options: {},
};

const at = (stage: string, more: Partial<Snapshot> = {}): Snapshot => ({
  stage,
  facts: { n: 1 },
  revision: 7,
  documents: [],
  ...more,
});
const context = (more: Partial<Context> = {}): Context => ({
  now: '2026-01-20T00:00:00.000Z',
  actor: clerk,
  standing: ['handling'],
  hierarchy: { exists: () => true, isSuperior: () => false },
  due: ({ startsAt }) => startsAt,
  summaries: {},
  ...more,
});
const code = (action: string, input: unknown, snapshot = at('open'), c = context()): string | undefined => {
  const result = decide(counting, snapshot, { action, input }, c);
  return result.ok ? undefined : result.refusal.code;
};

describe('a decision', () => {
  it('moves the matter, grows the revision by one and says what follows', () => {
    const result = decide(counting, at('open'), { action: 'add', input: { by: 2 } }, context());
    expect(result).toEqual({
      ok: true,
      value: {
        action: 'add',
        fromStage: 'open',
        input: { by: 2 },
        closes: false,
        advances: true,
        effects: [{ kind: 'report-to-parent', action: 'x' }],
        next: { stage: 'open', facts: { n: 3 }, revision: 8, documents: [] },
      },
    });
  });
  it('goes where the facts lead', () => {
    expect(decide(counting, at('open'), { action: 'add', input: { by: 4 } }, context())).toMatchObject({
      ok: true,
      value: { next: { stage: 'full' } },
    });
  });
  it('closes in a final stage, and has no effects when none are named', () => {
    const result = decide(
      counting,
      at('full', { documents: ['note', 'order'] }),
      { action: 'close', input: undefined },
      context(),
    );
    expect(result).toMatchObject({ ok: true, value: { closes: true, effects: [] } });
  });
  it('stays where it is when the action leads nowhere', () => {
    expect(decide(counting, at('open'), { action: 'touch', input: {}, internal: true }, context())).toMatchObject({
      ok: true,
      value: { next: { stage: 'open' } },
    });
  });
  it('refuses an action it does not know, also when the name is that of every object', () => {
    expect(code('fly', {})).toBe('unknown-action');
    expect(code('constructor', {})).toBe('unknown-action');
  });
  it('does not know an internal action for people, but does for the system', () => {
    expect(code('touch', {})).toBe('unknown-action');
    expect(code('touch', {}, at('open'), context({ actor: system }))).toBeUndefined();
  });
  it('refuses the wrong role before the wrong court, and that before the wrong stage', () => {
    expect(code('add', {}, at('full'), context({ actor: { ...clerk, role: 'bank' }, standing: [] }))).toBe(
      'role-not-allowed',
    );
    expect(code('add', {}, at('full'), context({ standing: ['lead'] }))).toBe('court-not-allowed');
    expect(code('add', {}, at('full'))).toBe('wrong-stage');
  });
  it('names each paper that is missing, and any of those that would do', () => {
    expect(decide(counting, at('full'), { action: 'close', input: {} }, context())).toEqual({
      ok: false,
      refusal: { code: 'documents-missing', documents: [['note'], ['order', 'appeal']] },
    });
    expect(code('close', {}, at('full', { documents: ['note', 'appeal'] }))).toBeUndefined();
  });
  it('says where the input is wrong', () => {
    expect(decide(counting, at('open'), { action: 'add', input: { by: 'x' } }, context())).toEqual({
      ok: false,
      refusal: { code: 'input-invalid', faults: [{ path: ['by', 0], message: '须为数' }] },
    });
  });
  it('refuses by the first guard that does not allow', () => {
    expect(decide(counting, at('open', { facts: { n: 12 } }), { action: 'add', input: { by: 0 } }, context())).toEqual({
      ok: false,
      refusal: { code: 'guard-refused', guard: 'is-small' },
    });
    expect(decide(counting, at('open'), { action: 'add', input: { by: 0 } }, context())).toEqual({
      ok: false,
      refusal: { code: 'guard-refused', guard: 'adds-something' },
    });
  });
});

describe('filing a paper', () => {
  const file = (kind: unknown, snapshot = at('open'), c = context()) =>
    decide(counting, snapshot, { action: fileDocument, input: { kind } }, c);
  it('adds the kind once and changes neither stage nor facts', () => {
    expect(file('note')).toMatchObject({
      ok: true,
      value: { next: { stage: 'open', revision: 8, documents: ['note'] }, closes: false },
    });
    expect(file('note', at('open', { documents: ['note'] }))).toMatchObject({
      ok: true,
      value: { next: { documents: ['note'] } },
    });
  });
  it('is for the court whose paper it is, or the system', () => {
    expect(file('order')).toMatchObject({ ok: false, refusal: { code: 'court-not-allowed' } });
    expect(file('order', at('closed'), context({ actor: system, standing: ['system'] }))).toMatchObject({
      ok: true,
      value: { closes: true },
    });
  });
  it('refuses a kind that the procedure does not have', () => {
    for (const kind of ['novel', 7, 'toString'])
      expect(file(kind)).toMatchObject({ ok: false, refusal: { code: 'input-invalid' } });
    expect(decide(counting, at('open'), { action: fileDocument, input: null }, context())).toMatchObject({ ok: false });
  });
  it('on a closed matter takes only the papers of an action that reopens it', () => {
    expect(file('note', at('closed'))).toMatchObject({ ok: false, refusal: { code: 'wrong-stage' } });
    expect(file('appeal', at('closed'))).toMatchObject({ ok: true });
  });
});

describe('what is possible', () => {
  it('lists what people may do with the reason where they may not, and leaves out what is internal', () => {
    const list = available(counting, at('open'), context());
    expect(list).toEqual([
      { name: 'add', allowed: true },
      { name: 'close', allowed: false, refusal: { code: 'wrong-stage', stage: 'open', from: ['full'] } },
      { name: 'reopen', allowed: false, refusal: { code: 'wrong-stage', stage: 'open', from: ['closed'] } },
      { name: 'revive', allowed: false, refusal: { code: 'role-not-allowed', roles: ['chief'] } },
    ]);
    expect(available(counting, at('full', { documents: ['note', 'order'] }), context())[1]).toEqual({
      name: 'close',
      allowed: true,
    });
  });
  it('asks the guards that need no input', () => {
    expect(available(counting, at('open', { facts: { n: 12 } }), context())[0]).toEqual({
      name: 'add',
      allowed: false,
      refusal: { code: 'guard-refused', guard: 'is-small' },
    });
  });
  it('tells which summaries and which locks an action needs', () => {
    expect([summariesOf(counting, 'close'), summariesOf(counting, 'add'), summariesOf(counting, 'none')]).toEqual([
      ['sums'],
      [],
      [],
    ]);
    expect([touchesAccount(counting, 'close'), touchesAccount(counting, 'none')]).toEqual([true, false]);
  });
  it('knows queued effects from inline ones', () => {
    expect([isQueued({ kind: 'tell-children', action: 'x' }), isQueued({ kind: 'lift-deadline', name: 'x' })]).toEqual([
      true,
      false,
    ]);
  });
  it('takes nothing where nothing is to be given', () => {
    expect([nothing.safeParse(undefined), nothing.safeParse(null), nothing.safeParse({})].every((r) => r.success)).toBe(
      true,
    );
    expect([nothing.safeParse({ a: 1 }), nothing.safeParse(3)].some((r) => r.success)).toBe(false);
  });
});

describe('a deadline', () => {
  const input = { deadline: 'd', startsAt: null, dueAt: '2026-01-23T00:00:00.000Z', lights: true, reason: '调取证据' };
  const chief: Actor = { ...clerk, role: 'chief' };
  const adjust = (action: string, more: Partial<Context> = {}, stage: 'open' | 'closed' = 'open', internal = true) =>
    decide(counting, at(stage), { action, input, internal }, context({ actor: chief, ...more }));

  it('is suspended by whoever decides, sets the matter’s clock and tells the items', () =>
    expect(adjust('suspendDeadline')).toMatchObject({
      ok: true,
      value: {
        next: { stage: 'open', revision: at('open').revision + 1 },
        effects: [
          { kind: 'set-due', startsAt: null, dueAt: input.dueAt },
          { kind: 'tell-children', action: 'followClock', input: { startsAt: null, dueAt: input.dueAt } },
        ],
      },
    }));
  it('that no lights count to moves nothing but itself', () =>
    expect(
      decide(
        counting,
        at('open'),
        { action: 'extendDeadline', input: { ...input, lights: false }, internal: true },
        context({ actor: chief }),
      ),
    ).toMatchObject({ ok: true, value: { effects: [] } }));
  it('is followed by the items, quietly', () =>
    expect(adjust('followClock', { actor: system, standing: ['system'] })).toMatchObject({
      ok: true,
      value: { effects: [{ kind: 'set-due', startsAt: null, dueAt: input.dueAt }] },
    }));
  it.each([
    ['role-not-allowed', adjust('extendDeadline', { actor: clerk })],
    ['role-not-allowed', adjust('recountDeadline')],
    ['court-not-allowed', adjust('extendDeadline', { standing: [] })],
    ['wrong-stage', adjust('suspendDeadline', {}, 'closed')],
    ['unknown-action', adjust('suspendDeadline', {}, 'open', false)],
  ])('is refused as %s', (refused, result) => expect(result).toMatchObject({ ok: false, refusal: { code: refused } }));
  const faultsWith = (deadlines: AnyProcedure['deadlines'], actions: object = {}): string[] =>
    check(
      { ...counting, deadlines, actions: { ...counting.actions, ...actions } } as unknown as AnyProcedure,
      { ...labels, actions: { ...labels.actions, late: { zh: '晚', en: 'late' }, pass: { zh: '过', en: 'pass' } } },
      (id) => id === 'D01',
    );
  it('that nothing measures is a fault of the definition', () =>
    expect(faultsWith({ term: { rule: 'D99', onExpiry: 'nobody', follows: 'none', share: 2 } })).toEqual([
      '期限 term 的规则 D99 不存在',
      '期限 term 缺少界面文字',
      '期限 term 的份额不在 0 与 1 之间',
      '期限 term 所随的 none 不存在',
      '期限 term 届满后的 nobody 不是该程序的办理动作',
    ]));
  it('never approves by running out, nor hands people’s work to the clock', () => {
    const apply = (f: unknown) => f;
    const late = { from: ['open'], to: 'full', by: ['system'], apply };
    const pass = { from: ['open'], to: 'full', by: ['clerk'], approves: true, apply };
    expect(faultsWith({ term: { rule: 'D01', onExpiry: 'late' } }, { late, pass })).toContain(
      '期限 term 届满即视为批准（late）',
    );
    expect(faultsWith({ term: { rule: 'D01', onExpiry: 'late' } }, { late })).toEqual(['期限 term 缺少界面文字']);
    const worded = { ...labels, deadlines: { term: { zh: '期', en: 'term' } } };
    const sound = { ...counting, deadlines: { term: { rule: 'D01', onExpiry: 'touch', share: 0.5, follows: 'term' } } };
    expect(check(sound as unknown as AnyProcedure, worded, Boolean)).toEqual([]);
    expect(faultsWith({ term: { rule: 'D01', onExpiry: 'pass' } }, { pass })).toContain(
      '期限 term 届满后的 pass 系统不得办理',
    );
  });
});

describe('the picture of a procedure', () => {
  it('has every way, and layers by distance', () => {
    expect(edgesOf(counting)).toContainEqual({ action: 'touch', from: 'open', to: 'open' });
    expect(layersOf(counting)).toEqual([['open'], ['full'], ['closed']]);
  });
  it('finds no fault in a sound one', () => expect(check(counting, labels, Boolean)).toEqual([]));
  it('finds what is unreachable, stuck, unworded, unmanned or leaves a final stage unsaid', () => {
    const broken = {
      ...counting,
      stages: [...counting.stages, 'island', 'pit'],
      actions: {
        ...counting.actions,
        drop: {
          from: ['open'],
          to: 'pit',
          by: [],
          apply: (f: unknown) => f,
          guards: [{ id: 'unsaid', allows: () => true }],
          requires: ['unsaid-paper', { anyOf: ['other'] }],
        },
        rise: { from: ['closed'], to: 'open', by: ['clerk'], apply: (f: unknown) => f },
      },
    } as unknown as AnyProcedure;
    expect(check(broken, labels, Boolean)).toEqual([
      '阶段 island 无法到达',
      '阶段 island 缺少界面文字',
      '阶段 island 没有出口',
      '阶段 pit 缺少界面文字',
      '阶段 pit 没有出口',
      '办理动作 drop 缺少界面文字',
      '办理动作 drop 无人可办',
      '条件 unsaid 缺少界面文字',
      '文书 unsaid-paper 缺少界面文字',
      '文书 other 缺少界面文字',
      '办理动作 rise 缺少界面文字',
      '办理动作 rise 离开终结阶段而未声明',
    ]);
  });
  it('is written as a rule book with a diagram', () => {
    const text = catalogue(counting, labels);
    expect(text).toContain('| 结 | 满 | 结 | clerk | 记录；令 或 申请 |  |');
    expect(text).toContain('  open --> full: 加');
    const bare: AnyLabels = { ...labels, stages: {}, actions: {}, guards: {}, documents: {} };
    expect(catalogue(counting, bare)).toContain('| close | full | closed | clerk | note；order 或 appeal |  |');
    expect(catalogue(counting, bare)).toContain('is-small；adds-something');
  });
});
