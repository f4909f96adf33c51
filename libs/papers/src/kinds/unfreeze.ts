import { z } from 'zod';
import { blank, caseNo, count, day, freeze, group, name, oneOf, party, rows, text, yuan } from '../fields';
import { definePaper } from '../paper';

const spc = '最高法';
/** 委托事项必备材料 (法发〔2017〕27号). */
export const entrustedFiles = ['执行裁定书', '协助执行通知书', '委托执行函', '送达回证', '执行人员证件'] as const;

/** T12–T19: the unfreeze campaign and what goes between courts (跨域解冻协调、事项委托、督办). */
export const unfreezePapers = [
  definePaper({
    id: 'T12',
    name: { zh: '协调解冻函（调度令）', en: 'dispatch order' },
    kind: '令',
    from: { zh: '上级法院', en: 'superior court' },
    to: { zh: '各有关法院', en: 'addressee courts' },
    signer: '执行局长',
    sealed: true,
    numbered: true,
    content: {
      courtCode: text(12),
      addressees: rows({ code: text(12), name: name(), superiors: z.array(text(12)) }).min(1, '没有受文法院'),
      leadCourt: name(),
      leadCaseNo: caseNo(),
      debtor: party(),
      basis: text(),
      accounts: count(),
      freezes: count(),
      courts: count(),
      /** 办理时限 in words: 72小时, 10日, or 5个工作日, as the order sets it. */
      window: text(20),
      dueAt: text(40),
      contact: text(100),
    },
    guards: [
      {
        id: 'issuer-not-superior',
        when: (c) => c.courtCode !== spc && c.addressees.some(({ superiors }) => !superiors.includes(c.courtCode)),
        words: { zh: '发文法院不是受文法院的上级法院', en: 'The issuing court is not above every addressee' },
      },
    ],
  }),
  definePaper({
    id: 'T13',
    name: { zh: '账户冻结清单', en: 'list of freezes' },
    kind: '清单',
    from: { zh: '牵头法院', en: 'lead court' },
    to: { zh: '上级法院', en: 'superior court' },
    signer: '书记员',
    sealed: true,
    numbered: true,
    content: {
      debtor: party(),
      /** Of the whole list, as the sums are. */
      freezes: count(),
      accounts: count(),
      courts: count(),
      /** 分册: which part this is of a list too long for one paper. */
      volume: group({ n: count(), of: count(), from: count(), to: count() }).optional(),
      rows: rows({
        /** Its place in the whole list. */
        position: count(),
        /** Tells accounts apart whose last digits are the same; not printed. */
        account: text(40).optional(),
        court: name(),
        caseNo: caseNo(),
        bank: name(),
        tail: text(8),
        rank: text(12),
        limit: yuan(),
        actual: yuan(),
        expires: blank(12),
      }).min(1, '清单为空'),
      limitTotal: yuan(),
      actualTotal: yuan(),
    },
    guards: [
      {
        id: 'duplicate-row',
        when: (c) =>
          new Set(c.rows.map((r) => `${r.court}|${r.caseNo}|${r.account ?? r.bank + r.tail}`)).size < c.rows.length,
        words: { zh: '清单中有重复的冻结', en: 'A freeze stands twice in the list' },
      },
    ],
  }),
  definePaper({
    id: 'T14',
    name: { zh: '解除冻结（查封）裁定书', en: 'lifting ruling' },
    kind: '裁定书',
    from: { zh: '冻结法院', en: 'freezing court' },
    to: { zh: '当事人', en: 'parties' },
    signer: '合议庭',
    sealed: true,
    numbered: true,
    content: {
      applicant: name(),
      debtor: party(),
      freeze: freeze(),
      lifted: group({ ruling: caseNo(), day: day().optional() }),
      ground: text(),
      articles: text(),
    },
    guards: [
      {
        id: 'not-own-freeze',
        when: (c) => c.freeze.court !== c.court,
        words: { zh: '该财产不在本院的冻结之内', en: 'The asset is not under this court’s own freeze' },
      },
    ],
  }),
  definePaper({
    id: 'T15',
    name: { zh: '协助解除冻结存款通知书', en: 'notice to the bank' },
    kind: '通知书',
    from: { zh: '冻结法院', en: 'freezing court' },
    to: { zh: '协助执行单位', en: 'bank or registry' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: { addressee: name(), freeze: freeze(), liftingNo: blank(60), contact: text(100) },
    guards: [
      {
        id: 'lifting-ruling-missing',
        when: (c) => c.liftingNo.trim() === '',
        words: { zh: '没有解除冻结裁定书', en: 'The lifting ruling is missing' },
      },
    ],
  }),
  definePaper({
    id: 'T16',
    name: { zh: '协助执行回执', en: 'receipt' },
    kind: '回执',
    from: { zh: '协助执行单位', en: 'bank or registry' },
    to: { zh: '冻结法院', en: 'freezing court' },
    signer: '协助单位',
    sealed: false,
    numbered: false,
    content: {
      unit: name(),
      noticeNo: caseNo(),
      noticeDay: day(),
      doneDay: day(),
      doneAt: text(20),
      resultCode: text(10),
      result: oneOf(['已解除', '部分解除', '未解除']),
      freeze: freeze(),
      officerNo: text(30),
    },
    guards: [
      {
        id: 'receipt-before-notice',
        when: (c) => c.doneDay < c.noticeDay,
        words: { zh: '办理日期早于通知书日期', en: 'The receipt is older than the notice' },
      },
    ],
  }),
  definePaper({
    id: 'T17',
    name: { zh: '执行事项委托函', en: 'entrustment' },
    kind: '函',
    from: { zh: '委托法院', en: 'entrusting court' },
    to: { zh: '受托法院', en: 'entrusted court' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      addressee: name(),
      matter: text(100),
      debtor: party(),
      request: text(),
      files: rows({ name: name(), copies: count() }),
      limitDays: count(),
      contact: text(100),
    },
    guards: [
      {
        id: 'required-file-missing',
        when: (c) => entrustedFiles.some((file) => !c.files.some(({ name, copies }) => name === file && copies > 0)),
        words: {
          zh: `委托材料不齐，应有：${entrustedFiles.join('、')}`,
          en: 'A file that an entrustment needs is missing',
        },
      },
    ],
  }),
  definePaper({
    id: 'T18',
    name: { zh: '退回说明', en: 'return note' },
    kind: '函',
    from: { zh: '受托、受文法院', en: 'receiving court' },
    to: { zh: '发函法院', en: 'sender' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      addressee: name(),
      letterNo: caseNo(),
      reasonCode: text(20),
      reason: text(),
      contacts: rows({ at: text(20), person: name(), words: text(500) }),
    },
    guards: [
      {
        id: 'no-contact-log',
        when: (c) => c.contacts.length === 0,
        words: { zh: '退回前没有与发函法院联系的记录', en: 'Nobody contacted the sender before the return' },
      },
    ],
  }),
  definePaper({
    id: 'T19',
    name: { zh: '督办函（督促执行令）', en: 'urging letter' },
    kind: '令',
    from: { zh: '上级法院', en: 'superior court' },
    to: { zh: '下级法院', en: 'court below' },
    signer: '执行局长',
    sealed: true,
    numbered: true,
    content: {
      addressee: name(),
      item: text(200),
      due: day(),
      daysLate: count(),
      replyDays: count(),
      contact: text(100),
    },
    guards: [
      {
        id: 'not-late',
        when: (c) => c.daysLate === 0,
        words: { zh: '该事项尚未逾期', en: 'The item is not late' },
      },
    ],
  }),
];
