import { check } from '@xiezhi/engine';
import { rules } from '@xiezhi/law';
import { scenarioFor } from '@xiezhi/testing';
import { published } from '../index';
import { jointUnfreeze } from './procedure';

const given = scenarioFor(jointUnfreeze);
const by = (role: string, person = role, court = '粤03') => ({ person, name: person, role, court });
const system = { person: 'system', name: '系统', role: 'system', court: '最高法' };
const list = {
  accounts: 49,
  freezes: 61,
  waiting: 12,
  courts: 39,
  provinces: 14,
  limitTotal: '1.00',
  verified: 0,
  freed: 0,
  returned: 0,
  commonSuperiors: ['最高法'],
};
const facts = {
  title: '某集团',
  debtor: { name: '某集团', creditCode: '914403042275427959' },
  caseNo: '（2024）粤03破827号',
  ground: 'plan-execution',
  windowHours: 72,
  contact: { name: '甲', phone: '0755-1' },
  list,
};
const papers = ['freeze-list', 'plan-approval-ruling', 'administrator-decision'];
const summaries = { freezes: list };

describe('the lead court', () => {
  it('records the list it brought in and has it written', () =>
    void given({ stage: 'drafted', facts: { ...facts, list: undefined }, summaries })
      .when('recordList', { importId: 'i', rows: 61, sha256: 'x' }, by('clerk'))
      .thenFacts({ list })
      .thenEffects('render-document'));
  it('may change the basics of a draft', () => {
    const { list: _list, ...basics } = facts;
    given({ stage: 'drafted', facts })
      .when('amend', { ...basics, windowHours: 48 }, by('clerk'))
      .thenFacts({ windowHours: 48, list });
  });
  it('submits with its papers, either ruling will do', () => {
    given({
      stage: 'drafted',
      facts,
      documents: ['freeze-list', 'acceptance-ruling', 'administrator-decision'],
      summaries,
    })
      .when('submit', {}, by('clerk', 'c1'))
      .thenStage('submitted')
      .thenFacts({ draftedBy: 'c1' });
    given({ stage: 'drafted', facts, summaries })
      .when('submit', {}, by('clerk'))
      .thenRefused({
        code: 'documents-missing',
        documents: [['freeze-list'], ['acceptance-ruling', 'plan-approval-ruling'], ['administrator-decision']],
      });
  });
  it('does not submit an empty list', () =>
    void given({ stage: 'drafted', facts: { ...facts, list: { ...list, freezes: 0 } }, documents: papers, summaries })
      .when('submit', {}, by('clerk'))
      .thenRefused({ code: 'guard-refused', guard: 'list-is-not-empty' }));
  it('has it approved by a second person', () => {
    given({ stage: 'submitted', facts: { ...facts, draftedBy: 'c1' } })
      .when('approve', {}, by('judge', 'j1'))
      .thenStage('approved')
      .thenFacts({ approvedBy: 'j1' });
    given({ stage: 'submitted', facts: { ...facts, draftedBy: 'j1' } })
      .when('approve', {}, by('judge', 'j1'))
      .thenRefused({ code: 'guard-refused', guard: 'approver-is-not-drafter' });
  });
});

describe('the dispatch', () => {
  const approved = { stage: 'approved', facts, documents: papers, summaries };
  it('by the SPC opens the items, starts the window and tells its halfway', () =>
    void given({ ...approved, standing: ['superior'] })
      .when('dispatch', { orderNo: '1号' }, by('national-bureau', 'b', '最高法'))
      .thenStage('dispatched')
      .thenFacts({
        order: {
          no: '1号',
          issuer: '最高法',
          dispatchedAt: '2026-01-20T01:00:00.000Z',
          dueAt: '2026-01-23T01:00:00.000Z',
        },
      })
      .thenEffects('open-children', 'start-deadline', 'start-deadline', 'render-document'));
  it('in working days ends with the last of them, holidays passed over', () =>
    void given({
      ...approved,
      facts: { ...approved.facts, windowDays: { length: 3, unit: 'working-day' } },
      standing: ['superior'],
      now: '2026-09-24T01:00:00.000Z',
    })
      .when('dispatch', { orderNo: '1号' }, by('national-bureau', 'b', '最高法'))
      .thenFacts({ order: { dueAt: '2026-09-30T16:00:00.000Z' } }));
  it('by a peer, or by a high court for other provinces, is refused', () => {
    for (const [role, court] of [
      ['chief', '粤03'],
      ['coordinator', '粤'],
    ] as const)
      given({ ...approved, standing: ['superior', 'handling'] })
        .when('dispatch', { orderNo: '1号' }, by(role, role, court))
        .thenRefused({ code: 'guard-refused', guard: 'issuer-is-above-every-addressee' });
  });
  it('is not for a clerk', () =>
    void given(approved).when('dispatch', { orderNo: '1号' }, by('clerk')).thenRefusedAs('role-not-allowed'));
});

describe('the course', () => {
  it('stays open until the last account is free', () =>
    void given({ stage: 'dispatched', facts, summaries: { freezes: { ...list, freed: 48 } } })
      .when('recordProgress', {}, system)
      .thenStage('dispatched')
      .thenEffects());
  it('is complete when every account is free, and then no deadline runs', () =>
    void given({ stage: 'dispatched', facts, summaries: { freezes: { ...list, freed: 49 } } })
      .when('recordProgress', {}, system)
      .thenStage('completed')
      .thenEffects('lift-deadline', 'lift-deadline'));
  it('is never complete with no account at all', () =>
    void given({ stage: 'dispatched', facts, summaries: { freezes: { ...list, accounts: 0, freed: 0 } } })
      .when('recordProgress', {}, system)
      .thenStage('dispatched'));
  it('reminds at half time, and says when the window has passed', () => {
    given({ stage: 'dispatched', facts }).when('remindOpen', {}, system).thenEffects('tell-children');
    given({ stage: 'dispatched', facts })
      .when('windowPassed', {}, system)
      .thenFacts({ overdue: true })
      .thenEffects('tell-children', 'notify-court');
  });
  it('goes back to the draft with a reason, or is withdrawn with all its items', () => {
    given({ stage: 'submitted', facts })
      .when('sendBack', { note: '补材料' }, by('judge'))
      .thenStage('drafted')
      .thenFacts({ sentBack: '补材料' });
    given({ stage: 'dispatched', facts })
      .when('withdraw', { note: '情况变化' }, by('judge'))
      .thenStage('withdrawn')
      .thenEffects('tell-children', 'lift-deadline', 'lift-deadline');
  });
});

it.each(published.map(({ procedure, labels }) => [procedure.name, procedure, labels] as const))(
  '%s is a sound definition',
  (_name, procedure, labels) =>
    expect(check(procedure, labels, (id) => rules.some((rule) => rule.id === id))).toEqual([]),
);
