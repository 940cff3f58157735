import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { journey } from './journey.ts';

describe('the detail panel', () => {
  journey(
    'tells all of a fault, survives a reload, opens a frame',
    { workspace: 'test/fixtures/shop/now' },
    async (code) => {
      const { workbench } = code;
      const view = workbench.view('Production Tracebacks');
      await workbench.runCommand('Assertion Context: Try the Sample');
      await workbench.openActivity('Assertion Context');
      await view.row('KeyError in report').click();
      await workbench.runCommand('Assertion Context: Open Detail');
      const panel = workbench.webview();
      await panel.getByText('→ exact').first().waitFor();
      assert.match(await panel.locator('.sentence').innerText(), /^31 times on 3 machines since /);
      await workbench.screenshot('panel-traceback');

      await tab(panel, 'Context').click();
      await panel.getByRole('button', { name: /^↑ Load 100 earlier lines/ }).click();
      await panel.getByText('The archive begins here.').waitFor();
      await panel.getByRole('textbox', { name: 'Find in these lines' }).fill('customer=wayne');
      await panel.getByText(/^1 of \d+$/).waitFor();
      await workbench.screenshot('panel-context');

      await tab(panel, 'Hits').click();
      await panel
        .getByRole('button', { name: /^Compare with/ })
        .nth(1)
        .click();
      await panel.getByText('The same: where it ran, message, frames.').waitFor();
      await workbench.screenshot('panel-comparison');
      await panel.getByRole('button', { name: 'Close' }).click();

      // Archives are of one window’s time: the panel comes back and says what it needs.
      await workbench.reload();
      await panel.getByText('Nothing is open to read this fault from.').waitFor();
      await workbench.screenshot('panel-without-a-store');
      await workbench.runCommand('Assertion Context: Try the Sample');
      await panel.locator('.sentence').waitFor();
      await tab(panel, 'Traceback').click();
      await panel.locator('.frame .call', { hasText: 'stock/sync.py:37' }).click();
      await workbench.tab('sync.py').waitFor();
      await workbench.editor().getByText('rows = load(supplier, text)').waitFor();
      await workbench.screenshot('panel-frame');
      assert.equal((await workbench.cursor()).line, 36);
    },
  );
});

function tab(panel: FrameLocator, name: string) {
  return panel.getByRole('tab', { name, exact: true });
}
