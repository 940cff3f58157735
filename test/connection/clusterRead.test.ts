import assert from 'node:assert/strict';
import { clusterConnection } from '../../src/connection/clusterConnection.ts';
import type { Connection } from '../../src/connection/connection.ts';
import { connectionReport } from '../../src/connection/connectionReport.ts';
import { examineConnection } from '../../src/connection/examineConnection.ts';
import * as reader from '../../src/connection/readCluster.ts';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { dropIndices } from '../stores/elasticsearchStores.ts';
import { made } from '../stores/made.ts';
import { NOON, save } from '../stores/changes.ts';
import { type GuardedNode, guardedNode } from '../support/elasticsearchGuard.ts';
import { ELASTICSEARCH_VERSION } from '../support/elasticsearchFiles.ts';
import { type ElasticsearchNode, startElasticsearch } from '../support/elasticsearchNode.ts';

const KEY = btoa('reader:0123456789abcdef');

describe('an Elasticsearch cluster that is read', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode;
  let guard: GuardedNode;
  let prefix = '';
  let prefixes = 0;

  before(async function () {
    node = await startElasticsearch(this);
    guard = await guardedNode(node.address, KEY);
  });
  after(async () => {
    await guard?.close();
    await node?.stop();
  });

  beforeEach(() => {
    prefix = `report-${++prefixes}`;
  });
  afterEach(() => dropIndices(node.address, prefix));

  function connect(clusterAddress: string, key?: string): Connection {
    const settings = { kind: 'elasticsearch', companionAddress: '', certificateFile: '' } as const;
    return clusterConnection(
      { ...settings, clusterAddress, indexPrefix: prefix },
      async () => key,
      () => reader,
    );
  }

  async function reportOf(clusterAddress: string, key?: string): Promise<string> {
    const connection = connect(clusterAddress, key);
    try {
      const shown = { days: 'newest', filter: 'all' } as const;
      const examined = await examineConnection(connection, { shown, now: () => NOON });
      return connectionReport({ machine: 'devbox', ignored: [], connections: [examined] }).replaceAll('\\', '');
    } finally {
      connection.dispose();
    }
  }

  async function fill(): Promise<void> {
    const store = await openElasticsearch(
      { addresses: [node.address], prefix },
      { timeZone: 'Europe/Berlin', rules: NO_RULES },
    );
    await save(store, 'logs/dt=2016-08-12/2016-08-12-12.tsv.gz', [
      [made({ id: '70', at: NOON }), made({ id: '71', at: NOON }), made({ id: '72', at: NOON, fingerprint: '1-b' })],
    ]);
    await store.close();
  }

  it('names cluster, version, indices with counts, and what the key may do; nothing is written', async () => {
    await fill();
    const report = await reportOf(guard.address, KEY);
    assert.match(report, /^The list is not empty: it shows 2 faults/m);
    assert.match(report, new RegExp(`^- Cluster [\\w-]+, Elasticsearch ${ELASTICSEARCH_VERSION}\\.$`, 'm'));
    assert.match(
      report,
      /^- Documents in its indices: .*`report-\d-group-days` 2, `report-\d-groups` 2, `report-\d-ledger` 1, .*`report-\d-tracebacks-2016-08` 3\.$/m,
    );
    assert.match(report, /^- Rights of ada on `report-\d-\*`: read, view_index_metadata\. That is all it takes\.$/m);
    assert.deepEqual(guard.refused, []);
  });

  it('reads what a server stored, whole, in the store’s own time zone', async () => {
    await fill();
    const connection = connect(guard.address, KEY);
    const { store } = connection;
    const { hits } = await store.tracebacks({ range: ALL_DAYS, limit: 5 });
    assert.deepEqual(
      hits.map(({ id }) => id),
      ['72', '71', '70'],
    );
    assert.equal((await store.traceback('70'))?.text, made({ id: '70', at: NOON }).text);
    assert.equal(store.timeZone, 'Europe/Berlin');
    connection.dispose();
    assert.deepEqual(guard.refused, []);
  });

  it('says when security is off', async () => {
    await fill();
    assert.match(await reportOf(node.address), /^- Rights: the cluster’s security is off/m);
  });

  it('says that no server has stored anything yet, and makes no index and no template', async () => {
    const report = await reportOf(guard.address, KEY);
    assert.match(report, /there are no indices report-\d-…: no companion server has stored anything there yet\./);
    assert.match(report, /^- Reached: yes\n- Access allowed: yes\n- Indices found: \*\*no\*\*$/m);
    assert.match(report, /^- Documents in its indices: none of ours\.$/m);
    assert.deepEqual(guard.refused, []);
    const left = await fetch(`${node.address}/_index_template/${prefix}-*`);
    assert.equal(left.status, 404);
    const indices = await fetch(`${node.address}/${prefix}-*/_settings/index.uuid`);
    assert.deepEqual(await indices.json(), {});
  });

  it('tells of a key that is not known once, and how far it came', async () => {
    const report = await reportOf(guard.address, btoa('reader:of-another-cluster'));
    assert.match(
      report,
      /^- Reached: yes\n- Access allowed: \*\*no\*\*\n- Elasticsearch at .* does not accept the API key/m,
    );
    assert.ok(!report.includes('Cluster '));
  });

  it('says when a newer version made the indices', async () => {
    const mappings = { _meta: { 'assertion-context': 99 } };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${node.address}/${prefix}-meta`, { method: 'PUT', headers, body: JSON.stringify({ mappings }) });
    assert.match(
      await reportOf(node.address),
      /report-\d-meta at .* was made by a newer version of this program\. Update\./,
    );
  });
});
