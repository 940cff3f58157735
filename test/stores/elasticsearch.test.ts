import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { storeContract } from './contract.ts';
import { openEmpty } from './elasticsearchStores.ts';
import { recordsRace } from './recordsContract.ts';

describe('a real Elasticsearch node', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode | undefined;

  before(async function () {
    node = await startElasticsearch(this);
  });

  after(() => node?.stop());

  storeContract('Elasticsearch', (options) => openEmpty(node?.address ?? '', options), { runs: 10 });

  recordsRace(async (options) => {
    const address = node?.address ?? '';
    const one = await openEmpty(address, options);
    const other = await openElasticsearch({ addresses: [address], prefix: one.prefix }, options);
    return [other, one];
  });
});
