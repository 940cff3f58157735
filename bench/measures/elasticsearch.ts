import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { dropIndices } from '../../test/stores/elasticsearchStores.ts';
import { startNode } from '../../test/support/elasticsearchNode.ts';
import { alternate, ratios } from '../alternate.ts';
import { busyArchives } from '../busyArchives.ts';
import { captureBulks } from '../elasticsearch/captureBulks.ts';
import { openS3Bucket } from '../elasticsearch/s3Bucket.ts';
import { median } from '../figure.ts';
import { inNewFolder } from '../newFolder.ts';
import { assertionContext, peakMemory, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

const ROUNDS = 7;
const BARE = new URL('../elasticsearch/bareBulk.ts', import.meta.url).pathname;
const PREFIX = 'assertion-context';
const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };

/** `ingest` of a busy hour from S3 into a real node, as a whole process, against the same documents in a bare bulk loop. */
export const elasticsearch: Measure = {
  name: 'elasticsearch',
  about: 'ingest of a busy hour from S3 into Elasticsearch, against a bare bulk loop of the same documents',
  async run() {
    const [archive = ''] = await busyArchives();
    const node = await startNode();
    const bucket = await openS3Bucket();
    try {
      return await inNewFolder(async (folder) => {
        const bulks = join(folder, 'bulks.ndjson');
        const documents = await captureBulks(archive, node.address, 'capture', bulks);
        await dropIndices(node.address, 'capture');
        const address = await bucket.put(archive, 'dt=2026-08-12/2026-08-12-03.tsv.gz');
        const settings = { ...bucket.environment, STORE_URL: node.address, TIME_ZONE: 'UTC' };
        const ours = inEmptyStore(node.address, () => seconds(assertionContext(['ingest', address], settings)));
        const theirs = inEmptyStore(node.address, () => bareSeconds(node.address, bulks));
        const pair = await alternate(ROUNDS, ours, theirs);
        const peak = inEmptyStore(node.address, () => peakMemory(assertionContext(['ingest', address], settings)));
        const note = `${median(pair.ours).toFixed(2)} s; bare loop ${median(pair.theirs).toFixed(2)} s for ${documents} documents`;
        return [
          {
            name: 'S3 into Elasticsearch',
            unit: '× rate of a bare bulk loop',
            rounds: ratios({ ours: pair.theirs, theirs: pair.ours }),
            atLeast: 0.9,
            note,
          },
          { name: 'memory of that', unit: 'MB', rounds: [await peak(), await peak(), await peak()], atMost: 200 },
        ];
      });
    } finally {
      await bucket.close();
      await node.stop();
    }
  },
};

/** With the indices made, empty, and gone afterwards. */
function inEmptyStore(address: string, measure: () => Promise<number>): () => Promise<number> {
  return async () => {
    const store = await openElasticsearch({ addresses: [address], prefix: PREFIX }, OPTIONS);
    await store.close();
    try {
      return await measure();
    } finally {
      await dropIndices(address, PREFIX);
    }
  };
}

async function bareSeconds(address: string, bulks: string): Promise<number> {
  const words = [BARE, address, `${PREFIX}-tracebacks-2026-08`, bulks];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return Number(stdout);
}
