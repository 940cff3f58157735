import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { indexer } from '../../../src/core/rules/indexer.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { ingestArchive } from '../../../src/ingest/ingestArchive.ts';
import { openElasticsearch } from '../../../src/stores/elasticsearch/openElasticsearch.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { busyHours } from '../../fixtures/generator/busyHours.ts';
import { makeInMemory } from '../../fixtures/generator/write.ts';
import { dropIndices } from '../../stores/elasticsearchStores.ts';
import { startElasticsearch, type ElasticsearchNode } from '../../support/elasticsearchNode.ts';
import { firstDifference } from '../../support/firstDifference.ts';
import { openS3Server, type S3Server } from '../../support/s3Server.ts';
import { makeQueue } from '../../support/testQueue.ts';
import { startWorker, type WorkerProcess } from '../../support/workerProcess.ts';
import { contents } from '../ingest/contents.ts';
import { inFolder, memoryStore } from '../ingest/takenIn.ts';
import { Readable } from 'node:stream';

/** How often a worker is killed. `npm run test:kill` does it fifty times. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 2);
const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };
/** Hours that follow one another: of each two, many tracebacks stand in both. */
const HOURS = makeInMemory(busyHours({ lines: 1_500, tracebacks: 30, streams: 10, faults: 20, hours: 6 })).archives;

describe('two workers on one queue, one killed and started again', function () {
  this.timeout(120_000 + ROUNDS * 60_000);
  let s3: S3Server;
  let expected: unknown;
  before(async () => {
    s3 = await openS3Server();
    const oracle = memoryStore();
    for (const [name, text] of HOURS) {
      const bytes = gzipSync(text);
      await s3.put(name, bytes);
      const source = { label: name, etag: name, size: bytes.length, read: () => Readable.from([bytes]) };
      const options = { signal: new AbortController().signal, onProgress: () => undefined };
      const archive = { name: `s3://logs/${name}`, source };
      const { state } = await ingestArchive(oracle, { index: indexer(NO_RULES), rules: NO_RULES }, archive, options);
      assert.equal(state, 'done');
    }
    expected = await contents(oracle);
  });
  after(() => s3?.close());

  describe('and one Elasticsearch', () => {
    let node: ElasticsearchNode;
    before(async function () {
      node = await startElasticsearch(this);
    });
    after(() => node?.stop());

    it(`lose and double nothing, ${ROUNDS} times`, () =>
      killedAtRandom(node.address, async (look) => {
        const store = await openElasticsearch({ addresses: [node.address] }, OPTIONS);
        await look(store);
        await store.close();
        await dropIndices(node.address, 'assertion-context');
      }));
  });

  it(`and one SQLite file, lose and double nothing, ${ROUNDS} times`, () =>
    inFolder(async (folder) => {
      let round = 0;
      const file = (): string => join(folder, `${round}.db`);
      await killedAtRandom(
        () => `sqlite:${file()}`,
        async (look) => {
          const store = await openSqlite(file(), OPTIONS);
          await look(store);
          await store.close();
          round++;
        },
      );
    }));

  /** Kills in each round one of two workers at a moment between their first message and the time that all took in the first round. */
  async function killedAtRandom(
    storeUrl: string | (() => string),
    afterwards: (look: (store: TracebackStore) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    let duration = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      const queue = makeQueue(s3.server, { visibility: 2, mostReceives: 20 });
      const environment = {
        ...s3Environment(s3),
        STORE_URL: typeof storeUrl === 'string' ? storeUrl : storeUrl(),
        QUEUE_URL: queue.address.href,
      };
      const start = (): Promise<WorkerProcess> => startWorker(environment);
      // The first makes the store.
      const workers = [await start(), await start()];
      const began = performance.now();
      const names = [...HOURS.keys()];
      // Each hour once, two of them twice and at the same moment, every other one beside its neighbour.
      const sent = [names[3], names[3], ...names, names[5], names[5]].map((key) => queue.send({ bucket: 'logs', key }));
      const all = Promise.all(sent.map((id) => queue.ended(id, 'consumed')));
      const moment = Math.random() * duration;
      if (round > 0) {
        const victim = Math.random() < 0.5 ? 0 : 1;
        await Promise.race([wait(moment), all]);
        assert.equal(await workers[victim]?.end('SIGKILL'), null);
        workers[victim] = await start();
      }
      await all;
      duration ||= performance.now() - began;
      for (const worker of workers) assert.equal(await worker.end('SIGTERM'), 0);
      assert.deepEqual(queue.contents(), { waiting: [], underWay: [], dead: [] });
      await afterwards(async (store) => {
        const difference = firstDifference(await contents(store), expected);
        assert.equal(difference, undefined, `round ${round}, killed after ${Math.round(moment)} ms: ${difference}`);
      });
      if (process.env['KILL_ROUNDS'])
        console.log(`      round ${round}: killed after ${Math.round(moment)} of ${Math.round(duration)} ms`);
    }
  }
});

function s3Environment({ endpoint }: S3Server): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    S3_BUCKETS: 'logs',
  };
}
