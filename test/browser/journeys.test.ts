import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './launchChromium.ts';
import { openSite } from './openSite.ts';
import { watchedPage } from './watchedPage.ts';

describe('journeys in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openSite>>;
  before(async function () {
    browser = await launchChromium(this);
  });
  beforeEach(async () => (site = await openSite()));
  afterEach(() => site?.close());
  after(() => browser?.close());

  async function journey(options: { javaScriptEnabled?: boolean }, walk: (page: Page) => Promise<void>): Promise<void> {
    const { page, troubles } = await watchedPage(browser, {
      baseURL: site.base,
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    await page.goto('/');
    await walk(page);
    await page.context().close();
    assert.deepEqual(troubles, []);
  }

  const heading = (page: Page) => page.locator('h1').innerText();
  const notice = (page: Page) => page.locator('.notice');

  for (const javaScriptEnabled of [true, false]) {
    describe(`scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      it('from the list to what was logged before a fault, and to more of it', () =>
        journey({ javaScriptEnabled }, async (page) => {
          const title = await page.locator('.title').nth(1).innerText();
          await page.locator('.title').nth(1).click();
          assert.match(await heading(page), new RegExp(title.slice(0, 20).replaceAll(/[.*+?()[\]{}^$|]/g, '.')));
          await page.getByRole('link', { name: 'What was logged before it' }).click();
          assert.match(page.url(), /\/tracebacks\/[\d.u-]+#own$/);
          assert.ok(await page.locator('#own').isVisible());
          const lines = await page.locator('.log li').count();
          await page.locator('.load a').first().click();
          assert.match(page.url(), /\?before=100#line-/);
          assert.ok((await page.locator('.log li').count()) > lines);
          await page.goBack();
          assert.equal(await page.locator('.log li').count(), lines);
        }));

      it('from a traceback to a line that has a text, to its raw text, to where it can be opened', () =>
        journey({ javaScriptEnabled }, async (page) => {
          await page.locator('.title').nth(2).click();
          await page.locator('.occurrences .when a').first().click();
          const address = page.url();
          await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('TRACEBACK (most');
          await page.getByRole('button', { name: 'Find' }).click();
          assert.match(await page.locator('#found').innerText(), /^2 of [\d,]+ lines have “TRACEBACK \(most”/);
          assert.equal(await page.locator('.log .own mark').innerText(), 'Traceback (most');
          await page.locator('#found a').last().click();
          assert.match(page.url(), /\?find=TRACEBACK\+%28most#own$/);

          const copy = page.getByRole('button', { name: 'Copy' });
          assert.equal(await copy.isVisible(), javaScriptEnabled);
          if (javaScriptEnabled) {
            await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
            await copy.click();
            await page.getByRole('button', { name: 'Copied' }).waitFor();
            const copied = await page.evaluate<string>('navigator.clipboard.readText()');
            assert.equal(copied, await page.locator('#raw').innerText());
          }
          for (const name of ['Open in Papertrail', 'Open in VS Code'])
            assert.ok(await page.getByRole('link', { name }).isVisible());
          await page.getByRole('link', { name: 'Raw text', exact: true }).click();
          assert.equal(page.url(), `${address}/text`);
          assert.match(await page.locator('body').innerText(), /Traceback \(most recent call last\):/);
        }));

      it('hide, undo, hide with a reason, show again', () =>
        journey({ javaScriptEnabled }, async (page) => {
          const count = await page.locator('.title').count();
          const [name = ''] = await page.locator('.title').nth(1).allInnerTexts();
          await page.locator('.title').nth(1).click();
          await page.locator('summary', { hasText: 'Hide this fault' }).click();
          await page.getByRole('button', { name: 'Hide for everyone' }).click();
          assert.match(await notice(page).innerText(), /Hidden for everyone for good\./);
          await page.getByRole('button', { name: 'Undo' }).click();
          assert.match(await notice(page).innerText(), /Shown again\./);

          await page.locator('summary', { hasText: 'Hide this fault' }).click();
          await page.getByRole('textbox', { name: 'Why' }).fill('the supplier knows');
          await page.getByLabel('Until').fill('2016-09-01');
          await page.getByRole('button', { name: 'Hide for everyone' }).click();
          assert.match(await page.locator('.state').innerText(), /Reason: the supplier knows/);
          await page.reload();
          assert.equal(await notice(page).count(), 0);

          await page.goto('/');
          assert.equal(await page.locator('.title').count(), count - 1);
          await page.getByRole('navigation', { name: 'Filters' }).getByRole('link', { name: 'hidden' }).click();
          await page
            .locator('.title', { hasText: name.slice(0, 30) })
            .first()
            .click();
          await page.getByRole('button', { name: 'Show again' }).click();
          await page.goto('/');
          assert.equal(await page.locator('.title').count(), count);
        }));

      it('search, another day, all days, a filter, and the address keeps it all', () =>
        journey({ javaScriptEnabled }, async (page) => {
          await page.getByLabel('Search the tracebacks').fill('exc:AssertionError');
          await page.getByRole('button', { name: 'Search' }).click();
          await page.getByRole('link', { name: '‹' }).click();
          await page.getByRole('link', { name: 'all days' }).click();
          await page.getByRole('navigation', { name: 'Filters' }).getByRole('link', { name: 'new' }).click();
          assert.equal(new URL(page.url()).search, '?day=all&q=exc%3AAssertionError&filter=new');
          assert.equal(await page.getByLabel('Search the tracebacks').inputValue(), 'exc:AssertionError');
          assert.ok((await page.locator('.title').count()) > 0);
          for (const text of await page.locator('.title b').allInnerTexts()) assert.match(text, /AssertionError/);
        }));

      it('hide for oneself from the list, undo, save the search, come back to it, pick a day in the calendar', () =>
        journey({ javaScriptEnabled }, async (page) => {
          const count = await page.locator('.title').count();
          await page.locator('.faults tbody tr').nth(1).hover();
          await page.locator('.act button').nth(1).click();
          assert.match(await notice(page).innerText(), /^Hidden for you: /);
          assert.equal(await page.locator('.title').count(), count - 1);
          assert.ok(await page.getByRole('link', { name: '1 fault hidden for you' }).isVisible());
          await page.getByRole('button', { name: 'Undo' }).click();
          await page.goto('/groups?day=all&q=exc%3AAssertionError');
          await page.locator('summary', { hasText: 'Saved searches' }).click();
          await page.getByLabel('Name').fill('assertions');
          await page.getByRole('button', { name: 'Save this search' }).click();
          assert.match(await notice(page).innerText(), /^Saved as “assertions”\./);
          await page.goto('/');
          assert.equal(await page.locator('.title').count(), count);
          await page.locator('summary', { hasText: 'Saved searches' }).click();
          await page.getByRole('link', { name: 'assertions' }).click();
          assert.equal(new URL(page.url()).search, '?day=all&q=exc%3AAssertionError');
          await page.getByRole('link', { name: 'calendar' }).click();
          await page.getByRole('link', { name: /^11: / }).click();
          assert.equal(new URL(page.url()).search, '?day=2016-08-11&q=exc%3AAssertionError');
        }));

      it('a day of a fault by its bar, and an hour of it', () =>
        journey({ javaScriptEnabled }, async (page) => {
          await page.locator('.title').nth(1).click();
          const bar = page.locator('.history a').first();
          const label = (await bar.getAttribute('aria-label')) ?? '';
          await bar.click();
          assert.match(page.url(), /\?day=\d{4}-\d\d-\d\d#hits$/);
          assert.equal(await page.locator('.occurrences tbody tr').count(), Number(/: (\d+) hit/.exec(label)?.[1]));
          const hour = page.getByRole('group', { name: /by hour$/ }).locator('a');
          const hourLabel = (await hour.first().getAttribute('aria-label')) ?? '';
          await hour.first().click();
          assert.match(page.url(), /\?day=\d{4}-\d\d-\d\d&hour=\d+#hits$/);
          assert.equal(await page.locator('.occurrences tbody tr').count(), Number(/: (\d+) hit/.exec(hourLabel)?.[1]));
          await page.getByRole('link', { name: 'Hits of the whole day' }).click();
          assert.match(page.url(), /\?day=\d{4}-\d\d-\d\d#hits$/);
        }));
    });
  }

  it('the feed is XML, hostile log text or not', () =>
    journey({}, async (page) => {
      const href = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
      const xml = await (await page.request.get(href ?? '')).text();
      await page.evaluate<undefined>(
        `window.feed = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml')`,
      );
      assert.equal(await page.evaluate('window.feed.querySelectorAll("parsererror").length'), 0);
      assert.ok((await page.evaluate<number>('window.feed.querySelectorAll("feed > entry > id").length')) > 3);
    }));

  it('the search box suggests terms, also after the first one', () =>
    journey({}, async (page) => {
      const suggested = () =>
        page.evaluate<string[]>('[...document.querySelectorAll("#terms option")].map(({ value }) => value)');
      assert.ok((await suggested()).includes('exc:ZeroDivisionError'));
      await page.getByLabel('Search the tracebacks').pressSequentially('func:owner -e');
      assert.ok((await suggested()).includes('func:owner -exc:ZeroDivisionError'));
    }));

  it('the keyboard alone: skip to the content, search, open, hide, undo', () =>
    journey({}, async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.locator(':focus').textContent(), 'Skip to the content');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator(':focus').getAttribute('id'), 'main');
      await tabTo(page, 'input#q');
      await page.keyboard.type('exc:AssertionError');
      await Promise.all([page.waitForURL(/q=exc/), page.keyboard.press('Enter')]);
      await tabTo(page, '.title');
      await Promise.all([page.waitForURL(/\/groups\/v/), page.keyboard.press('Enter')]);
      await tabTo(page, '.hide > summary');
      assert.notEqual(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none');
      await page.keyboard.press('Enter');
      await tabTo(page, 'input[name=reason]');
      await page.keyboard.type('known');
      await tabTo(page, '.hide button');
      await page.keyboard.press('Enter');
      await notice(page).waitFor();
      await tabTo(page, '.notice button');
      await page.keyboard.press('Enter');
      await page.locator('.notice', { hasText: 'Shown again' }).waitFor();
    }));

  it('keys where scripts run: / to the search, j and k through the rows', () =>
    journey({}, async (page) => {
      const focused = () => page.locator(':focus').getAttribute('href');
      const hrefs = await page.locator('.title').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      await page.keyboard.press('j');
      assert.equal(await focused(), hrefs[0]);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      assert.equal(await focused(), hrefs[1]);
      await page.keyboard.press('/');
      assert.equal(await page.locator(':focus').getAttribute('id'), 'q');
      await page.keyboard.type('jk/');
      assert.equal(await page.getByLabel('Search the tracebacks').inputValue(), 'jk/');
    }));
});

/** Presses Tab until the focus is on an element that matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  assert.fail(`Tab never came to ${selector}`);
}
