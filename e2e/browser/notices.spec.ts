import { look, phone } from './desktop';
import { fillDeed, House } from './house';

/** 消息, as those who are told and those who urge meet them in Chromium. */
let house: House;
beforeAll(async () => {
  house = await House.open(12);
}, 180_000);
afterAll(() => house.close());

describe('a duty officer', () => {
  it('sees on the bell that something came, also what comes while looking, and reads it by going there', async () => {
    const duty = await house.enter('yue0303-duty');
    await duty.locator('xz-bell .count', { hasText: '1' }).waitFor();
    await duty.locator('xz-bell a').click();
    await duty.waitForURL('**/notices');
    await duty.getByText('新的协同任务，请签收').last().waitFor();

    const bureau = await house.enter('spc-process');
    await bureau.goto(house.at(`/matters/${house.item}`));
    const urging = bureau.locator('xz-urging');
    await urging.getByText('现在催办，会告知').waitFor();
    expect(await urging.locator('li').count()).toBeGreaterThanOrEqual(3);
    await bureau.locator('summary', { hasText: '催办' }).click();
    await bureau.locator('details[open] [name=note]').fill('请抓紧办理');
    await bureau.locator('details[open] button[type=submit]').click();
    await urging.getByText('催办，已告知').waitFor();
    await look(bureau, 'notices-urging');

    // Pushed: nobody reloads.
    await duty.locator('xz-bell .count', { hasText: '2' }).waitFor();
    await duty.locator('li strong', { hasText: '催办' }).waitFor();
    await look(duty, 'notices-desktop');
    await duty.getByRole('button', { name: '深色', exact: true }).click();
    await look(duty, 'notices-dark');
    await duty.locator('li', { hasText: '催办' }).locator('a.case').click();
    await duty.waitForURL(`**/matters/${house.item}`);
    await duty.locator('xz-bell .count', { hasText: '1' }).waitFor();
    await urging
      .locator('.tag.good')
      .first()
      .waitFor({ timeout: 1 })
      .catch(() => undefined);
    await bureau.reload();
    await bureau.reload();
    await urging.locator('.tag.good').first().waitFor();
  });

  it('marks all read, and finds the rest by kind', async () => {
    const duty = await house.enter('yue0303-duty');
    await duty.goto(house.at('/notices'));
    await duty.getByRole('button', { name: '全部已读' }).click();
    await duty.getByText('未读 0 条').first().waitFor();
    expect(await duty.locator('xz-bell .count').count()).toBe(0);
    await duty.locator('select[name=letter]').selectOption('urge');
    await duty.getByText('共 1 条').waitFor();
    await duty.getByRole('button', { name: 'English' }).click();
    await duty.getByText('1 in all, 0 unread').waitFor();
    await look(duty, 'notices-english');
  });

  it('says how mails come and takes an address for the calendar, also on a phone', async () => {
    const duty = await house.page('yue0303-duty', phone);
    await house.signIn(duty, 'yue0303-duty');
    await duty.locator('.person').waitFor();
    await duty.goto(house.at('/notices'));
    await duty.locator('li.row').first().waitFor();
    await look(duty, 'notices-phone');
    expect(await duty.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await duty.goto(house.at('/account'));
    await duty.getByLabel('工作日每天一封摘要').check();
    await duty.locator('input[name=email]').fill('duty@court.example');
    await duty.locator('input[name=hour]').fill('8');
    await duty.getByText('尚未配置邮件服务器').waitFor();
    await duty.getByRole('button', { name: '保存' }).click();
    await duty.getByText('已保存').waitFor();
    await fillDeed(duty, '生成订阅地址', {}).then((dialog) => dialog.locator('button[type=submit]').click());
    const url = await duty.locator('input[readonly]').inputValue();
    expect(url).toMatch(/\/api\/calendar\/[\w-]{43}\.ics$/);
    await look(duty, 'reminders-phone');
    await duty.reload();
    await duty.getByText('订阅地址生成于').waitFor();
    expect(await duty.locator('input[readonly]').count()).toBe(0);
    expect(house.complaints).toEqual([]);
  });
});
