import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { Client } from '../campaign/client';
import { draft, gather } from '../campaign/player';
import { Processes } from '../campaign/processes';
import { look, openBrowser, openPage, phone } from './desktop';

/** A window of three working days that begins on the Friday before a holiday, as a judge reads how it is counted. */
const redis = process.env['TEST_REDIS_URL'];
const demo = 'xiezhi-demo';
const friday = '2027-04-30 16:00+08';
const may = ['2027-05-01', '2027-05-02', '2027-05-03', '2027-05-04', '2027-05-05'];
const year = ['日期,安排,名称', '2027-01-01,放假,元旦', ...may.map((day) => `${day},放假,劳动节`), '2027-05-08,上班,'];

let product: Processes;
let browser: Browser;
let campaign: string;
const complaints: string[] = [];

beforeAll(async () => {
  product = await Processes.start({
    admin: process.env['TEST_DATABASE_URL'] ?? '',
    redisUrl: redis ? `${redis}/22` : undefined,
    workers: ['relay,effects,clock,fold'],
    env: {},
  });
  const as = (username: string): Promise<Client> => Client.signIn(product.base, username, demo);
  const [bureau, second] = await Promise.all([as('spc-bureau'), as('spc-command')]);
  const wish = { year: 2027, source: '试验用的放假安排', text: year.join('\n'), reason: '导入下一年度' };
  await bureau.ask('/api/calendar/years', { body: wish, key: randomUUID() });
  await second.ask('/api/calendar/years/2027/decision', {
    body: { approve: true, reason: '核对通知原文' },
    key: randomUUID(),
  });
  const db = new pg.Client({ connectionString: product.databaseUrl });
  await db.connect();
  await db.query('update demo_clock set ahead = $1::timestamptz - clock_timestamp()', [friday]);
  await db.end();
  const cast = await gather(product.base, demo);
  const [header = ''] = readFileSync('backend/cases/case1-frozen-accounts.csv', 'utf8').split(/\r?\n/);
  const row =
    '（2023）京0105执98755号,北京市朝阳区人民法院,京0105,深圳某装饰集团股份有限公司,914403042275427959,某银行,1234567890,10.00,10.00,2029-12-01,0';
  const sheet = { name: 'list.csv', bytes: Buffer.from(`${header}\n${row}\n`) };
  campaign = await draft(cast, sheet, '节前协同', { windowDays: { length: 3, unit: 'working-day' } });
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2027）最高法执协1号' });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const proofOn = async (page: Page): Promise<void> => {
  await page.goto(`${product.base}/sign-in`);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=password]')?.value !== '');
  await page.fill('input[name=username]', 'sz-judge');
  await page.fill('input[name=password]', demo);
  await page.press('input[name=password]', 'Enter');
  await page.locator('.person').waitFor();
  await page.goto(`${product.base}/matters/${campaign}`);
  await page.getByRole('tab', { name: '期限' }).click();
  await page.locator('tr', { hasText: '办理时限' }).getByRole('link', { name: '怎么算的' }).click();
  await page.getByRole('heading', { name: /怎么算的/ }).waitFor();
};

it('names the holiday that is skipped, the Saturday that is worked, and the day on which the window ends', async () => {
  const page = await openPage(browser, 'sz-judge', complaints);
  await proofOn(page);
  const said = (await page.locator('main').innerText()).replace(/\s+/g, '');
  expect(said).toContain(
    '自2027年4月30日起算（开始之日不计入），只计工作日（调休上班日为工作日），第3个工作日为5月8日；其间不计：劳动节5月1日至5月5日。期限于5月8日24时届满。',
  );
  await look(page, 'proof-before-holiday');
});

it('reads the same on a phone', async () => {
  const page = await openPage(browser, 'sz-judge-phone', complaints, phone);
  await proofOn(page);
  await page.getByText('劳动节').first().waitFor();
  await look(page, 'proof-before-holiday-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  expect(complaints).toEqual([]);
});
