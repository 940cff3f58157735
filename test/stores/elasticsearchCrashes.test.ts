import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { ElasticsearchStore } from '../../src/stores/elasticsearch/elasticsearchStore.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { remoteStore } from '../../src/stores/remote.ts';
import { StoreError, type StoreOptions, type TracebackStore } from '../../src/stores/store.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { NOON, save } from './changes.ts';
import { dropIndices, openEmpty } from './elasticsearchStores.ts';
import { everything, search } from './everything.ts';
import { hourOf, takeIn } from './fill.ts';
import { made } from './made.ts';

const OPTIONS: StoreOptions = { timeZone: 'UTC', rules: NO_RULES };
const VIEWS = { ranges: [ALL_DAYS], searches: [search('order*')], now: NOON, limit: 500 };
const DAY = 24 * 3_600_000;

describe('Elasticsearch and those who write to it', function () {
  this.timeout(300_000);
  let node: ElasticsearchNode;

  before(async function () {
    node = await startElasticsearch(this);
  });

  after(() => node?.stop());

  /** What a changed archive had, and has then: something stays, moves to another group or day, goes, comes. */
  const FORMER = [
    made({ id: '70', at: NOON }),
    made({ id: '71', at: NOON + 1, fingerprint: '1-b' }),
    made({ id: '72', at: NOON - DAY, fingerprint: '1-b' }),
    made({ id: '73', at: NOON - DAY, fingerprint: '1-c' }),
  ];
  const NEXT = [
    made({ id: '70', at: NOON }),
    made({ id: '71', at: NOON + 1, fingerprint: '1-a' }),
    made({ id: '72', at: NOON - DAY, fingerprint: '1-b', hiddenBy: 'noise' }),
    made({ id: '74', at: NOON + DAY, fingerprint: '1-d' }),
  ];

  it('lose and double nothing, whichever request one dies at', async () => {
    const memory = new MemoryStore(OPTIONS);
    for (const tracebacks of [FORMER, NEXT]) await save(memory, 'a', [tracebacks]);
    const expected = await everything(memory, VIEWS);
    for (let last = 1, ended = false; !ended; last++) {
      const prefix = `crash-${process.pid}-${last}`;
      const connection = { addresses: [node.address], prefix };
      const whole = await openElasticsearch(connection, OPTIONS);
      await save(whole, 'a', [FORMER]);
      let left = Number.POSITIVE_INFINITY;
      const onRequest = (): void => {
        if (left-- <= 0) throw new Error('It died.');
      };
      const dying = await openElasticsearch({ ...connection, onRequest }, OPTIONS);
      left = last;
      ended = await save(dying, 'a', [NEXT]).then(
        () => true,
        () => false,
      );
      await save(whole, 'a', [NEXT]);
      assert.deepEqual(await everything(whole, VIEWS), expected, `died after ${last} requests`);
      await Promise.all([whole.close(), dying.close()]);
      await dropIndices(node.address, prefix);
    }
  });

  const opened = async (count: number, use: (stores: TracebackStore[]) => Promise<void>): Promise<void> => {
    const first = await openEmpty(node.address, OPTIONS);
    const stores: TracebackStore[] = [first];
    try {
      const { prefix } = first;
      for (let n = 1; n < count; n++) {
        stores.push(await openElasticsearch({ addresses: [node.address], prefix }, OPTIONS));
      }
      await use(stores);
    } finally {
      for (const store of stores.toReversed()) await store.close();
    }
  };

  it('take in the same archive and its neighbours at the same moment', async () => {
    const memory = new MemoryStore(OPTIONS);
    const hours = [0, 1, 2].map((n) =>
      hourOf({ from: n * 300, count: 300, start: NOON + n * 3_600_000, groups: 20, context: 100 }),
    );
    for (const hour of hours) await takeIn(memory, structuredClone(hour));
    await opened(3, async (stores) => {
      await Promise.all(
        stores.flatMap((store, n) => {
          const [hour, next] = [hours[n], hours[(n + 1) % 3]];
          assert.ok(hour && next);
          return [takeIn(store, structuredClone(hour)), takeIn(store, structuredClone(next))];
        }),
      );
      const [store] = stores;
      assert.ok(store);
      assert.deepEqual(await everything(store, VIEWS), await everything(memory, VIEWS));
    });
  });

  it('keep a decision that comes in the middle of a save', async () => {
    await opened(2, async ([one, other]) => {
      assert.ok(one && other);
      await save(one, 'a', [[made({ id: '70', at: NOON })]]);
      const saves = Array.from({ length: 10 }, (_, n) => made({ id: `8${n}`, at: NOON + n }));
      await Promise.all([
        save(
          one,
          'b',
          saves.map((each) => [each]),
        ),
        other.hide('1-a', { at: NOON }),
      ]);
      const list = { range: ALL_DAYS, limit: 5 };
      const { groups } = await one.groups({ ...list, filter: 'hidden' }, NOON);
      assert.deepEqual([groups[0]?.count, groups[0]?.state], [11, { hidden: { at: NOON } }]);
      assert.equal((await one.groups({ ...list, filter: 'all' }, NOON)).total, 0);
    });
  });

  it('write from another thread through a port', async () => {
    await opened(1, async ([store]) => {
      assert.ok(store instanceof ElasticsearchStore);
      const remote = remoteStore(store.connect());
      await save(remote, 'a', [[made({ id: '70', at: NOON })]]);
      assert.equal((await store.group('1-a'))?.count, 1);
      await remote.close();
    });
  });

  it('go on after the node was killed and started again', async () => {
    const memory = new MemoryStore(OPTIONS);
    const hour = hourOf({ from: 0, count: 900, start: NOON, groups: 20, context: 100 });
    await takeIn(memory, structuredClone(hour));
    const prefix = `killed-${process.pid}`;
    const store = await openElasticsearch({ addresses: [node.address], prefix }, OPTIONS);
    const writer = await store.openArchive({ name: hour.name, etag: hour.name, parser: 1, at: 0 });
    const [first = [], second = []] = structuredClone(hour.batches);
    await writer.write(first);
    const writing = assert.rejects(writer.write(second), (error) => {
      return error instanceof StoreError && error.reason === 'unreachable';
    });
    await node.kill();
    await writing;
    await store.close();
    await node.restart();
    const again = await openElasticsearch({ addresses: [node.address], prefix }, OPTIONS);
    await takeIn(again, hour);
    assert.deepEqual(await everything(again, VIEWS), await everything(memory, VIEWS));
    await again.close();
    await dropIndices(node.address, prefix);
  });
});
