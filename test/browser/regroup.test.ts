import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from './launchChromium.ts';
import { openSite } from './openSite.ts';
import { watchedPage } from './watchedPage.ts';

describe('merging and splitting in a browser without scripts', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openSite>>;
  before(async function () {
    browser = await launchChromium(this);
    site = await openSite();
  });
  after(async () => {
    await site?.close();
    await browser?.close();
  });

  it('merges by a pasted address after a wrong one, undoes it on the rules’ page, splits, and undoes that', async () => {
    const { page, troubles } = await watchedPage(browser, { baseURL: site.base, javaScriptEnabled: false });
    const notice = page.locator('.notice');
    await page.goto('/');
    await page.locator('.title').nth(2).click();
    const other = page.url();
    await page.goto('/');
    await page.locator('.title').nth(1).click();
    const fault = page.url();

    await page.locator('summary', { hasText: 'Merge into another fault' }).click();
    await page.getByLabel('The other fault').fill(other);
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    assert.equal(page.url(), other);
    assert.match(await notice.innerText(), /^Merged into this fault: /);

    await page.getByRole('link', { name: 'Rules', exact: true }).click();
    await page.getByRole('button', { name: 'Undo: Merge' }).click();
    assert.match(await notice.innerText(), /^No longer merged\./);
    assert.ok(await page.getByText('No fault is merged or split.').isVisible());

    await page.goto(fault);
    await page.locator('summary', { hasText: 'Split off' }).click();
    await page.locator('select[name=by]').selectOption('message');
    await page.getByLabel('Value').fill('^');
    await page.getByRole('button', { name: 'Split off' }).click();
    assert.equal(await page.getByRole('alert').innerText(), 'The expression fits every message.');
    assert.equal(await page.getByLabel('Value').inputValue(), '^');
    await page.getByLabel('Value').fill('[^ ]');
    await page.getByRole('button', { name: 'Split off' }).click();
    assert.match(await notice.innerText(), /^Split off: the message fits \[\^ \]\. They are this fault now\./);
    await notice.getByRole('button', { name: 'Undo' }).click();
    assert.equal(page.url(), fault);
    await page.context().close();
    // The browser itself speaks of each refused form.
    assert.deepEqual(
      troubles.filter((trouble) => !trouble.includes('409')),
      [],
    );
  });
});
