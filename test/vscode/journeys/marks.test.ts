import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { journey } from './journey.ts';

const TOGGLE = 'Assertion Context: Switch Marks in the Source On or Off';

const shop = { workspace: 'test/fixtures/shop/now' };

describe('marks in the source', () => {
  journey(
    'follow what is typed, tell more in a hover, and go when they are switched off',
    shop,
    async ({ workbench, page }) => {
      await workbench.runCommand('Assertion Context: Try the Sample');
      await workbench.view('Production Tracebacks').row('AssertionError in total').waitFor();
      await page.keyboard.press('Control+p');
      await workbench.pick('orders/cart.py', 'cart.py');
      const marked = await hints(page, (found) => found.length > 0);
      await workbench.screenshot('marks');
      // The first of the file's marks is in view.
      assert.deepEqual(
        marked.map(({ line, hint }) => [line, hint]),
        [[25, 'KeyError · 31 × · 12 Aug 2016']],
      );
      assert.equal(await gutterMarks(page), marked.length);

      const [first] = marked;
      assert.ok(first);
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('# typed\n');
      await hints(page, (found) => found[0]?.line === first.line + 1 && found[0].hint === first.hint);

      await page.locator('.view-line', { hasText: first.code.trim() }).first().hover();
      const hover = page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Hide…' });
      await hover.waitFor();
      await workbench.screenshot('marks-hover');
      assert.match(await hover.innerText(), /^KeyError\n.*\n.*\nOpen · Hide…/);

      await workbench.runCommand(TOGGLE);
      await hints(page, (found) => found.length === 0);
      assert.equal(await gutterMarks(page), 0);
      await workbench.runCommand(TOGGLE);
      await hints(page, (found) => found[0]?.line === first.line + 1);
    },
  );
});

/** A line of the editor with what stands dim at its end. */
interface Hint {
  line: number;
  code: string;
  hint: string;
}

/** The hints in view, once they are as wanted. */
async function hints(page: Page, wanted: (found: Hint[]) => boolean): Promise<Hint[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = (await page.evaluate(READ_HINTS)) as Hint[];
    if (wanted(found)) return found;
    if (Date.now() > until) throw new Error(`The hints are ${JSON.stringify(found)}`);
    // A frame is drawn; nothing tells of it.
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

/** Hints are the content of pseudo-elements, and line numbers lie in a column of their own, at the same height. */
const READ_HINTS = `
  [...document.querySelectorAll('.editor-group-container.active .view-line')].flatMap((line) => {
    const texts = [...line.querySelectorAll('span')]
      .map((part) => getComputedStyle(part, '::after').content)
      .filter((text) => text.includes('×'));
    if (texts.length === 0) return [];
    const top = line.getBoundingClientRect().top;
    const number = [...document.querySelectorAll('.editor-group-container.active .line-numbers')]
      .find((one) => Math.abs(one.getBoundingClientRect().top - top) < 2);
    return [{ line: Number(number.textContent), code: line.textContent, hint: texts[0].replace(/^"|"$/g, '') }];
  }).sort((a, b) => a.line - b.line)`;

async function gutterMarks(page: Page): Promise<number> {
  return page
    .locator('.editor-group-container.active .glyph-margin-widgets .cgmr[class*="TextEditorDecorationType"]')
    .count();
}
