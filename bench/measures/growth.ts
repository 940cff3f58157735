import { statSync } from 'node:fs';
import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { startNode } from '../../test/support/elasticsearchNode.ts';
import { busyArchives } from '../busyArchives.ts';
import type { Figure } from '../figure.ts';
import { inNewFolder, storeFile, storeIn } from '../newFolder.ts';
import { assertionContext, seconds } from '../timedProcess.ts';
import type { Measure } from './measure.ts';

/** Of six: as other measures have them made. */
const HOURS = 3;
/** Of an hour as the generator makes it. */
const TRACEBACKS = 3_600;

/** What a busy hour adds to each store; without borders, which go after a week. */
export const growth: Measure = {
  name: 'growth',
  about: 'bytes on disk that a traceback adds to SQLite and to Elasticsearch, and how long an hour takes',
  async run() {
    const hours = (await busyArchives({ hours: 6 })).slice(0, HOURS);
    return [...(await ofSqlite(hours)), ...(await ofElasticsearch(hours))];
  },
};

async function ofSqlite(hours: readonly string[]): Promise<Figure[]> {
  return await inNewFolder(async (folder) => {
    const sizes: number[] = [];
    const times: number[] = [];
    for (const hour of hours) {
      times.push(await seconds(assertionContext(['ingest', hour], storeIn(folder))));
      sizes.push(statSync(storeFile(folder)).size);
    }
    const added = sizes.map((size, n) => (size - (sizes[n - 1] ?? 0)) / TRACEBACKS / 1_000).slice(1);
    return [
      { name: 'SQLite, a traceback with its share of borders', unit: 'kB', rounds: added },
      { name: 'SQLite, an hour, file to store', unit: 's', rounds: times.slice(1) },
    ];
  });
}

async function ofElasticsearch(hours: readonly string[]): Promise<Figure[]> {
  const node = await startNode();
  const client = connect({ addresses: [node.address] });
  try {
    const times: number[] = [];
    for (const hour of hours) {
      const settings = { STORE_URL: node.address, TIME_ZONE: 'UTC' };
      times.push(await seconds(assertionContext(['ingest', hour], settings)));
    }
    const size = async (index: string): Promise<number> => {
      const path = `/assertion-context-${index}`;
      await client.transport.request({
        method: 'POST',
        path: `${path}/_forcemerge`,
        querystring: { max_num_segments: 1 },
      });
      await client.transport.request({ method: 'POST', path: `${path}/_flush` });
      const stats = await client.transport.request<Stats>({ method: 'GET', path: `${path}/_stats/store` });
      return stats._all.primaries.store.size_in_bytes;
    };
    const tracebacks = hours.length * TRACEBACKS;
    return [
      {
        name: 'Elasticsearch, a traceback, merged',
        unit: 'kB',
        rounds: [(await size('tracebacks-*')) / tracebacks / 1e3],
      },
      {
        name: 'Elasticsearch, an archive’s borders',
        unit: 'kB',
        rounds: [(await size('borders')) / hours.length / 1e3],
      },
      {
        name: 'Elasticsearch, 300 faults’ groups and days',
        unit: 'kB',
        rounds: [((await size('groups')) + (await size('group-days'))) / 1e3],
      },
      { name: 'Elasticsearch, an hour, file to store', unit: 's', rounds: times.slice(1) },
    ];
  } finally {
    await client.close();
    await node.stop();
  }
}

interface Stats {
  _all: { primaries: { store: { size_in_bytes: number } } };
}
