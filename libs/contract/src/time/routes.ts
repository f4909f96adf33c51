import { z } from 'zod';
import type { Route } from '../route';
import { matter } from '../views';
import * as r from './requests';
import * as v from './views';

/** 期限、日历与规则: part of the one table of operations. */
export const timeRoutes = {
  deadlines: {
    method: 'GET',
    path: '/api/matters/{id}/deadlines',
    title: '期限',
    access: 'signed-in',
    answer: z.array(v.deadlineView),
  },
  deadlineProof: {
    method: 'GET',
    path: '/api/matters/{id}/deadlines/{deadline}/proof',
    title: '期限的证明',
    access: 'signed-in',
    answer: v.deadlineProof,
  },
  suspendDeadline: {
    method: 'POST',
    path: '/api/matters/{id}/deadlines/{deadline}/suspension',
    title: '中止期限',
    access: 'signed-in',
    body: r.adjustDeadline,
    answer: matter,
    keyed: true,
    matched: true,
  },
  resumeDeadline: {
    method: 'POST',
    path: '/api/matters/{id}/deadlines/{deadline}/resumption',
    title: '恢复期限',
    access: 'signed-in',
    body: r.adjustDeadline,
    answer: matter,
    keyed: true,
    matched: true,
  },
  extendDeadline: {
    method: 'POST',
    path: '/api/matters/{id}/deadlines/{deadline}/extension',
    title: '延长期限',
    access: 'signed-in',
    body: r.extendDeadline,
    answer: matter,
    keyed: true,
    matched: true,
  },
  calendar: {
    method: 'GET',
    path: '/api/calendar',
    title: '工作日历',
    access: 'signed-in',
    answer: v.calendarView,
  },
  proposeYear: {
    method: 'POST',
    path: '/api/calendar/years',
    title: '提出年度放假安排',
    access: 'signed-in',
    body: r.proposeYear,
    answer: v.calendarView,
    status: 201,
  },
  decideYear: {
    method: 'POST',
    path: '/api/calendar/years/{year}/decision',
    title: '审定年度放假安排',
    access: 'signed-in',
    body: r.decideOn,
    answer: v.calendarView,
  },
  rules: {
    method: 'GET',
    path: '/api/rules',
    title: '规则簿',
    access: 'signed-in',
    answer: z.array(v.ruleVersionView),
  },
  proposeRule: {
    method: 'POST',
    path: '/api/rules/{rule}/versions',
    title: '提出规则新版本',
    access: 'signed-in',
    body: r.proposeRule,
    answer: v.ruleVersionView,
    status: 201,
  },
  decideRule: {
    method: 'POST',
    path: '/api/rules/{rule}/decision',
    title: '审定规则新版本',
    access: 'signed-in',
    body: r.decideOn,
    answer: v.ruleVersionView,
  },
} as const satisfies Record<string, Route>;
