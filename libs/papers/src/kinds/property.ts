import { z } from 'zod';
import { blank, count, day, fenOf, name, oneOf, rows, sumOf, text, yuan } from '../fields';
import { definePaper } from '../paper';

/** Areas are exact to a hundredth of a mu. */
const mu = () => z.string().regex(/^\d{1,6}(\.\d{1,2})?$/, '不是面积');

/** T24–T29: tails, auctions, leases, vacating and hand-over (处置、腾退、移交). */
export const propertyPapers = [
  definePaper({
    id: 'T24',
    name: { zh: '缴款通知书', en: 'payment notice' },
    kind: '通知书',
    from: { zh: '主办法院', en: 'host court' },
    to: { zh: '购房人', en: 'buyer' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      buyer: name(),
      unit: text(60),
      price: yuan(),
      paid: yuan(),
      tail: yuan(),
      payeeName: name(),
      payeeBank: name(),
      payeeAccount: text(40),
      due: day(),
      test: oneOf(['符合', '不符合', '待补充证据']),
    },
    guards: [
      {
        id: 'buyer-test-not-passed',
        when: (c) => c.test !== '符合',
        words: { zh: '购房人未通过排除执行条件的审查', en: 'The buyer did not pass the exclusion test' },
      },
      {
        id: 'tail-wrong',
        when: (c) => fenOf(c.price) - fenOf(c.paid) !== fenOf(c.tail),
        words: { zh: '尾款不等于总价减已付', en: 'The tail is not the price less what was paid' },
      },
    ],
  }),
  definePaper({
    id: 'T25',
    name: { zh: '拍卖公告（成交裁定书、交付笔录）', en: 'auction: announcement, ruling, record' },
    kind: '公告',
    from: { zh: '执行法院', en: 'enforcement court' },
    to: { zh: '公众、买受人', en: 'public, buyer' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      form: oneOf(['拍卖公告', '拍卖成交裁定书', '财产交付笔录']),
      debtor: name(),
      asset: text(300),
      lease: oneOf(['无租赁', '带租拍卖', '租赁已依法除去', '未查明']),
      startPrice: yuan(),
      deposit: yuan(),
      from: text(30),
      until: text(30),
      platform: name(),
      price: yuan().optional(),
      buyer: name().optional(),
      contact: text(100),
    },
    guards: [
      {
        id: 'lease-unknown',
        when: (c) => c.lease === '未查明',
        words: { zh: '标的物的租赁情况尚未查明', en: 'Whether the asset is let is not known' },
      },
      {
        id: 'buyer-missing',
        when: (c) => c.form !== '拍卖公告' && (c.buyer === undefined || c.price === undefined),
        words: { zh: '没有买受人或成交价', en: 'The buyer or the price is missing' },
      },
    ],
  }),
  definePaper({
    id: 'T26',
    name: { zh: '除去租赁决定书', en: 'decision clearing a lease' },
    kind: '决定书',
    from: { zh: '合议庭', en: 'panel' },
    to: { zh: '承租人', en: 'lessee' },
    signer: '合议庭',
    sealed: true,
    numbered: true,
    content: {
      lessee: name(),
      debtor: name(),
      asset: text(200),
      leaseDay: day(),
      leaseUntil: day(),
      mortgageDay: day(),
      mortgagee: name(),
      harm: text(),
    },
    guards: [
      {
        id: 'lease-older-than-mortgage',
        when: (c) => c.leaseDay < c.mortgageDay,
        words: { zh: '租赁设立早于抵押，不得除去', en: 'The lease is older than the mortgage' },
      },
    ],
  }),
  definePaper({
    id: 'T27',
    name: { zh: '腾退公告', en: 'vacate notice' },
    kind: '公告',
    from: { zh: '院长', en: 'president' },
    to: { zh: '占有人', en: 'occupant' },
    signer: '院长',
    sealed: true,
    numbered: true,
    content: {
      occupant: name(),
      debtor: name(),
      asset: text(200),
      until: day(),
      consequence: text(),
      objectionPending: z.boolean(),
      contact: text(100),
    },
    guards: [
      {
        id: 'objection-pending',
        when: (c) => c.objectionPending,
        words: { zh: '对该标的的异议尚在审查或等待起诉期内', en: 'An objection to the asset is pending' },
      },
    ],
  }),
  definePaper({
    id: 'T28',
    name: { zh: '土地批次移交书', en: 'batch hand-over' },
    kind: '笔录',
    from: { zh: '执行法院', en: 'enforcement court' },
    to: { zh: '买受人', en: 'buyer' },
    signer: '当事人',
    sealed: true,
    numbered: true,
    content: {
      buyer: name(),
      debtor: name(),
      batch: count(),
      parcels: rows({ parcel: text(20), place: name(), crop: text(20), area: mu() }).min(1, '没有地块'),
      batchArea: mu(),
      handedBefore: mu(),
      remaining: mu(),
      totalArea: mu(),
    },
    guards: [
      {
        id: 'area-does-not-add-up',
        when: (c) =>
          sumOf(c.parcels.map(({ area }) => area)) !== fenOf(c.batchArea) ||
          sumOf([c.handedBefore, c.batchArea, c.remaining]) !== fenOf(c.totalArea),
        words: {
          zh: '面积不相符：各地块之和应等于本批面积，已移交、本批、未移交之和应等于总面积',
          en: 'The areas do not add up: parcels to the batch, or the batches to the whole',
        },
      },
    ],
  }),
  definePaper({
    id: 'T29',
    name: { zh: '补偿清单', en: 'compensation list' },
    kind: '清单',
    from: { zh: '主办法院', en: 'host court' },
    to: { zh: '占有人', en: 'occupants' },
    signer: '书记员',
    sealed: true,
    numbered: true,
    content: {
      rows: rows({
        occupant: name(),
        grade: text(20),
        basis: text(60),
        amount: yuan(),
        payee: name(),
        verified: z.boolean(),
      }).min(1, '清单为空'),
      total: yuan(),
      note: blank(300),
    },
    guards: [
      {
        id: 'payee-unverified',
        when: (c) => c.rows.some(({ verified }) => !verified),
        words: { zh: '有收款人未经核实', en: 'A payee is not verified' },
      },
      {
        id: 'sum-wrong',
        when: (c) => sumOf(c.rows.map(({ amount }) => amount)) !== fenOf(c.total),
        words: { zh: '各户补偿之和与合计不符', en: 'The amounts do not add up to the total' },
      },
    ],
  }),
];
