import { look, phone } from './desktop';
import { House } from './house';

/** 批量办理, as a duty officer and a chief of one court meet it in Chromium. */
let house: House;
beforeAll(async () => {
  house = await House.open(18);
}, 180_000);
afterAll(() => house.close());

describe('a batch', () => {
  it('is looked at first, asks for the number where nothing narrows it, and shows a result for each', async () => {
    const duty = await house.enter('yue0304-duty');
    await duty.goto(house.at('/batches'));
    await duty.getByText('本院还没有批量办理').waitFor();
    await duty.getByRole('link', { name: '新批次' }).click();
    await duty.locator('select[name=action]').selectOption({ label: '签收' });
    const preview = duty.getByText(/共 \d+ 项，可办 \d+ 项，不予办理 0 项/);
    await preview.waitFor();
    const [, total = ''] = /共 (\d+) 项/.exec((await preview.textContent()) ?? '') ?? [];
    await look(duty, 'batch-preview');
    const begin = duty.getByRole('button', { name: `签收 ${total}` });
    await begin.click();
    const dialog = duty.getByRole('dialog');
    expect(await dialog.locator('button[type=submit]').isDisabled()).toBe(true);
    expect(await dialog.locator('ol li').count()).toBe(Math.min(10, Number(total)));
    await look(duty, 'batch-confirm');
    await dialog.getByRole('button', { name: '取消' }).click();
    await duty.locator('input[name=typed]').fill(total);
    await begin.click();
    await dialog.locator('button[type=submit]').click();
    await duty.waitForURL(/batches\/[0-9a-f-]{36}/);
    await duty.getByText('全部成功').waitFor();

    // Once more: everything is refused, in words, and stays chosen.
    await duty.goto(house.at('/batches/new?action=sign&court=粤0304'));
    await duty.getByText(`可办 0 项，不予办理 ${total} 项`).waitFor();
    await duty.getByRole('button', { name: `签收 ${total}` }).click();
    await duty.getByRole('dialog').locator('button[type=submit]').click();
    await duty.getByText('全部失败').waitFor();
    await duty.getByText('现为“已签收”').first().waitFor();
    await duty.getByRole('button', { name: `重试所选 ${total} 项` }).waitFor();
    await look(duty, 'batch-failed');
    await duty.getByRole('button', { name: '深色', exact: true }).click();
    await duty.getByRole('button', { name: 'English' }).click();
    await duty.getByText('All failed').waitFor();
    await look(duty, 'batch-dark-english');
  });

  it('of assignments leaves what somebody else holds and says so; the court sees its batches, also on a phone', async () => {
    const chief = await house.enter('yue0304-chief');
    await chief.goto(house.at('/batches/new?action=assign&court=粤0304&stage=signed'));
    const some = chief.locator('tbody tr').first();
    await some.waitFor();
    await chief.locator('input[name=judge]').fill('王法官');
    await chief.locator('input[name=judge]').press('Tab');
    const one = (await some.locator('a').getAttribute('href'))?.split('/').at(-1) ?? '';
    await chief.goto(house.at(`/batches/new?action=assign&ids=${one}`));
    await chief.locator('input[name=judge]').fill('王法官');
    await chief.locator('input[name=judge]').press('Tab');
    await chief.getByRole('button', { name: '分办 1' }).click();
    await chief.getByRole('dialog').locator('button[type=submit]').click();
    await chief.getByText('全部成功').waitFor();

    await chief.goto(house.at('/batches/new?action=assign&court=粤0304'));
    await chief.locator('input[name=judge]').fill('李法官');
    await chief.locator('input[name=judge]').press('Tab');
    await chief.getByText('他人承办 1 项').waitFor();
    await look(chief, 'batch-held');
    await chief.getByRole('button', { name: /^分办 \d+$/ }).click();
    await chief.getByRole('dialog').locator('button[type=submit]').click();
    await chief.getByText('由他人承办而未动的 1 项').waitFor();

    const small = await house.page('yue0304-chief', phone);
    await house.signIn(small, 'yue0304-chief');
    await small.locator('.person').waitFor();
    await small.goto(house.at('/batches'));
    await small.getByText('共 4 批').waitFor();
    await look(small, 'batches-phone');
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    expect(house.complaints).toEqual([]);
  });
});
