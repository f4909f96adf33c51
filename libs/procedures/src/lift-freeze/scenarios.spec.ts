import { scenarioFor } from '@xiezhi/testing';
import { liftFreeze } from './procedure';

const given = scenarioFor(liftFreeze);
const by = (role: string, person = role, court = '粤0304') => ({ person, name: person, role, court });
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
const ruling = { no: '（2022）粤0304执17337号之一', date: '2026-01-20', amount: '4606804.48' };
const rule = {
  rulingNo: ruling.no,
  rulingDate: '2026-01-20',
  accountTail: '1796',
  amount: '4606804.48',
  freezeCaseNo: facts.caseNo,
};
const receipt = { receiptNo: 'H1', receivedOn: '2026-01-20', accountTail: '1796', amount: '4606804.48' };
const recorded = {
  ...facts,
  ruling,
  receipt: { no: 'H1', date: '2026-01-20', amount: '4606804.48', recordedBy: 'clerk' },
};

describe('on its way', () => {
  it('is dispatched and the court is told', () =>
    void given({ stage: 'drafted', facts })
      .when('dispatch', {}, system)
      .thenStage('dispatched')
      .thenEffects('notify-court'));
  it('is not dispatched when the freeze has expired', () =>
    void given({ stage: 'drafted', facts: { ...facts, expiresOn: '2026-01-19' } })
      .when('dispatch', {}, system)
      .thenRefused({ code: 'guard-refused', guard: 'freeze-is-not-expired' }));
  it('is still dispatched on the last day, by the courts’ calendar and not by UTC', () =>
    void given({ stage: 'drafted', facts: { ...facts, expiresOn: '2026-01-20' }, now: '2026-01-19T17:00:00.000Z' })
      .when('dispatch', {}, system)
      .thenStage('dispatched'));
  it('is signed for by the duty officer of the handling court', () =>
    void given({ stage: 'dispatched', facts }).when('sign', {}, by('duty-officer')).thenStage('signed'));
  it('is not signed for by another court', () =>
    void given({ stage: 'dispatched', facts, standing: [] })
      .when('sign', {}, by('duty-officer'))
      .thenRefused({ code: 'court-not-allowed', standing: ['handling'] }));
  it('is assigned to a judge by the bureau chief', () =>
    void given({ stage: 'signed', facts })
      .when('assign', { judge: '李法官' }, by('chief'))
      .thenStage('assigned')
      .thenFacts({ judge: '李法官' }));
  it('is not ruled on before the ruling is filed', () =>
    void given({ stage: 'assigned', facts })
      .when('rule', rule, by('judge'))
      .thenRefused({ code: 'documents-missing', documents: [['lifting-ruling']] }));
  it('is ruled on', () =>
    void given({ stage: 'assigned', facts, documents: ['lifting-ruling'] })
      .when('rule', rule, by('judge'))
      .thenStage('ruled')
      .thenFacts({ ruling }));
  it.each([
    ['accountTail', '0000', 'ruling-names-the-account'],
    ['amount', '1.00', 'ruling-names-the-amount'],
    ['freezeCaseNo', '（2022）粤0304执1号', 'ruling-names-this-freeze'],
    ['rulingNo', '（2025）京01执1号', 'ruling-names-this-freeze'],
  ])(
    'is not ruled on with another %s',
    (field, value, guard) =>
      void given({ stage: 'assigned', facts, documents: ['lifting-ruling'] })
        .when('rule', { ...rule, [field]: value }, by('judge'))
        .thenRefused({ code: 'guard-refused', guard }),
  );
  it('is noticed to the bank only after the ruling', () => {
    const notice = { noticeNo: 'T1', sentOn: '2026-01-20', channel: 'online' };
    given({ stage: 'ruled', facts: { ...facts, ruling }, documents: ['assistance-notice'] })
      .when('notify', notice, by('judge'))
      .thenStage('noticed');
    given({ stage: 'ruled', facts: { ...facts, ruling }, documents: ['assistance-notice'] })
      .when('notify', { ...notice, sentOn: '2026-01-19' }, by('judge'))
      .thenRefused({ code: 'guard-refused', guard: 'notice-follows-the-ruling' });
  });
});

describe('the bank’s receipt', () => {
  const noticed = { stage: 'noticed', facts: { ...facts, ruling }, documents: ['bank-receipt'] };
  it('is recorded by name', () =>
    void given(noticed)
      .when('recordReceipt', receipt, by('clerk'))
      .thenStage('bank-acked')
      .thenFacts({ receipt: recorded.receipt }));
  it.each([
    ['accountTail', '0000', 'receipt-matches-the-account'],
    ['amount', '1.00', 'receipt-matches-the-amount'],
    ['receivedOn', '2026-01-19', 'receipt-follows-the-ruling'],
  ])(
    'does not match with another %s',
    (field, value, guard) =>
      void given(noticed)
        .when('recordReceipt', { ...receipt, [field]: value }, by('clerk'))
        .thenRefused({ code: 'guard-refused', guard }),
  );
});

describe('the confirmation', () => {
  it('needs the receipt on file', () =>
    void given({ stage: 'noticed', facts })
      .when('confirm', {}, by('judge'))
      .thenRefused({ code: 'documents-missing', documents: [['bank-receipt']] }));
  it('needs the receipt recorded', () =>
    void given({ stage: 'noticed', facts, documents: ['bank-receipt'] })
      .when('confirm', {}, by('judge'))
      .thenRefused({ code: 'guard-refused', guard: 'receipt-is-recorded' }));
  it('is not for the one who recorded the receipt', () =>
    void given({ stage: 'bank-acked', facts: recorded, documents: ['bank-receipt'] })
      .when('confirm', {}, by('judge', 'clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'confirmer-is-not-recorder' }));
  it('is not for a clerk at all', () =>
    void given({ stage: 'bank-acked', facts: recorded, documents: ['bank-receipt'] })
      .when('confirm', {}, by('clerk', 'another'))
      .thenRefusedAs('role-not-allowed'));
  it('by a second person lifts the freeze and reports', () =>
    void given({ stage: 'bank-acked', facts: recorded, documents: ['bank-receipt'] })
      .when('confirm', {}, by('judge'))
      .thenStage('confirmed')
      .thenFacts({ active: false })
      .thenEffects('settle-freeze', 'report-to-parent'));
  it('can be corrected by the chief before it is verified', () =>
    void given({ stage: 'confirmed', facts: recorded })
      .when('correct', { note: '金额有误' }, by('chief'))
      .thenStage('bank-acked')
      .thenEffects('settle-freeze', 'report-to-parent'));
});

describe('the verification by the lead court', () => {
  const query = { queryNo: 'C1', queriedOn: '2026-01-21', ownFreezeRemains: false };
  const confirmed = { stage: 'confirmed', facts: recorded, documents: ['query-result'], standing: ['lead'] as const };
  it('closes the item', () =>
    void given(confirmed)
      .when('verify', query, by('clerk'))
      .thenStage('verified')
      .thenEffects('settle-freeze', 'report-to-parent'));
  it('is refused while the own freeze is still seen', () =>
    void given(confirmed)
      .when('verify', { ...query, ownFreezeRemains: true }, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'own-freeze-is-gone' }));
  it('opens an item for a waiting freeze that came to light', () =>
    void given(confirmed)
      .when(
        'verify',
        { ...query, found: [{ court: '粤0305', caseNo: '（2023）粤0305执1号', limit: '5.00' }] },
        by('clerk'),
      )
      .thenEffects('settle-freeze', 'add-freeze', 'report-to-parent'));
  it('refuses a court that does not exist', () =>
    void given(confirmed)
      .when('verify', { ...query, found: [{ court: '粤9999', caseNo: 'x', limit: '5.00' }] }, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'found-courts-exist' }));
  it('sends back what does not hold, and the receipt with it', () =>
    void given(confirmed)
      .when('sendBack', { note: '仍被冻结' }, by('clerk'))
      .thenStage('noticed')
      .thenEffects('settle-freeze', 'notify-court', 'report-to-parent'));
});

describe('the ways back', () => {
  it('a query needs a reason code, not text alone', () => {
    given({ stage: 'assigned', facts })
      .when('query', { note: '材料不足' }, by('judge'))
      .thenRefused({ code: 'guard-refused', guard: 'reason-code-is-given' });
    given({ stage: 'assigned', facts })
      .when('query', { reason: 'papers-wanted', note: '材料不足' }, by('judge'))
      .thenStage('queried');
  });
  it('the answer may grant more hours', () => {
    given({ stage: 'queried', facts, standing: ['lead'] })
      .when('answer', { note: '已补' }, by('clerk'))
      .thenStage('assigned')
      .thenEffects('notify-court');
    given({ stage: 'queried', facts, standing: ['lead'] })
      .when('answer', { note: '已补', extendHours: 12 }, by('clerk'))
      .thenEffects(
        'notify-court',
        'lift-deadline',
        'lift-deadline',
        'lift-deadline',
        'start-deadline',
        'start-deadline',
      );
  });
  it('a return without having spoken to the sender is refused', () => {
    given({ stage: 'signed', facts })
      .when('giveBack', { reason: 'not-own-freeze', note: '查无' }, by('judge'))
      .thenRefused({ code: 'guard-refused', guard: 'sender-was-contacted' });
    given({ stage: 'signed', facts })
      .when('giveBack', { reason: 'not-own-freeze', note: '查无', contact: '已电联' }, by('judge'))
      .thenStage('returned');
  });
  it('is re-addressed only to a court that exists below the issuer', () => {
    const returned = {
      stage: 'returned',
      facts: { ...facts, issuer: '粤', returned: { reason: 'not-own-freeze', contact: 'x', note: 'x' } },
      standing: ['lead'] as const,
    };
    given(returned)
      .when('readdress', { court: '粤0305', note: '改送' }, by('clerk'))
      .thenStage('dispatched')
      .thenEffects('move-to-court', 'notify-court', 'report-to-parent');
    given(returned)
      .when('readdress', { court: '粤9999', note: '改送' }, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'new-court-exists' });
    given(returned)
      .when('readdress', { court: '京0105', note: '改送' }, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'new-court-is-under-the-issuer' });
  });
  it('a freeze of another body is proved by the lead court', () => {
    const returned = (reason: string) => ({
      stage: 'returned',
      facts: { ...facts, returned: { reason, contact: 'x', note: 'x' } },
      documents: ['bank-receipt', 'query-result'],
      standing: ['lead'] as const,
    });
    given(returned('non-court-freeze'))
      .when('proveReleasedOutside', receipt, by('clerk'))
      .thenStage('verified')
      .thenEffects('settle-freeze', 'settle-freeze', 'report-to-parent');
    given(returned('not-own-freeze'))
      .when('proveReleasedOutside', receipt, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'returned-as-non-court' });
  });
  it('an expired freeze lapses and still needs the bank’s evidence', () => {
    const expired = { ...facts, expiresOn: '2026-01-19' };
    given({ stage: 'signed', facts: expired }).when('lapse', {}, system).thenStage('expired');
    given({ stage: 'signed', facts })
      .when('lapse', {}, system)
      .thenRefused({ code: 'guard-refused', guard: 'freeze-is-expired' });
    given({ stage: 'expired', facts: expired })
      .when('proveExpiry', receipt, by('clerk'))
      .thenRefused({ code: 'documents-missing', documents: [['bank-receipt']] });
    given({ stage: 'expired', facts: expired, documents: ['bank-receipt'] })
      .when('proveExpiry', receipt, by('clerk'))
      .thenStage('expired-proved');
  });
  it('preservation comes back only in its original rank', () => {
    const verified = { stage: 'verified', facts, documents: ['restoration-ruling'] };
    given(verified)
      .when('restore', { rulingNo: 'x', rulingDate: '2026-02-01', rank: 0 }, by('judge'))
      .thenStage('restored');
    given(verified)
      .when('restore', { rulingNo: 'x', rulingDate: '2026-02-01', rank: 1 }, by('judge'))
      .thenRefused({ code: 'guard-refused', guard: 'rank-is-the-original' });
  });
});

describe('what the system does', () => {
  it('wakes a waiting freeze and lets it rest', () => {
    given({ stage: 'signed', facts: { ...facts, active: false } })
      .when('wake', {}, system)
      .thenStage('signed')
      .thenFacts({ active: true })
      .thenEffects('notify-court');
    given({ stage: 'signed', facts }).when('rest', {}, system).thenFacts({ active: false });
  });
  it('reminds, marks overdue and withdraws', () => {
    given({ stage: 'signed', facts }).when('remind', {}, system).thenStage('signed').thenEffects('notify-court');
    given({ stage: 'signed', facts }).when('markOverdue', {}, system).thenFacts({ overdue: true });
    given({ stage: 'signed', facts })
      .when('withdraw', {}, system)
      .thenStage('withdrawn')
      .thenEffects('settle-freeze', 'notify-court');
  });
  it('a superior urges', () =>
    void given({ stage: 'signed', facts, standing: ['superior'] })
      .when('urge', { note: '请抓紧' }, by('process-supervisor'))
      .thenStage('signed')
      .thenEffects('notify-court'));
  it('and again only after the interval of the rule, another person at once, and nobody on a closed item', () => {
    const urged = { ...facts, urges: [{ by: 'a', at: '2026-01-20T01:00:00.000Z' }] };
    const again = (now: string, person = 'a', stage = 'signed') =>
      given({ stage, facts: urged, standing: ['superior'], now }).when(
        'urge',
        { note: '请抓紧' },
        by('process-supervisor', person),
      );
    again('2026-01-20T04:59:59.000Z').thenRefused({ code: 'guard-refused', guard: 'not-urged-lately' });
    again('2026-01-20T04:59:59.000Z', 'b').thenEffects('notify-court');
    again('2026-01-20T05:00:00.000Z').thenFacts({ urges: [{ by: 'a', at: '2026-01-20T05:00:00.000Z' }] });
    again('2026-01-20T05:00:00.000Z', 'a', 'verified').thenRefusedAs('wrong-stage');
  });
});
