import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openSignIn, type SignInApp } from '../../server/auth/signIn/openSignIn.ts';
import { memoryStore, takeIn } from '../../server/ingest/takenIn.ts';
import { SAMPLE } from '../../fixtures/sample.ts';
import { freePort } from '../host/freePort.ts';
import { journey } from './journey.ts';

describe('signing in', () => {
  let opened: SignInApp;
  let address: string;
  before(async () => {
    const port = await freePort();
    address = `http://localhost:${port}`;
    const store = memoryStore();
    await takeIn(store, join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz'));
    opened = await openSignIn({ store, site: address });
    await opened.app.listen({ host: '127.0.0.1', port });
  });
  after(() => opened.close());

  journey(
    'goes through the site and back, shows the account, and ends',
    async () => ({
      machineSettings: { 'assertionContext.connection': 'companion', 'assertionContext.companion.address': address },
    }),
    async ({ workbench, page }) => {
      const view = workbench.view('Production Tracebacks');
      await workbench.openActivity('Assertion Context');
      await view.pane().getByText(/token/i).first().waitFor();

      const [site] = await Promise.all([
        page.context().waitForEvent('page'),
        workbench.runCommand('Assertion Context: Sign In'),
      ]);
      // This host leads addresses of its own machine through a proxy that it does not have.
      const { pathname, search } = new URL(site.url());
      await site.goto(`${address}${pathname.replace(/^\/proxy\/\d+/, '')}${search}`);
      await site.getByRole('link', { name: /^Sign in with/ }).click();
      await site.getByRole('button', { name: 'Let it in' }).click();
      await view.row(/Error/).first().waitFor();
      assert.deepEqual(await tokens(), ['editor of ada@example.com']);

      await page.locator('.activitybar [aria-label^="Accounts"]').first().click();
      await page
        .getByText(/ada@example\.com \(localhost:\d+\)/)
        .first()
        .waitFor();
      await workbench.screenshot('signed-in');
      await page.keyboard.press('Escape');

      await workbench.runCommand('Assertion Context: Sign Out');
      await view.pane().getByText(/token/i).first().waitFor();
      await workbench.status('ada@example.com is signed out.').waitFor();
      assert.deepEqual(await tokens(), []);
    },
  );

  async function tokens(): Promise<unknown[]> {
    const { records } = await opened.store.records({ kind: 'token', limit: 10 });
    return records.map(({ value }) => value['name']);
  }
});
