import type { Role } from '../roles';
import type { PolicyLine } from './policy-line';

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
const readers: readonly Role[] = [...officers, 'money-clerk', 'finance', 'supervisor'];

/** 批量办理，清单的导入与导出: what the courts' own people read in lists they may take along; outsiders read here only. */
export const sheetLines: readonly PolicyLine[] = [
  {
    id: 'batches',
    operations: [
      'previewBatch',
      'startBatch',
      'retryBatch',
      'reverseBatch',
      'batches',
      'batch',
      'batchItems',
      'batchConflicts',
    ],
    roles: officers,
    outcome: 'full',
    why: { zh: '办案人员批量办理；程序规则逐项把关', en: 'Officers act in batches; procedures decide on each item' },
  },
  {
    id: 'import',
    operations: ['checkImport', 'pasteImport', 'import', 'commitImport', 'annotated'],
    roles: ['clerk', 'assistant', 'judge', 'chief'],
    outcome: 'full',
    why: { zh: '清单由经办人员导入，只有本人可见', en: 'Lists are brought in by whoever works on the case' },
  },
  {
    id: 'exports',
    operations: ['askExport', 'exports', 'downloadExport', 'dropExport'],
    roles: readers,
    outcome: 'full',
    why: {
      zh: '法院内人员可导出本人列表所见，文件只归本人；院外协助单位不导出',
      en: 'Court staff take along what their lists show, each their own files; outsiders do not',
    },
  },
];
