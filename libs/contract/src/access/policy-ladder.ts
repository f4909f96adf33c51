import type { Role } from '../roles';
import type { PolicyLine, PolicyOperation } from './policy-line';
import type { Classification, Relation } from './relations';

const officers: readonly Role[] = [
  'judge',
  'chief',
  'president',
  'duty-officer',
  'clerk',
  'assistant',
  'panel',
  'entrust-desk',
  'process-supervisor',
  'coordinator',
  'national-bureau',
];
const ours: readonly Relation[] = ['handling', 'lead'];
const above: readonly Relation[] = ['superior', 'national'];
const both: readonly Classification[] = ['ordinary', 'restricted'];
const issuing: readonly PolicyOperation[] = ['slipDraft', 'issueSlip'];

/** 停滞、超期与督办 (执行工作规定 72、74): who sees what stands still, who issues a slip, and who signs for it. */
export const ladderLines: readonly PolicyLine[] = [
  {
    id: 'ladder-lists',
    operations: ['stagnation', 'overdue', 'slips'],
    roles: [...officers, 'supervisor'],
    outcome: 'full',
    why: { zh: '停滞、超期与督办只列有权查阅的事项', en: 'What stands still or is late, among what one may read' },
  },
  {
    id: 'slips-ours',
    operations: ['matterSlips'],
    roles: officers,
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '承办、牵头法院查阅本院事项的督办', en: 'Officers read the slips on what their court handles or leads' },
  },
  {
    id: 'slips-above',
    operations: ['matterSlips'],
    roles: ['judge', 'duty-officer', 'process-supervisor'],
    relations: above,
    outcome: 'full',
    why: { zh: '上级法院查阅辖区督办', en: 'A superior reads the slips of its line' },
  },
  {
    id: 'slips-above-leaders',
    operations: ['matterSlips'],
    roles: ['chief', 'president', 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: { zh: '上级领导与协调员查阅督办，含限制查阅的事项', en: 'Leaders above read slips, restricted ones too' },
  },
  {
    id: 'slip-chief',
    operations: issuing,
    roles: ['chief'],
    relations: ['handling'],
    classes: both,
    outcome: 'full',
    why: { zh: '执行局长提醒本院承办人', en: 'A bureau chief reminds the own court' },
  },
  {
    id: 'slip-process',
    operations: issuing,
    roles: ['process-supervisor'],
    relations: above,
    outcome: 'full',
    why: { zh: '流程管理员对下级法院督办', en: 'Process supervisors supervise the courts below' },
  },
  {
    id: 'slip-above',
    operations: issuing,
    roles: ['chief', 'president', 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: { zh: '上级领导与协调员督办', en: 'Leaders and coordinators above supervise' },
  },
  {
    id: 'slip-sign',
    operations: ['acknowledgeSlip'],
    roles: ['judge', 'chief', 'duty-officer'],
    relations: ['handling'],
    classes: both,
    outcome: 'full',
    why: { zh: '承办法院签收督办', en: 'The handling court signs for it' },
  },
];
