import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { BUSY } from '../../test/fixtures/generator/busyHours.ts';
import { dropIndices } from '../../test/stores/elasticsearchStores.ts';
import { startNode } from '../../test/support/elasticsearchNode.ts';
import { A_DAY, fillList } from '../elasticsearch/fillList.ts';
import { type Figure, median, quantile } from '../figure.ts';
import type { Measure } from './measure.ts';

const SIZES = [
  { tracebacks: 100_000, groups: 5_000 },
  { tracebacks: 1_000_000, groups: 50_000 },
];
const PAGES = 200;
const WARM = 50;
const PREFIX = 'list';
const LIMIT = 50;

/** The first page of the list against the aggregation that somebody would send by hand: newest groups of all tracebacks. */
export const elasticsearchList: Measure = {
  name: 'elasticsearchList',
  about: 'first page of the list over 1,000,000 tracebacks in Elasticsearch, against one aggregation sent by hand',
  async run() {
    const figures: Figure[] = [];
    const node = await startNode();
    try {
      for (const size of SIZES) {
        const store = await openElasticsearch(
          { addresses: [node.address], prefix: PREFIX },
          { timeZone: 'UTC', rules: NO_RULES },
        );
        await fillList(node.address, PREFIX, size);
        figures.push(...(await measured(store, node.address, size.tracebacks)));
        await store.close();
        await dropIndices(node.address, PREFIX);
      }
    } finally {
      await node.stop();
    }
    return figures;
  },
};

async function measured(store: TracebackStore, address: string, tracebacks: number): Promise<Figure[]> {
  const client = connect({ addresses: [address] });
  const times: Record<'all' | 'day' | 'hand' | 'rows', number[]> = { all: [], day: [], hand: [], rows: [] };
  const timed = async (of: number[], round: number, ask: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await ask();
    if (round >= 0) of.push(performance.now() - start);
  };
  for (let round = -WARM; round < PAGES; round++) {
    const list = { filter: 'all', limit: LIMIT } as const;
    await timed(times.all, round, () => store.groups({ ...list, range: ALL_DAYS }, BUSY.from));
    await timed(times.day, round, () => store.groups({ ...list, range: { from: A_DAY, to: A_DAY } }, BUSY.from));
    await timed(times.hand, round, () => client.transport.request({ method: 'POST', path: SEARCH, body: BY_HAND }));
    await timed(times.rows, round, () => client.transport.request({ method: 'POST', path: ROWS, body: ROWS_BY_HAND }));
  }
  await client.close();
  const hand = quantile(times.hand, 0.99);
  const name = `first page over ${tracebacks.toLocaleString('en')} in Elasticsearch`;
  const note = (of: number[]): string =>
    `p99 ${quantile(of, 0.99).toFixed(0)} ms, median ${median(of).toFixed(0)} ms; by hand p99 ${hand.toFixed(0)} ms, median ${median(times.hand).toFixed(0)} ms`;
  const rows = quantile(times.rows, 0.99);
  return [
    ...(['all', 'day'] as const).map((which) => ({
      name: `${name}, ${which === 'all' ? 'all days' : 'one day'}, p99`,
      unit: '× an aggregation by hand',
      rounds: [quantile(times[which], 0.99) / hand],
      atMost: 3,
      note: note(times[which]),
    })),
    {
      name: `${name}, all days, p99`,
      unit: '× its rows alone, by hand',
      rounds: [quantile(times.all, 0.99) / rows],
      note: `by hand p99 ${rows.toFixed(0)} ms, median ${median(times.rows).toFixed(0)} ms`,
    },
  ];
}

const ROWS = `/${PREFIX}-group-days/_search?request_cache=false`;

/** What of the page's requests finds its groups, and neither their counts nor what changed meanwhile. */
const ROWS_BY_HAND = {
  size: LIMIT,
  track_total_hits: 10_001,
  query: { bool: { filter: [{ range: { day: { gte: 0 } } }, { range: { shownNext: { gt: 90_000_000 } } }] } },
  sort: [{ shownLast: 'desc' }, { fingerprint: 'asc' }],
};

const SEARCH = `/${PREFIX}-tracebacks-*/_search?request_cache=false`;

/** Never the request cache's answer: a store that takes archives in has new data all the time. */
const BY_HAND = {
  size: 0,
  track_total_hits: false,
  query: { range: { at: { gte: 0 } } },
  aggs: {
    groups: {
      terms: { field: 'fingerprint', size: LIMIT, order: { last: 'desc' } },
      aggs: { last: { max: { field: 'at' } }, first: { min: { field: 'at' } } },
    },
  },
};
