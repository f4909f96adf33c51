import type { MeView } from '@xiezhi/contract';

interface Entry {
  readonly to: string;
  readonly key: string;
  /** The operation without which the page has nothing to show. */
  readonly needs: string;
  /** Beside the policy: roles that the procedures let do it. */
  readonly roles?: readonly string[];
}

/** Whose actions go to many items at once. */
const batching = ['judge', 'chief', 'duty-officer', 'clerk', 'assistant'];
const entries: readonly Entry[] = [
  { to: '/desk', key: 'menu.desk', needs: 'desk' },
  { to: '/matters', key: 'menu.matters', needs: 'matters' },
  { to: '/ladder', key: 'menu.ladder', needs: 'stagnation' },
  { to: '/matters/new', key: 'menu.new', needs: 'openMatter', roles: ['clerk', 'assistant', 'judge'] },
  { to: '/batches', key: 'menu.batches', needs: 'batches', roles: batching },
  { to: '/exports', key: 'menu.exports', needs: 'exports' },
  { to: '/admin/people', key: 'menu.people', needs: 'people' },
  { to: '/admin/sessions', key: 'menu.sessions', needs: 'sessions' },
  { to: '/admin/audit', key: 'menu.audit', needs: 'audit' },
  { to: '/admin/chain', key: 'menu.chain', needs: 'verifyDocket' },
  { to: '/admin/invariants', key: 'menu.invariants', needs: 'invariants' },
  { to: '/procedures', key: 'menu.procedures', needs: 'procedures' },
  { to: '/rules', key: 'menu.rules', needs: 'proposeRule' },
  { to: '/calendar', key: 'menu.calendar', needs: 'proposeYear' },
  { to: '/templates', key: 'menu.templates', needs: 'paperTemplates' },
  { to: '/admin/webhooks', key: 'menu.webhooks', needs: 'webhooks' },
  { to: '/policy', key: 'menu.policy', needs: 'policy' },
];

type Who = Pick<MeView, 'role' | 'may'> | undefined;

/** What the policy gives this post, in the order of a day's work. */
export const menuOf = (who: Who): readonly Entry[] =>
  entries.filter(({ needs, roles }) => who?.may.includes(needs) && (roles === undefined || roles.includes(who.role)));

/** Where a post begins: an administrator has no business desk. */
export const homeOf = (who: Who): string => menuOf(who)[0]?.to ?? '/account';
