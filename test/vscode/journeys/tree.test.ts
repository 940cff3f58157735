import assert from 'node:assert/strict';
import type { TreeView } from '../host/treeView.ts';
import { journey } from './journey.ts';

const GROUP = 'CheckoutFailed in place';

describe('Production Tracebacks', () => {
  journey('lists, folds out, searches and pages the sample', { workspace: 'test/fixtures/shop/now' }, async (code) => {
    const { workbench, page } = code;
    const view = workbench.view('Production Tracebacks');
    await workbench.runCommand('Assertion Context: Try the Sample');
    await workbench.openActivity('Assertion Context');
    await view.row('Fri 12 Aug 2016').waitFor();
    await view.row('20 faults · 3 new').waitFor();

    // By keyboard: down to the fault, out to its hits, out to the frames of the first.
    await view.row(GROUP).click();
    await view.row(/^05:38:05/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await view.row(/^dispatch.*web\/app\.py:39 → moved from 37/).waitFor();
    await view.row(/^↑ caused by payments\.errors\.PaymentError/).waitFor();
    await workbench.screenshot('tree-frames');

    // A refresh keeps what is selected and folded out.
    const before = await rows(view);
    await view.press('Refresh');
    await view.row(/^dispatch/).waitFor();
    assert.deepEqual(await rows(view), before);
    assert.match(await selected(view), /^CheckoutFailed in place/);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.tabs-container .tab', { hasText: 'checkout.py' }).waitFor();

    await view.press('Collapse All');
    await view.press('Choose Day or Range');
    await workbench.pick('All days', 'All days');
    await view.row('All days').waitFor();
    await view.row('Load more (30 of 35)').scrollIntoViewIfNeeded();
    await view.row('Load more (30 of 35)').click();
    await view.row('Load more').waitFor({ state: 'detached' });
    await view.rows().and(page.locator('[aria-selected="true"]')).waitFor();
    assert.equal(await view.rows().count(), 36);
    assert.equal(await position(view), 32);

    await view.press('Search Tracebacks');
    await workbench.answer('exc:NoRoute');
    await view.row('1 fault found').waitFor();
    await view.pane().getByText('Search: exc:NoRoute').waitFor();
    await workbench.screenshot('tree-searched');
    await view.press('Clear Search and Filter');
    await view.row('35 faults').waitFor();

    await workbench.runCommand('Assertion Context: Show by Source File');
    await view.expand('pricing.py');
    await view.row('ZeroDivisionError in installment').waitFor();
    await workbench.screenshot('tree-files');
  });
});

async function rows(view: TreeView): Promise<string[]> {
  return view.rows().allInnerTexts();
}

async function selected(view: TreeView): Promise<string> {
  return view.rows().and(view.page.locator('[aria-selected="true"]')).innerText();
}

/** Of the selected row among those of its level, from 1. */
async function position(view: TreeView): Promise<number> {
  const row = view.rows().and(view.page.locator('[aria-selected="true"]'));
  return Number(await row.getAttribute('aria-posinset'));
}
