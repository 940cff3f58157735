import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { NOON, save } from './changes.ts';
import { dropIndices } from './elasticsearchStores.ts';
import { made } from './made.ts';

const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };

/** What version 1 had in the two indices that have had more fields since. */
const VERSION_1: Record<string, object> = {
  groups: {
    fingerprint: { type: 'keyword' },
    live: { type: 'boolean' },
    hidden: { type: 'boolean' },
    revision: { type: 'long' },
    data: { type: 'text', index: false },
  },
  'group-days': {
    fingerprint: { type: 'keyword' },
    ...Object.fromEntries(
      ['day', 'next', 'shownNext', 'ruledNext', 'firstDay'].map((name) => [name, { type: 'integer' }]),
    ),
    ...Object.fromEntries(
      ['last', 'n', 'shownLast', 'shownN', 'ruledLast', 'hiddenUntil'].map((name) => [name, { type: 'long' }]),
    ),
    rules: { type: 'nested', properties: { rule: { type: 'keyword' }, n: { type: 'long' } } },
    standing: { type: 'keyword' },
  },
};

describe('indices of an older schema', function () {
  this.timeout(120_000);
  const prefix = `schema-${process.pid}`;
  let node: ElasticsearchNode | undefined;

  before(async function () {
    node = await startElasticsearch(this);
  });

  after(() => node?.stop());

  it('get the fields that they lack, and keep what they hold', async () => {
    const address = node?.address ?? '';
    const client = connect({ addresses: [address] });
    for (const [kind, properties] of Object.entries(VERSION_1)) {
      await client.transport.request({
        method: 'PUT',
        path: `/${prefix}-${kind}`,
        body: { mappings: { dynamic: 'strict', _meta: { 'assertion-context': 1 }, properties } },
      });
    }
    await client.transport.request({
      method: 'PUT',
      path: `/${prefix}-group-days/_doc/1-a%2020160812`,
      querystring: { refresh: true },
      body: { fingerprint: '1-a', day: 20_160_812, next: 99_999_999, last: NOON, n: 1, firstDay: 20_160_812 },
    });
    const store = await openElasticsearch({ addresses: [address], prefix }, OPTIONS);
    await save(store, 'a', [[made({ id: '70', at: NOON, fingerprint: '1-b' })]]);
    const ticket = { key: 'SHOP-1', url: 'https://jira.example.com/', status: 'To Do', category: 'new' } as const;
    assert.equal(await store.setTickets('1-b', [ticket]), true);
    assert.deepEqual(await store.groupsOfTicket('SHOP-1'), ['1-b']);
    const { total } = await store.groups({ range: ALL_DAYS, filter: 'open-ticket', limit: 5 }, NOON);
    assert.equal(total, 1);
    await store.close();
    const found = await client.transport.request<{ _source: { n: number } }>({
      method: 'GET',
      path: `/${prefix}-group-days/_doc/1-a%2020160812`,
    });
    assert.equal(found._source.n, 1);
    const mappings = await client.transport.request<Record<string, { mappings: { _meta: unknown } }>>({
      method: 'GET',
      path: `/${prefix}-*/_mapping`,
      querystring: { filter_path: '*.mappings._meta' },
    });
    for (const [
      index,
      {
        mappings: { _meta },
      },
    ] of Object.entries(mappings))
      assert.deepEqual(_meta, { 'assertion-context': 2 }, index);
    await client.close();
    await dropIndices(address, prefix);
  });
});
