import { generateSync } from 'otplib';
import type { Browser, Locator, Page } from 'playwright-core';
import { until } from '../campaign/client';
import { type Cast, draft, gather, items } from '../campaign/player';
import { Processes } from '../campaign/processes';
import { desktop, look, openBrowser, openPage, phone } from './desktop';

/** Who may do what, as the three administrators, an officer and a deputy meet it in Chromium. */
const redisUrl = process.env['TEST_REDIS_URL'] ? `${process.env['TEST_REDIS_URL']}/11` : undefined;
const strong = 'Correct-Horse-9';
const deputy = 'ft-deputy';
const deputyName = '李代办';
const purpose = '核对协助解冻通知书的账号';
const step = 30;

let product: Processes;
let browser: Browser;
let cast: Cast;
let campaign = '';
let item = '';
const complaints: string[] = [];

beforeAll(async () => {
  product = await Processes.start({
    admin: process.env['TEST_DATABASE_URL'] ?? '',
    redisUrl,
    workers: ['relay,effects,clock,fold'],
  });
  browser = await openBrowser();
  cast = await gather(product.base, 'xiezhi-demo');
  const name = 'case1-frozen-accounts.csv';
  const bytes = Buffer.from(await (await cast.clerk.raw(`/api/demo/cases/${name}`)).arrayBuffer());
  campaign = await draft(cast, { name, bytes }, '账户协同解冻');
  await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协1号' });
  const rows = await until(
    () => items(cast.bureau, campaign, '&court=粤0303'),
    (found) => found.length > 0,
  );
  item = rows[0]?.id ?? '';
}, 180_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const signIn = async (page: Page, username: string, password = 'xiezhi-demo'): Promise<void> => {
  await page.goto(`${product.base}/sign-in`);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=password]')?.value !== '');
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
};

const enter = async (username: string, viewport = desktop): Promise<Page> => {
  const page = await openPage(browser, username, complaints, viewport);
  await signIn(page, username);
  await page.locator('.person').waitFor();
  return page;
};

/** Opens the dialog of a deed and fills in what stands inside. */
const fillDeed = async (page: Page, label: string, fill: Readonly<Record<string, string>>): Promise<Locator> => {
  await page.getByRole('button', { name: label, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: label, exact: true });
  await dialog.waitFor();
  for (const [name, value] of Object.entries(fill)) await dialog.locator(`[name=${name}]`).fill(value);
  return dialog;
};

const deed = async (page: Page, label: string, fill: Readonly<Record<string, string>>): Promise<void> =>
  (await fillDeed(page, label, fill)).locator('button[type=submit]').click();

const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe('the three administrators', () => {
  it('have no business desk: each begins with what the policy gives', async () => {
    const system = await enter('spc-system');
    expect(pathOf(system)).toBe('/admin/people');
    expect((await system.locator('header nav').innerText()).split(/\s+/)).toEqual([
      '人员与岗位',
      '程序目录',
      '谁能看什么',
    ]);
    await system.goto(`${product.base}/desk`);
    await system.waitForURL('**/admin/people');
    await system.locator('tbody tr').first().waitFor();
    await look(system, 'admin-people');
  });

  it('make an account together: the system administrator the person, and not the post', async () => {
    const system = await enter('spc-system');
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

    const nobody = await openPage(browser, deputy, complaints);
    await signIn(nobody, deputy, strong);
    await enrol(nobody);
    await nobody.getByText('您目前没有岗位，请联系安全管理员').waitFor();
  });

  it('grant posts as the security administrator, and are refused in words what would join the three', async () => {
    const security = await enter('spc-security');
    await security.fill('input[name=q]', 'spc-audit');
    await security.press('input[name=q]', 'Enter');
    await security.getByText('共 1 人').waitFor();
    await security.locator('tbody th a').click();
    await grant(security, 'judge', '最高人民法院');
    await security.getByText('三员分立：系统、安全、审计管理员须由不同的人担任').last().waitFor();
    await look(security, 'admin-refused');
    await security.goto(`${product.base}/admin/people?q=${deputy}`);
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

describe('the second factor', () => {
  it('asks for the code, says what is wrong with it, and lets in with the right one', async () => {
    const page = await openPage(browser, deputy, complaints);
    await signIn(page, deputy, strong);
    await page.getByText('输入动态码').waitFor();
    await look(page, 'factor-code');
    await page.fill('input[name=code]', nextCode() === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('动态码不正确或已用过').waitFor();
    await page.fill('input[name=code]', nextCode());
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/desk');
    await page.context().close();
  });

  it('is reset by the security administrator, and enrolled anew with a picture and groups of four', async () => {
    const security = await enter('spc-security');
    await security.goto(`${product.base}/admin/people?q=${deputy}`);
    await security.locator('tbody th a').click();
    await deed(security, '重置第二因素', { reason: '手机丢失' });
    await security.getByText('第二因素已重置').waitFor();
    const page = await openPage(browser, deputy, complaints, phone);
    await signIn(page, deputy, strong);
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
    const judge = await enter('yue0303-judge');
    holder = (await cast.of('粤0303'))['judge']?.person.name ?? '';
    await judge.locator('.person').click();
    await judge.waitForURL('**/account');
    await deed(judge, '委托他人代办', { to: deputy, reason: '出差期间代办' });
    await judge.getByText(`${holder} → ${deputyName}`).waitFor();
    await look(judge, 'account');

    page = await openPage(browser, deputy, complaints);
    await signIn(page, deputy, strong);
    await page.fill('input[name=code]', nextCode());
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/desk');
    await page.goto(`${product.base}/matters`);
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
    await page.goto(`${product.base}/matters/${item}`);
    const done = page.waitForResponse((answer) => answer.url().includes('/actions/sign') && answer.ok());
    await page.click('button[data-action=sign]');
    await done;
    await page.locator('summary', { hasText: '时间线' }).click();
    await page.getByText(`${deputyName}代${holder}办理`).first().waitFor();
  });

  it('follows in every tab when the post is changed in one', async () => {
    const other = await page.context().newPage();
    await other.goto(`${product.base}/matters`);
    await other.getByText(`您正在代${holder}办理`).waitFor();
    const own = (await page.locator('select[name=post] option').allInnerTexts()).find((text) => !text.startsWith('代'));
    await page.locator('select[name=post]').selectOption({ label: own ?? '' });
    await other.locator('tbody').getByText('深圳市福田区人民法院').first().waitFor();
    expect(await other.getByText(`您正在代${holder}办理`).count()).toBe(0);
    await other.close();
  });
});

describe('a full account number', () => {
  it('shows for a purpose, counts down and hides again; the audit has it', async () => {
    const clerk = await openPage(browser, 'yue0303-clerk', complaints);
    await clerk.clock.install();
    await signIn(clerk, 'yue0303-clerk');
    await clerk.locator('.person').waitFor();
    await clerk.goto(`${product.base}/matters/${item}`);
    await deed(clerk, '显示完整账号', { reason: purpose });
    const number = clerk.locator('xz-reveal code');
    await number.waitFor();
    expect(await number.innerText()).toMatch(/^\d{12,}$/);
    await clerk.getByText('后隐去').waitFor();
    await look(clerk, 'reveal');
    await clerk.clock.fastForward('05:01');
    await clerk.getByRole('button', { name: '显示完整账号' }).waitFor();
    expect(await number.count()).toBe(0);

    const audit = await enter('spc-audit');
    await audit.goto(`${product.base}/admin/audit?operation=revealAccount`);
    await audit.getByText(purpose).first().waitFor();
    await audit.locator('tbody').getByText('shown').waitFor();
    await audit.getByText('查到 1 条，显示 1 条').waitFor();
    await look(audit, 'admin-audit');
  });
});

describe('who may see', () => {
  it('is answered for one coordination, and a grant is given there with purpose and end', async () => {
    const chief = await enter('sz-chief');
    await chief.goto(`${product.base}/matters/${campaign}`);
    await chief.getByRole('tab', { name: '谁能看' }).click();
    await chief.getByText('没有授权其他法院或个人').waitFor();
    await chief.getByRole('button', { name: '授权查阅' }).click();
    const dialog = chief.getByRole('dialog', { name: '授权查阅' });
    await dialog.getByRole('radio', { name: '一个人' }).check();
    await dialog.locator('[name=person]').fill('nb-clerk');
    await dialog.locator('[name=reason]').fill('关联案件需要查阅');
    await look(chief, 'see-grant');
    await dialog.getByRole('button', { name: '授权查阅' }).click();
    await chief.getByText('关联案件需要查阅').waitFor();
    await look(chief, 'see');
  });

  it('opens to a judge without a relation only as an emergency, with a reason, and tells who came in', async () => {
    const stranger = await enter('ls-judge');
    await stranger.goto(`${product.base}/matters/${campaign}`);
    await stranger.getByText('没有这一项，或者您无权查阅').waitFor();
    await stranger.getByRole('heading', { name: '紧急查阅' }).waitFor();
    await look(stranger, 'challenge');
    await deed(stranger, '紧急查阅', { reason: '当事人现场申请紧急止付' });
    await stranger.getByRole('tab', { name: '时间线' }).waitFor();
    const chief = await enter('sz-chief');
    await chief.goto(`${product.base}/matters/${campaign}`);
    await chief.getByRole('tab', { name: '谁能看' }).click();
    await chief.getByText('当事人现场申请紧急止付').waitFor();
  });

  it('is one table of the policy: a cell says what, by which line, and why', async () => {
    const judge = await enter('sz-judge');
    await judge.goto(`${product.base}/policy`);
    await judge.click('[data-place="clerk superior"]');
    await judge.locator('[data-cell]').getByText('上级法院辅助人员看进度，不看个人信息').waitFor();
    await look(judge, 'policy');
    await judge.getByRole('button', { name: 'English' }).click();
    await judge.getByRole('button', { name: 'Dark' }).click();
    await judge.locator('[data-cell]').getByText('Support staff above see progress, not persons').waitFor();
    await judge.setViewportSize(phone);
    await look(judge, 'policy-english-dark-phone');
  });
});

describe('the audit administrator', () => {
  it('verifies the chain and the invariants', async () => {
    const audit = await enter('spc-audit');
    await audit.getByRole('link', { name: '留痕验链' }).click();
    await audit.getByRole('button', { name: '开始核验' }).click();
    await audit.getByText('全部相符').waitFor();
    await look(audit, 'admin-chain');
    await audit.getByRole('link', { name: '不变式' }).click();
    await audit.getByText('不成立 0 条').waitFor();
    await look(audit, 'admin-invariants');
  });
});

describe('a session', () => {
  it('warns two minutes before it idles out, goes on with one request, and at the end says why and returns', async () => {
    const page = await openPage(browser, 'yue0304-judge', complaints);
    await page.clock.install();
    await signIn(page, 'yue0304-judge');
    await page.locator('.person').waitFor();
    await page.goto(`${product.base}/procedures`);
    await page.getByText('协同解除冻结').first().waitFor();
    await page.clock.fastForward('27:30');
    await page.getByText('即将自动退出').waitFor();
    await look(page, 'idle');
    await page.getByRole('button', { name: '继续使用' }).click();
    await page.getByText('即将自动退出').waitFor({ state: 'hidden' });
    await page.clock.fastForward('30:00');
    await page.waitForURL('**/sign-in?why=idle**');
    await page.getByText('长时间没有操作，已自动退出').waitFor();
    await look(page, 'sign-in-idle');
    await page.fill('input[name=username]', 'yue0304-judge');
    await page.click('button[type=submit]');
    await page.waitForURL('**/procedures');
  });

  it('ends on the open page when the person is disabled, and is listed until then', async () => {
    const chief = await enter('yue0304-chief');
    await chief.goto(`${product.base}/matters`);
    await chief.getByText('实时').waitFor();
    const security = await enter('spc-security');
    await security.getByRole('link', { name: '会话' }).click();
    await security.locator('tbody').getByText('yue0304-chief').waitFor();
    await look(security, 'admin-sessions');
    await security.goto(`${product.base}/admin/people?q=yue0304-chief`);
    await security.locator('tbody th a').click();
    await deed(security, '停用', { reason: '调离本院' });
    await security.getByText('已停用，会话已终止').waitFor();
    await chief.waitForURL('**/sign-in?why=ended**');
    await chief.getByText('登录已到期，或已被终止').waitFor();
  });

  it('drew no complaint from the browser', () => expect(complaints).toEqual([]));
});
