import { readFile } from 'node:fs/promises';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { dropIndices } from '../../test/stores/elasticsearchStores.ts';
import { startNode } from '../../test/support/elasticsearchNode.ts';
import { openS3Server, type S3Server } from '../../test/support/s3Server.ts';
import { makeQueue } from '../../test/support/testQueue.ts';
import { startWorker } from '../../test/support/workerProcess.ts';
import { busyArchives } from '../busyArchives.ts';
import { median } from '../figure.ts';
import { nodeSeconds, processorSeconds } from '../processorTime.ts';
import { MAIN } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 3;
const DAY = { lines: 30_000, tracebacks: 200, streams: 100, faults: 100, hours: 24 };
/** What an object store far away takes for each 64 KiB, in milliseconds: 2 MB a second. */
const DISTANCE = 30;

/** One backfill: seconds by the clock, and of the processors by who used them. */
interface Run {
  seconds: number;
  workers: number;
  node: number;
  s3: number;
}

/** A day's archives from S3 into a real node through a queue, by one worker and by two. */
export const workers: Measure = {
  name: 'workers',
  about: 'a day’s backfill through a queue into Elasticsearch, by two workers against one',
  async run() {
    const s3 = await openS3Server();
    const node = await startNode();
    const keys: string[] = [];
    for (const archive of await busyArchives(DAY)) {
      const key = archive.slice(archive.indexOf('dt='));
      await s3.put(key, await readFile(archive));
      keys.push(key);
    }
    const near = `http://127.0.0.1:${s3.server.port}`;
    // A node that has just started takes twice the processor's time: this one does not count.
    await backfill({ s3, endpoint: near, address: node.address, keys, count: 1 });
    const compare = async (name: string, far: boolean) => {
      s3.fault = ({ method }) => (far && method === 'GET' ? { kind: 'slow', pause: DISTANCE } : undefined);
      const endpoint = far ? s3.endpoint : near;
      const one: Run[] = [];
      const two: Run[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        one.push(await backfill({ s3, endpoint, address: node.address, keys, count: 1 }));
        two.push(await backfill({ s3, endpoint, address: node.address, keys, count: 2 }));
      }
      const rounds = one.map(({ seconds }, round) => seconds / (two[round]?.seconds ?? Number.NaN));
      return { name, unit: '× one worker', rounds, atLeast: 1.7, note: `one: ${told(one)}; two: ${told(two)}` };
    };
    try {
      return [
        await compare('two workers, everything on this machine', false),
        await compare('two workers, S3 at 2 MB a second', true),
      ];
    } finally {
      await node.stop();
      await s3.close();
    }
  },
};

/** Takes the archives in with so many workers, from the first message to the last, into a store that is made before and dropped after. */
async function backfill({
  s3,
  endpoint,
  address,
  keys,
  count,
}: {
  s3: S3Server;
  endpoint: string;
  address: string;
  keys: readonly string[];
  count: number;
}): Promise<Run> {
  const store = await openElasticsearch({ addresses: [address] }, { timeZone: 'UTC', rules: NO_RULES });
  const queue = makeQueue(s3.server, { visibility: 30, mostReceives: 5 });
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    S3_BUCKETS: 'logs',
    STORE_URL: address,
    QUEUE_URL: queue.address.href,
  };
  const running = await Promise.all(Array.from({ length: count }, () => startWorker(environment, { main: MAIN })));
  const used = async () => ({
    workers: running.reduce((sum, { pid }) => sum + processorSeconds(pid), 0),
    node: await nodeSeconds(address),
    s3: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  });
  const before = await used();
  const start = performance.now();
  const sent = keys.map((key) => queue.send({ bucket: 'logs', key }));
  await Promise.all(sent.map((id) => queue.ended(id, 'consumed')));
  const seconds = (performance.now() - start) / 1000;
  const after = await used();
  for (const worker of running) await worker.end('SIGTERM');
  const { counts } = await store.archives({ limit: 1 });
  if (counts.done !== keys.length) throw new Error(`Not all archives are done: ${JSON.stringify(counts)}`);
  await store.close();
  await dropIndices(address, 'assertion-context');
  return {
    seconds,
    workers: after.workers - before.workers,
    node: after.node - before.node,
    s3: after.s3 - before.s3,
  };
}

/** Medians, such as `20.1 s (processor: workers 15.2 s, node 14.0 s, S3 2.1 s)`. */
function told(runs: readonly Run[]): string {
  const [seconds, ofWorkers, ofNode, ofS3] = (['seconds', 'workers', 'node', 's3'] as const).map((what) =>
    median(runs.map((run) => run[what])).toFixed(1),
  );
  return `${seconds} s (processor: workers ${ofWorkers} s, node ${ofNode} s, S3 ${ofS3} s)`;
}
