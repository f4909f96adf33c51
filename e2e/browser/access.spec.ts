import { look, phone } from './desktop';
import { deed, fillDeed, House } from './house';

/** Who may see what, for how long, and who finds out: in Chromium. */
const purpose = '核对协助解冻通知书的账号';

let house: House;
beforeAll(async () => {
  house = await House.open(17);
}, 180_000);
afterAll(() => house.close());

describe('a full account number', () => {
  it('shows for a purpose, counts down and hides again; the audit has it', async () => {
    const clerk = await house.page('yue0303-clerk');
    await clerk.clock.install();
    await house.signIn(clerk, 'yue0303-clerk');
    await clerk.locator('.person').waitFor();
    await clerk.goto(house.at(`/matters/${house.item}`));
    await deed(clerk, '显示完整账号', { reason: purpose });
    const number = clerk.locator('xz-reveal code');
    await number.waitFor();
    expect(await number.innerText()).toMatch(/^\d{12,}$/);
    await clerk.getByText('后隐去').waitFor();
    await look(clerk, 'reveal');
    await clerk.clock.fastForward('05:01');
    await clerk.getByRole('button', { name: '显示完整账号' }).waitFor();
    expect(await number.count()).toBe(0);

    const audit = await house.enter('spc-audit');
    await audit.goto(house.at('/admin/audit?operation=revealAccount'));
    await audit.getByText(purpose).first().waitFor();
    await audit.locator('tbody').getByText('shown').waitFor();
    await audit.getByText('查到 1 条，显示 1 条').waitFor();
    await look(audit, 'admin-audit');
  });
});

describe('who may see', () => {
  it('is for the lead court and those above to ask; whoever carries an item may still step back', async () => {
    const judge = await house.enter('yue0303-judge');
    await judge.goto(house.at(`/matters/${house.item}`));
    await judge.locator('summary', { hasText: '谁能看' }).click();
    await judge.getByText('由牵头法院和上级法院查').waitFor();
    await judge.getByRole('button', { name: '自行回避' }).waitFor();
    expect(await judge.getByRole('button', { name: '授权查阅' }).count()).toBe(0);
  });

  it('is answered for one coordination, and a grant is given there with purpose and end', async () => {
    const chief = await house.whoMaySee('sz-chief');
    await chief.getByText('没有授权其他法院或个人').waitFor();
    const dialog = await fillDeed(chief, '授权查阅', { reason: '关联案件需要查阅' });
    await dialog.getByRole('radio', { name: '一个人' }).check();
    await dialog.locator('[name=person]').fill('nb-clerk');
    await look(chief, 'see-grant');
    await dialog.locator('button[type=submit]').click();
    await chief.getByText('关联案件需要查阅').waitFor();
    await look(chief, 'see');
  });

  it('opens to a judge without a relation only as an emergency, with a reason, and tells who came in', async () => {
    const stranger = await house.enter('ls-judge');
    await stranger.goto(house.at(`/matters/${house.campaign}`));
    await stranger.getByText('没有这一项，或者您无权查阅').waitFor();
    await stranger.getByRole('heading', { name: '紧急查阅' }).waitFor();
    await look(stranger, 'challenge');
    await deed(stranger, '紧急查阅', { reason: '当事人现场申请紧急止付' });
    await stranger.getByRole('tab', { name: '时间线' }).waitFor();
    const chief = await house.whoMaySee('sz-chief');
    await chief.getByText('当事人现场申请紧急止付').waitFor();
  });

  it('is nothing any more to whoever steps back, and only a superior lifts that', async () => {
    const judge = await house.whoMaySee('sz-judge');
    await deed(judge, '自行回避', { reason: '与被执行人有亲属关系' });
    await judge.getByText('您已回避本案').waitFor();
    expect(await judge.getByRole('button', { name: '紧急查阅' }).count()).toBe(0);
    await look(judge, 'excluded');
    const chief = await house.whoMaySee('sz-chief');
    await deed(chief, '解除回避', { reason: '情形已经消失' });
    await chief.getByText('按查阅规则，您的岗位不办理此项').waitFor();
    const bureau = await house.whoMaySee('spc-bureau');
    await deed(bureau, '解除回避', { reason: '情形已经消失' });
    await bureau.getByText('已解除').waitFor();
    await judge.reload();
    await judge.getByRole('tab', { name: '谁能看' }).waitFor();
  });

  it('is one table of the policy: a cell says what, by which line, and why', async () => {
    const judge = await house.enter('sz-judge');
    await judge.goto(house.at('/policy'));
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
    const audit = await house.enter('spc-audit');
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
    const page = await house.page('yue0304-judge');
    await page.clock.install();
    await house.signIn(page, 'yue0304-judge');
    await page.locator('.person').waitFor();
    await page.goto(house.at('/procedures'));
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
    const chief = await house.enter('yue0304-chief');
    await chief.goto(house.at('/matters'));
    await chief.getByText('实时').waitFor();
    const security = await house.enter('spc-security');
    await security.getByRole('link', { name: '会话' }).click();
    await security.locator('tbody').getByText('yue0304-chief').waitFor();
    await look(security, 'admin-sessions');
    await security.goto(house.at('/admin/people?q=yue0304-chief'));
    await security.locator('tbody th a').click();
    await deed(security, '停用', { reason: '调离本院' });
    await security.getByText('已停用，会话已终止').waitFor();
    await chief.waitForURL('**/sign-in?why=ended**');
    await chief.getByText('登录已到期，或已被终止').waitFor();
  });
});

it('drew no complaint from the browser', () => expect(house.complaints).toEqual([]));
