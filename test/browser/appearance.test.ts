import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { assertReadable } from './assertReadable.ts';
import { launchChromium } from './launchChromium.ts';
import { openSite } from './openSite.ts';
import { watchedPage } from './watchedPage.ts';

/** How to come to each page from the list. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  list: async () => undefined,
  'list of hidden': (page) => page.goto('/groups?day=2016-08-12&filter=hidden'),
  'list of all days': (page) => page.goto('/groups?day=all'),
  'search that finds nothing': (page) => page.goto('/groups?day=2016-08-12&q=nowhere'),
  'search that cannot be read': (page) => page.goto('/groups?q=%22open'),
  'empty day': (page) => page.goto('/groups?day=2015-01-01'),
  fault: (page) => page.locator('.title').nth(1).click(),
  'fault to hide': (page) =>
    page
      .locator('.title')
      .nth(1)
      .click()
      .then(() => page.locator('summary', { hasText: 'Hide' }).click()),
  'fault to merge or split': async (page) => {
    await page.locator('.title').nth(1).click();
    for (const text of ['Merge into', 'Split off']) await page.locator('summary', { hasText: text }).click();
  },
  'fault with a rule': (page) => splitOff(page, 'a-program-with-quite-a-long-name-that-is-to-come'),
  'rules on faults': (page) => splitOff(page, 'another-program').then(() => page.goto('/rules')),
  'hostile fault': (page) =>
    page.goto('/groups?day=all&q=HostileError').then(() => page.locator('.title').first().click()),
  traceback: async (page) => {
    await page.locator('.title').nth(1).click();
    await page.locator('.occurrences .when a').first().click();
  },
  'hostile traceback, more loaded': async (page) => {
    await page.goto('/groups?day=all&q=HostileError');
    await page.locator('.title').first().click();
    await page.locator('.occurrences .when a').first().click();
    await page.locator('.load a').first().click();
  },
  'traceback with lines that were looked for': async (page) => {
    await page.locator('.title').nth(2).click();
    await page.locator('.occurrences .when a').first().click();
    await page.goto(`${page.url()}?find=a#found`);
  },
  'list with saved searches': (page) => page.locator('summary', { hasText: 'Saved searches' }).click(),
  calendar: (page) => page.goto('/calendar'),
  'hidden for me': async (page) => {
    await page.locator('.faults tbody tr').first().hover();
    await page.locator('.act button').first().click();
    await page.goto('/hidden');
  },
  archives: (page) => page.goto('/archives'),
  rules: (page) => page.goto('/rules'),
  'search help': (page) => page.goto('/search'),
  'not found': (page) => page.goto('/nowhere'),
};

/** Makes a rule that no traceback fits, so that the other pages stay as they are. */
async function splitOff(page: Page, program: string): Promise<void> {
  await page.locator('.title').nth(1).click();
  await page.locator('summary', { hasText: 'Split off' }).click();
  await page.getByLabel('Value').fill(program);
  await page.getByRole('button', { name: 'Split off' }).click();
}

describe('how pages look in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openSite>>;
  before(async function () {
    browser = await launchChromium(this);
    site = await openSite();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const [name, open] of Object.entries(PAGES)) {
    it(`${name}: readable, nothing refused, nothing sticks out, light and dark, wide and narrow`, async () => {
      const { page, troubles } = await watchedPage(browser, {
        baseURL: site.base,
        viewport: { width: 1280, height: 800 },
      });
      await page.goto('/');
      await open(page);
      await assertReadable(page);
      await page.context().close();
      assert.deepEqual(troubles, []);
    });
  }

  it('prints without what is only for the screen', async () => {
    const { page } = await watchedPage(browser, { baseURL: site.base });
    await page.emulateMedia({ media: 'print' });
    await page.goto('/');
    for (const nav of await page.locator('nav, form').all()) assert.equal(await nav.isVisible(), false);
    assert.equal(await page.locator('.title').first().isVisible(), true);
    await page.context().close();
  });
});
