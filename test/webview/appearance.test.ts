import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { LineNumber } from '../../src/core/python/traceback.ts';
import type { Place } from '../../src/core/source/place.ts';
import type { FramePlacing } from '../../src/panel/answerer.ts';
import { firstState } from '../../src/panel/panelState.ts';
import { launchChromium } from '../browser/launchChromium.ts';
import { hostileArchive } from './hostileArchive.ts';
import { openPanel } from './openPanel.ts';
import { type SampleConnection, sampleConnection } from './sampleConnection.ts';
import { THEMES } from './themes.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SCREENSHOTS = fileURLToPath(new URL('../../dist/test/screenshots/', import.meta.url));
/** By how many pixels the page can be scrolled sideways. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** One frame of each kind, again and again. */
const KINDS: ((line: number) => Place | undefined)[] = [
  (line) => ({ kind: 'exact', line: line as LineNumber, because: 'The line of the frame, exactly' }),
  (line) => ({
    kind: 'moved',
    line: (line + 7) as LineNumber,
    because: `Moved from line ${line}: \`charge\` was edited since`,
  }),
  (line) => ({
    kind: 'changed',
    line: line as LineNumber,
    because: 'This line has changed since; it was: `assert price >= 0, price`',
  }),
  () => ({
    kind: 'gone',
    line: 12 as LineNumber,
    because: 'The function `charge` is still here, the line is gone',
  }),
  () => undefined,
];
const FRAMES: FramePlacing = {
  placeFrames: async ({ exceptions }) => {
    let n = 0;
    return exceptions.map(({ frames }) => frames.map(({ line }) => KINDS[n++ % KINDS.length]?.(line)));
  },
};

/** What is looked at: a search for the fault, and how to come to the view. */
const VIEWS: Record<string, { search: string; open: (page: Page) => Promise<unknown> }> = {
  traceback: {
    search: 'exc:KeyError pager',
    open: (page) => page.locator('.libraries summary').first().click(),
  },
  context: {
    search: 'exc:KeyError pager',
    open: async (page) => {
      await page.getByRole('tab', { name: 'Context' }).click();
      await page.getByRole('textbox', { name: 'Find in these lines' }).fill('customer');
    },
  },
  hits: { search: 'exc:KeyError pager', open: (page) => page.getByRole('tab', { name: 'Hits' }).click() },
  comparison: {
    search: 'exc:KeyError pager',
    open: async (page) => {
      await page.getByRole('tab', { name: 'Hits' }).click();
      await page.getByRole('button', { name: 'Compare with' }).nth(2).click();
      await page.getByRole('region', { name: 'Comparison of two hits' }).waitFor();
    },
  },
  why: { search: 'exc:KeyError pager', open: (page) => page.getByRole('tab', { name: 'Why one fault' }).click() },
  hostile: { search: 'exc:HostileError', open: async () => undefined },
  'hostile context': {
    search: 'exc:HostileError',
    open: (page) => page.getByRole('tab', { name: 'Context' }).click(),
  },
  'hostile hits': { search: 'exc:HostileError', open: (page) => page.getByRole('tab', { name: 'Hits' }).click() },
};

describe('how the panel’s page looks', function () {
  this.timeout(90_000);
  let browser: Browser;
  let axe: string;
  let sample: SampleConnection;
  before(async function () {
    browser = await launchChromium(this);
    axe = await readFile(AXE, 'utf8');
    sample = await sampleConnection({ '2016-08-12-05.tsv': hostileArchive() });
    await mkdir(SCREENSHOTS, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    sample?.dispose();
  });

  for (const [name, { search, open }] of Object.entries(VIEWS)) {
    it(`${name}: readable in every kind of theme, nothing refused, nothing sticks out, wide and narrow`, async () => {
      const state = firstState(await sample.fault(search));
      const panel = await openPanel(browser, { state, connection: () => sample, frames: FRAMES });
      const { page } = panel;
      await page.locator('.leads:not(:empty)').first().waitFor();
      await open(page);
      await page.evaluate(axe);
      for (const [themeName, theme] of Object.entries(THEMES)) {
        await panel.wear(theme);
        for (const width of [1000, 300]) {
          await page.setViewportSize({ width, height: 800 });
          assert.equal(await page.evaluate(SIDEWAYS), 0, `${themeName}, ${width} px`);
          const file = `panel-${name}-${themeName}-${width}.png`.replaceAll(' ', '-');
          await page.screenshot({ path: `${SCREENSHOTS}${file}` });
        }
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
        assert.deepEqual(found, [], themeName);
      }
      await panel.close();
      assert.deepEqual(panel.troubles, []);
    });
  }

  it('cuts a message from a line of a megabyte, and shows all of it when asked', async () => {
    const state = firstState(await sample.fault('exc:HugeError'));
    const panel = await openPanel(browser, { state, connection: () => sample });
    const message = panel.page.locator('.exception > .text');
    const more = message.getByRole('button', { name: /^Show all [\d,]+ characters$/ });
    await more.waitFor();
    assert.ok((await message.innerText()).length < 2_100);
    await more.click();
    // What reads archives keeps 128 KiB of a line.
    assert.ok((await message.innerText()).length > 100_000);
    await panel.close();
    assert.deepEqual(panel.troubles, []);
  });
});
