import { papers } from '@xiezhi/papers';
import path from 'node:path';
import { type Content, loadSamples } from './samples';

type Row = Record<string, unknown>;
type Change = (content: Row) => Row;

const rows = (content: Row, name: string): Row[] => content[name] as Row[];
const every =
  (name: string, change: Row): Change =>
  (content) => ({ ...content, [name]: rows(content, name).map((row) => ({ ...row, ...change })) });
const put =
  (change: Row): Change =>
  (content) => ({ ...content, ...change });

/** 「不予打印」 of the catalogue: what is done to a complete paper, and which refusal it must meet. */
const cases: readonly (readonly [string, string, Change])[] = [
  ['T01', 'result-without-reasons', put({ reasons: ' ' })],
  ['T02', 'no-property-investigation', put({ investigation: undefined })],
  ['T03', 'agent-without-authority', put({ signedAs: '委托代理人', authority: '' })],
  ['T04', 'consent-missing', put({ consent: undefined })],
  ['T04', 'panel-record-missing', put({ panel: undefined })],
  ['T05', 'empty-bundle', every('bundles', { pages: 0, note: '' })],
  ['T07', 'administrator-not-ready', put({ administratorDecision: undefined })],
  ['T10', 'denominator-missing', every('groups', { entitled: 0 })],
  ['T11', 'vote-report-missing', put({ voteReport: undefined })],
  ['T11', 'failed-group-without-cram-down', every('groups', { result: '未通过' })],
  [
    'T12',
    'issuer-not-superior',
    put({
      courtCode: '粤03',
      addressees: [{ code: '京0105', name: '北京市朝阳区人民法院', superiors: ['京03', '京', '最高法'] }],
    }),
  ],
  ['T13', 'duplicate-row', (content) => ({ ...content, rows: [...rows(content, 'rows'), rows(content, 'rows')[0]] })],
  ['T14', 'not-own-freeze', put({ court: '广东省深圳市中级人民法院' })],
  ['T15', 'lifting-ruling-missing', put({ liftingNo: '' })],
  ['T16', 'receipt-before-notice', put({ doneDay: '2026-01-25' })],
  ['T17', 'required-file-missing', (content) => ({ ...content, files: rows(content, 'files').slice(1) })],
  ['T18', 'no-contact-log', put({ contacts: [] })],
  ['T19', 'not-late', put({ daysLate: 0 })],
  ['T20', 'case-already-moved', every('cases', { movedTo: '重庆市第一中级人民法院' })],
  ['T21', 'freeze-runs-out', every('freezes', { expires: '2026-02-20', renewed: false })],
  ['T22', 'conditions-unmet', put({ daysFrozen: 60 })],
  ['T23', 'panel-includes-officer', put({ officers: ['周明远'] })],
  ['T24', 'buyer-test-not-passed', put({ test: '待补充证据' })],
  ['T24', 'tail-wrong', put({ tail: '1.00' })],
  ['T25', 'lease-unknown', put({ lease: '未查明' })],
  ['T25', 'buyer-missing', put({ form: '财产交付笔录' })],
  ['T26', 'lease-older-than-mortgage', put({ leaseDay: '2016-01-01' })],
  ['T27', 'objection-pending', put({ objectionPending: true })],
  ['T28', 'area-does-not-add-up', put({ remaining: '1.00' })],
  ['T29', 'payee-unverified', every('rows', { verified: false })],
  ['T29', 'sum-wrong', put({ total: '1.00' })],
  ['T30', 'roster-open', put({ openChecks: 2 })],
  ['T30', 'sum-wrong', put({ total: '1.00' })],
  ['T31', 'does-not-equal-available', put({ available: '15200000.00' })],
  ['T32', 'pledge-unregistered', put({ registration: '' })],
  ['T33', 'maker-approves', put({ maker: '何以安' })],
  ['T33', 'sum-wrong', put({ total: '1.00' })],
  ['T34', 'sum-wrong', put({ total: '1.00' })],
  ['T35', 'consent-missing', put({ consents: [] })],
  ['T36', 'listing-remains', every('listings', { lifted: '' })],
  ['T37', 'ledger-not-zero', put({ balance: '0.01' })],
  ['T37', 'freeze-active', put({ activeFreezes: 1 })],
];

describe('the refusals of papers', () => {
  let samples: Readonly<Record<string, Content>>;
  beforeAll(async () => {
    samples = await loadSamples(path.join(__dirname, '../../cases'));
  });

  it('print every paper of the four cases as it stands', () => {
    expect(papers.flatMap((paper) => paper.refusals(samples[paper.id]))).toEqual([]);
  });

  it('are all shown here', () => {
    const shown = cases.map(([id, guard]) => `${id} ${guard}`);
    expect(shown.sort()).toEqual(papers.flatMap(({ id, guards }) => guards.map((guard) => `${id} ${guard.id}`)).sort());
  });

  it.each(cases)('%s is not printed: %s', (id, guard, change) => {
    const paper = papers.find((one) => one.id === id);
    const refused = paper?.refusals(change({ ...samples[id] })) ?? [];
    expect(refused.map((refusal) => refusal.id)).toContain(guard);
    expect(refused.every(({ words }) => words.zh !== '' && words.en !== '')).toBe(true);
  });
});
