import { blank, count, day, fenOf, name, oneOf, party, rows, sumOf, text, yuan } from '../fields';
import { definePaper } from '../paper';

const sumWrong = { zh: '明细之和与合计不符', en: 'The rows do not add up to the total' };

/** T30–T34: wages, distribution, deferral, payout and returned payments (案款). */
export const moneyPapers = [
  definePaper({
    id: 'T30',
    name: { zh: '司法确认申请书（裁定书）', en: 'judicial confirmation: application, ruling' },
    kind: '裁定书',
    from: { zh: '双方当事人、法院', en: 'both sides, court' },
    to: { zh: '双方当事人', en: 'both sides' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      form: oneOf(['司法确认申请', '司法确认裁定']),
      employer: party(),
      mediator: name(),
      agreementDay: day(),
      payDay: day(),
      workers: rows({ name: name(), idMasked: text(20), amount: yuan() }).min(1, '没有职工'),
      total: yuan(),
      openChecks: count(),
    },
    guards: [
      {
        id: 'roster-open',
        when: (c) => c.openChecks > 0,
        words: { zh: '工资名册的核对尚未完成', en: 'A check of the roster is still open' },
      },
      {
        id: 'sum-wrong',
        when: (c) => sumOf(c.workers.map(({ amount }) => amount)) !== fenOf(c.total),
        words: sumWrong,
      },
    ],
  }),
  definePaper({
    id: 'T31',
    name: { zh: '执行款分配方案', en: 'distribution plan' },
    kind: '通知书',
    from: { zh: '主持分配法院', en: 'distributing court' },
    to: { zh: '全体债权人', en: 'all creditors' },
    signer: '合议庭',
    sealed: true,
    numbered: true,
    content: {
      debtor: party(),
      available: yuan(),
      rows: rows({ order: text(20), creditor: name(), basis: text(60), claim: yuan(), amount: yuan() }).min(1),
      deferrals: rows({ creditor: name(), amount: yuan(), words: text(200) }),
      contact: text(100),
    },
    guards: [
      {
        id: 'does-not-equal-available',
        when: (c) => sumOf(c.rows.map(({ amount }) => amount)) !== fenOf(c.available),
        words: { zh: '分配之和不等于可分配案款', en: 'The shares do not equal what is available' },
      },
    ],
  }),
  definePaper({
    id: 'T32',
    name: { zh: '暂不参与分配协议', en: 'deferral agreement' },
    kind: '当事人文书',
    from: { zh: '债权人、债务人、出质人', en: 'creditor, debtor, pledgor' },
    to: { zh: '执行法院', en: 'enforcement court' },
    signer: '当事人',
    sealed: false,
    numbered: false,
    content: {
      creditor: name(),
      debtor: party(),
      pledgor: name(),
      scope: text(300),
      amount: yuan(),
      favour: text(100),
      company: name(),
      shares: text(40),
      percent: text(10),
      secured: yuan(),
      registration: blank(60),
      registeredDay: day().optional(),
      approval: blank(200),
      expiry: day(),
    },
    guards: [
      {
        id: 'pledge-unregistered',
        when: (c) => c.registration.trim() === '' || c.registeredDay === undefined,
        words: { zh: '股权质押尚未登记，协议未生效', en: 'The pledge is not registered' },
      },
    ],
  }),
  definePaper({
    id: 'T33',
    name: { zh: '案款发放审批表', en: 'payout approval' },
    kind: '表',
    from: { zh: '承办法官', en: 'handling judge' },
    to: { zh: '财务', en: 'finance' },
    signer: '审判员',
    sealed: false,
    numbered: true,
    content: {
      account: text(60),
      arrived: day(),
      due: day(),
      payees: rows({ name: name(), bank: name(), tail: text(8), amount: yuan() }).min(1, '没有收款人'),
      total: yuan(),
      maker: name(),
      approvers: rows({ role: text(20), name: name(), day: day() }).min(1, '没有审批人'),
    },
    guards: [
      {
        id: 'maker-approves',
        when: (c) => c.approvers.some(({ name }) => name === c.maker),
        words: { zh: '制表人不得审批', en: 'The maker must not approve' },
      },
      {
        id: 'sum-wrong',
        when: (c) => sumOf(c.payees.map(({ amount }) => amount)) !== fenOf(c.total),
        words: sumWrong,
      },
    ],
  }),
  definePaper({
    id: 'T34',
    name: { zh: '退票登记表', en: 'log of returned payments' },
    kind: '表',
    from: { zh: '财务', en: 'finance' },
    to: { zh: '案款管理员', en: 'money clerk' },
    signer: '财务',
    sealed: false,
    numbered: false,
    content: {
      rows: rows({
        payee: name(),
        bank: name(),
        tail: text(8),
        amount: yuan(),
        reason: oneOf(['户名不符', '账号错误', '账户冻结', '销户', '超限额']),
        returned: day(),
        reissueNo: blank(40),
      }).min(1, '没有退票'),
      total: yuan(),
    },
    guards: [
      {
        id: 'sum-wrong',
        when: (c) => sumOf(c.rows.map(({ amount }) => amount)) !== fenOf(c.total),
        words: sumWrong,
      },
    ],
  }),
];
