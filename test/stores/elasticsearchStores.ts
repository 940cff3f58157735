import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { openElasticsearch, type ElasticsearchOptions } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import type { StoreOptions } from '../../src/stores/store.ts';
import type { ElasticsearchStore } from '../../src/stores/elasticsearch/elasticsearchStore.ts';

let opened = 0;

/** Opens an empty store in the node at an address; closing it drops its indices. */
export async function openEmpty(
  address: string,
  options: StoreOptions,
  connection: Pick<ElasticsearchOptions, 'onRequest'> = {},
): Promise<ElasticsearchStore & { prefix: string }> {
  const prefix = `test-${process.pid}-${++opened}`;
  const store = await openElasticsearch({ addresses: [address], prefix, ...connection }, options);
  const close = store.close.bind(store);
  return Object.assign(store, {
    prefix,
    close: async () => {
      await close();
      await dropIndices(address, prefix);
    },
  });
}

/** Drops what a test left under a prefix. Clusters take no patterns where something is deleted. */
export async function dropIndices(address: string, prefix: string): Promise<void> {
  const client = connect({ addresses: [address] });
  const found = await client.transport.request<object>({ method: 'GET', path: `/${prefix}-*/_settings/index.uuid` });
  const names = Object.keys(found);
  if (names.length > 0) await client.transport.request({ method: 'DELETE', path: `/${names.join(',')}` });
  await client.transport.request({ method: 'DELETE', path: `/_index_template/${prefix}-*` }, { ignore: [404] });
  await client.close();
}
