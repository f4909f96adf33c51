import { act, look } from './desktop';
import { House } from './house';

/** 指挥中心大屏, as it hangs: nobody presses anything. */
let house: House;
beforeAll(async () => {
  house = await House.open(21);
}, 180_000);
afterAll(() => house.close());

describe('the wall', () => {
  it('shows the running coordination whose window ends first, with totals that add up, and follows what is done', async () => {
    const wall = await house.page('wall', { width: 1920, height: 1080 });
    await house.signIn(wall, 'spc-supervisor');
    await wall.locator('.person').waitFor();
    await wall.goto(house.at('/wall'));
    await wall.getByText('应解 61 = 核验 0 + 未签收 61').waitFor();
    await look(wall, 'wall');
    const duty = await house.enter('yue0303-duty');
    await duty.goto(house.at(`/matters/${house.item}`));
    await act(duty, 'sign');
    await wall.getByText('应解 61 = 核验 0 + 办理中 1 + 未签收 60').waitFor();
    await wall.locator('.ticker').getByText('签收').first().waitFor();

    // The house falls: the last picture stays, and says since when; when it is back, the wall has caught up by itself.
    house.product.kill(0);
    await house.product.ready();
    const second = await house.enter('yue0305-duty');
    await second.goto(house.at('/matters?desk=todo'));
    await second.locator('xz-matter-table a').first().click();
    await second.waitForURL(/matters\/[0-9a-f-]{36}$/);
    await act(second, 'sign');
    await wall.getByText('应解 61 = 核验 0 + 办理中 2 + 未签收 59').waitFor();

    await wall.setViewportSize({ width: 3840, height: 1080 });
    await look(wall, 'wall-wide');
    expect(await wall.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(3840);
  });
});
