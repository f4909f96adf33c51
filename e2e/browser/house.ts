import type { Browser, Locator, Page } from 'playwright-core';
import { until } from '../campaign/client';
import { type Cast, draft, gather, items } from '../campaign/player';
import { Processes } from '../campaign/processes';
import { desktop, openBrowser, openPage } from './desktop';

const demo = 'xiezhi-demo';

/** A product with one campaign just dispatched, and a browser before it. */
export class House {
  readonly complaints: string[] = [];
  private constructor(
    readonly product: Processes,
    readonly browser: Browser,
    readonly cast: Cast,
    readonly campaign: string,
    /** What 罗湖 carries of it. */
    readonly item: string,
  ) {}

  static async open(database: number, env: Readonly<Record<string, string>> = {}): Promise<House> {
    const redis = process.env['TEST_REDIS_URL'];
    const product = await Processes.start({
      admin: process.env['TEST_DATABASE_URL'] ?? '',
      redisUrl: redis ? `${redis}/${database}` : undefined,
      workers: ['relay,effects,clock,fold'],
      env,
    });
    const cast = await gather(product.base, demo);
    const name = 'case1-frozen-accounts.csv';
    const bytes = Buffer.from(await (await cast.clerk.raw(`/api/demo/cases/${name}`)).arrayBuffer());
    const campaign = await draft(cast, { name, bytes }, '账户协同解冻');
    await cast.bureau.act(campaign, 'dispatch', { orderNo: '（2026）最高法执协1号' });
    const rows = await until(
      () => items(cast.bureau, campaign, '&court=粤0303'),
      (found) => found.length > 0,
    );
    return new House(product, await openBrowser(), cast, campaign, rows[0]?.id ?? '');
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.stop();
  }

  at(path: string): string {
    return `${this.product.base}${path}`;
  }

  page(who: string, viewport = desktop): Promise<Page> {
    return openPage(this.browser, who, this.complaints, viewport);
  }

  async signIn(page: Page, username: string, password = demo): Promise<void> {
    await page.goto(this.at('/sign-in'));
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=password]')?.value !== '');
    await page.fill('input[name=username]', username);
    await page.fill('input[name=password]', password);
    // By the keyboard: the list of demonstration people may still push the button aside.
    await page.press('input[name=password]', 'Enter');
  }

  /** Signed in, on the first page of the post. */
  async enter(username: string): Promise<Page> {
    const page = await this.page(username);
    await this.signIn(page, username);
    await page.locator('.person').waitFor();
    return page;
  }

  /** A signed-in person on the campaign, at 「谁能看」. */
  async whoMaySee(username: string): Promise<Page> {
    const page = await this.enter(username);
    await page.goto(this.at(`/matters/${this.campaign}`));
    await page.getByRole('tab', { name: '谁能看' }).click();
    return page;
  }
}

/** Opens the dialog of a deed and fills in what stands inside. */
export const fillDeed = async (page: Page, label: string, fill: Readonly<Record<string, string>>): Promise<Locator> => {
  await page.getByRole('button', { name: label, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: label, exact: true });
  await dialog.waitFor();
  for (const [name, value] of Object.entries(fill)) await dialog.locator(`[name=${name}]`).fill(value);
  return dialog;
};

export const deed = async (page: Page, label: string, fill: Readonly<Record<string, string>>): Promise<void> =>
  (await fillDeed(page, label, fill)).locator('button[type=submit]').click();
