import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startIngestion } from '../../../server/ingest/startIngestion.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { connect } from '../../../src/stores/elasticsearch/connection.ts';
import type { ElasticsearchStore } from '../../../src/stores/elasticsearch/elasticsearchStore.ts';
import { openElasticsearch } from '../../../src/stores/elasticsearch/openElasticsearch.ts';
import type { Request } from '../../../src/stores/elasticsearch/requests.ts';
import { MemoryStore } from '../../../src/stores/memory/memoryStore.ts';
import { StoreError, type ArchiveRow } from '../../../src/stores/store.ts';
import { ingestArchive } from '../../../src/ingest/ingestArchive.ts';
import { localSource } from '../../../src/ingest/archiveSource.ts';
import { indexer } from '../../../src/core/rules/indexer.ts';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { dropIndices } from '../../stores/elasticsearchStores.ts';
import { startElasticsearch, type ElasticsearchNode } from '../../support/elasticsearchNode.ts';
import { throttledNode } from '../../support/elasticsearchThrottle.ts';
import { contents } from './contents.ts';

const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };
const ARCHIVE = join(SAMPLE, sampleArchives()[0] ?? '');
const MONTH = `tracebacks-${/\d{4}-\d\d/.exec(ARCHIVE)?.[0] ?? ''}`;

/** How a cluster fails while an archive is taken in. */
interface Trouble {
  what: string;
  /** Before the ingestion, or at the first bulk of tracebacks. */
  before?: (at: At) => Promise<void>;
  atBulk?: (at: At) => void;
  mend: (at: At) => Promise<void>;
  sentence: RegExp;
  state: ArchiveRow['state'];
}

interface At {
  node: ElasticsearchNode;
  /** The month's index. */
  index: string;
  ask: (method: string, path: string, body?: object) => Promise<void>;
}

const blocked =
  (write: boolean) =>
  async ({ index, ask }: At) =>
    await ask('PUT', `/${index}/_settings`, { index: { blocks: { write } } });

const TROUBLES: Trouble[] = [
  {
    what: 'an index that is read-only',
    before: async (at) => {
      await at.ask('PUT', `/${at.index}`);
      await blocked(true)(at);
    },
    mend: blocked(false),
    sentence: /takes no changes: an index is blocked/,
    state: 'queued',
  },
  {
    what: 'a mapping that someone else made',
    before: async ({ index, ask }) =>
      await ask('PUT', `/${index}`, { mappings: { properties: { at: { type: 'boolean' } } } }),
    mend: async ({ index, ask }) => await ask('DELETE', `/${index}`),
    sentence: /refused: document_parsing_exception/,
    state: 'queued',
  },
  {
    what: 'a node that is killed in the middle of a bulk',
    atBulk: ({ node }) => void node.kill(),
    mend: async ({ node }) => await node.restart(),
    sentence: /is not to be reached/,
    state: 'running',
  },
];

describe('an ingestion into an Elasticsearch in trouble', function () {
  this.timeout(300_000);
  let node: ElasticsearchNode;
  let prefix = '';
  let prefixes = 0;
  let expected: unknown;

  before(async function () {
    node = await startElasticsearch(this);
    const memory = new MemoryStore(OPTIONS);
    const rules = { index: indexer(NO_RULES), rules: NO_RULES };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    await ingestArchive(memory, rules, { name: ARCHIVE, source: await localSource(ARCHIVE) }, options);
    expected = await contents(memory);
  });

  after(() => node?.stop());

  beforeEach(() => {
    prefix = `ingest-${process.pid}-${++prefixes}`;
  });

  afterEach(() => dropIndices(node.address, prefix));

  const open = (onRequest: (request: Request) => void = () => undefined): Promise<ElasticsearchStore> =>
    openElasticsearch({ addresses: [node.address], prefix, onRequest }, OPTIONS);
  const at = (): At => ({
    node,
    index: `${prefix}-${MONTH}`,
    ask: async (method, path, body) => {
      const client = connect({ addresses: [node.address] });
      await client.transport.request({ method, path, ...(body && { body }) });
      await client.close();
    },
  });

  /** What is not done is taken up again by the next start. */
  const resumed = async (): Promise<void> => {
    const store = await open();
    const ingestion = startIngestion(store, NO_RULES);
    await ingestion.resume();
    assert.deepEqual(await contents(store), expected);
    assert.equal((await store.archive(ARCHIVE))?.error, undefined);
    await ingestion.close();
    await store.close();
  };

  for (const { what, before: prepare, atBulk, mend, sentence, state } of TROUBLES) {
    it(`${what}: a sentence, and what was not done is taken up again`, async () => {
      let bulks = 0;
      const store = await open(({ path, lines }) => {
        if (path === '/_bulk' && JSON.stringify(lines?.[0]).includes(MONTH) && ++bulks === 1) atBulk?.(at());
      });
      await prepare?.(at());
      const ingestion = startIngestion(store, NO_RULES);
      await assert.rejects(ingestion.ingest(ARCHIVE), (error) => {
        assert.ok(error instanceof StoreError);
        assert.match(error.message, sentence);
        return true;
      });
      await ingestion.close();
      await store.close();
      if (atBulk) await mend(at());
      const looking = await open();
      const row = await looking.archive(ARCHIVE);
      await looking.close();
      assert.equal(row?.state, state);
      if (state === 'queued') assert.match(row?.error ?? '', sentence);
      if (!atBulk) await mend(at());
      await resumed();
    });
  }

  it('a cluster that has no room for anything: a sentence, and what was not done is taken up again', async () => {
    const throttle = await throttledNode(node.address);
    const store = await openElasticsearch({ addresses: [throttle.address], prefix }, OPTIONS);
    const ingestion = startIngestion(store, NO_RULES);
    // The ledger has it already.
    throttle.refuse = (n) => n > 3;
    await assert.rejects(ingestion.ingest(ARCHIVE), /has too much to do\. Try again later/);
    await ingestion.close();
    await store.close();
    await throttle.close();
    await resumed();
  });

  it('a cluster that is not there at the start: a sentence', async () => {
    const connection = { addresses: ['http://127.0.0.1:9'], prefix };
    await assert.rejects(
      openElasticsearch(connection, OPTIONS),
      /^StoreError: Elasticsearch at http:\/\/127\.0\.0\.1:9 is not to be reached/,
    );
  });
});
