import type { RouteName } from '@xiezhi/contract';
import type { FastifyInstance } from 'fastify';
import type { AskedRequest } from '../platform/http/operation';
import type { Log } from '../platform/telemetry/log';
import type { AccessLog } from './access-log';

/** What leaves a line whatever its answer: reading persons' data in full, and every deed of an administrator. */
const always = new Set<RouteName>([
  'signIn',
  'signOut',
  'signInAnswer',
  'secondFactor',
  'linkIdentity',
  'unlinkIdentity',
  'actAs',
  'endMySession',
  'changePassword',
  'delegate',
  'revokeDelegation',
  'matter',
  'docket',
  'timeline',
  'readDocument',
  'account',
  'checkImport',
  'pasteImport',
  'import',
  'annotated',
  'people',
  'person',
  'createPerson',
  'disablePerson',
  'enablePerson',
  'resetPassword',
  'resetSecondFactor',
  'grantPost',
  'endPost',
  'sessions',
  'endSession',
  'whoMaySee',
  'grantAccess',
  'revokeGrant',
  'challengeAccess',
  'classify',
  'excludeMyself',
  'excludeOfficer',
  'liftExclusion',
  'audit',
  'verifyDocket',
  'anchors',
  'evidencePack',
  'invariants',
  'webhooks',
  'makeWebhook',
  'approveWebhook',
  'endWebhook',
  'makeCalendar',
  'dropCalendar',
  'askExport',
  'downloadExport',
  'dropExport',
]);
const refused = new Set([401, 403, 404, 429]);

/**
 * 查阅留痕: the line is written before the answer leaves, so that nothing is shown without one. Commands keep theirs in the docket;
 * their refusals, like all others of somebody signed in, are kept here.
 */
export const logRequests = (fastify: unknown, accessLog: AccessLog, log: Log): void => {
  (fastify as FastifyInstance).addHook('onSend', async (request, reply) => {
    const { audited } = request as AskedRequest;
    if (!audited) return;
    const { operation, object, actor, purpose, outcome } = audited;
    if (!always.has(operation) && !(actor && refused.has(reply.statusCode))) return;
    try {
      await accessLog.write({
        actor,
        operation,
        object,
        outcome: outcome ?? String(reply.statusCode),
        purpose: purpose ?? null,
        address: request.ip,
      });
    } catch (error) {
      log.error({ err: error, operation }, 'access log not written');
      if (reply.statusCode < 300) throw error;
    }
  });
};
