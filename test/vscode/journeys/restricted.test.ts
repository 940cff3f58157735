import assert from 'node:assert/strict';
import { journey } from './journey.ts';

describe('Restricted Mode', () => {
  journey(
    'reads archives and opens frames inside the workspace, and leaves its rules alone',
    { workspace: 'test/fixtures/shop/now', trust: false },
    async ({ workbench, page }) => {
      await workbench.status('Restricted Mode').waitFor();
      const view = workbench.view('Production Tracebacks');
      await workbench.runCommand('Assertion Context: Try the Sample');
      await workbench.openActivity('Assertion Context');
      const group = view.row('ZeroDivisionError in installment');
      await group.waitFor();
      await view.expand('ZeroDivisionError in installment');
      await view.row(/^05:58:46/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('orders/pricing.py').click();
      await workbench.tab('pricing.py').waitFor();
      await workbench.screenshot('restricted');
      assert.equal((await workbench.cursor()).line, 27);
    },
  );
});
