import type { PolicyLine } from './policy-line';

/** What leaves the house by itself takes two administrators of security; that of audit only looks. */
export const houseLines: readonly PolicyLine[] = [
  {
    id: 'webhooks',
    operations: ['webhooks', 'makeWebhook', 'approveWebhook', 'endWebhook', 'deliveries'],
    roles: ['security-admin'],
    outcome: 'full',
    why: {
      zh: '事件推送由一名安全管理员登记，另一名核准',
      en: 'One security administrator makes a subscription, another approves it',
    },
  },
  {
    id: 'audit',
    operations: ['audit', 'verifyDocket', 'anchors', 'invariants'],
    roles: ['audit-admin'],
    outcome: 'full',
    why: { zh: '审计管理员查留痕、验链、验不变式；不改任何内容', en: 'The audit administrator reads and verifies' },
  },
];
