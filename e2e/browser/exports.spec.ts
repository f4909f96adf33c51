import { readFileSync } from 'node:fs';
import { look, phone } from './desktop';
import { deed, House } from './house';

/** 导出与下载中心, as a judge of the lead court meets them in Chromium. */
let house: House;
beforeAll(async () => {
  house = await House.open(19);
}, 180_000);
afterAll(() => house.close());

describe('the shelf', () => {
  it('is empty with words, fills by itself when a campaign is exported, and gives the file', async () => {
    const judge = await house.enter('sz-judge');
    await judge.goto(house.at('/exports'));
    await judge.getByText('还没有导出').waitFor();
    const beside = await judge.context().newPage();
    await beside.goto(house.at(`/matters/${house.campaign}`));
    await beside.getByRole('button', { name: '导出 XLSX' }).click();
    await beside.getByText('已开始导出').waitFor();
    await beside.getByRole('button', { name: '导出 PDF' }).click();

    // Pushed: nobody reloads.
    await judge.getByText('可下载 2').waitFor();
    await look(judge, 'exports-desktop');
    const [download] = await Promise.all([
      judge.waitForEvent('download'),
      judge.locator('tr', { hasText: 'XLSX' }).getByRole('button', { name: '下载' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^协同进展_.+_\d{4}-\d\d-\d\d\.xlsx$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await judge.getByRole('button', { name: '深色', exact: true }).click();
    await look(judge, 'exports-dark');
    await judge.getByRole('button', { name: 'English' }).click();
    await judge.getByText('2 in all, 2 ready').waitFor();
    await look(judge, 'exports-english');
    await judge.getByRole('button', { name: '中文' }).click();
    await judge.getByRole('button', { name: '浅色', exact: true }).click();
  });

  it('lets go of a file after asking, also on a phone', async () => {
    const judge = await house.page('sz-judge', phone);
    await house.signIn(judge, 'sz-judge');
    await judge.locator('.person').waitFor();
    await judge.goto(house.at('/exports'));
    await judge.getByText('可下载 2').waitFor();
    await look(judge, 'exports-phone');
    expect(await judge.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await deed(judge, '删除', {});
    await judge.getByText('可下载 1').waitFor();
    expect(house.complaints).toEqual([]);
  });
});
