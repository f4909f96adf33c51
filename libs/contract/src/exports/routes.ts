import { z } from 'zod';
import { page } from '../page';
import { findMatters } from '../requests';
import type { Route } from '../route';
import { exportView } from './views';

const id = z.uuid('标识格式不对');
const common = { format: z.enum(['xlsx', 'pdf']), language: z.enum(['zh', 'en']).default('zh') };

/** What is taken out: the rows of a list, a coordination with its board, or a batch with its results. */
export const askExport = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('matters'),
    filter: findMatters.omit({ cursor: true, limit: true }),
    ...common,
  }),
  z.strictObject({ kind: z.literal('campaign'), id, ...common }),
  z.strictObject({ kind: z.literal('batch'), id, ...common }),
]);
export type AskExport = z.infer<typeof askExport>;

export const findExports = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type FindExports = z.infer<typeof findExports>;

/** 导出与下载中心: part of the one table of operations. */
export const exportRoutes = {
  askExport: {
    method: 'POST',
    path: '/api/exports',
    title: '导出',
    access: 'signed-in',
    body: askExport,
    answer: exportView,
    status: 202,
    keyed: true,
  },
  exports: {
    method: 'GET',
    path: '/api/exports',
    title: '本人的导出',
    access: 'signed-in',
    query: findExports,
    answer: page(exportView),
  },
  downloadExport: {
    method: 'GET',
    path: '/api/exports/{id}/file',
    title: '下载导出的文件',
    access: 'signed-in',
    answer: 'file',
  },
  dropExport: {
    method: 'POST',
    path: '/api/exports/{id}/removal',
    title: '删除导出',
    access: 'signed-in',
    answer: 'none',
    status: 204,
  },
} as const satisfies Record<string, Route>;
