import type { Role } from '../roles';
import { ladderLines } from './policy-ladder';
import type { PolicyLine, PolicyOperation } from './policy-line';
import type { Classification, Relation } from './relations';

const clocks: readonly PolicyOperation[] = ['suspendDeadline', 'resumeDeadline', 'extendDeadline'];
const leaders: readonly Role[] = ['chief', 'president'];
const overseers: readonly Role[] = ['process-supervisor', 'coordinator', 'national-bureau'];
const ours: readonly Relation[] = ['handling', 'lead'];
const above: readonly Relation[] = ['superior', 'national'];
const both: readonly Classification[] = ['ordinary', 'restricted'];

/** Who decides on periods, and on what they are counted by (执行工作规定 63: 院长; 日历与规则须二人). */
export const timeLines: readonly PolicyLine[] = [
  {
    id: 'clock-ours',
    operations: clocks,
    roles: leaders,
    relations: ours,
    classes: both,
    outcome: 'full',
    why: { zh: '中止、恢复、延长期限由本院领导决定', en: 'Leaders of the court decide on its periods' },
  },
  {
    id: 'clock-above',
    operations: clocks,
    roles: [...leaders, 'coordinator', 'national-bureau'],
    relations: above,
    classes: both,
    outcome: 'full',
    why: { zh: '上级领导与协调员可决定期限的中止、延长', en: 'Leaders and coordinators above may decide on periods' },
  },
  {
    id: 'law-propose',
    operations: ['checkYear', 'proposeYear', 'tryRule', 'proposeRule'],
    roles: overseers,
    outcome: 'full',
    why: { zh: '日历与规则的变更由流程管理人员提出', en: 'Overseers propose what the calendar and the rules become' },
  },
  {
    id: 'law-decide',
    operations: ['decideYear', 'decideRule'],
    roles: ['national-bureau'],
    outcome: 'full',
    why: { zh: '变更由指挥中心的另一人审定', en: 'Another person, of the national bureau, decides' },
  },
  ...ladderLines,
];
