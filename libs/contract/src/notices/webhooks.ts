import { z } from 'zod';
import type { Route } from '../route';
import { page } from '../page';
import { pageOf } from '../requests';
import { letters } from './letters';

const instant = z.string().describe('ISO 8601, +08:00');
const reason = z.string().trim().min(4, '请写明理由，至少四个字').max(300);

/** 事件推送: CloudEvents 1.0 to an address that the operator allows. The secret is shown once, when it is made. */
export const webhook = z.object({
  id: z.string(),
  court: z.string(),
  courtName: z.string(),
  url: z.string(),
  letters: z.array(z.string()),
  status: z.enum(['waiting', 'running', 'disabled', 'ended']),
  madeBy: z.string(),
  approvedBy: z.string().nullable(),
  madeAt: instant,
  failures: z.int(),
  secret: z.string().nullable(),
});
export type WebhookView = z.infer<typeof webhook>;

/** 一次推送: what was sent, when, and why it was not taken. */
export const delivery = z.object({
  notice: z.string(),
  letter: z.string(),
  attempt: z.int(),
  at: instant,
  taken: z.boolean(),
  cause: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof delivery>;

export const makeWebhook = z.strictObject({
  court: z.string().max(12),
  url: z.url('地址格式不对').max(500),
  letters: z
    .array(z.enum(Object.keys(letters) as [string, ...string[]]))
    .min(1, '至少选一种')
    .max(30),
  reason,
});
export type MakeWebhook = z.infer<typeof makeWebhook>;
const because = z.strictObject({ reason });

export const webhookRoutes = {
  webhooks: {
    method: 'GET',
    path: '/api/webhooks',
    title: '事件推送',
    access: 'signed-in',
    answer: z.array(webhook),
  },
  makeWebhook: {
    method: 'POST',
    path: '/api/webhooks',
    title: '新建事件推送（须他人核准）',
    access: 'signed-in',
    body: makeWebhook,
    answer: webhook,
    status: 201,
  },
  approveWebhook: {
    method: 'POST',
    path: '/api/webhooks/{id}/approve',
    title: '核准事件推送',
    access: 'signed-in',
    body: because,
    answer: webhook,
  },
  endWebhook: {
    method: 'POST',
    path: '/api/webhooks/{id}/end',
    title: '终止事件推送',
    access: 'signed-in',
    body: because,
    answer: webhook,
  },
  deliveries: {
    method: 'GET',
    path: '/api/webhooks/{id}/deliveries',
    title: '推送记录',
    access: 'signed-in',
    query: pageOf,
    answer: page(delivery),
  },
} as const satisfies Record<string, Route>;
