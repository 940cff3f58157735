import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** By how many pixels a page can be scrolled sideways. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Fails when axe-core finds anything on the page that is open, or when something sticks out of it: light and dark, 1280 and 360 px wide. */
export async function assertReadable(page: Page): Promise<void> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await page.evaluate(SIDEWAYS), 0, `${width} px wide`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      assert.deepEqual(found, [], `${colorScheme}, ${width} px`);
    }
  }
}
