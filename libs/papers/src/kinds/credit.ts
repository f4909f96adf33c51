import { z } from 'zod';
import { blank, caseNo, count, day, fenOf, name, oneOf, party, rows, sumOf, text, yuan } from '../fields';
import { definePaper } from '../paper';

/** T35–T37: sanctions lifted, credit repaired, the case closed (信用修复、结案). */
export const creditPapers = [
  definePaper({
    id: 'T35',
    name: { zh: '解除失信（限制消费）决定书', en: 'decision lifting sanctions' },
    kind: '决定书',
    from: { zh: '院长', en: 'president' },
    to: { zh: '被执行人', en: 'debtor' },
    signer: '院长',
    sealed: true,
    numbered: true,
    content: {
      debtor: party(),
      measure: oneOf(['失信被执行人名单', '限制消费措施', '失信被执行人名单及限制消费措施']),
      imposedNo: caseNo(),
      imposedDay: day(),
      ground: text(),
      onRequest: z.boolean(),
      consents: rows({ party: name(), day: day() }),
    },
    guards: [
      {
        id: 'consent-missing',
        when: (c) => c.onRequest && c.consents.length === 0,
        words: {
          zh: '依申请执行人申请解除的，没有其书面同意',
          en: 'Lifted on request, and the applicant’s written consent is missing',
        },
      },
    ],
  }),
  definePaper({
    id: 'T36',
    name: { zh: '信用修复证明书', en: 'certificate of credit repair' },
    kind: '证明书',
    from: { zh: '执行法院', en: 'court' },
    to: { zh: '被执行人', en: 'debtor' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      debtor: party(),
      listings: rows({ court: name(), caseNo: caseNo(), measure: text(40), lifted: blank(12) }).min(1),
      code: text(40),
    },
    guards: [
      {
        id: 'listing-remains',
        when: (c) => c.listings.some(({ lifted }) => lifted.trim() === ''),
        words: {
          zh: '尚有法院的失信名单或限制消费未解除',
          en: 'A listing or a limit of some court still stands',
        },
      },
    ],
  }),
  definePaper({
    id: 'T37',
    name: { zh: '结案报告（执行完毕证明书）', en: 'closing: report, certificate' },
    kind: '报告',
    from: { zh: '执行法院', en: 'court' },
    to: { zh: '卷宗、当事人', en: 'file, parties' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      form: oneOf(['结案报告', '执行完毕证明书']),
      applicant: name(),
      debtor: party(),
      way: oneOf(['执行完毕', '终结执行', '销案', '不予执行']),
      outcome: text(),
      received: yuan(),
      paid: yuan(),
      fee: yuan(),
      refunded: yuan(),
      balance: yuan(),
      activeFreezes: count(),
    },
    guards: [
      {
        id: 'ledger-not-zero',
        when: (c) =>
          fenOf(c.balance) !== 0n || fenOf(c.received) - sumOf([c.paid, c.fee, c.refunded]) !== fenOf(c.balance),
        words: { zh: '案款账户余额不为零', en: 'The ledger of the case is not at zero' },
      },
      {
        id: 'freeze-active',
        when: (c) => c.activeFreezes > 0,
        words: { zh: '尚有冻结、查封未解除', en: 'A freeze still holds' },
      },
    ],
  }),
];
