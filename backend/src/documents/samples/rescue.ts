import { formatYuan } from '@xiezhi/law';
import { at, type Cases, contact, courts, fen, firms, rare, signedBy } from './cases';

const docket = '（2026）粤03执1024号';
const review = '（2026）粤03破申18号';
const plan = '（2026）粤03破6号';
const debtor = firms.group;

/** T01–T16 of the first case: a listed group, its plan, and the accounts that are set free. */
export const rescueSamples = (cases: Cases): Record<string, Record<string, unknown>> => {
  const rows = cases.freezes.map(
    ([caseNo = '', court = '', , , , bank = '', number = '', limit = '', actual = '', expires = '', rank = '']) => ({
      court,
      caseNo,
      bank,
      tail: number.slice(-4),
      rank: rank === '0' ? '首封' : `轮候${rank}`,
      limit,
      actual,
      expires,
    }),
  );
  const [first] = cases.freezes;
  const [caseNo = '', court = '', , holder = '', , bank = '', number = '', limit = ''] = first ?? [];
  const freeze = { court, caseNo, bank, holder, tail: number.slice(-4), rank: 1, limit };
  const total = (amounts: readonly string[]): string =>
    formatYuan(amounts.reduce((sum, amount) => sum + fen(amount), 0n));
  const kinds = [...new Set(cases.claims.map(([, kind = '']) => kind))];
  const groups = kinds.map((name) => {
    const claims = cases.claims.filter(([, kind]) => kind === name).map(([, , , amount = '0']) => fen(amount));
    const whole = claims.reduce((a, b) => a + b, 0n);
    const agreed = (whole * 91n) / 100n;
    return {
      name,
      entitled: claims.length,
      present: Math.ceil(claims.length * 0.96),
      favour: Math.ceil(claims.length * 0.92),
      total: formatYuan(whole),
      amount: formatYuan(agreed),
      share: '91.00%',
      result: '通过' as const,
    };
  });
  const settled = total(cases.claims.map(([, , , amount = '0']) => amount));
  const applicant = rare.dotted;
  return {
    T01: {
      ...at(courts.shenzhen, docket),
      ...signedBy.desk,
      debtor,
      operating: '仍在经营',
      listed: '上市公司',
      cases: 400,
      courts: 39,
      debtTotal: settled,
      employees: 1600,
      coreAssets: '装饰装修工程资质、在建项目应收款、四十九个银行账户，主要账户已被多家法院冻结。',
      brand: '行业知名品牌，承接过多项公共建筑装饰工程。',
      investor: '两家产业投资人已提交意向书。',
      stability: '涉及职工、材料供应商与劳务人员人数众多，另有中小股东逾两万名。',
      result: '具备挽救价值',
      reasons:
        '企业主营业务仍在运转，品牌与资质价值高于清算价值；个案处置核心资产将导致停产，重整可以公平清偿全体债权人。',
    },
    T02: {
      ...at(courts.shenzhen, docket),
      ...signedBy.desk,
      addressee: rare.dotted,
      debtor,
      investigation: { day: '2025-11-12', findings: '被执行人银行账户均被冻结，可供执行财产不足以清偿全部债务。' },
      replyDays: 10,
      contact,
    },
    T03: {
      ...at(courts.shenzhen, docket),
      signers: [{ role: '申请人', name: rare.dotted }],
      party: rare.dotted,
      partyAs: '申请执行人',
      debtor,
      signedAs: '委托代理人',
      authority: `授权委托书一份（受托人${rare.bell}、${rare.dragon}，特别授权，含同意移送破产审查），律师执业证复印件二份`,
    },
    T04: {
      ...at(courts.shenzhen, docket),
      ...signedBy.president,
      applicant,
      debtor,
      consent: { by: rare.dotted, day: '2025-11-20' },
      panel: { day: '2025-11-25', opinion: '一致同意移送破产审查。' },
      enterprise: '被执行人系企业法人，具备破产主体资格。',
      insolvency: '被执行人不能清偿到期债务，且明显缺乏清偿能力。',
      receivingCourt: courts.shenzhen,
    },
    T05: {
      ...at(courts.shenzhen, docket),
      ...signedBy.clerk,
      debtor,
      receiver: '本院立案庭',
      bundles: [
        { name: '移送破产审查决定书', pages: 4, note: '' },
        { name: '申请执行人或被执行人同意移送的书面材料', pages: 6, note: '' },
        { name: '财产状况及已查封、扣押、冻结财产清单', pages: 58, note: '附账户冻结清单' },
        { name: '已分配财产清单', pages: 0, note: '尚未分配，无此项材料' },
        { name: '被执行人债务清册', pages: 212, note: '' },
        { name: '其他应当移送的材料', pages: 17, note: '' },
      ],
    },
    T06: {
      ...at(courts.shenzhen, docket),
      ...signedBy.panel,
      applicant,
      debtor,
      cause: '破产申请受理裁定',
      causeCourt: courts.shenzhen,
      causeNo: review,
      causeDay: '2025-12-10',
    },
    T07: {
      ...at(courts.shenzhen, review),
      ...signedBy.panel,
      applicant,
      applicantAs: '债权人',
      debtor,
      procedure: '重整',
      facts: '被申请人系股份有限公司，资金周转出现困难，不能清偿到期债务；其涉诉、涉执行案件分布在多地法院。',
      opinion: '被申请人具备重整原因，并具有重整价值和重整可能，申请符合法律规定。',
      articles: '《中华人民共和国企业破产法》第二条、第七十条第一款、第七十一条',
      administratorDecision: { caseNo: `${review}之一`, administrator: '深圳某律师事务所' },
    },
    T08: {
      ...at(courts.shenzhen, `${review}之一`),
      ...signedBy.panel,
      debtor,
      acceptanceNo: review,
      acceptanceDay: '2025-12-10',
      administrator: '深圳某律师事务所',
      head: rare.bell,
      sealFiling: '公安机关刻章备案完毕，印鉴已报本院封样备案',
    },
    T09: {
      ...at(courts.shenzhen, '（2026）粤03破申19号'),
      ...signedBy.panel,
      applicant: rare.dragon,
      debtor: { name: '深圳某贸易有限公司', creditCode: '91440300MA0XQ0017W' },
      reasons: '申请人提交的证据不足以证明被申请人不能清偿到期债务，且被申请人已提供相应财产担保，不具备破产原因。',
      upperCourt: courts.guangdong,
    },
    T10: {
      ...at(courts.shenzhen, plan),
      signers: [
        { role: '管理人负责人', name: rare.bell },
        { role: '计票人', name: rare.dragon },
        { role: '监票人', name: rare.dotted },
      ],
      debtor,
      meetingDay: '2026-01-08',
      groups,
    },
    T11: {
      ...at(courts.shenzhen, plan),
      ...signedBy.panel,
      applicant: '深圳某律师事务所（管理人）',
      debtor,
      acceptanceNo: review,
      voteReport: { day: '2026-01-09' },
      groups: groups.map(({ name, share, result }) => ({ name, share, result })),
      ratio: '100%',
      settled,
    },
    T12: {
      ...at(courts.supreme, '（2026）最高法执协1号'),
      ...signedBy.chief,
      courtCode: '最高法',
      addressees: [{ code: '粤0304', name: court, superiors: ['粤03', '粤', '最高法'] }],
      leadCourt: courts.shenzhen,
      leadCaseNo: plan,
      debtor,
      basis: '深圳中院已裁定批准其重整计划，依照《中华人民共和国企业破产法》第十九条，有关保全措施应当解除。',
      accounts: new Set(rows.map(({ bank, tail }) => bank + tail)).size,
      freezes: rows.length,
      courts: new Set(rows.map((row) => row.court)).size,
      window: '72小时',
      dueAt: '2026-01-29 09:00',
      contact,
    },
    T13: {
      ...at(courts.shenzhen, plan),
      ...signedBy.clerk,
      debtor,
      freezes: rows.length,
      accounts: new Set(rows.map(({ bank, tail }) => bank + tail)).size,
      courts: new Set(rows.map((row) => row.court)).size,
      rows: rows.map((row, i) => ({ position: i + 1, ...row })),
      limitTotal: total(rows.map((row) => row.limit)),
      actualTotal: total(rows.map((row) => row.actual)),
    },
    T14: {
      ...at(court, `${caseNo}之二`),
      ...signedBy.panel,
      applicant,
      debtor,
      freeze,
      lifted: { ruling: `${caseNo}之一`, day: '2024-03-05' },
      ground: '人民法院已裁定批准被执行人的重整计划，对其财产的保全措施应当解除。',
      articles:
        '《中华人民共和国企业破产法》第十九条、《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十八条',
    },
    T15: { ...at(court, caseNo), ...signedBy.desk, addressee: bank, freeze, liftingNo: `${caseNo}之二`, contact },
    T16: {
      ...at(court, caseNo),
      signers: [
        { role: '经办人', name: rare.dragon },
        { role: '复核人', name: rare.bell },
        { role: '送达人', name: rare.dotted },
      ],
      unit: bank,
      noticeNo: caseNo,
      noticeDay: '2026-01-26',
      doneDay: '2026-01-26',
      doneAt: '16:20',
      resultCode: '00',
      result: '已解除',
      freeze,
      officerNo: 'YH20210317',
    },
  };
};
