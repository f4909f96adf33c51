import type { LabelsFor } from '@xiezhi/engine';
import type { DocumentKind } from './documents';
import type { guards } from './guards';
import type { jointUnfreeze } from './procedure';

export const labels: LabelsFor<typeof jointUnfreeze, typeof guards, DocumentKind> = {
  title: { zh: '协同解除冻结', en: 'Joint unfreeze' },
  summary: {
    zh: '牵头法院列明全部冻结，经共同上级法院调度，由各冻结法院在时限内分别解除。账户上每一笔冻结（含轮候）都核验通过并有银行证据，账户才算可用。',
    en: 'The lead court lists every freeze; a common superior dispatches; each court lifts its own. An account is free only when every freeze on it, waiting ones too, is verified with bank evidence.',
  },
  stages: {
    drafted: { zh: '草拟', en: 'Drafted' },
    submitted: { zh: '待复核', en: 'Awaiting review' },
    approved: { zh: '已复核', en: 'Approved' },
    dispatched: { zh: '已下发', en: 'Dispatched' },
    completed: { zh: '全部解除', en: 'Completed' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  },
  actions: {
    recordList: { zh: '登记冻结清单', en: 'Record the list' },
    amend: { zh: '修改基本信息', en: 'Amend' },
    submit: { zh: '提交复核', en: 'Submit for review' },
    sendBack: { zh: '退回补正', en: 'Send back' },
    approve: { zh: '复核通过', en: 'Approve' },
    dispatch: { zh: '签发调度令', en: 'Dispatch' },
    recordProgress: { zh: '登记进展', en: 'Record progress' },
    remindOpen: { zh: '期限过半提醒', en: 'Half-time reminder' },
    windowPassed: { zh: '时限届满', en: 'Window passed' },
    withdraw: { zh: '撤回', en: 'Withdraw' },
  },
  guards: {
    'list-is-not-empty': { zh: '冻结清单为空，请先导入账户', en: 'The freeze list is empty' },
    'approver-is-not-drafter': { zh: '提交人不得自行复核，须由第二人复核', en: 'The drafter may not approve' },
    'issuer-is-above-every-addressee': {
      zh: '签发法院不是全部受文法院的上级法院。平级或不同条线的法院之间只能委托或商请，请报共同上级法院调度',
      en: 'The issuer is not above every addressee. Peers entrust or request; only a common superior may dispatch',
    },
  },
  documents: {
    'freeze-list': { zh: '账户冻结清单', en: 'Freeze list' },
    'freeze-list-volume': { zh: '账户冻结清单（分册）', en: 'Freeze list (volume)' },
    'dispatch-order': { zh: '协调解冻函（调度令）', en: 'Dispatch order' },
    'acceptance-ruling': { zh: '破产（重整）受理裁定书', en: 'Acceptance ruling' },
    'plan-approval-ruling': { zh: '批准重整计划裁定书', en: 'Plan approval ruling' },
    'administrator-decision': { zh: '指定管理人决定书', en: 'Administrator decision' },
  },
  deadlines: {
    window: { zh: '办理时限', en: 'Window' },
    'half-window': { zh: '时限过半提醒', en: 'Half-time reminder' },
  },
  fields: {
    title: { zh: '协同名称', en: 'Title' },
    debtor: { zh: '被执行人', en: 'Debtor' },
    name: { zh: '名称', en: 'Name' },
    creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
    caseNo: { zh: '依据案号', en: 'Case number' },
    ground: { zh: '法律依据', en: 'Legal ground' },
    windowHours: { zh: '办理时限（小时）', en: 'Window (hours)' },
    windowDays: { zh: '办理时限（以日计）', en: 'Window (in days)' },
    length: { zh: '日数', en: 'Days' },
    unit: { zh: '日的种类', en: 'Kind of days' },
    contact: { zh: '联系人', en: 'Contact' },
    phone: { zh: '联系电话', en: 'Phone' },
    orderNo: { zh: '调度令文号', en: 'Order number' },
    note: { zh: '说明', en: 'Note' },
  },
  options: {
    'natural-day': { zh: '自然日', en: 'Natural days' },
    'working-day': { zh: '工作日', en: 'Working days' },
    acceptance: { zh: '受理破产（重整）申请（企业破产法第19条）', en: 'Acceptance (EBL 19)' },
    'plan-execution': { zh: '执行重整计划', en: 'Plan execution' },
    coordination: { zh: '执行协调', en: 'Coordination' },
  },
};
