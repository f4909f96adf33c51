import type { Page } from 'playwright-core';
import { look, phone } from './desktop';
import { deed, House } from './house';

/** What dates are counted by, as two people change it; and a deadline, as its court's leader changes it. */
let house: House;
beforeAll(async () => {
  house = await House.open(13);
}, 180_000);
afterAll(() => house.close());

/** On a phone nothing stands beside the page. */
const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);

const onPhone = async (username: string): Promise<Page> => {
  const page = await house.page(username, phone);
  await house.signIn(page, username);
  await page.locator('.person').waitFor();
  return page;
};

describe('a rule', () => {
  it('is found by its name, and its proposal is not sent while an example differs', async () => {
    const process = await house.enter('spc-process');
    await process.getByRole('link', { name: '期限规则' }).click();
    await process.fill('input[name=q]', '解除保全后');
    await process.getByText('1 条，其中 0 条待审定').waitFor();
    await look(process, 'rules');
    await process.getByRole('link', { name: '申请解除保全后裁定' }).click();
    await process.locator('summary', { hasText: '提出修改' }).click();
    await process.fill('input[name=length]', '3');
    await process.fill('input[name=basis]', '试验用的新规定');
    await process.fill('input[name=given]', '2026-04-30');
    await process.fill('input[name=expect]', '2026-05-03');
    await process.fill('textarea[name=reason]', '新规定施行');
    const send = process.getByRole('button', { name: '提交审定' });
    expect(await send.isDisabled()).toBe(true);
    await process.getByRole('button', { name: '试算示例' }).click();
    await process.getByText('计得 2026-05-06').waitFor();
    await process.getByText('有示例与计算不符，改正后再试算').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await look(process, 'rule-example-differs');

    await process.fill('input[name=expect]', '2026-05-06');
    await process.getByText('先试算示例，相符后方可提交').waitFor();
    await process.getByRole('button', { name: '试算示例' }).click();
    await process.locator('.tag.good', { hasText: '相符' }).waitFor();
    await send.click();
    await process.getByText('已提交，待另一人审定').waitFor();
    // Whoever proposes has nothing to decide.
    expect(await process.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
  });

  it('is published by a second person, and both versions stand in its history', async () => {
    const bureau = await house.enter('spc-bureau');
    await bureau.goto(house.at('/rules?waiting=1'));
    await bureau.getByText('1 条，其中 1 条待审定').waitFor();
    await bureau.getByRole('link', { name: '申请解除保全后裁定' }).click();
    await bureau.getByText('第 2 版待审定').waitFor();
    await look(bureau, 'rule-waiting');
    await deed(bureau, '同意', { reason: '与新规定原文相符' });
    await bureau.getByText('已公布，即起算新期限').waitFor();
    await bureau.locator('tbody tr', { hasText: '试验用的新规定' }).getByText('现行').waitFor();
    expect(await bureau.locator('tbody tr').count()).toBe(2);
  });

  it('is not decided by whoever proposed it, and the refusal is in words', async () => {
    const bureau = await house.enter('spc-bureau');
    await bureau.goto(house.at('/rules/D20'));
    await bureau.locator('summary', { hasText: '提出修改' }).click();
    await bureau.fill('input[name=given]', '2026-03-02');
    await bureau.fill('input[name=expect]', '2026-03-12');
    await bureau.fill('textarea[name=reason]', '核对原文');
    await bureau.getByRole('button', { name: '试算示例' }).click();
    await bureau.locator('button[type=submit]:not([disabled])', { hasText: '提交审定' }).click();
    await deed(bureau, '同意', { reason: '自行审定' });
    await bureau.getByRole('dialog').getByText('提出与审定须为二人').waitFor();
    await look(bureau, 'rule-own-refused');

    const command = await house.enter('spc-command');
    await command.goto(house.at('/rules/D20'));
    await deed(command, '不同意', { reason: '依据仍须核对' });
    await command.getByText('未予同意，已告知提出人').waitFor();
    await command.getByText('核对原文；依据仍须核对').waitFor();
  });

  it('reads in English in the dark, also on a phone', async () => {
    const page = await onPhone('spc-process');
    await page.goto(house.at('/rules/D19'));
    await page.getByText('历次版本').waitFor();
    await page.locator('summary').click();
    await fits(page);
    await look(page, 'rule-phone');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByText('Versions').waitFor();
    await look(page, 'rule-phone-english-dark');
  });
});

describe('the calendar', () => {
  const good = ['2027-01-01,放假,元旦', '2027-02-06,放假,春节', '2027-02-20,上班,'];

  it('shows the year by kinds of day and their names, and what is known', async () => {
    const process = await house.enter('spc-process');
    await process.getByRole('link', { name: '法院日历' }).click();
    await process.getByText('放假安排至 2026-12-31').first().waitFor();
    await process.locator('nav a', { hasText: '2026' }).click();
    await process.locator('td[title="国庆节"]').first().waitFor();
    expect(await process.locator('td.holiday', { hasText: '国庆节' }).count()).toBe(7);
    expect(await process.locator('td.make-up', { hasText: '班' }).count()).toBeGreaterThan(3);
    expect(await process.locator('xz-year-grid table').count()).toBe(12);
    await look(process, 'calendar');
  });

  it('takes the next year from a file, names each faulty line first, and waits for a second person', async () => {
    const bureau = await house.enter('spc-bureau');
    await bureau.goto(house.at('/calendar'));
    await bureau.locator('summary', { hasText: '导入年度放假安排' }).click();
    expect(await bureau.locator('input[name=year]').inputValue()).toBe('2027');
    const file = (rows: readonly string[]) => ({
      name: '2027.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['日期,安排,名称', ...rows].join('\n')),
    });
    await bureau
      .locator('input[type=file]')
      .setInputFiles(file([...good, '2027-03-01,上班,', '2026-05-01,放假,劳动节']));
    await bureau.getByText('有 2 行须改正，未取用任何一日').waitFor();
    await bureau.locator('tr', { hasText: '2027-03-01,上班,' }).getByText('不是周末，不能列为调休上班日').waitFor();
    await bureau.locator('tr', { hasText: '2026-05-01,放假,劳动节' }).getByText('不在这一年').waitFor();
    await look(bureau, 'calendar-faults');
    await bureau.locator('input[type=file]').setInputFiles(file(good));
    await bureau.getByText('可以提交：放假 2 日，调休上班 1 日').waitFor();
    await bureau.fill('input[name=source]', '试验用的放假安排');
    await bureau.fill('textarea[name=reason]', '导入下一年度');
    await bureau.getByRole('button', { name: '提交审定' }).click();
    await bureau.getByText('已提交，待另一人审定').waitFor();
    await bureau.getByRole('link', { name: '2027 待审定' }).click();
    await deed(bureau, '同意', { reason: '自行审定' });
    await bureau.getByRole('dialog').getByText('提出与审定须为二人').waitFor();
  });

  it('is published by the second person of the bureau, and then reaches further', async () => {
    const command = await house.enter('spc-command');
    await command.goto(house.at('/calendar?year=2027'));
    await command.getByText('试验用的放假安排').waitFor();
    await command.locator('td.holiday', { hasText: '春节' }).waitFor();
    await look(command, 'calendar-waiting');
    await deed(command, '同意', { reason: '与通知原文相符' });
    await command.getByText('已公布，暂定的期限正在重新计算').waitFor();
    await command.getByText('放假安排至 2027-12-31').waitFor();
  });

  it('fits on a phone, in English and in the dark', async () => {
    const page = await onPhone('spc-process');
    await page.goto(house.at('/calendar'));
    await page.locator('xz-year-grid table').first().waitFor();
    await fits(page);
    await look(page, 'calendar-phone');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByText('known up to 2027-12-31').waitFor();
    await look(page, 'calendar-phone-english-dark');
  });
});

describe('a deadline', () => {
  const paper = '（2026）粤03执协1号通知';
  let chief: Page;

  it('is suspended on its proof by the chief, with the reason and the paper in the ledger', async () => {
    chief = await house.enter('sz-chief');
    await chief.goto(house.at(`/matters/${house.campaign}`));
    await chief.getByRole('tab', { name: '期限' }).click();
    await chief.locator('tr', { hasText: '办理时限' }).getByRole('link', { name: '怎么算的' }).click();
    await chief.getByRole('heading', { name: /怎么算的/ }).waitFor();
    expect(await chief.getByText('中止、恢复与延长').count()).toBe(0);
    await deed(chief, '中止', { paper, reason: '等待银行调取底账' });
    await chief.getByText('期限已中止，下面是新的证明').waitFor();
    await chief.locator('li', { hasText: paper }).getByText('等待银行调取底账').waitFor();
    expect(await chief.locator('dl.facts dd strong').innerText()).toBe('—');
    await look(chief, 'deadline-suspended');
  });

  it('goes on with what was left when it is resumed, and the proof shows where it stood still', async () => {
    await deed(chief, '恢复', { paper, reason: '底账已经调取' });
    await chief.getByText('期限已恢复，下面是新的证明').waitFor();
    await chief.locator('tr.off', { hasText: '中止，不计入' }).waitFor();
    expect(await chief.locator('dl.facts dd strong').innerText()).toMatch(/^20\d\d-/);
  });

  it('is extended within the rule, and beyond it the refusal names the rule', async () => {
    const before = await chief.locator('dl.facts dd strong').innerText();
    await deed(chief, '延长', { length: '1440', paper, reason: '法院众多' });
    await chief.getByText('期限已延长，下面是新的证明').waitFor();
    await chief.getByText('（另延长 1440）').waitFor();
    expect((await chief.locator('dl.facts dd strong').innerText()) > before).toBe(true);
    await deed(chief, '延长', { length: '1', paper, reason: '再延一个小时' });
    await chief.getByRole('dialog').getByText('最多可延长 1440，已延长 1440').waitFor();
    await look(chief, 'deadline-too-long');
  });

  it('offers nothing to a clerk, who reads the same proof', async () => {
    const clerk = await house.enter('sz-clerk');
    await clerk.goto(chief.url());
    await clerk.getByText('（另延长 1440）').waitFor();
    for (const name of ['中止', '恢复', '延长'])
      expect(await clerk.getByRole('button', { name, exact: true }).count()).toBe(0);
    await clerk.getByRole('link', { name: 'D18' }).click();
    await clerk.getByText('协同解除冻结的办理时限').waitFor();
    expect(await clerk.getByText('提出修改').count()).toBe(0);
  });
});

it('drew no complaint from the browser', () => expect(house.complaints).toEqual([]));
