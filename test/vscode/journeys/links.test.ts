import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import { openApp, sampleStore } from '../../server/openApp.ts';
import type { Workbench } from '../host/workbench.ts';
import { withBesides } from './withBesides.ts';
import { journey } from './journey.ts';

const LINK = 'code-oss://assertion-context.assertion-context';
const OPEN_LINK = 'Assertion Context: Open Link…';

describe('links', () => {
  let app: FastifyInstance;
  let store: TracebackStore;
  let address: string;
  before(async () => {
    store = await sampleStore();
    app = await openApp(store);
    address = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  after(() => app.close());

  journey(
    'start the extension, open from the site’s address, and say what they lack',
    async () => ({
      ...(await withBesides()),
      machineSettings: { 'assertionContext.connection': 'companion', 'assertionContext.companion.address': address },
    }),
    async ({ workbench }) => {
      const [hit] = (await store.tracebacks({ range: ALL_DAYS, limit: 1 })).hits;
      assert.ok(hit);
      const title = workbench.webview().getByRole('heading', { level: 1 });

      // Nobody has looked at the extension yet.
      await follow(workbench, `${LINK}/traceback/${hit.id}`);
      await title.waitFor();
      await workbench.screenshot('link-starts-the-extension');
      await workbench.runCommand('View: Close All Editors');

      await follow(workbench, `${LINK}/traceback/1`);
      await workbench.told(/The companion server at http:\/\/127\.0\.0\.1:\d+ had no traceback 1\. The link may be/);
      await workbench.screenshot('link-to-nothing');

      await workbench.runCommand(OPEN_LINK);
      await workbench.quickInput().fill('AssertionError: -3');
      await workbench.page.locator('.quick-input-message', { hasText: /link/ }).waitFor();
      await workbench.screenshot('link-nonsense');
      await workbench.answer(`${address}/groups/${hit.fingerprint}`);
      await title.waitFor();
    },
  );
});

async function follow(workbench: Workbench, link: string): Promise<void> {
  // Only the frame that has the focus may write there, and a panel that was closed may have had it.
  await workbench.page.evaluate(`window.focus(); navigator.clipboard.writeText(${JSON.stringify(link)})`);
  await workbench.runCommand('Besides: Follow the Copied Link');
}
