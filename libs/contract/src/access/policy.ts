import type { Role } from '../roles';
import type { PolicyLine, PolicyOperation } from './policy-line';
import { sheetLines } from './policy-sheets';
import { templateLines } from './policy-templates';
import { timeLines } from './policy-time';
import { houseLines } from './policy-house';
import type { Classification, Relation } from './relations';

export type { PolicyLine, PolicyOperation } from './policy-line';

const bench: readonly Role[] = ['judge', 'chief', 'president', 'duty-officer'];
const desk: readonly Role[] = ['clerk', 'assistant', 'panel', 'entrust-desk'];
const overseers: readonly Role[] = ['process-supervisor', 'coordinator', 'national-bureau'];
const money: readonly Role[] = ['money-clerk', 'finance'];
const outside: readonly Role[] = ['administrator', 'bank', 'agency'];
const officers: readonly Role[] = [...bench, ...desk, ...overseers];
const leaders: readonly Role[] = ['chief', 'president'];
const administrators: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];
const everybody: readonly Role[] = [...officers, ...money, 'supervisor', ...outside, ...administrators];
const both: readonly Classification[] = ['ordinary', 'restricted'];
const above: readonly Relation[] = ['superior', 'national'];
const ours: readonly Relation[] = ['handling', 'lead'];

/** What can be shown with personal data and sums left out. A paper cannot. */
const pages: readonly PolicyOperation[] = [
  'matter',
  'docket',
  'timeline',
  'children',
  'deadlines',
  'deadlineProof',
  'progress',
  'documents',
];
const reads: readonly PolicyOperation[] = [...pages, 'readDocument', 'readOrder'];
const deeds: readonly PolicyOperation[] = ['perform', 'fileDocument'];

/**
 * The one policy, as data. It feeds the gate, the lists, the masks, the buttons, the page 「谁能看什么」 and the OpenAPI document.
 * Sources: the roles of the enforcement bureau's house; superiors supervise the courts of their line; peers see progress, not persons;
 * 个人信息保护法 6, 28, 34; GB/T 22239-2019 (separation of administrators).
 */
export const policy: readonly PolicyLine[] = [
  {
    id: 'own-cases',
    operations: reads,
    roles: officers,
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '承办、牵头法院办案人员查阅本院事项', en: 'Officers read what their own court handles or leads' },
  },
  {
    id: 'own-cases-money',
    operations: pages,
    roles: money,
    relations: ours,
    outcome: 'masked',
    why: { zh: '案款与财务人员只看办款所需', en: 'Money staff see what paying needs' },
  },
  {
    id: 'line-bench',
    operations: reads,
    roles: ['judge', 'duty-officer', 'process-supervisor'],
    relations: above,
    outcome: 'full',
    why: { zh: '上级法院监督、指导、协调下级法院执行', en: 'A superior supervises, guides and coordinates its line' },
  },
  {
    id: 'line-desk',
    operations: pages,
    roles: desk,
    relations: above,
    outcome: 'masked',
    why: { zh: '上级法院辅助人员看进度，不看个人信息', en: 'Support staff above see progress, not persons' },
  },
  {
    id: 'line-leaders',
    operations: reads,
    roles: [...leaders, 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: { zh: '上级领导与协调员，含限制查阅的事项', en: 'Leaders and coordinators above, restricted ones too' },
  },
  {
    id: 'watch',
    operations: pages,
    roles: ['supervisor'],
    relations: [...ours, ...above],
    outcome: 'masked',
    why: { zh: '监督者看办理，不看个人信息与金额', en: 'Supervisors see the work, not persons or sums' },
  },
  {
    id: 'addressee',
    operations: ['matter', 'timeline', 'progress', 'readOrder'],
    roles: officers,
    relations: ['addressee'],
    classes: both,
    outcome: 'outline',
    why: { zh: '被协同法院看总体进度和本院部分', en: 'An addressee sees the whole’s progress and its own part' },
  },
  {
    id: 'addressee-line',
    operations: ['matter', 'timeline', 'progress', 'readOrder'],
    roles: [...bench, ...overseers],
    relations: ['addressee-superior'],
    outcome: 'outline',
    why: { zh: '被协同法院的上级法院看总体进度和辖区部分', en: 'Courts above an addressee see the part of their line' },
  },
  {
    id: 'peer',
    operations: ['matter', 'account'],
    roles: officers,
    relations: ['peer'],
    classes: both,
    outcome: 'refused',
    why: { zh: '同一协同的其他法院只知其有，不知其详', en: 'Peers of a coordination may know that it exists' },
  },
  {
    id: 'granted',
    operations: [...reads, 'account'],
    roles: officers,
    relations: ['granted'],
    classes: both,
    outcome: 'full',
    why: { zh: '个案授权：限期查阅', en: 'Granted for a time: may read' },
  },
  {
    id: 'challenged',
    operations: reads,
    roles: bench,
    relations: ['challenged'],
    outcome: 'full',
    why: { zh: '紧急查阅：写明理由，当日有效，只读，告知上级', en: 'Challenged: a reason, until midnight, read only' },
  },
  {
    id: 'appointed-administrator',
    operations: ['matter', 'timeline', 'children', 'deadlines', 'deadlineProof', 'progress', 'documents'],
    roles: ['administrator'],
    relations: ['appointed'],
    outcome: 'masked',
    why: { zh: '管理人看受指定案件的进展', en: 'An administrator follows the case of the appointment' },
  },
  {
    id: 'appointed-liaison',
    operations: ['matter', 'deadlines', 'deadlineProof', 'documents'],
    roles: ['bank', 'agency'],
    relations: ['appointed'],
    outcome: 'masked',
    why: { zh: '协助单位看指派的事项', en: 'Liaisons see what they are appointed to' },
  },
  {
    id: 'evidence',
    operations: ['evidencePack'],
    roles: ['judge', ...leaders, ...overseers],
    relations: ['lead', ...above],
    outcome: 'full',
    why: {
      zh: '证据包含全部文书，由牵头法院法官、领导及上级法院导出',
      en: 'A pack holds every paper: judges and leaders of the lead court, and superiors',
    },
  },
  {
    id: 'act',
    operations: deeds,
    roles: officers,
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '办案人员办理；能否办理由程序规则决定', en: 'Officers act; the procedure decides on what' },
  },
  {
    id: 'act-above',
    operations: [...deeds, 'urging'],
    roles: ['judge', 'duty-officer', 'process-supervisor'],
    relations: above,
    outcome: 'full',
    why: { zh: '上级法院在其线内督办、下发', en: 'Superiors dispatch and urge in their line' },
  },
  {
    id: 'act-above-leaders',
    operations: [...deeds, 'urging'],
    roles: [...leaders, 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: {
      zh: '上级领导与协调员督办、下发，含限制查阅的事项',
      en: 'Leaders and coordinators above, restricted ones too',
    },
  },
  {
    id: 'urge-lead',
    operations: ['urging'],
    roles: officers,
    relations: ['lead'],
    classes: both,
    outcome: 'full',
    why: { zh: '牵头法院催办，并看告知了谁', en: 'The lead court urges, and sees who was told' },
  },
  {
    id: 'who-may-see',
    operations: ['whoMaySee'],
    roles: [...bench, 'clerk', ...overseers],
    relations: ['lead', ...above],
    classes: both,
    outcome: 'full',
    why: { zh: '谁能看、为什么，牵头及上级法院可查', en: 'Lead and superiors may ask who sees it and why' },
  },
  {
    id: 'grant-lead',
    operations: ['grantAccess', 'revokeGrant', 'classify'],
    roles: leaders,
    relations: ['lead'],
    classes: both,
    outcome: 'full',
    why: { zh: '牵头法院领导授权与定密', en: 'Leaders of the lead court grant and classify' },
  },
  {
    id: 'grant-above',
    operations: ['grantAccess', 'revokeGrant', 'classify', 'liftExclusion'],
    roles: [...leaders, 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: { zh: '上级授权、定密；解除回避只能由上级', en: 'Superiors grant; only they lift an exclusion' },
  },
  {
    id: 'exclude-oneself',
    operations: ['excludeMyself'],
    roles: [...officers, ...money],
    relations: [...ours, ...above],
    classes: both,
    outcome: 'full',
    why: { zh: '自行回避', en: 'Anyone may step back' },
  },
  {
    id: 'exclude-officer',
    operations: ['excludeOfficer'],
    roles: leaders,
    relations: [...ours, ...above],
    classes: both,
    outcome: 'full',
    why: { zh: '院领导、执行局长决定回避', en: 'Leaders exclude an officer' },
  },
  {
    id: 'challenge',
    operations: ['challengeAccess'],
    roles: bench,
    relations: ['none', 'peer'],
    outcome: 'full',
    why: { zh: '紧急情况下自行申请查阅', en: 'Challenged access in an emergency' },
  },
  {
    id: 'accounts',
    operations: ['account'],
    roles: [...officers, ...money],
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '账户顺位由相关法院查阅', en: 'Courts concerned read an account’s order of freezes' },
  },
  {
    id: 'accounts-line',
    operations: ['account'],
    roles: [...bench, ...overseers],
    relations: above,
    outcome: 'full',
    why: { zh: '上级法院查阅账户顺位', en: 'Superiors read an account’s order of freezes' },
  },
  {
    id: 'reveal',
    operations: ['revealAccount'],
    roles: ['clerk', 'assistant', 'judge', 'chief', 'duty-officer', ...money],
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '写明用途后显示完整账号，限时、留痕', en: 'The full number, for a purpose, for minutes, logged' },
  },
  {
    id: 'lists',
    operations: ['matters', 'desk', 'board', 'events'],
    roles: everybody.filter((role) => !administrators.includes(role)),
    outcome: 'full',
    why: { zh: '列表只列有权查阅的事项', en: 'Lists hold only what one may read' },
  },
  {
    id: 'open',
    operations: ['openMatter'],
    roles: officers,
    outcome: 'full',
    why: { zh: '办案人员发起；程序规则另行把关', en: 'Officers open; procedures decide' },
  },
  {
    id: 'reference',
    operations: [
      'papers',
      'procedures',
      'procedure',
      'courts',
      'demoCases',
      'demoCase',
      'policy',
      'calendar',
      'countPeriod',
      'rules',
    ],
    roles: everybody,
    outcome: 'full',
    why: { zh: '程序、法院名录与本政策对所有人公开', en: 'Procedures, courts and this policy are open to all' },
  },
  {
    id: 'self',
    operations: [
      'signOut',
      'me',
      'actAs',
      'mySessions',
      'endMySession',
      'changePassword',
      'myDelegations',
      'delegate',
      'revokeDelegation',
      'notices',
      'readNotice',
      'readAllNotices',
      'noticePreference',
      'setNoticePreference',
      'myCalendar',
      'makeCalendar',
      'dropCalendar',
    ],
    roles: everybody,
    outcome: 'full',
    why: {
      zh: '本人的会话、岗位、代办、消息与日历',
      en: 'One’s own sessions, posts, delegations, notices and calendar',
    },
  },
  {
    id: 'clock',
    operations: ['moveClock'],
    roles: ['national-bureau'],
    outcome: 'full',
    why: { zh: '演示时钟由指挥中心拨快', en: 'The demonstration’s clock' },
  },
  {
    id: 'people-read',
    operations: ['people', 'person'],
    roles: administrators,
    outcome: 'full',
    why: { zh: '三员查看人员与岗位', en: 'The three administrators see people and posts' },
  },
  {
    id: 'people-make',
    operations: ['createPerson', 'enablePerson'],
    roles: ['system-admin'],
    outcome: 'full',
    why: { zh: '系统管理员建人，不授岗', en: 'The system administrator creates, without posts' },
  },
  {
    id: 'people-stop',
    operations: ['disablePerson', 'resetPassword'],
    roles: ['system-admin', 'security-admin'],
    outcome: 'full',
    why: { zh: '停用与重置可由系统、安全管理员之一办理', en: 'Either may disable and reset' },
  },
  {
    id: 'posts',
    operations: [
      'grantPost',
      'endPost',
      'sessions',
      'endSession',
      'resetSecondFactor',
      'linkIdentity',
      'unlinkIdentity',
    ],
    roles: ['security-admin'],
    outcome: 'full',
    why: {
      zh: '安全管理员授岗、收回、终止会话、关联统一身份',
      en: 'The security administrator grants, ends, and links identities',
    },
  },
  ...sheetLines,
  ...timeLines,
  ...templateLines,
  ...houseLines,
];
