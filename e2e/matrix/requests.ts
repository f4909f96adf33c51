import { routes, type Route } from '@xiezhi/contract';
import { randomUUID } from 'node:crypto';
import type { Case, Sitter, World } from './world';

export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Params = Readonly<Record<string, string>>;

const multipart = {
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
  body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n\r\n--x--\r\n',
};
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const because = { reason: '量表所需，无实际后果' };

/** Bodies that are well formed and change nothing of the world, whatever the answer. */
const bodies: Readonly<Record<string, (sitter: Sitter, at: Case | undefined) => unknown>> = {
  perform: () => ({ input: {} }),
  openMatter: ({ seat }) => ({ procedure: 'no-such-procedure', court: seat.court, facts: {} }),
  startBatch: () => ({ action: 'sign', selection: { filter: { q: '没有这样的事项' } }, input: {} }),
  previewBatch: () => ({ action: 'sign', selection: { filter: { q: '没有这样的事项' } }, input: {} }),
  retryBatch: () => ({ ids: [randomUUID()] }),
  askExport: () => ({ kind: 'matters', format: 'xlsx', filter: { q: '没有这样的事项' } }),
  commitImport: () => ({ matterId: randomUUID(), sha256: 'a'.repeat(64) }),
  pasteImport: () => ({ text: '' }),
  decideTemplate: () => ({ approve: false, ...because }),
  moveClock: () => ({ hours: 0.000_001 }),
  actAs: ({ post }) => ({ post }),
  changePassword: () => ({ current: 'not-it', next: 'Not-a-password-1' }),
  delegate: () => ({ to: 'no-such-person', from: day(0), until: day(1), ...because }),
  createPerson: () => ({ username: 'sz-clerk', name: '某', password: 'Not-a-password-1' }),
  resetPassword: () => ({ password: 'Not-a-password-1', ...because }),
  linkIdentity: () => ({ provider: 'no-such-provider', subject: 'nobody', ...because }),
  grantPost: ({ seat }) => ({ role: 'clerk', court: seat.court }),
  grantAccess: () => ({ court: '无此法院', until: day(1), purpose: because.reason }),
  classify: (_sitter, at) => ({ restricted: at?.restricted ?? false, ...because }),
  excludeOfficer: ({ seat }) => ({ person: `m-dummy-${Buffer.from(seat.court).toString('hex')}`, ...because }),
  suspendDeadline: () => ({ ...because, paper: '量表' }),
  resumeDeadline: () => ({ ...because, paper: '量表' }),
  extendDeadline: () => ({ ...because, paper: '量表', length: 1 }),
  checkYear: () => ({ year: 2100, text: '' }),
  countPeriod: () => ({ rule: 'D18', length: 1, unit: 'natural-day' }),
  tryRule: () => ({ length: 1, unit: 'natural-day', examples: [] }),
  proposeYear: () => ({ year: 2100, source: '量表所需', text: '', ...because }),
  decideYear: () => ({ approve: false, ...because }),
  proposeRule: () => ({ title: '量表', length: 1, unit: 'natural-day', basis: '量表', confirmed: true, ...because }),
  decideRule: () => ({ approve: false, ...because }),
  makeWebhook: () => ({ court: '无此法院', url: 'https://nobody.example/', letters: ['urge'], ...because }),
  readAllNotices: () => ({ until: day(-1) }),
  setNoticePreference: () => ({ mail: 'off', email: null, hour: 9 }),
  issueSlip: () => ({ colour: 'blue', remark: '' }),
  acknowledgeSlip: () => ({}),
  revealAccount: () => ({ purpose: because.reason }),
};
const reasoned = new Set([
  'disablePerson',
  'enablePerson',
  'resetSecondFactor',
  'endPost',
  'endSession',
  'approveWebhook',
  'endWebhook',
  'unlinkIdentity',
  'revokeGrant',
  'challengeAccess',
  'excludeMyself',
  'liftExclusion',
]);
const queries: Readonly<Record<string, string>> = {
  checkImport: '?kind=freezes',
  fileDocument: '?kind=lifting-ruling',
  proposeTemplate: '?reason=%E9%87%8F%E8%A1%A8%E6%89%80%E9%9C%80&effectiveFrom=2026-01-01',
};

/** The request of an operation, for a person; what it concerns by its ids. */
export const requestOf = (operation: string, sitter: Sitter, params: Params, at?: Case): Ask => {
  const route: Route = routes[operation as keyof typeof routes];
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? randomUUID());
  const headers: Record<string, string> = {
    authorization: `Bearer ${operation === 'signOut' ? sitter.spare : sitter.token}`,
  };
  if (route.keyed) headers['idempotency-key'] = randomUUID();
  if (route.matched) headers['if-match'] = '1';
  if (route.upload)
    return {
      method: route.method,
      path: path + (queries[operation] ?? ''),
      headers: { ...headers, ...multipart.headers },
      body: multipart.body,
    };
  const body = reasoned.has(operation) ? because : bodies[operation]?.(sitter, at);
  if (body === undefined) return { method: route.method, path, headers };
  return {
    method: route.method,
    path,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
};

/** Ids of what concerns no matter: one's own, so that only the role decides. */
export const ownIds = (operation: string, sitter: Sitter, world: World): Params => {
  if (['batch', 'batchItems', 'batchConflicts', 'reverseBatch', 'retryBatch'].includes(operation))
    return { id: world.batches.get(sitter.seat.court) ?? '' };
  if (operation === 'import' || operation === 'commitImport' || operation === 'annotated')
    return { id: sitter.importId };
  if (operation.toLowerCase().includes('template'))
    return { paper: 'T14', version: operation === 'decideTemplate' ? '9' : '0' };
  if (operation === 'procedure') return { name: 'joint-unfreeze' };
  if (operation === 'demoCase') return { file: 'case1-frozen-accounts.csv' };
  return {};
};
