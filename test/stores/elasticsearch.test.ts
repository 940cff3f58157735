import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { storeContract } from './contract.ts';
import { openEmpty } from './elasticsearchStores.ts';

describe('a real Elasticsearch node', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode | undefined;

  before(async function () {
    node = await startElasticsearch(this);
  });

  after(() => node?.stop());

  storeContract('Elasticsearch', (options) => openEmpty(node?.address ?? '', options), { runs: 10 });
});
