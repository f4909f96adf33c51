import { z } from 'zod';
import { blank, caseNo, count, day, daysBetween, name, oneOf, party, rows, text, yuan } from '../fields';
import { definePaper } from '../paper';

const superior = { zh: '上级法院', en: 'superior court' };

/** T20–T23: cases and assets that move to another court, and outsiders who object (交叉执行、执行异议). */
export const transferPapers = [
  definePaper({
    id: 'T20',
    name: { zh: '指定（提级、集中）执行裁定书', en: 'ruling that moves enforcement' },
    kind: '裁定书',
    from: superior,
    to: { zh: '原执行法院、承接法院、当事人', en: 'both courts and the parties' },
    signer: '合议庭',
    sealed: true,
    numbered: true,
    content: {
      form: oneOf(['指定执行', '提级执行', '集中执行']),
      debtor: party(),
      cases: rows({ caseNo: caseNo(), court: name(), applicant: name(), movedTo: blank(100) }).min(1, '没有案件'),
      to: name(),
      reasons: text(),
    },
    guards: [
      {
        id: 'case-already-moved',
        when: (c) => c.cases.some(({ movedTo }) => movedTo.trim() !== ''),
        words: { zh: '清单中有案件已经移送', en: 'A listed case has moved already' },
      },
    ],
  }),
  definePaper({
    id: 'T21',
    name: { zh: '案件移交清单', en: 'list of a case handed over' },
    kind: '清单',
    from: { zh: '原执行法院', en: 'former court' },
    to: { zh: '承接法院', en: 'new court' },
    signer: '书记员',
    sealed: true,
    numbered: true,
    content: {
      receiver: name(),
      files: rows({ name: name(), pages: count() }).min(1, '没有案卷'),
      money: yuan(),
      freezes: rows({ asset: text(100), rank: text(12), expires: day(), renewed: z.boolean() }),
      receivedBy: name(),
    },
    guards: [
      {
        id: 'freeze-runs-out',
        when: (c) => c.freezes.some(({ expires, renewed }) => !renewed && daysBetween(c.date, expires) < 30),
        words: {
          zh: '有冻结、查封三十日内到期而未续行',
          en: 'A freeze runs out within thirty days and was not renewed',
        },
      },
    ],
  }),
  definePaper({
    id: 'T22',
    name: { zh: '商请移送执行函', en: 'request to hand over disposal' },
    kind: '函',
    from: { zh: '优先债权执行法院、首封法院', en: 'court of the priority claim, first freezing court' },
    to: { zh: '首封法院、优先债权执行法院', en: 'the other of the two' },
    signer: '审判员',
    sealed: true,
    numbered: true,
    content: {
      form: oneOf(['商请移送执行', '移送执行']),
      addressee: name(),
      asset: text(200),
      debtor: party(),
      titleNo: caseNo(),
      claim: yuan(),
      claimant: name(),
      firstFreezeDay: day(),
      daysFrozen: count(),
      titleEffective: z.boolean(),
      inEnforcement: z.boolean(),
      onSale: z.boolean(),
      contact: text(100),
    },
    guards: [
      {
        id: 'conditions-unmet',
        when: (c) => !c.titleEffective || !c.inEnforcement || c.daysFrozen <= 60 || c.onSale,
        words: {
          zh: '四项条件未齐：优先债权经生效文书确认、已进入执行、自首封起超过六十日、尚未发布拍卖公告或变卖',
          en: 'The four conditions are not all met: title, enforcement, more than sixty days, not yet on sale',
        },
      },
    ],
  }),
  definePaper({
    id: 'T23',
    name: { zh: '执行异议裁定书', en: 'ruling on an objection' },
    kind: '裁定书',
    from: { zh: '合议庭', en: 'panel' },
    to: { zh: '当事人、案外人', en: 'parties and the outsider' },
    signer: '合议庭',
    sealed: true,
    numbered: true,
    content: {
      objector: name(),
      applicant: name(),
      debtor: party(),
      asset: text(200),
      claims: text(),
      findings: text(),
      opinion: text(),
      result: oneOf(['中止对该标的的执行', '驳回案外人的异议请求']),
      officers: z.array(name()),
    },
    guards: [
      {
        id: 'panel-includes-officer',
        when: (c) => c.signers.some(({ role, name }) => role !== '书记员' && c.officers.includes(name)),
        words: {
          zh: '合议庭成员中有该案的执行人员',
          en: 'An officer of the case sits on the panel',
        },
      },
    ],
  }),
];
