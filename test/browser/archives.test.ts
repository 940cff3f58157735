import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE } from '../fixtures/sample.ts';
import { assertReadable } from './assertReadable.ts';
import { launchChromium } from './launchChromium.ts';
import { openArchives } from './openArchives.ts';
import { watchedPage } from './watchedPage.ts';

describe('the archives’ page over S3 in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openArchives>>;
  before(async function () {
    browser = await launchChromium(this);
  });
  beforeEach(async () => (site = await openArchives()));
  afterEach(() => site?.close());
  after(() => browser?.close());

  async function journey(options: { javaScriptEnabled?: boolean }, walk: (page: Page) => Promise<void>): Promise<void> {
    const viewport = { width: 1280, height: 800 };
    const { page, troubles } = await watchedPage(browser, { baseURL: site.base, viewport, ...options });
    await page.goto('/archives');
    await walk(page);
    await page.context().close();
    assert.deepEqual(troubles, []);
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`scripts ${javaScriptEnabled ? 'on' : 'off'}: retry what is there now, fetch what is missing, take in a day`, () =>
      journey({ javaScriptEnabled }, async (page) => {
        const notice = () => page.locator('.notice').innerText();
        const whole = await readFile(join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz'));
        await site.s3.put('papertrail/dt=2016-08-15/2016-08-15-04.tsv.gz', whole);
        await page.getByRole('navigation', { name: 'States' }).getByRole('link', { name: 'failed' }).click();
        await page.getByRole('button', { name: 'Retry 2016-08-15-04.tsv.gz' }).click();
        assert.equal(await notice(), '2016-08-15-04.tsv.gz is read again.');
        await site.idle();

        await page.getByRole('link', { name: '70 hours missing' }).click();
        await page.getByRole('button', { name: 'Fetch dt=2016-08-12' }).click();
        assert.match(await notice(), /^Fri 12 August 2016: 3 archives in the bucket logs, 1 of them to be read now\.$/);
        await site.idle();
        await page.reload();
        assert.equal(await page.getByRole('link', { name: '69 hours missing' }).count(), 1);

        await page.locator('summary', { hasText: 'Take in archives from S3' }).click();
        await page.getByLabel('From').fill('2016-08-15');
        await page.getByRole('button', { name: 'Take in what is there' }).click();
        assert.match(
          await notice(),
          /^Mon 15 August 2016: 3 archives in the bucket logs, all of them known already\.$/,
        );
      }));
  }

  it('is readable, light and dark, wide and narrow', () =>
    journey({}, async (page) => {
      await page.locator('summary', { hasText: 'Take in archives from S3' }).click();
      await assertReadable(page);
    }));
});
