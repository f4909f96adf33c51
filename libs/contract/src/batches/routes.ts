import { z } from 'zod';
import { page } from '../page';
import { findMatters, pageOf } from '../requests';
import type { Route } from '../route';
import * as v from './views';

const id = z.uuid('标识格式不对');
const wish = {
  action: z.string().max(60),
  selection: z.union([
    z.strictObject({ ids: z.array(id).min(1, '没有选中任何事项').max(20_000) }),
    z.strictObject({ filter: findMatters.omit({ cursor: true, limit: true }) }),
  ]),
  input: z.record(z.string(), z.unknown()).default({}),
};
export const startBatch = z.strictObject({
  ...wish,
  /** The number of items, typed by whoever sets no filter. */
  typed: z.int().optional(),
  /** Why items that somebody else holds are taken along. */
  overHeld: z.string().trim().min(4, '请写明理由，至少四个字').max(200).optional(),
});
export type StartBatch = z.infer<typeof startBatch>;
export const retryBatch = z.strictObject({ ids: z.array(id).min(1, '没有选中任何事项').max(20_000) });
export type RetryBatch = z.infer<typeof retryBatch>;

/** 批量办理: part of the one table of operations. */
export const batchRoutes = {
  previewBatch: {
    method: 'POST',
    path: '/api/batches/preview',
    title: '预览批量办理',
    access: 'signed-in',
    body: z.strictObject(wish),
    answer: v.batchPreview,
  },
  startBatch: {
    method: 'POST',
    path: '/api/batches',
    title: '批量办理',
    access: 'signed-in',
    body: startBatch,
    answer: v.batch,
    status: 202,
    keyed: true,
  },
  batches: {
    method: 'GET',
    path: '/api/batches',
    title: '本院的批次',
    access: 'signed-in',
    query: pageOf,
    answer: page(v.batch),
  },
  batch: { method: 'GET', path: '/api/batches/{id}', title: '批次', access: 'signed-in', answer: v.batch },
  batchItems: {
    method: 'GET',
    path: '/api/batches/{id}/items',
    title: '批次明细',
    access: 'signed-in',
    query: pageOf,
    answer: page(v.batchItem),
  },
  retryBatch: {
    method: 'POST',
    path: '/api/batches/{id}/retry',
    title: '重试未成功的事项',
    access: 'signed-in',
    body: retryBatch,
    answer: v.batch,
    status: 202,
    keyed: true,
  },
  batchConflicts: {
    method: 'GET',
    path: '/api/batches/{id}/conflicts',
    title: '批次之后又有变动的事项',
    access: 'signed-in',
    answer: z.array(v.batchConflict),
  },
  reverseBatch: {
    method: 'POST',
    path: '/api/batches/{id}/reversal',
    title: '撤回批次',
    access: 'signed-in',
    answer: v.batch,
    status: 202,
    keyed: true,
  },
} as const satisfies Record<string, Route>;
