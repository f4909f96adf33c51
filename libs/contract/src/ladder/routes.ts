import { z } from 'zod';
import type { Route } from '../route';
import { pageOf } from '../requests';
import * as v from './views';

/** The facts come from the product; only the remark is written by whoever issues. */
export const issueSlip = z.strictObject({ colour: v.slipColour, remark: z.string().trim().max(300).default('') });
export type IssueSlip = z.infer<typeof issueSlip>;
/** 待签收: addressed to one's court; 未签收: issued to the courts one oversees. */
export const findSlips = pageOf.extend({ show: z.enum(['to-sign', 'unsigned']).default('unsigned') });
export type FindSlips = z.infer<typeof findSlips>;

/** 停滞、超期升级、提示单与督办单: part of the one table of operations. */
export const ladderRoutes = {
  stagnation: {
    method: 'GET',
    path: '/api/stagnation',
    title: '停滞事项',
    access: 'signed-in',
    query: pageOf,
    answer: v.stagnation,
  },
  overdue: {
    method: 'GET',
    path: '/api/overdue',
    title: '超期事项与所到台阶',
    access: 'signed-in',
    query: pageOf,
    answer: v.overdue,
  },
  slips: {
    method: 'GET',
    path: '/api/slips',
    title: '未签收的提示单、督办单',
    access: 'signed-in',
    query: findSlips,
    answer: v.slips,
  },
  matterSlips: {
    method: 'GET',
    path: '/api/matters/{id}/slips',
    title: '事项的提示单、督办单',
    access: 'signed-in',
    answer: z.array(v.slip),
  },
  slipDraft: {
    method: 'GET',
    path: '/api/matters/{id}/slips/draft',
    title: '拟制提示单',
    access: 'signed-in',
    answer: v.slipDraft,
  },
  issueSlip: {
    method: 'POST',
    path: '/api/matters/{id}/slips',
    title: '签发提示单',
    access: 'signed-in',
    body: issueSlip,
    answer: v.slip,
    status: 201,
    keyed: true,
    matched: true,
  },
  acknowledgeSlip: {
    method: 'POST',
    path: '/api/matters/{id}/slips/{slip}/acknowledgement',
    title: '签收提示单',
    access: 'signed-in',
    answer: v.slip,
    keyed: true,
  },
} as const satisfies Record<string, Route>;
