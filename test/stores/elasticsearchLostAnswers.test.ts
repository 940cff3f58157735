import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { httpServer, type UpServer } from './badServers.ts';
import { dropIndices } from './elasticsearchStores.ts';

describe('answers of Elasticsearch that are lost on the way', function () {
  this.timeout(120_000);
  const prefix = `lost-${process.pid}`;
  let node: ElasticsearchNode | undefined;
  let proxy: UpServer | undefined;
  let store: TracebackStore;
  /** So many of the next answers to a bulk are lost. */
  let lost = 0;

  before(async function () {
    node = await startElasticsearch(this);
    const { address } = node;
    const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { method = 'GET', url = '/', headers } = request;
      const body = await text(request);
      const type = headers['content-type'] ?? 'application/json';
      const options = { method, headers: { 'content-type': type }, ...(body !== '' && { body }) };
      const answer = await fetch(new URL(url, address), options);
      const said = await answer.text();
      if (url.startsWith('/_bulk') && lost-- > 0) response.destroy();
      else {
        const known = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };
        response.writeHead(answer.status, known).end(said);
      }
    };
    proxy = await httpServer((request, response) => {
      pass(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    store = await openElasticsearch({ addresses: [proxy.address.href], prefix }, { timeZone: 'UTC', rules: NO_RULES });
  });

  after(async () => {
    await store?.close();
    await proxy?.close();
    if (node) await dropIndices(node.address, prefix);
    await node?.stop();
  });

  it('leave a record to the one who made it', async () => {
    lost = 2;
    assert.equal(await store.createRecord('claim', 'a', { by: 'me' }), true);
    assert.equal(await store.createRecord('claim', 'a', { by: 'other' }), false);
    lost = 1;
    const version = (await store.record('claim', 'a'))?.version ?? '';
    assert.equal(await store.replaceRecord('claim', 'a', { by: 'me again' }, version), true);
    assert.deepEqual((await store.record('claim', 'a'))?.value, { by: 'me again' });
  });
});
