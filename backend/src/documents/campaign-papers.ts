import { paperOf } from '@xiezhi/papers';
import { systemActor } from '../matters/command';
import type { CampaignReader } from './campaign-reader';
import type { Order } from './paper-press';

const grounds: Readonly<Record<string, string>> = {
  acceptance: '人民法院已裁定受理其破产申请，依照《中华人民共和国企业破产法》第十九条，有关保全措施应当解除。',
  'plan-execution': '人民法院已裁定批准其重整计划，依照《中华人民共和国企业破产法》第十九条，有关保全措施应当解除。',
  coordination: '经上级法院协调，有关冻结应当解除。',
};
const spc = '最高法';

/** Where a long list is: the next volume, and the revision at which the list was taken. */
export interface Volume {
  readonly n: number;
  readonly recorded?: number;
}

/** What the papers that a campaign prints itself are made of: T13 the list, T12 the order. `next`: the volume that follows. */
export const campaignOrder = async (
  campaigns: CampaignReader,
  kind: string,
  matterId: string,
  key: string,
  volume: Volume = { n: 1 },
): Promise<(Order & { next?: Volume }) | 'outdated' | undefined> => {
  const paper = paperOf(kind === 'freeze-list' ? 'T13' : kind === 'dispatch-order' ? 'T12' : '');
  if (!paper) return undefined;
  const common = { matterId, paper, kind, key, actor: systemActor(spc) };
  if (kind === 'freeze-list') {
    const c = await campaigns.listed(matterId, volume.n);
    // Another list was taken since: its own volumes are on their way.
    if (volume.recorded !== undefined && volume.recorded !== c.recorded) return 'outdated';
    const content = {
      court: c.leadCourt,
      caseNo: c.caseNo,
      date: c.day,
      signers: [c.recorder],
      debtor: { name: c.debtor, creditCode: c.creditCode },
      ...c.totals,
      ...(c.volumes > 1 ? { volume: { n: volume.n, of: c.volumes, ...c.range } } : {}),
      rows: c.rows,
    };
    const order = { ...common, courtCode: c.leadCode, content };
    return volume.n < c.volumes
      ? { ...order, kind: 'freeze-list-volume', next: { n: volume.n + 1, recorded: c.recorded } }
      : order;
  }
  const c = await campaigns.head(matterId);
  const content = {
    court: c.issuer,
    caseNo: c.orderNo,
    date: c.day,
    signers: [c.dispatcher],
    courtCode: c.issuerCode,
    addressees: await campaigns.addressees(matterId),
    leadCourt: c.leadCourt,
    leadCaseNo: c.caseNo,
    debtor: { name: c.debtor, creditCode: c.creditCode },
    basis: grounds[c.ground] ?? '有关冻结应当解除。',
    accounts: c.list.accounts,
    freezes: c.list.freezes,
    courts: c.list.courts,
    window: c.window,
    dueAt: c.dueAt,
    contact: c.contact,
  };
  return { ...common, courtCode: c.issuerCode, content };
};
