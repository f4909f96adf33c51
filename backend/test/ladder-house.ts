import type { DeadlineView, MatterView } from '@xiezhi/contract';
import { inDays, itemsOf, opened, product } from './clock-house';
import { type Person, until } from './product';

export let court: { readonly judge: Person; readonly chief: Person; readonly duty: Person };
export let superior: Person;

/** The house of the clocks, and the court of the one item: 福田, under 深圳中院. */
export const openedWithCourt = async (): Promise<void> => {
  await opened();
  const [judge, chief, duty, above] = (await Promise.all(
    ['yue0304-judge', 'yue0304-chief', 'yue0304-duty', 'sz-chief'].map((name) => product.signIn(name)),
  )) as [Person, Person, Person, Person];
  court = { judge, chief, duty };
  superior = above;
};

/** One item with a window of two days. */
export const oneItem = async (): Promise<string> => {
  const [item] = await itemsOf(await inDays(2, 'natural-day'));
  if (!item) throw new Error('no item was dispatched');
  return item.id;
};

/** The court's clock one second behind the end of a deadline of the items, or of their campaigns: of the last of them. */
export const passed = async (items: readonly string[], name: string): Promise<void> => {
  const rows = await product.rows(
    `update demo_clock set ahead = ahead + greatest(d.due_at - court_now(), interval '0') + interval '1 second'
       from (select max(d.due_at) as due_at from deadline d join matter m on m.id = any($1::uuid[])
              where d.matter_id in (m.id, m.parent_id) and d.name = $2 and d.status = 'open' having count(*) > 0) d returning 1`,
    [items, name],
  );
  if (rows.length !== 1) throw new Error(`no open deadline ${name}`);
};

export const did = (item: string, action: string): Promise<{ at: Date; from_stage: string; to_stage: string }[]> =>
  product.rows(
    'select at, from_stage, to_stage from docket_entry where matter_id = $1 and action = $2 order by revision',
    [item, action],
  );
/** Waits until the clock has climbed, and until everybody was told. */
export const climbed = async (item: string, deadline: string, action: string): Promise<void> => {
  await passed([item], deadline);
  await until(async () => (await did(item, action)).length > 0);
  await product.settled();
};
export const overdue = (item: string): Promise<void> => climbed(item, 'window', 'markOverdue');
export const told = async (item: string, letter: string): Promise<string[]> =>
  (
    await product.rows<{ username: string }>(
      `select p.username from notice n join notice_receipt r on r.notice_id = n.id join person p on p.id = r.person_id
        where n.letter = $2 and $1 = any(n.matters) order by 1`,
      [item, letter],
    )
  ).map((row) => row.username);
export const rungOf = async (item: string): Promise<string | null> =>
  (
    await product.rows<{ rung: string | null }>(
      `select facts -> 'ladder' ->> 'rung' as rung from matter where id = $1`,
      [item],
    )
  )[0]?.rung ?? null;
export const deadline = async (item: string, name: string): Promise<DeadlineView> => {
  const { body } = await court.judge.get<DeadlineView[]>(`/api/matters/${item}/deadlines`);
  const found = body.find((one) => one.name === name);
  if (!found) throw new Error(`no deadline ${name}`);
  return found;
};
export const revisionOf = async (item: string): Promise<number> =>
  (await superior.get<MatterView>(`/api/matters/${item}`)).body.revision;

/** A day of the court, so many days from its present one. */
export const dayAhead = async (days: number): Promise<string> =>
  (
    await product.rows<{ day: string }>(
      `select to_char((court_now() at time zone 'Asia/Shanghai')::date + $1::int, 'YYYY-MM-DD') as day`,
      [days],
    )
  )[0]?.day ?? '';
