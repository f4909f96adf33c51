import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const pictures = path.join(process.cwd(), 'tmp/pictures');
export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** Headless Chromium as the journeys use it. */
export const openBrowser = (): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '';
  if (executablePath === '') throw new Error('no Chromium: set CHROMIUM_PATH');
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/** A person's own browser window; what it complains of is kept. */
export const openPage = async (
  browser: Browser,
  who: string,
  complaints: string[],
  viewport = desktop,
): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
  page.on('console', (message) => {
    // A refusal is an answer of the API and shows on the page; the browser logs it as a failed resource. ERR_FAILED is our own cut in
    // the conflict test, and a blocked script our own clock, which the frame of a letter keeps out as it does every script.
    if (
      message.type() === 'error' &&
      !/status of (401|403|404|409|422|429)|ERR_FAILED|Blocked script/.test(message.text())
    )
      complaints.push(`${who}: ${message.text()}`);
  });
  return page;
};

/** A picture of the page, and no serious finding of axe on it. */
export const look = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect({
    name,
    serious: serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
  }).toEqual({ name, serious: [] });
};

/** Presses the button of an action and waits until the server has done it; a refusal fails with its words, not by time running out. */
export const act = async (page: Page, action: string): Promise<void> => {
  const button = page.locator(`button[data-action="${action}"]`);
  await button.waitFor();
  // The page grows while papers come in, and a press may land beside the button: a person presses again.
  for (let presses = 1; ; presses += 1) {
    const answered = page
      .waitForResponse((answer) => answer.url().includes(`/actions/${action}`), { timeout: 10_000 })
      .catch((error: unknown) => {
        if (presses === 3) throw error;
      });
    await button.click();
    const answer = await answered;
    if (!answer) continue;
    if (!answer.ok()) throw new Error(`${action}: ${answer.status()} ${await answer.text()}`);
    return;
  }
};
