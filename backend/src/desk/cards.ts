import type { Light } from '@xiezhi/contract';

interface Card {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly light: Light;
}

/** The cards of the desk, each a condition of its own (`deskConditions`). */
export const cards: Readonly<Record<string, Card>> = {
  todo: { key: 'todo', label: { zh: '待办', en: 'To do' }, light: 'green' },
  soon: { key: 'soon', label: { zh: '临期', en: 'Due soon' }, light: 'amber' },
  overdue: { key: 'overdue', label: { zh: '超期', en: 'Overdue' }, light: 'red' },
  unsigned: { key: 'unsigned', label: { zh: '未签收', en: 'Unsigned' }, light: 'grey' },
  returned: { key: 'returned', label: { zh: '退回与反馈', en: 'Returned or queried' }, light: 'amber' },
  stagnant: { key: 'stagnant', label: { zh: '停滞', en: 'Stagnant' }, light: 'red' },
  'to-sign': { key: 'to-sign', label: { zh: '待签收督办', en: 'Slips to sign for' }, light: 'red' },
  'unsigned-slips': {
    key: 'unsigned-slips',
    label: { zh: '督办未签收', en: 'Slips not signed for' },
    light: 'amber',
  },
  started: { key: 'started', label: { zh: '我发起', en: 'Started by me' }, light: 'grey' },
  campaigns: { key: 'campaigns', label: { zh: '进行中的协同', en: 'Open campaigns' }, light: 'grey' },
};
