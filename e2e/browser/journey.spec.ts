import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pdf } from '../campaign/papers';
import { Processes } from '../campaign/processes';
import { act, desktop, look, openBrowser, openPage, phone } from './desktop';

/** The job as its people do it, in Chromium: a clerk, a second person, the SPC, a receiving court, a supervisor. */
const papers = path.join(process.cwd(), 'tmp/papers');
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/10` : undefined;

let product: Processes;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(papers, { recursive: true });
  for (const name of ['plan', 'administrator', 'ruling', 'notice', 'receipt', 'query'])
    writeFileSync(path.join(papers, `${name}.pdf`), pdf(name));
  product = await Processes.start({
    admin: process.env['TEST_DATABASE_URL'] ?? '',
    redisUrl,
    workers: ['relay,effects,clock,fold'],
  });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const enter = async (username: string, viewport = desktop): Promise<Page> => {
  const page = await openPage(browser, username, complaints, viewport);
  await page.goto(`${product.base}/sign-in`);
  await page.fill('input[name=username]', username);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=password]')?.value !== '');
  await page.press('input[name=password]', 'Enter');
  await page.waitForURL('**/desk');
  return page;
};

const upload = async (page: Page, words: string, file: string): Promise<void> => {
  const done = page.waitForResponse((answer) => answer.url().includes('/documents?kind=') && answer.ok());
  await page
    .locator('xz-file-drop', { hasText: words })
    .first()
    .locator('input')
    .setInputFiles(path.join(papers, file));
  await done;
};

describe('the main job in the browser', () => {
  let campaign = '';
  let item = '';

  it('lets a visitor find a demonstration person and sign in', async () => {
    const page = await (await browser.newContext({ viewport: desktop, locale: 'zh-CN' })).newPage();
    await page.goto(`${product.base}/matters`);
    await page.waitForURL('**/sign-in?to=**');
    await page.fill('input[name=search]', '福田');
    await page.locator('[data-username="yue0304-judge"]').waitFor();
    await look(page, 'sign-in');
    await page.locator('[data-username="yue0304-judge"]').click();
    await page.waitForURL('**/matters');
    expect(await page.locator('.person').innerText()).toContain('深圳市福田区人民法院');
  });

  it('lets the clerk bring the list in, group it by court, file papers and submit', async () => {
    const page = await enter('sz-clerk');
    await look(page, 'desk-empty');
    await page.click('text=新建协同');
    const basics = {
      title: '某集团账户协同解冻',
      debtor: '深圳某装饰集团股份有限公司',
      creditCode: '914403042275427958',
      caseNo: '(2024)粤03破827号',
      contact: '王文静',
      phone: '0755-83535000',
    };
    for (const [name, value] of Object.entries(basics)) await page.fill(`input[name=${name}]`, value);
    await page.click('text=下一步');
    // A wrong check digit is refused where it stands, and what was typed is kept.
    await page.getByText('校验位不符').first().waitFor();
    await look(page, 'wizard-refused');
    await page.fill('input[name=creditCode]', '914403042275427959');
    await page.click('text=下一步');
    await page.fill('textarea', '案号\t冻结法院\n（2022）粤9904执1号\t某法院');
    await page.click('text=检查粘贴的内容');
    await page.getByText('缺少列').first().waitFor();
    await page.click('text=用演示清单');
    await page.getByText('共 61 行，有效 61 行，错误 0 处').waitFor();
    await look(page, 'wizard-list');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('法院 39 · 省份 14 · 账户 49 · 冻结 61（其中轮候 12）').waitFor();
    await look(page, 'wizard-courts');
    await page.click('text=导入清单');
    await upload(page, '批准重整计划裁定书', 'plan.pdf');
    await upload(page, '指定管理人决定书', 'administrator.pdf');
    await page.locator('button.primary:not([disabled])', { hasText: '下一步' }).waitFor();
    await look(page, 'wizard-papers');
    await page.locator('button.primary', { hasText: '下一步' }).click();
    await look(page, 'wizard-review');
    await page.locator('button.primary', { hasText: '提交复核' }).click();
    await page.waitForURL(/matters\/[0-9a-f-]{36}$/);
    campaign = page.url().split('/').at(-1) ?? '';
    await page.getByText('待复核').first().waitFor();
  });

  it('needs a second person, and refuses a peer’s dispatch in words', async () => {
    const judge = await enter('sz-judge');
    await judge.goto(`${product.base}/matters/${campaign}`);
    await act(judge, 'approve');
    const chief = await enter('sz-chief');
    await chief.goto(`${product.base}/matters/${campaign}`);
    await chief.getByText('签发法院不是全部受文法院的上级法院').first().waitFor();
    expect(await chief.locator('button[data-action=dispatch]').isDisabled()).toBe(true);
    await look(chief, 'campaign-peer-refused');
  });

  it('is dispatched by the SPC, and the supervisor sees it live without reloading', async () => {
    const supervisor = await enter('spc-supervisor');
    await supervisor.goto(`${product.base}/matters/${campaign}`);
    await supervisor.getByText('已复核').first().waitFor();
    const bureau = await enter('spc-bureau');
    await bureau.goto(`${product.base}/matters/${campaign}`);
    await bureau.fill('input[name=orderNo]', '（2026）最高法执协1号');
    await act(bureau, 'dispatch');
    await supervisor.getByText('应解 61 = 未签收 61').waitFor();
    await look(supervisor, 'board-dispatched');
    await supervisor.setViewportSize(phone);
    await look(supervisor, 'board-phone');
  });

  it('is signed for on a phone, assigned, ruled, noticed and proved by the receiving court', async () => {
    const duty = await enter('yue0303-duty', phone);
    await duty.goto(`${product.base}/matters?desk=todo`);
    await duty.locator('xz-matter-table a').first().click();
    await duty.waitForURL(/matters\/[0-9a-f-]{36}$/);
    item = duty.url().split('/').at(-1) ?? '';
    await duty.locator('button[data-action=sign]').waitFor();
    await look(duty, 'item-phone');
    await act(duty, 'sign');
    const chief = await enter('yue0303-chief');
    await chief.goto(`${product.base}/matters/${item}`);
    await act(chief, 'assign');
    const judge = await enter('yue0303-judge');
    await judge.goto(`${product.base}/matters/${item}`);
    await upload(judge, '解除冻结裁定书', 'ruling.pdf');
    await look(judge, 'item-rule');
    await act(judge, 'rule');
    await upload(judge, '协助解除冻结存款通知书', 'notice.pdf');
    await act(judge, 'notify');
    // No confirmation without the bank's receipt, and the reason stands beside the button.
    await judge.getByText('缺少文书：协助执行回执').first().waitFor();
    expect(await judge.locator('button[data-action=confirm]').isDisabled()).toBe(true);
    await upload(judge, '协助执行回执', 'receipt.pdf');
    await judge.fill('form:has(button[data-action=recordReceipt]) input[name=receiptNo]', 'HZ-1');
    await judge.fill('form:has(button[data-action=recordReceipt]) input[name=amount]', '1.00');
    await judge.click('button[data-action=recordReceipt]');
    await judge.getByText('银行回执的金额与解除裁定不一致').first().waitFor();
    await look(judge, 'item-mismatch');
    await judge.reload();
    await judge.fill('form:has(button[data-action=recordReceipt]) input[name=receiptNo]', 'HZ-1');
    await act(judge, 'recordReceipt');
    await judge.getByText('登记回执的人不得自行确认，须由第二人复核').first().waitFor();
    await look(judge, 'item-own-record');
    await chief.reload();
    await act(chief, 'confirm');
    await chief.getByText('法院确认').first().waitFor();
  });

  it('does not show one court’s account to another, and says why', async () => {
    const other = await enter('jing0105-judge');
    await other.goto(`${product.base}/matters/${item}`);
    await other.getByText('该账户由其他法院办理，您院只能查看总体进度').waitFor();
    await look(other, 'other-court');
    await other.goto(`${product.base}/matters/${campaign}`);
    await other.getByText('个账户由其他法院办理，仅计入总数').waitFor();
  });

  it('is verified by the lead court, and the account becomes free on the board', async () => {
    const supervisor = await enter('spc-supervisor');
    await supervisor.goto(`${product.base}/matters/${campaign}`);
    await supervisor.getByText('已确认 1').waitFor();
    const clerk = await enter('sz-clerk');
    await clerk.goto(`${product.base}/matters/${item}`);
    await upload(clerk, '查询结果', 'query.pdf');
    await clerk.fill('input[name=queryNo]', 'CX-1');
    await act(clerk, 'verify');
    await supervisor.getByText('核验 1').waitFor();
    await supervisor.click('text=按账户');
    await look(supervisor, 'board-accounts');
    for (const tab of ['时间线', '流程图', '文书']) {
      await supervisor.getByRole('tab', { name: tab }).click();
      await supervisor.waitForTimeout(200);
      await look(supervisor, `campaign-${tab === '时间线' ? 'timeline' : tab === '流程图' ? 'diagram' : 'papers'}`);
    }
  });

  it('signs for several at once as a batch with a result for each', async () => {
    const duty = await enter('yue0106-duty');
    await duty.goto(`${product.base}/matters?desk=todo`);
    await duty.getByRole('checkbox', { name: '全选已列出的' }).check();
    await look(duty, 'list-chosen');
    await duty.getByRole('link', { name: '签收 2' }).click();
    await duty.getByText('共 2 项，可办 2 项，不予办理 0 项').waitFor();
    await duty.getByRole('button', { name: '签收 2' }).click();
    await duty.getByRole('dialog').locator('button[type=submit]').click();
    await duty.getByText('共 2 项 = 已办 2 + 不予办理 0 + 待办 0').waitFor();
    await look(duty, 'batch');
  });

  it('tells who did what when two people act on the same item', async () => {
    const [first, second] = [await enter('jing0108-duty'), await enter('jing0108-judge')];
    await first.goto(`${product.base}/matters?desk=todo`);
    await first.locator('xz-matter-table a').first().click();
    await first.waitForURL(/matters\/[0-9a-f-]{36}$/);
    await second.goto(first.url());
    await second.locator('button[data-action=sign]').waitFor();
    // The second person's page does not hear that the first one acted.
    await second.route('**/api/matters/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await act(first, 'sign');
    await second.click('button[data-action=sign]');
    await second.getByText('您打开之后，此事项已有新的办理').first().waitFor();
    await second
      .getByText(/北京市海淀区人民法院 .+ · 签收/)
      .first()
      .waitFor();
    await look(second, 'conflict');
  });

  it('reads in English too, in the dark too, and the rule book is there', async () => {
    const page = await enter('sz-clerk');
    await page.goto(`${product.base}/procedures`);
    await page.getByText('协同解除冻结').first().waitFor();
    await look(page, 'procedures');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Joint unfreeze').first().waitFor();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.goto(`${product.base}/desk`);
    await page.getByText('Open campaigns').first().waitFor();
    await look(page, 'desk-english-dark');
    await page.goto(`${product.base}/matters/${campaign}`);
    await page.getByRole('tab', { name: 'Board' }).waitFor();
    await page.getByText('accounts free').waitFor();
    await look(page, 'board-dark');
  });

  it('drew no complaint from the browser', () => expect(complaints).toEqual([]));
});
