import type { Page } from 'playwright-core';
import { look, phone } from './desktop';
import { House } from './house';

/** 解冻确认, as the people of a receiving court meet it in Chromium: who records, and who confirms. */
let house: House;
beforeAll(async () => {
  house = await House.open(15);
}, 180_000);
afterAll(() => house.close());

const row = (page: Page, n = 0) => page.locator('xz-confirm-row').nth(n);
const pdf = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
const enter = async (role: string): Promise<Page> => {
  const page = await house.enter(`yue0304-${role}`);
  await page.goto(house.at(`/matters/${house.campaign}/confirm`));
  await row(page).waitFor();
  return page;
};
const act = async (page: Page, action: string): Promise<void> => {
  const button = row(page).locator(`button[data-action=${action}]`);
  await button.click();
  await button.waitFor({ state: 'detached' });
};

describe('the confirm screen of a receiving court', () => {
  it('shows the letter and its items, is signed for at once, and says when and by whom', async () => {
    const duty = await house.enter('yue0304-duty');
    await duty.getByRole('heading', { name: '待本院确认的来函' }).waitFor();
    await duty.getByRole('link', { name: /2 项待办/ }).click();
    await row(duty, 1).waitFor();
    await duty.locator('iframe').waitFor();
    await duty.getByText('本院 2 项 = 已解除 0 + 办理中 0 + 未签收 2 + 退回或反馈 0').waitFor();
    await look(duty, 'confirm-unsigned');
    await duty.getByRole('button', { name: '签收 2 项' }).click();
    await duty.getByText('本院 2 项 = 已解除 0 + 办理中 2 + 未签收 0 + 退回或反馈 0').waitFor();
    await row(duty)
      .getByText(/\d\d:\d\d 由 .+ 签收/)
      .waitFor();
  });

  it('fills all results with one press, and each row keeps its own step and evidence', async () => {
    const chief = await enter('chief');
    await chief.getByRole('button', { name: '2 项均已解除' }).click();
    for (const n of [0, 1]) await row(chief, n).getByRole('heading', { name: '分办' }).waitFor();
    expect(await row(chief, 1).locator('select[name=result]').inputValue()).toBe('lifted');
    await row(chief).locator('[name=judge]').fill('某法官');
    await act(chief, 'assign');
    const judge = await enter('judge');
    await judge.getByRole('button', { name: '2 项均已解除' }).click();
    await row(judge).getByRole('heading', { name: '登记解除裁定' }).waitFor();
    await row(judge).locator('input[type=file]').first().setInputFiles(pdf);
    await row(judge).getByText('✓ 解除冻结裁定书').waitFor();
    await act(judge, 'rule');
    await row(judge).getByRole('heading', { name: '登记协助通知' }).waitFor();
    await row(judge).locator('input[type=file]').first().setInputFiles(pdf);
    await row(judge).getByText('✓ 协助解除冻结存款通知书').waitFor();
    await act(judge, 'notify');
    await row(judge).getByRole('heading', { name: '登记银行回执' }).waitFor();
    await row(judge).locator('input[type=file]').first().setInputFiles(pdf);
    await row(judge).getByText('银行回执已附').waitFor();
    await row(judge).locator('[name=receiptNo]').fill('回执1号');
    await act(judge, 'recordReceipt');
    // 双人复核: whoever recorded is told why it must be somebody else.
    await row(judge).getByText('登记回执的人不得自行确认').first().waitFor();
    expect(await row(judge).locator('button[data-action=confirm]').isDisabled()).toBe(true);
    await look(judge, 'confirm-two-persons');
  });

  it('is confirmed by the second person, who sees who did what and when, and corrects by adding', async () => {
    const chief = await enter('chief');
    await row(chief).locator('summary', { hasText: '谁办了什么' }).click();
    await row(chief).locator('ol li', { hasText: '登记银行回执' }).waitFor();
    await row(chief).locator('select[name=result]').selectOption('lifted');
    await act(chief, 'confirm');
    await chief.getByText('本院 2 项 = 已解除 1 + 办理中 1').waitFor();
    await row(chief).locator('summary', { hasText: '更正' }).click();
    await row(chief).locator('button[data-action=correct]').waitFor();
    await chief.getByRole('button', { name: '深色', exact: true }).click();
    await chief.getByRole('button', { name: 'English' }).click();
    await chief.getByText('Ours: 2 = lifted 1').waitFor();
    await look(chief, 'confirm-dark-english');
  });

  it('asks for a reason for any other result, one card for each item on a phone', async () => {
    const judge = await house.page('yue0304-judge', phone);
    await house.signIn(judge, 'yue0304-judge');
    await judge.locator('.person').waitFor();
    await judge.goto(house.at(`/matters/${house.campaign}/confirm`));
    const second = row(judge, 1);
    await second.locator('select[name=result]').selectOption('refused');
    await second.getByText('写明法定理由').waitFor();
    expect(await second.locator('select[name=reason]').inputValue()).toBe('objects');
    await second.locator('button[data-action=query]').click();
    // Without words it is not sent: the field says so, and nothing has moved.
    await second.locator('textarea:invalid').waitFor();
    await judge.getByText('退回或反馈 0').waitFor();
    await look(judge, 'confirm-phone');
    expect(await judge.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await second.locator('textarea').first().fill('本案另有财产保全异议，依法审查中');
    await second.locator('button[data-action=query]').click();
    await judge.getByText('退回或反馈 1').waitFor();
    expect(house.complaints).toEqual([]);
  });
});
