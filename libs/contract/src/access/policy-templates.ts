import type { PolicyLine } from './policy-line';

/** 文书模板: who proposes how a paper looks, and who approves it. */
export const templateLines: readonly PolicyLine[] = [
  {
    id: 'templates-read',
    operations: ['paperTemplates', 'paperTemplate', 'previewTemplate', 'templateWords'],
    roles: ['process-supervisor', 'national-bureau'],
    outcome: 'full',
    why: { zh: '文书模板由提交与审批的岗位查阅', en: 'Templates are read by those who propose and approve them' },
  },
  {
    id: 'templates-propose',
    operations: ['proposeTemplate'],
    roles: ['process-supervisor'],
    outcome: 'full',
    why: { zh: '流程管理员提交文书模板的新版本', en: 'Process supervisors propose new versions' },
  },
  {
    id: 'templates-approve',
    operations: ['decideTemplate'],
    roles: ['national-bureau'],
    outcome: 'full',
    why: { zh: '文书样式全国统一，由最高法执行局审批', en: 'Papers look the same everywhere: the bureau approves' },
  },
];
