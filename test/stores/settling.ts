import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { neighbours } from '../../src/core/papertrail/archiveName.ts';
import { indexer } from '../../src/core/rules/indexer.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { findAll } from '../core/python/findAll.ts';
import { logLine } from '../core/python/logLines.ts';
import { save } from './changes.ts';
import { allHits } from './everything.ts';

/** Two streams, line by line: a whole traceback in each, with records around them. */
const LINES = [
  ['web', 'INFO GET /cart customer=acme'],
  ['web', 'Traceback (most recent call last):'],
  ['worker', 'INFO started'],
  ['web', '  File "/opt/shop/orders/cart.py", line 63, in total'],
  ['worker', 'Traceback (most recent call last):'],
  ['web', '    assert price >= 0, price'],
  ['worker', '  File "/opt/shop/worker.py", line 5, in run'],
  ['web', 'AssertionError: -3'],
  ['worker', '    job()'],
  ['worker', "KeyError: 'job'"],
  ['web', 'INFO GET /'],
  ['worker', 'INFO waiting'],
].map(([program, message], n) => logLine(message ?? '', { id: n + 1, program: program ?? '' }));

const HOURS = ['logs/dt=2016-08-12/2016-08-12-02.tsv.gz', 'logs/dt=2016-08-12/2016-08-12-03.tsv.gz'];

/** What a store must do with what the hour cut. */
export function settlingContract(open: () => Promise<TracebackStore>, rules: Rules): void {
  const take = async (store: TracebackStore, name: string, lines: string[]): Promise<void> => {
    const { found, borders } = findAll(lines.join(''));
    await save(store, name, [found.map(indexer(rules))], { borders });
    const around = neighbours(name);
    assert.ok(around);
    for (const archive of [around.before, name, around.after]) {
      const next = neighbours(archive);
      if (next) await store.settle(archive, next);
    }
  };

  /** All tracebacks without the archive, which a cut decides. */
  const stored = async (store: TracebackStore): Promise<unknown[]> => {
    const hits = await allHits(store, { range: ALL_DAYS, hidden: true, limit: 10 });
    const tracebacks = await Promise.all(hits.map(({ id }) => store.traceback(id)));
    return tracebacks.map((traceback) => traceback && { ...traceback, archive: undefined });
  };

  const inStore = async <T>(use: (store: TracebackStore) => Promise<T>): Promise<T> => {
    const store = await open();
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    it(`gives what the whole hour gives, cut anywhere, the ${order[0] === 0 ? 'first' : 'second'} part first`, async () => {
      const whole = await inStore(async (store) => {
        await take(store, HOURS[1] ?? '', LINES);
        return stored(store);
      });
      assert.equal(whole.length, 2);
      for (let cut = 0; cut <= LINES.length; cut++) {
        await inStore(async (store) => {
          const parts = [LINES.slice(0, cut), LINES.slice(cut)];
          for (const n of order) await take(store, HOURS[n] ?? '', parts[n] ?? []);
          assert.deepEqual(await stored(store), whole, `cut before line ${cut}`);
          const { all } = await store.counts(ALL_DAYS, 0);
          assert.equal(all, 2);
          for (const n of order) await take(store, HOURS[n] ?? '', parts[n] ?? []);
          assert.deepEqual(await stored(store), whole, `cut before line ${cut}, taken in twice`);
        });
      }
    });
  }

  it('gives a joined traceback to the archive of its last exception’s line, and takes it back when a neighbour changes', async () => {
    await inStore(async (store) => {
      const [first = '', second = ''] = HOURS;
      await take(store, first, LINES.slice(0, 6));
      await take(store, second, LINES.slice(6));
      const joined = await allHits(store, { range: ALL_DAYS, limit: 10 });
      assert.deepEqual(new Set(joined.map((hit) => hit.archive)), new Set([second]));
      await take(store, first, []);
      assert.deepEqual(await allHits(store, { range: ALL_DAYS, limit: 10 }), []);
    });
  });

  it('keeps what was joined by borders that are dropped', async () => {
    for (const before of [Date.UTC(2016, 7, 12, 4, 30), Date.UTC(2016, 7, 13)]) {
      await inStore(async (store) => {
        const [first = '', second = ''] = HOURS;
        await take(store, first, LINES.slice(0, 6));
        await take(store, second, LINES.slice(6));
        const joined = await stored(store);
        await store.dropBorders(before);
        for (const archive of [first, second, 'never taken in.tsv']) {
          await store.settle(archive, neighbours(archive) ?? { before: first, after: second });
        }
        assert.deepEqual(await stored(store), joined);
      });
    }
  });
}
