import assert from 'node:assert/strict';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../../src/stores/elasticsearch/openElasticsearch.ts';
import { sampleStore } from '../../server/openApp.ts';
import { type GuardedNode, guardedNode } from '../../support/elasticsearchGuard.ts';
import { type ElasticsearchNode, startElasticsearch } from '../../support/elasticsearchNode.ts';
import { SHOP_NOW } from '../shopNow.ts';
import { journey } from './journey.ts';

const FAULT = 'CheckoutFailed in place';
const KEY = btoa('reader:0123456789abcdef');

describe('Elasticsearch', () => {
  let node: ElasticsearchNode | undefined;
  let guard: GuardedNode | undefined;

  before(async function () {
    this.timeout(180_000);
    node = await startElasticsearch(this);
    const store = await openElasticsearch({ addresses: [node.address] }, { timeZone: 'UTC', rules: NO_RULES });
    await sampleStore(store);
    await store.close();
  });
  afterEach(async () => {
    // A journey that failed has not closed it.
    await guard?.close();
  });
  after(() => node?.stop());

  journey(
    'is read directly with a key that may only read, and leaves what it had when it stops',
    async () => {
      guard = await guardedNode(node?.address ?? '', KEY);
      return { workspace: SHOP_NOW };
    },
    async ({ workbench, page }) => {
      assert.ok(guard);
      const view = workbench.view('Production Tracebacks');
      await workbench.runCommand('Assertion Context: Choose Connection…');
      await workbench.pick('Elastic', 'Elasticsearch…');
      await workbench.answer(guard.address);
      await page.locator('.quick-input-title', { hasText: 'API key for http' }).waitFor();
      // None.
      await workbench.answer('');
      await view.row(/^Elasticsearch at http:\/\/127\.0\.0\.1:\d+ needs an API key\./).waitFor();
      await workbench.screenshot('elasticsearch-no-key');
      await view.row('Set the access token or API key').click();
      await page.locator('.quick-input-title', { hasText: 'API key for http' }).waitFor();
      await workbench.answer(btoa('reader:of-another-cluster'));
      await view.row(/does not accept the API key kept for it/).waitFor();
      await workbench.runCommand('Assertion Context: Set Access Token…');
      await workbench.answer(KEY);
      await view.row(FAULT).waitFor();
      await workbench.screenshot('elasticsearch-list');

      await view.press('Search Tracebacks');
      await workbench.answer('exc:NoRoute');
      await view.row('1 fault found').waitFor();
      await view.row('NoRoute in find').waitFor();
      await view.press('Clear Search and Filter');
      await view.row('20 faults').waitFor();

      const title = workbench.webview().getByRole('heading', { level: 1, name: /CheckoutFailed/ });
      await view.act(FAULT, 'Open Detail', title);
      await workbench.webview().getByText('resolved through the companion server').waitFor();
      await workbench.screenshot('elasticsearch-panel');

      await view.expand(FAULT);
      await view.row(/^\d\d:\d\d:\d\d/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('orders/checkout.py').click();
      await workbench.tab('checkout.py').waitFor();
      await workbench.screenshot('elasticsearch-frame');

      await workbench.runCommand('Assertion Context: Show Connection Report');
      const report = page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
      await report.getByText(/^Cluster .*, Elasticsearch \d+\.\d+/).waitFor();
      await report.getByText('Rights of ada on assertion-context-*: read, view_index_metadata.').waitFor();
      await workbench.screenshot('elasticsearch-report');
      assert.deepEqual(guard.refused, []);

      await guard.close();
      await view.press('Refresh');
      await view
        .pane()
        .getByText(/^Stale: Nothing answers at /)
        .first()
        .waitFor();
      await view.row(FAULT).waitFor();
      await view.row('Not up to date: try again').waitFor();
      await workbench.screenshot('elasticsearch-stopped');
    },
  );
});
