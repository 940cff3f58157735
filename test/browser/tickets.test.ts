import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { type JiraApp, openJiraApp } from '../server/tickets/openJiraApp.ts';
import { launchChromium } from './launchChromium.ts';
import { watchedPage } from './watchedPage.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('tickets, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let opened: JiraApp;
  let base: string;
  before(async function () {
    browser = await launchChromium(this);
  });
  beforeEach(async () => {
    opened = await openJiraApp();
    base = await opened.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => opened?.close());
  after(() => browser?.close());

  async function journey(javaScriptEnabled: boolean, walk: (page: Page) => Promise<void>): Promise<void> {
    const viewport = { width: 1280, height: 800 };
    const { page, troubles } = await watchedPage(browser, { baseURL: base, viewport, javaScriptEnabled });
    await page.goto(`/groups/${opened.traceback.fingerprint}`);
    await walk(page);
    await page.context().close();
    // Chromium notes the status of a form that came back.
    assert.deepEqual(
      troubles.filter((trouble) => !trouble.includes('status of 422')),
      [],
    );
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`one is made, told of new hits and unlinked, scripts ${javaScriptEnabled ? 'on' : 'off'}`, () =>
      journey(javaScriptEnabled, async (page) => {
        await page.getByRole('link', { name: 'Create ticket' }).click();
        await page.getByLabel('Title').fill('Ours');
        await page.getByRole('button', { name: 'Preview' }).click();
        assert.match(await page.locator('.preview').innerText(), /Traceback \(most recent call last\)/);
        await page.getByText('More fields').click();
        await page.getByLabel('Priority').selectOption('High');
        await page.getByRole('button', { name: 'Create ticket' }).click();
        assert.equal(await page.locator('.notice').innerText(), 'SHOP-1 was made.');
        assert.match(await page.locator('.linked').innerText(), /SHOP-1\s+Ours\s+To Do/);
        await page.getByRole('button', { name: 'Comment' }).click();
        assert.match(
          await page.locator('.notice').innerText(),
          /^(?:SHOP-1 was told of|Nothing was written to SHOP-1)/,
        );
        await page.getByRole('button', { name: 'Unlink' }).click();
        await page.getByRole('button', { name: 'Undo' }).click();
        assert.match(await page.locator('.notice').innerText(), /^SHOP-1 is linked/);
      }));
  }

  it('what was written is still there when Jira refuses it', () =>
    journey(true, async (page) => {
      await page.getByRole('link', { name: 'Create ticket' }).click();
      await page.getByLabel('Description').fill('My own words');
      opened.jira.site.form.push({
        fieldId: 'customfield_1',
        name: 'Team',
        required: true,
        schema: { type: 'string', custom: 'x:textfield' },
      });
      await page.getByRole('button', { name: 'Create ticket' }).click();
      assert.match(await page.getByRole('alert').innerText(), /Team is required/);
      assert.equal(await page.getByLabel('Description').inputValue(), 'My own words');
      await page.getByLabel('Team').fill('blue');
      await page.getByRole('button', { name: 'Create ticket' }).click();
      assert.equal(opened.jira.site.issues.size, 1);
    }));

  it('the form can be used by everyone, and fits a small window', () =>
    journey(true, async (page) => {
      opened.jira.site.add({ summary: 'Pasted', labels: [`ac-${opened.traceback.fingerprint}`] });
      await page.goto(`/groups/${opened.traceback.fingerprint}/ticket`);
      await page.getByText('More fields').click();
      await page.evaluate(await readFile(AXE, 'utf8'));
      const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      );
      await page.setViewportSize({ width: 360, height: 800 });
      assert.equal(await page.evaluate(SIDEWAYS), 0);
    }));
});
