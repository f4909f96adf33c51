import type { DeadlineProofView, DeadlineView, InvariantsView, MatterView } from '@xiezhi/contract';
import { checkInvariants } from '../src/insight/invariants';
import { basics, dispatched, type Person, Product, sheetOf } from './product';

export let product: Product;
export let chief: Person;
export let clerk: Person;
export let bureau: Person;
export let process: Person;
/** Each part has a house, and so a clock, of its own. */
export const opened = async (): Promise<void> => {
  product = await Product.start();
  [chief, clerk, bureau, process] = (await Promise.all(
    ['sz-chief', 'sz-clerk', 'spc-bureau', 'spc-process'].map((name) => product.signIn(name)),
  )) as [Person, Person, Person, Person];
};

export const because = { reason: '等待银行调取底账', paper: '（2026）粤03执协1号通知' };
export const deadlines = async (id: string): Promise<Map<string, DeadlineView>> =>
  new Map((await clerk.get<DeadlineView[]>(`/api/matters/${id}/deadlines`)).body.map((one) => [one.name, one]));
export const named = async (id: string, name: string): Promise<DeadlineView> => {
  const found = (await deadlines(id)).get(name);
  if (!found) throw new Error(`no deadline ${name}`);
  return found;
};
export const proofOf = async (id: string, deadline: string): Promise<DeadlineProofView> =>
  (await clerk.get<DeadlineProofView>(`/api/matters/${id}/deadlines/${deadline}/proof`)).body;
export const adjust = async (
  who: Person,
  id: string,
  deadline: string,
  how: string,
  more: object = {},
  key?: string,
): Promise<{ status: number; body: MatterView & { code: string; detail: string } }> => {
  const { body } = await who.get<MatterView>(`/api/matters/${id}`);
  return who.post(
    `/api/matters/${id}/deadlines/${deadline}/${how}`,
    { ...because, ...more },
    {
      revision: body.revision,
      ...(key === undefined ? {} : { key }),
    },
  );
};
export const ahead = (interval: string): Promise<unknown> =>
  product.rows('update demo_clock set ahead = ahead + $1::interval', [interval]);
export const itemsOf = (id: string): Promise<{ id: string; light: string; due_at: Date; starts_at: Date | null }[]> =>
  product.rows(
    'select id, due_at, starts_at, light_of(closed_at, starts_at, due_at, court_now(), 67) as light from matter where parent_id = $1',
    [id],
  );
export const broken = async (): Promise<InvariantsView['items']> =>
  (await checkInvariants(product.house.db)).items.filter(({ violations }) => violations > 0) as InvariantsView['items'];

let sheets = 0;
/** A campaign of one account, whose order sets days, dispatched at the court's present day. */
export const inDays = async (length: number, unit: string): Promise<string> => {
  const [header = '', first = ''] = sheetOf()
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  sheets += 1;
  const row = first
    .replace('17337', String(20_000 + sheets))
    .replace('2027-01-01', '2099-01-01')
    .replace('100189316647141796', String(100_189_000_000 + sheets));
  const sent = await dispatched(product, `${header}\n${row}`, { ...basics, windowDays: { length, unit } });
  await product.settled();
  return sent.id;
};
