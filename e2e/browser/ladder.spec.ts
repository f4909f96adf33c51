import type { DeadlineView, SlipDraft } from '@xiezhi/contract';
import type { Page } from 'playwright-core';
import { until } from '../campaign/client';
import { act, look, phone } from './desktop';
import { House } from './house';

/** 停滞、超期、督办: as the superior and the court meet them in Chromium. */
let house: House;
beforeAll(async () => {
  house = await House.open(20);
}, 180_000);
afterAll(() => house.close());

const move = (hours: number): Promise<unknown> => house.cast.bureau.ask('/api/demo/clock', { body: { hours } });
const termOf = async (name: string): Promise<DeadlineView | undefined> =>
  (await house.cast.bureau.ask<DeadlineView[]>(`/api/matters/${house.item}/deadlines`)).find(
    (one) => one.name === name,
  );
/** Just behind the end of a rung, by the court's own clock. */
const past = async (name: string): Promise<void> => {
  const term = await until(
    () => termOf(name),
    (found) => found?.status === 'open',
  );
  const { facts } = await house.cast.bureau.ask<SlipDraft>(`/api/matters/${house.item}/slips/draft`);
  await move((Date.parse(term?.dueAt ?? '') - Date.parse(facts.asOf)) / 3_600_000 + 0.01);
  await until(
    () => termOf(name),
    (found) => found?.status === 'fired',
  );
};
const list = (page: Page, name: string) => page.locator(`[data-list="${name}"]`);
const width = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

describe('a superior', () => {
  it('reads first what stands still, and each number opens exactly its rows', async () => {
    await move(9);
    const process = await house.enter('spc-process');
    const card = process.locator('a.panel', { hasText: '停滞' });
    await card.waitFor();
    const count = Number(await card.locator('.count').textContent());
    expect(count).toBeGreaterThan(10);
    await list(process, 'slips').waitFor();
    expect(
      await process.locator('[data-list]').evaluateAll((all) => all.map((one) => one.getAttribute('data-list'))),
    ).toEqual(['stagnant', 'overdue', 'slips']);
    await list(process, 'stagnant').getByText('指挥中心值班员').first().waitFor();
    await look(process, 'ladder-desk');
    await card.click();
    await process.waitForURL('**/ladder?show=stagnant');
    // More than one page of them: the rest is one press away.
    await process.getByRole('button', { name: '更多' }).click();
    await until(
      () => list(process, 'stagnant').locator('tbody tr').count(),
      (rows) => rows === count,
    );
    await look(process, 'ladder-stagnant');
  });

  it('finds the item on its rung, and issues a red slip once it has climbed, with nothing to fill in but a remark', async () => {
    await move(64);
    await past('supervision');
    const above = await house.enter('gd-coordinator');
    await above.goto(house.at('/ladder?show=overdue'));
    await above.getByRole('button', { name: '更多' }).click();
    const row = list(above, 'overdue').locator('tr', { has: above.locator(`a[href="/matters/${house.item}"]`) });
    await row.getByText('上一级法院督办').waitFor();
    await row.getByText('书面说明').waitFor();
    await look(above, 'ladder-overdue');
    await row.getByRole('link', { name: '拟制提示单' }).click();
    await above.waitForURL('**/slips/new');
    await above.getByText('事项既未').waitFor({ state: 'detached' });
    await above.getByText('深圳市罗湖区人民法院').first().waitFor();
    await above.getByText('执行工作规定 72、74').first().waitFor();
    await above.locator('[name=remark]').fill('请于期限内书面说明');
    await look(above, 'slip-new');
    await above.getByRole('button', { name: '签发', exact: true }).click();
    await above.waitForURL(/slips\/[0-9a-f-]{36}$/);
    await above.getByText(/^粤-\d{4}-红-0001$/).waitFor();
    await above.getByText('未签收').waitFor();
    expect(await above.getByRole('button', { name: '签收', exact: true }).count()).toBe(0);
    await look(above, 'slip-issued');
    await above.getByRole('button', { name: '深色', exact: true }).click();
    await look(above, 'slip-issued-dark');
    await above.goto(house.at(`/matters/${house.item}/slips/new`));
    await above.getByText('同色的一份尚未签收').waitFor();
  });
});

describe('the court', () => {
  it('signs for the slip on a phone and explains, and the climb stops', async () => {
    const judge = await house.page('yue0303-judge', phone);
    await house.signIn(judge, 'yue0303-judge');
    const card = judge.locator('a.panel', { hasText: '待签收督办' });
    await card.waitFor();
    expect(await card.locator('.count').textContent()).toBe('1');
    await look(judge, 'ladder-court-phone');
    await card.click();
    await judge.waitForURL('**/ladder?show=to-sign');
    await judge.getByRole('link', { name: /^粤-\d{4}-红-0001$/ }).click();
    await judge.getByRole('button', { name: '签收', exact: true }).click();
    await judge.locator('.tag.good').waitFor();
    await look(judge, 'slip-phone');
    expect(await width(judge)).toBeLessThanOrEqual(phone.width);

    await judge.goto(house.at(`/matters/${house.item}`));
    await judge.locator('summary', { hasText: '提交说明' }).click();
    const { facts } = await house.cast.bureau.ask<SlipDraft>(`/api/matters/${house.item}/slips/draft`);
    const tomorrow = new Date(Date.parse(facts.asOf) + 32 * 3_600_000).toISOString().slice(0, 10);
    await judge.locator('details[open] [name=note]').fill('银行系统升级，已约定明日补办');
    await judge.locator('details[open] [name=promisedOn]').fill(tomorrow);
    await act(judge, 'explain');
    await list(judge, 'matter-slips').getByText('已说明，待兑现').waitFor();
    await look(judge, 'ladder-explained-phone');
    expect((await termOf('explanation'))?.status).toBe('lifted');
    expect((await termOf('promise'))?.status).toBe('open');
  });

  it('is seen to have explained by the superior, in English too', async () => {
    const above = await house.enter('gd-coordinator');
    await above.getByRole('button', { name: 'English' }).click();
    await above.goto(house.at('/ladder'));
    await list(above, 'slips').getByText('No slips').waitFor();
    await look(above, 'ladder-english');
    await above.goto(house.at('/ladder?show=overdue'));
    await above.getByRole('button', { name: 'More' }).click();
    const row = list(above, 'overdue').locator('tr', { has: above.locator(`a[href="/matters/${house.item}"]`) });
    await row.getByText('Explained, promise running').waitFor();
    await look(above, 'ladder-overdue-english');
    expect(house.complaints).toEqual([]);
  });
});
