import { z } from 'zod';
import type { Route } from '../route';
import * as v from './views';

const limit = z.coerce.number().int().min(1).max(200).default(50);

export const findNotices = z.strictObject({
  letter: z.string().max(40).optional(),
  unread: z.literal('1').optional(),
  cursor: z.string().max(200).optional(),
  limit,
});
export type FindNotices = z.infer<typeof findNotices>;

export const setPreference = z
  .strictObject({
    mail: z.enum(['off', 'digest', 'red']),
    email: z.email('邮箱地址格式不对').max(200).nullable(),
    hour: z.int().min(0).max(23),
  })
  .refine(({ mail, email }) => mail === 'off' || email !== null, { message: '须填写邮箱地址', path: ['email'] });
export type SetPreference = z.infer<typeof setPreference>;

/** Notices, how they leave the house, and the calendar: part of the one table of operations. */
export const noticeRoutes = {
  notices: {
    method: 'GET',
    path: '/api/notices',
    title: '消息',
    access: 'signed-in',
    query: findNotices,
    answer: v.notices,
  },
  readNotice: {
    method: 'POST',
    path: '/api/notices/{id}/read',
    title: '消息已读',
    access: 'signed-in',
    answer: 'none',
    status: 204,
  },
  readAllNotices: {
    method: 'POST',
    path: '/api/notices/read',
    title: '到某时为止的消息均已读',
    access: 'signed-in',
    body: z.strictObject({ until: z.iso.datetime({ offset: true, message: '时间须写明时区' }) }),
    answer: 'none',
    status: 204,
  },
  noticePreference: {
    method: 'GET',
    path: '/api/me/notices',
    title: '消息方式',
    access: 'signed-in',
    answer: v.preference,
  },
  setNoticePreference: {
    method: 'POST',
    path: '/api/me/notices',
    title: '改变消息方式',
    access: 'signed-in',
    body: setPreference,
    answer: v.preference,
  },
  myCalendar: {
    method: 'GET',
    path: '/api/me/calendar',
    title: '本人的日历订阅',
    access: 'signed-in',
    answer: v.calendar,
  },
  makeCalendar: {
    method: 'POST',
    path: '/api/me/calendar',
    title: '生成日历订阅地址（原地址作废）',
    access: 'signed-in',
    answer: v.calendar,
    status: 201,
  },
  dropCalendar: {
    method: 'POST',
    path: '/api/me/calendar/revoke',
    title: '停用日历订阅',
    access: 'signed-in',
    answer: 'none',
    status: 204,
  },
  calendarFeed: {
    method: 'GET',
    path: '/api/calendar/{feed}',
    title: '日历订阅（iCalendar，地址即凭据）',
    access: 'anyone',
    answer: 'file',
  },
  urging: {
    method: 'GET',
    path: '/api/matters/{id}/urging',
    title: '催办会告知谁、已告知谁',
    access: 'signed-in',
    answer: v.urging,
  },
} as const satisfies Record<string, Route>;
