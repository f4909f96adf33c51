import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import PizZip from 'pizzip';
import { look, phone } from './desktop';
import { deed, fillDeed, House } from './house';

/** Paper templates, pushes, papers in a batch and seals, as those meet them in Chromium whose work they are. */
let house: House;
let receiver: http.Server;
/** What the receiver answers next; then it takes everything. */
const answers: number[] = [];
const taken: string[] = [];

beforeAll(async () => {
  receiver = http.createServer((request, reply) => {
    const status = answers.shift() ?? 204;
    if (status === 204) taken.push(String(request.headers['xiezhi-signature']));
    request.resume();
    reply.writeHead(status).end();
  });
  await new Promise<void>((resume) => receiver.listen(0, '127.0.0.1', resume));
  house = await House.open(14, { XIEZHI_WEBHOOK_HOSTS: new URL(address()).host });
}, 180_000);
afterAll(async () => {
  await house.close();
  receiver.closeAllConnections();
  receiver.close();
});
const address = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

describe('a paper’s template', () => {
  let process: Page;
  let own: Buffer;
  const changed = (words: string): { name: string; mimeType: string; buffer: Buffer } => {
    const zip = new PizZip(own);
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    zip.file('word/document.xml', xml.replace('>{caseNo}<', `>${words}<`));
    return { name: '清单.docx', mimeType: 'application/octet-stream', buffer: zip.generate({ type: 'nodebuffer' }) };
  };
  const offer = async (words: string): Promise<void> => {
    await process.locator('xz-template-upload input[type=file]').setInputFiles(changed(words));
    await process.fill('textarea[name=reason]', '统一清单样式');
    await process.getByRole('button', { name: '提交审批' }).click();
  };

  it('shows its words and fields, and what it would print', async () => {
    process = await house.enter('spc-process');
    await process.getByRole('link', { name: '文书模板' }).click();
    await process.getByText('37 种，其中 0 种有待审批的版本').waitFor();
    await look(process, 'templates');
    await process.getByRole('link', { name: '账户冻结清单' }).click();
    await process.locator('.text code', { hasText: '{debtor.name}' }).waitFor();
    await look(process, 'template');
    own = await (await process.request.get(house.at('/api/papers/T13/templates/0'))).body();
    const preview = await process.getByRole('link', { name: '以样例预览' }).getAttribute('href');
    const pdf = await process.request.get(house.at(preview ?? ''));
    expect([pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
  });

  it('is refused in words where it holds code or a name that is no field of the paper', async () => {
    await process.locator('summary', { hasText: '提交新版本' }).click();
    await offer('{caseNo}{constructor.constructor(1)}');
    await process.getByRole('alert').getByText('不是字段名').waitFor();
    await look(process, 'template-refused');
    await offer('{caseNo}{wages}');
    await process.getByRole('alert').getByText('“wages”不是本文书的字段').waitFor();
    expect(await process.locator('tbody tr').count()).toBe(1);
  });

  it('is sent for approval, and the second person sees what differs before approving', async () => {
    await offer('案号：{caseNo}');
    await process.getByText('已提交，待审批').waitFor();
    expect(await process.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
    const bureau = await house.enter('spc-bureau');
    await bureau.goto(house.at('/templates/T13'));
    await bureau.getByText('与对照版本相比：增 1 段，删 1 段').waitFor();
    await bureau.locator('p.added', { hasText: '案号：' }).waitFor();
    await look(bureau, 'template-difference');
    await deed(bureau, '同意', { reason: '样式符合规定' });
    await bureau.getByText('已同意，自生效日起使用').waitFor();
    await bureau.locator('tr', { hasText: '统一清单样式' }).getByText('现行').waitFor();
    expect(await bureau.getByText('提交新版本').count()).toBe(0);
    await bureau.setViewportSize(phone);
    await bureau.getByRole('button', { name: 'English' }).click();
    await bureau.getByRole('button', { name: 'Dark' }).click();
    await bureau.getByText('Words and fields').waitFor();
    expect(await bureau.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await look(bureau, 'template-phone-english-dark');
  });
});

describe('a push of events', () => {
  let security: Page;

  it('goes to no host that the operator did not name, and shows its secret once', async () => {
    security = await house.enter('spc-security');
    await security.getByRole('link', { name: '事件推送' }).click();
    const dialog = await fillDeed(security, '新建推送', {
      court: '深圳市罗湖区人民法院',
      url: 'https://elsewhere.example/',
      reason: '对接办案系统',
    });
    await dialog.locator('input[name=urge]').check();
    await dialog.locator('button[type=submit]:not([disabled])').click();
    await dialog.getByRole('alert').waitFor();
    await dialog.locator('[name=url]').fill(address());
    await dialog.locator('button[type=submit]').click();
    await security.getByText('请现在交给接收系统的管理人员').waitFor();
    expect((await security.locator('[data-secret]').innerText()).length).toBeGreaterThanOrEqual(43);
    await look(security, 'hook-secret');
    await security.reload();
    await security.getByText('待核准', { exact: true }).waitFor();
    expect(await security.locator('[data-secret]').count()).toBe(0);
  });

  it('is not approved by whoever made it, and runs once another did', async () => {
    await deed(security, '核准', { reason: '自行核准' });
    await security.getByRole('dialog').getByRole('alert').waitFor();
    await look(security, 'hook-own-refused');
    const guard = await house.enter('spc-guard');
    await guard.goto(house.at('/admin/webhooks'));
    await deed(guard, '核准', { reason: '地址与用途相符' });
    await guard.getByText('推送中', { exact: true }).waitFor();
  });

  it('keeps a record of each attempt with its cause, and is stopped for good', async () => {
    answers.push(500);
    await house.cast.bureau.act(house.item, 'urge', { note: '请抓紧' });
    await security.reload();
    // Opened again until both attempts are written: the second waits its time.
    await expectBoth(security);
    await look(security, 'hook-deliveries');
    expect(taken[0]).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
    await deed(security, '停止推送', { reason: '不再需要' });
    await security.getByText('已终止', { exact: true }).waitFor();
    expect(await security.getByRole('button', { name: '停止推送' }).count()).toBe(0);
  });

  const expectBoth = async (page: Page): Promise<void> => {
    const summary = page.locator('summary', { hasText: '推送记录' });
    for (let looks = 0; ; looks += 1) {
      const answered = page.waitForResponse('**/deliveries*');
      await summary.click();
      await answered;
      if ((await page.locator('xz-deliveries tbody tr').count()) === 2) break;
      if (looks > 100) throw new Error('the second attempt never came');
      await summary.click();
    }
    await page.getByText('接收方答复 500').waitFor();
    await page.locator('xz-deliveries').getByText('已接收').waitFor();
  };
});

describe('papers of many items', () => {
  let judge: Page;

  it('are printed from the selection, with what became of each', async () => {
    judge = await house.enter('yue0304-judge');
    await judge.goto(house.at('/matters?desk=todo'));
    await judge.getByRole('checkbox', { name: '全选已列出的' }).check();
    const chosen = Number(
      /\d+/.exec(
        await judge
          .getByText(/已选 \d+ 项/)
          .last()
          .innerText(),
      )?.[0],
    );
    const dialog = await fillDeed(judge, '批量制作文书', {
      applicant: '某银行',
      ground: '人民法院已裁定批准重整计划，保全措施应当解除。',
      articles: '《中华人民共和国企业破产法》第十九条',
      signers: '钟某、刘某',
    });
    expect(await dialog.locator('button[type=submit]').isDisabled()).toBe(true);
    await dialog.locator('[name=signers]').fill('钟某、刘某、周某');
    await look(judge, 'batch-print');
    await dialog.locator('button[type=submit]').click();
    await judge.getByText(`共 ${chosen} 项 = 已办 ${chosen} + 不予办理 0 + 待办 0`).waitFor();
    await look(judge, 'batch-printed');
  });

  it('stand on the matter with their Word file, and the seal is verified in words', async () => {
    await judge.locator('xz-table a').first().click();
    await judge.locator('summary', { hasText: '文书' }).click();
    const row = judge.locator('xz-papers tr', { hasText: '解除冻结裁定书' });
    const word = await row.getByRole('link', { name: 'Word 文件' }).getAttribute('href');
    const file = await judge.request.get(house.at(word ?? ''));
    expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
    await row.getByRole('button', { name: '验签' }).click();
    await row.getByText('文件未改动，电子签章有效').waitFor();
    await row.getByText('T14 第').waitFor();
    await look(judge, 'paper-verified');
  });

  it('are refused item by item in words where the paper must not be printed', async () => {
    await judge.goto(house.at('/matters?desk=todo'));
    await judge.getByRole('checkbox', { name: '全选已列出的' }).check();
    const dialog = await fillDeed(judge, '批量制作文书', {});
    await dialog.locator('select[name=paper]').selectOption('T15');
    await dialog.locator('[name=contact]').fill('刘某，0755-12340000');
    await dialog.locator('button[type=submit]').click();
    await judge.getByText('没有解除冻结裁定书').first().waitFor();
    await look(judge, 'batch-print-refused');
  });
});

describe('the window of a new coordination', () => {
  it('may be set in working days, with the counted end and how it is counted', async () => {
    const clerk = await house.enter('sz-clerk');
    await clerk.goto(house.at('/matters/new'));
    await clerk.locator('select[name=windowUnit]').selectOption('working-day');
    await clerk.getByText('如现在签发，届满于').waitFor();
    const counted = clerk.locator('xz-window-field strong');
    await counted.filter({ hasText: '24:00' }).waitFor();
    const before = await counted.innerText();
    await clerk.fill('input[name=window]', '5');
    await counted.filter({ hasNotText: before }).waitFor();
    await clerk.locator('xz-window-field summary').click();
    await look(clerk, 'wizard-window');
    const basics = {
      title: '某集团账户协同解冻二',
      debtor: '深圳某装饰集团股份有限公司',
      creditCode: '914403042275427959',
      caseNo: '(2024)粤03破828号',
      contact: '王文静',
      phone: '0755-83535000',
    };
    for (const [name, value] of Object.entries(basics)) await clerk.fill(`input[name=${name}]`, value);
    await clerk.getByRole('button', { name: '下一步' }).click();
    await clerk.getByRole('button', { name: '上一步' }).click();
    await clerk.locator('select[name=windowUnit]').waitFor();
    expect([
      await clerk.inputValue('input[name=window]'),
      await clerk.locator('select[name=windowUnit]').inputValue(),
    ]).toEqual(['5', 'working-day']);
  });
});

it('drew no complaint from the browser', () => expect(house.complaints).toEqual([]));
