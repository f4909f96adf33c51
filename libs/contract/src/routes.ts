import { z } from 'zod';
import * as r from './requests';
import * as v from './views';

/** Who may call; the policy line of the route. `anyone` needs no session. */
export type Access = 'anyone' | 'signed-in' | 'auditor';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly title: string;
  readonly access: Access;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly answer: z.ZodType | 'file' | 'events' | 'text' | 'none';
  readonly status?: number;
  /** Needs Idempotency-Key. */
  readonly keyed?: true;
  /** Needs If-Match. */
  readonly matched?: true;
  readonly upload?: true;
}

/** Every operation of the HTTP contract; the OpenAPI document and the conformance test are made from it. */
export const routes = {
  signIn: { method: 'POST', path: '/api/sign-in', title: '登录', access: 'anyone', body: r.signIn, answer: v.session },
  signOut: { method: 'POST', path: '/api/sign-out', title: '退出', access: 'signed-in', answer: 'none', status: 204 },
  me: { method: 'GET', path: '/api/me', title: '我是谁', access: 'signed-in', answer: v.person },
  demoPeople: {
    method: 'GET',
    path: '/api/demo/people',
    title: '演示人员',
    access: 'anyone',
    answer: z.array(v.person),
  },
  demoCases: {
    method: 'GET',
    path: '/api/demo/cases',
    title: '典型案例的表格',
    access: 'signed-in',
    answer: z.array(v.caseSheet),
  },
  demoCase: {
    method: 'GET',
    path: '/api/demo/cases/{file}',
    title: '下载典型案例的表格',
    access: 'signed-in',
    answer: 'file',
  },
  moveClock: {
    method: 'POST',
    path: '/api/demo/clock',
    title: '拨快演示时钟',
    access: 'signed-in',
    body: r.moveClock,
    answer: z.object({ now: z.string() }),
  },
  procedures: {
    method: 'GET',
    path: '/api/procedures',
    title: '程序目录',
    access: 'signed-in',
    answer: z.array(v.procedureView),
  },
  procedure: {
    method: 'GET',
    path: '/api/procedures/{name}',
    title: '程序',
    access: 'signed-in',
    answer: v.procedureView,
  },
  courts: {
    method: 'GET',
    path: '/api/courts',
    title: '法院名录',
    access: 'signed-in',
    query: r.findCourts,
    answer: v.page(v.court),
  },
  openMatter: {
    method: 'POST',
    path: '/api/matters',
    title: '开立事项',
    access: 'signed-in',
    body: r.openMatter,
    answer: v.matter,
    status: 201,
    keyed: true,
  },
  matters: {
    method: 'GET',
    path: '/api/matters',
    title: '查找事项',
    access: 'signed-in',
    query: r.findMatters,
    answer: v.page(v.matterRow),
  },
  matter: { method: 'GET', path: '/api/matters/{id}', title: '事项', access: 'signed-in', answer: v.matter },
  perform: {
    method: 'POST',
    path: '/api/matters/{id}/actions/{action}',
    title: '办理',
    access: 'signed-in',
    body: r.performAction,
    answer: v.matter,
    keyed: true,
    matched: true,
  },
  docket: {
    method: 'GET',
    path: '/api/matters/{id}/docket',
    title: '办理留痕',
    access: 'signed-in',
    query: r.pageOf,
    answer: v.page(v.docketEntry),
  },
  timeline: {
    method: 'GET',
    path: '/api/matters/{id}/timeline',
    title: '协同时间线',
    access: 'signed-in',
    query: r.pageOf,
    answer: v.page(v.docketEntry),
  },
  children: {
    method: 'GET',
    path: '/api/matters/{id}/children',
    title: '下属事项',
    access: 'signed-in',
    query: r.pageOf,
    answer: v.page(v.matterRow),
  },
  deadlines: {
    method: 'GET',
    path: '/api/matters/{id}/deadlines',
    title: '期限',
    access: 'signed-in',
    answer: z.array(v.deadlineView),
  },
  progress: { method: 'GET', path: '/api/matters/{id}/progress', title: '进展', access: 'signed-in', answer: v.board },
  documents: {
    method: 'GET',
    path: '/api/matters/{id}/documents',
    title: '文书',
    access: 'signed-in',
    answer: z.array(v.documentView),
  },
  fileDocument: {
    method: 'POST',
    path: '/api/matters/{id}/documents',
    title: '提交文书（kind、also 为查询参数）',
    access: 'signed-in',
    query: z.strictObject({
      kind: z.string().max(60),
      also: z.string().max(8000).optional().describe('further matter ids, comma separated'),
    }),
    answer: v.documentView,
    status: 201,
    keyed: true,
    upload: true,
  },
  readDocument: { method: 'GET', path: '/api/documents/{id}', title: '打开文书', access: 'signed-in', answer: 'file' },
  account: {
    method: 'GET',
    path: '/api/accounts/{id}',
    title: '账户与顺位',
    access: 'signed-in',
    answer: v.accountRow,
  },
  startBatch: {
    method: 'POST',
    path: '/api/batches',
    title: '批量办理',
    access: 'signed-in',
    body: r.startBatch,
    answer: v.batch,
    status: 202,
    keyed: true,
  },
  batch: { method: 'GET', path: '/api/batches/{id}', title: '批次', access: 'signed-in', answer: v.batch },
  batchItems: {
    method: 'GET',
    path: '/api/batches/{id}/items',
    title: '批次明细',
    access: 'signed-in',
    query: r.pageOf,
    answer: v.page(v.batchItem),
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
  checkImport: {
    method: 'POST',
    path: '/api/imports',
    title: '检查清单（CSV、XLSX）',
    access: 'signed-in',
    query: z.strictObject({ kind: z.literal('freezes') }),
    answer: v.importView,
    status: 201,
    upload: true,
  },
  pasteImport: {
    method: 'POST',
    path: '/api/imports/paste',
    title: '检查粘贴的清单',
    access: 'signed-in',
    body: r.pasteImport,
    answer: v.importView,
    status: 201,
  },
  import: { method: 'GET', path: '/api/imports/{id}', title: '清单', access: 'signed-in', answer: v.importView },
  commitImport: {
    method: 'POST',
    path: '/api/imports/{id}/commit',
    title: '导入已检查的清单',
    access: 'signed-in',
    body: r.commitImport,
    answer: v.matter,
    keyed: true,
    matched: true,
  },
  annotated: {
    method: 'GET',
    path: '/api/imports/{id}/annotated',
    title: '下载批注后的清单',
    access: 'signed-in',
    answer: 'file',
  },
  desk: { method: 'GET', path: '/api/desk', title: '工作台', access: 'signed-in', answer: v.desk },
  board: {
    method: 'GET',
    path: '/api/board',
    title: '协同总览',
    access: 'signed-in',
    answer: z.object({
      campaigns: z.array(v.matterRow),
      byStage: z.array(z.object({ stage: z.string(), count: z.int() })),
      asOf: z.string(),
    }),
  },
  events: { method: 'GET', path: '/api/events', title: '实时推送', access: 'signed-in', answer: 'events' },
  invariants: {
    method: 'GET',
    path: '/api/ops/invariants',
    title: '不变式检查',
    access: 'auditor',
    answer: v.invariants,
  },
  verifyDocket: {
    method: 'POST',
    path: '/api/ops/docket/verify',
    title: '核验留痕链',
    access: 'auditor',
    answer: z.object({
      matters: z.int(),
      entries: z.int(),
      faults: z.array(z.object({ matterId: z.string(), revision: z.int(), why: z.string() })),
    }),
  },
  live: {
    method: 'GET',
    path: '/api/health/live',
    title: '存活',
    access: 'anyone',
    answer: z.object({ status: z.string() }),
  },
  ready: {
    method: 'GET',
    path: '/api/health/ready',
    title: '就绪',
    access: 'anyone',
    answer: z.object({ status: z.string() }),
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    title: '接口说明',
    access: 'anyone',
    answer: z.record(z.string(), z.unknown()),
  },
  metrics: { method: 'GET', path: '/metrics', title: '运行指标', access: 'anyone', answer: 'text' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
