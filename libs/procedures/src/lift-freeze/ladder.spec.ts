import { scenarioFor } from '@xiezhi/testing';
import { liftFreeze } from './procedure';

const given = scenarioFor(liftFreeze);
const now = '2026-01-20T01:00:00.000Z';
const by = (role: string) => ({ person: role, name: role, role, court: '粤0304' });
const system = { person: 'system', name: '系统', role: 'system', court: '最高法' };
const facts = {
  freeze: 'f1',
  holder: '某集团',
  bank: '中国银行',
  accountTail: '1796',
  caseNo: '（2022）粤0304执17337号',
  rank: 0,
  limit: '7899705.00',
  actual: '4606804.48',
  expiresOn: '2027-01-01',
  issuer: '最高法',
  orderNo: '1号',
  active: true,
};
const late = (rung: string) => ({ ...facts, overdue: true, ladder: { rung, at: '2026-01-19T01:00:00.000Z' } });
const promise = { note: '银行系统升级', promisedOn: '2026-01-22' };
const receipt = { no: 'H1', date: '2026-01-20', amount: '4606804.48', recordedBy: 'clerk' };

describe('the overdue ladder', () => {
  it('begins with the chief, and with four working hours until the superior', () =>
    void given({ stage: 'signed', facts })
      .when('markOverdue', {}, system)
      .thenFacts({ overdue: true, ladder: { rung: 'overdue', at: now } })
      .thenEffects('notify-court', 'start-deadline'));
  it('does not begin against a court that has confirmed or given back: there others are awaited', () => {
    for (const more of [
      { confirmedBy: 'judge' },
      { returned: { reason: 'papers-unusable', contact: '甲', note: '缺页' } },
    ])
      given({ stage: 'confirmed', facts: { ...facts, ...more } })
        .when('markOverdue', {}, system)
        .thenEffects('notify-court');
  });
  it('begins once, however often the item is marked', () =>
    void given({ stage: 'signed', facts: late('supervised') })
      .when('markOverdue', {}, system)
      .thenFacts({ ladder: { rung: 'supervised' } })
      .thenEffects('notify-court'));
  it('tells the superior, the issuer and the court, and counts one working day for an explanation', () =>
    void given({ stage: 'signed', facts: late('overdue') })
      .when('supervise', {}, system)
      .thenStage('signed')
      .thenFacts({ ladder: { rung: 'supervised', at: now } })
      .thenEffects('start-deadline', 'notify-court', 'notify-court', 'notify-court'));
  it('ends where a person of the superior must decide', () =>
    void given({ stage: 'signed', facts: late('supervised') })
      .when('missExplanation', {}, system)
      .thenStage('signed')
      .thenFacts({ ladder: { rung: 'superior-acts' } })
      .thenEffects('notify-court', 'notify-court', 'notify-court'));
  it('comes down when the court confirms, and begins anew when the lead sends it back', () => {
    given({ stage: 'bank-acked', facts: { ...late('supervised'), receipt }, documents: ['bank-receipt'] })
      .when('confirm', {}, by('judge'))
      .thenEffects('settle-freeze', 'report-to-parent', 'lift-deadline', 'lift-deadline', 'lift-deadline');
    given({ stage: 'confirmed', facts: { ...late('supervised'), receipt, confirmedBy: 'judge' }, standing: ['lead'] })
      .when('sendBack', { note: '仍见冻结' }, by('judge'))
      .thenFacts({ ladder: { rung: 'overdue', at: now } })
      .thenEffects('settle-freeze', 'notify-court', 'report-to-parent', 'start-deadline');
  });
  it('lets go of an item that was granted time', () =>
    void given({ stage: 'queried', facts: late('overdue'), standing: ['lead'] })
      .when('answer', { note: '准予', extendHours: 12 }, by('clerk'))
      .thenEffects('notify-court', ...Array<string>(3).fill('lift-deadline'), 'start-deadline', 'start-deadline'));
});

describe('an explanation', () => {
  it('in time holds the ladder until the promised day', () =>
    void given({ stage: 'assigned', facts: late('supervised') })
      .when('explain', promise, by('judge'))
      .thenStage('assigned')
      .thenFacts({ ladder: { rung: 'explained', explained: { promisedOn: '2026-01-22', inTime: true } } })
      .thenEffects('lift-deadline', 'lift-deadline', 'start-deadline', 'notify-court', 'notify-court'));
  it('that comes late is kept and holds nothing', () =>
    void given({ stage: 'assigned', facts: late('superior-acts') })
      .when('explain', promise, by('judge'))
      .thenFacts({ ladder: { rung: 'superior-acts', explained: { inTime: false } } })
      .thenEffects('notify-court', 'notify-court'));
  it('promises the fifth working day at most, and no day that has begun', () => {
    const on = (promisedOn: string) =>
      given({ stage: 'assigned', facts: late('supervised') }).when('explain', { ...promise, promisedOn }, by('judge'));
    on('2026-01-27').thenStage('assigned');
    on('2026-01-28').thenRefused({ code: 'guard-refused', guard: 'promise-is-near' });
    on('2026-01-20').thenRefused({ code: 'guard-refused', guard: 'promise-is-ahead' });
  });
});

describe('the superior itself', () => {
  const ruling = {
    rulingNo: '（2026）粤执监9号',
    rulingDate: '2026-01-20',
    accountTail: '1796',
    amount: '4606804.48',
    freezeCaseNo: facts.caseNo,
  };
  const rules = (rung: string, documents = ['superior-ruling'], input: object = ruling) =>
    given({ stage: 'assigned', facts: late(rung), documents, standing: ['superior'] }).when(
      'ruleAbove',
      input,
      by('chief'),
    );
  it('rules on its own ruling once the ladder is at its top', () =>
    void rules('superior-acts')
      .thenStage('ruled')
      .thenFacts({ ladder: { rung: 'superior-acted' }, ruling: { no: '（2026）粤执监9号' } }));
  it('does not while the court may still explain or keep its word', () => {
    for (const rung of ['overdue', 'supervised', 'explained'])
      rules(rung).thenRefused({ code: 'guard-refused', guard: 'ladder-is-at-its-top' });
  });
  it('does not without its ruling, nor by a ruling on another freeze', () => {
    rules('superior-acts', []).thenRefused({ code: 'documents-missing', documents: [['superior-ruling']] });
    rules('superior-acts', ['superior-ruling'], { ...ruling, freezeCaseNo: '（2022）粤0304执1号' }).thenRefused({
      code: 'guard-refused',
      guard: 'ruling-concerns-this-freeze',
    });
  });
});
