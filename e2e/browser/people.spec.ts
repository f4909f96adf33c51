import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { act, look, phone } from './desktop';
import { deed, fillDeed, House } from './house';

/** Who works here, as the three administrators, an officer and a deputy meet it in Chromium. */
const strong = 'Correct-Horse-9';
const own = 'Battery-Staple-7';
const deputy = 'ft-deputy';
const deputyName = '李代办';
const step = 30;

let house: House;
beforeAll(async () => {
  house = await House.open(11);
}, 180_000);
afterAll(() => house.close());

const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe('the three administrators', () => {
  it('have no business desk: each begins with what the policy gives', async () => {
    const system = await house.enter('spc-system');
    expect(pathOf(system)).toBe('/admin/people');
    expect((await system.locator('header nav').innerText()).split(/\s+/)).toEqual([
      '人员与岗位',
      '程序目录',
      '谁能看什么',
    ]);
    await system.goto(house.at('/desk'));
    await system.waitForURL('**/admin/people');
    await system.locator('tbody tr').first().waitFor();
    await look(system, 'admin-people');
  });

  it('make an account together: the system administrator the person, and not the post', async () => {
    const system = await house.enter('spc-system');
    const dialog = await fillDeed(system, '新建人员', { name: deputyName, newUsername: deputy, next: 'short' });
    expect(await dialog.locator('button[type=submit]').isDisabled()).toBe(true);
    await look(system, 'admin-create');
    await dialog.locator('[name=next]').fill(strong);
    await dialog.locator('button[type=submit]').click();
    await system.waitForURL(/admin\/people\/[0-9a-f-]{36}$/);
    await system.getByText('没有岗位，不能登录').waitFor();
    await system.getByText('岗位由安全管理员授予与收回').waitFor();
    expect(await system.getByRole('button', { name: '授予岗位' }).count()).toBe(0);
    await look(system, 'admin-person');

    const nobody = await house.page(deputy);
    await house.signIn(nobody, deputy, strong);
    await enrol(nobody);
    await nobody.getByText('您目前没有岗位，请联系安全管理员').waitFor();
  });

  it('grant posts as the security administrator, and are refused in words what would join the three', async () => {
    const security = await house.enter('spc-security');
    await security.fill('input[name=q]', 'spc-audit');
    await security.press('input[name=q]', 'Enter');
    await security.getByText('共 1 人').waitFor();
    await security.locator('tbody th a').click();
    await grant(security, 'judge', '最高人民法院');
    await security.getByText('三员分立：系统、安全、审计管理员须由不同的人担任').last().waitFor();
    await look(security, 'admin-refused');
    await security.goto(house.at(`/admin/people?q=${deputy}`));
    await security.locator('tbody th a').click();
    await grant(security, 'clerk', '深圳市福田区人民法院');
    await security.getByText('岗位已授予').waitFor();
    await look(security, 'admin-granted');
  });
});

const grant = async (page: Page, role: string, court: string): Promise<void> => {
  await page.getByRole('button', { name: '授予岗位' }).click();
  const dialog = page.getByRole('dialog', { name: '授予岗位' });
  await dialog.locator('select[name=role]').selectOption(role);
  await dialog.locator('input[name=court]').fill(court);
  await dialog.locator('button[type=submit]:not([disabled])').click();
};

let secret = '';
const enrol = async (page: Page): Promise<void> => {
  secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '');
  await page.fill('input[name=code]', generateSync({ secret }));
  await page.getByRole('button', { name: '登录' }).click();
};
/** The code of the next step: each works once, and the server takes one step to either side. */
const nextCode = (): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + step });

describe('signing in', () => {
  it('says in words when too many attempts have locked a name', async () => {
    const page = await house.page('nobody');
    await house.signIn(page, 'nobody-at-all', 'wrong');
    for (let tries = 1; tries < 5; tries += 1) {
      await page.getByText('用户名或密码不正确').waitFor();
      const answered = page.waitForResponse('**/api/sign-in');
      await page.click('button[type=submit]');
      await answered;
    }
    await page.getByText('登录失败次数过多，请 15 分钟后再试').waitFor();
    await look(page, 'sign-in-locked');
  });

  it('offers the court’s own house of identities where there is one', async () => {
    const page = await house.page('nobody');
    await page.goto(house.at('/sign-in'));
    await page.locator('[data-username]').first().waitFor();
    expect(await page.getByRole('link', { name: '统一身份认证登录' }).count()).toBe(0);
    const providers = [{ id: 'court', name: { zh: '全国法院', en: 'All courts' } }];
    await page.route('**/api/sign-in/providers', (route) => route.fulfill({ json: providers }));
    await page.reload();
    const link = page.getByRole('link', { name: '统一身份认证登录 · 全国法院' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/api/sign-in/providers/court');
  });
});

describe('the second factor', () => {
  let page: Page;

  it('asks for the code, says what is wrong with it, and lets in with the right one', async () => {
    page = await house.page(deputy);
    await house.signIn(page, deputy, strong);
    await page.getByText('输入动态码').waitFor();
    await look(page, 'factor-code');
    await page.fill('input[name=code]', nextCode() === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('动态码不正确或已用过').waitFor();
    await page.fill('input[name=code]', nextCode());
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/account');
  });

  it('lets in to change a password that an administrator chose, and to nothing else before', async () => {
    await page.getByText('现口令由管理员设定').waitFor();
    expect(await page.locator('header nav a').count()).toBe(0);
    await page.goto(house.at('/matters'));
    await page.waitForURL('**/account');
    await look(page, 'password-due');
    await deed(page, '修改口令', { current: strong, next: own });
    await page.getByText('我的登录会话').waitFor();
    await page.getByText('实时').waitFor();
    await page.goto(house.at('/desk'));
    await page.waitForURL('**/desk');
    await page.context().close();
  });

  it('is reset by the security administrator, and enrolled anew with a picture and groups of four', async () => {
    const security = await house.enter('spc-security');
    await security.goto(house.at(`/admin/people?q=${deputy}`));
    await security.locator('tbody th a').click();
    await deed(security, '重置第二因素', { reason: '手机丢失' });
    await security.getByText('第二因素已重置').waitFor();
    page = await house.page(deputy, phone);
    await house.signIn(page, deputy, own);
    await page.getByText('首次登录：绑定动态码').waitFor();
    expect(await page.locator('[data-secret]').innerText()).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    expect((await page.locator('svg[role=img] path').getAttribute('d'))?.length).toBeGreaterThan(1_000);
    await look(page, 'factor-enrol');
    await enrol(page);
    await page.waitForURL('**/desk');
    await page.context().close();
  });
});

describe('a lent post', () => {
  let page: Page;
  let holder = '';

  it('is given with begin, end and reason, and shows in the deputy’s header as whose it is', async () => {
    const judge = await house.enter('yue0303-judge');
    holder = (await house.cast.of('粤0303'))['judge']?.person.name ?? '';
    await judge.locator('.person').click();
    await judge.waitForURL('**/account');
    await deed(judge, '委托他人代办', { to: deputy, reason: '出差期间代办' });
    await judge.getByText(`${holder} → ${deputyName}`).waitFor();
    await look(judge, 'account');

    page = await house.page(deputy);
    await house.signIn(page, deputy, own);
    await page.fill('input[name=code]', nextCode());
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/desk');
    await page.goto(house.at('/matters'));
    await page.locator('tbody').getByText('深圳市福田区人民法院').first().waitFor();
    await page.locator('select[name=post]').selectOption({ label: await lentLabel() });
    await page.getByText(`您正在代${holder}办理`).waitFor();
    // The list follows by itself: the rows are the other court's now.
    await page.locator('tbody').getByText('深圳市罗湖区人民法院').first().waitFor();
    expect(await page.locator('tbody').getByText('深圳市福田区人民法院').count()).toBe(0);
    await look(page, 'post-lent');
  });

  const lentLabel = async (): Promise<string> =>
    (await page.locator('select[name=post] option').allInnerTexts()).find((text) => text.startsWith(`代${holder}`)) ??
    '';

  it('acts for its holder, and the docket names both', async () => {
    await page.goto(house.at(`/matters/${house.item}`));
    await act(page, 'sign');
    await page.locator('summary', { hasText: '时间线' }).click();
    await page.getByText(`${deputyName}代${holder}办理`).first().waitFor();
  });

  it('follows in every tab when the post is changed in one', async () => {
    const other = await page.context().newPage();
    await other.goto(house.at('/matters'));
    await other.getByText(`您正在代${holder}办理`).waitFor();
    const own = (await page.locator('select[name=post] option').allInnerTexts()).find((text) => !text.startsWith('代'));
    await page.locator('select[name=post]').selectOption({ label: own ?? '' });
    await other.locator('tbody').getByText('深圳市福田区人民法院').first().waitFor();
    await other.getByText(`您正在代${holder}办理`).waitFor({ state: 'hidden' });
    await other.close();
  });
});

it('drew no complaint from the browser', () => expect(house.complaints).toEqual([]));
