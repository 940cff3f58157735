import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ALL_DAYS, type DayRange } from '../../src/core/groups/day.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { CursorError, type GroupFilter, type StoreOptions, type TracebackStore } from '../../src/stores/store.ts';
import { queries } from '../core/groups/queries.ts';
import { apply, changes, NOON, save } from './changes.ts';
import { allGroups, allHits, everything, search } from './everything.ts';
import { excludeContract } from './excludeContract.ts';
import { faultLinesContract } from './faultLines.ts';
import { faultRulesContract } from './faultRulesContract.ts';
import { made } from './made.ts';
import { recordsContract } from './recordsContract.ts';
import { settlingContract } from './settling.ts';
import { ticketsContract } from './ticketsContract.ts';

/** How to open an empty store of a kind; the suite closes it. */
export type OpenStore = (options: StoreOptions) => Promise<TracebackStore>;

const RULES: Rules = { hide: [{ name: 'health checks', message: 'health' }], labels: ['(?<customer>acme)'] };
const OPTIONS: StoreOptions = { timeZone: 'UTC', rules: RULES };
const DAY: DayRange = { from: '2016-08-12', to: '2016-08-12' };
const HOUR = 3_600_000;

/** What every store must do. `runs`: how many random histories are compared with the memory store. */
export function storeContract(name: string, open: OpenStore, { runs = 60 }: { runs?: number } = {}): void {
  describe(`store contract: ${name}`, () => {
    let store: TracebackStore;

    beforeEach(async () => {
      store = await open(OPTIONS);
    });

    afterEach(async () => {
      await store.close();
    });

    const list = (store: TracebackStore, range = ALL_DAYS): Promise<string[]> =>
      allGroups(store, { range, filter: 'all', limit: 2 }, NOON).then((groups) =>
        groups.map((group) => group.fingerprint),
      );

    describe('saving', () => {
      it('gives back a traceback whole', async () => {
        const traceback = made({
          id: '70',
          at: NOON + 1,
          labels: { customer: 'acme' },
          hiddenBy: 'x',
          context: ['a', 'b\tc'],
        });
        await save(store, 'a', [[traceback]]);
        const { exceptions, text } = traceback;
        assert.deepEqual(await store.traceback('70'), {
          id: '70',
          at: '2016-08-12T12:00:00.001Z',
          instance: 'i-cc6b5552',
          program: 'engine.debug',
          exceptions,
          text,
          context: {
            before: [
              { id: '700', at: '2016-08-12T11:59:59Z', message: 'a' },
              { id: '701', at: '2016-08-12T11:59:59Z', message: 'b\tc' },
            ],
            after: [],
          },
          fingerprint: '1-a',
          archive: 'a',
          labels: { customer: 'acme' },
          hiddenBy: 'x',
        });
        assert.equal(await store.traceback('71'), undefined);
      });

      it('shows a batch at once, before the archive is through', async () => {
        const writer = await store.openArchive({ name: 'a', etag: '1', parser: 1, at: NOON });
        await writer.write([made({ id: '70', at: NOON })]);
        assert.deepEqual(await list(store), ['1-a']);
        assert.equal((await store.archive('a'))?.state, 'running');
      });

      it('drops what a changed archive no longer has, and no other archive’s', async () => {
        await save(store, 'a', [[made({ id: '70', at: NOON }), made({ id: '71', at: NOON, fingerprint: '1-b' })]]);
        await save(store, 'b', [[made({ id: '72', at: NOON, fingerprint: '1-c' })]]);
        await save(store, 'a', [[made({ id: '71', at: NOON, fingerprint: '1-d' })]], { etag: '2' });
        assert.deepEqual(await list(store), ['1-c', '1-d']);
        assert.equal(await store.traceback('70'), undefined);
        assert.equal(await store.group('1-b'), undefined);
      });

      it('keeps what a failed archive had before', async () => {
        await save(store, 'a', [[made({ id: '70', at: NOON })]]);
        await save(store, 'a', [[made({ id: '71', at: NOON, fingerprint: '1-b' })]], { state: 'failed' });
        assert.deepEqual(await list(store), ['1-a', '1-b']);
        assert.equal((await store.archive('a'))?.error, 'It broke.');
      });

      it('gives an id that two archives have to the one that wrote it last', async () => {
        await save(store, 'a', [[made({ id: '70', at: NOON })]]);
        await save(store, 'b', [[made({ id: '70', at: NOON })]]);
        assert.equal((await store.traceback('70'))?.archive, 'b');
        await save(store, 'a', []);
        assert.deepEqual(await list(store), ['1-a']);
      });

      it('changes nothing the second time', async () => {
        await fc.assert(
          fc.asyncProperty(changes, async (history) => {
            const once = await open(OPTIONS);
            try {
              for (const change of history) await apply(once, change);
              const before = await everything(once, { ranges: [DAY], searches: [undefined], now: NOON, limit: 3 });
              const last = history.findLast((change) => change.does === 'save');
              const wasLast = last === history.at(-1);
              if (last && wasLast) await apply(once, last);
              assert.deepEqual(
                await everything(once, { ranges: [DAY], searches: [undefined], now: NOON, limit: 3 }),
                before,
              );
            } finally {
              await once.close();
            }
          }),
          { numRuns: Math.ceil(runs / 3) },
        );
      });
    });

    describe('settling what the hour cut', () => settlingContract(() => open(OPTIONS), RULES));

    describe('faults of a file', () => faultLinesContract(() => open(OPTIONS)));

    describe('tickets', () => ticketsContract(() => open(OPTIONS)));

    describe('what is left out', () => excludeContract(() => open(OPTIONS)));

    describe('rules on faults', () => faultRulesContract(() => open(OPTIONS), RULES));

    describe('records', () => recordsContract(() => open(OPTIONS), runs));

    describe('lists', () => {
      it('sort by last seen within the range and page exactly', async () => {
        const tracebacks = ['1-a', '1-b', '1-c', '1-d', '1-e'].flatMap((fingerprint, n) => [
          made({ id: `7${n}`, at: NOON + n * 1000, fingerprint }),
          made({ id: `8${n}`, at: NOON + 24 * HOUR - n * 1000, fingerprint }),
        ]);
        await save(store, 'a', [tracebacks]);
        assert.deepEqual(await list(store, DAY), ['1-e', '1-d', '1-c', '1-b', '1-a']);
        assert.deepEqual(await list(store), ['1-a', '1-b', '1-c', '1-d', '1-e']);
      });

      it('miss no group that moves while they are paged through', async () => {
        await save(store, 'a', [
          Array.from({ length: 6 }, (_, n) => made({ id: `7${n}`, at: NOON - n * HOUR, fingerprint: `1-${n}` })),
        ]);
        const query = { range: ALL_DAYS, filter: 'all', limit: 2 } as const;
        const first = await store.groups(query, NOON);
        assert.deepEqual(
          first.groups.map((group) => group.fingerprint),
          ['1-0', '1-1'],
        );
        await save(store, 'b', [
          [
            made({ id: '80', at: NOON - HOUR / 2, fingerprint: '1-4' }),
            made({ id: '81', at: NOON + HOUR, fingerprint: '1-9' }),
          ],
        ]);
        const rest = await allGroups(
          store,
          { ...query, ...(first.cursor !== undefined && { cursor: first.cursor }) },
          NOON,
        );
        assert.deepEqual(
          rest.map((group) => group.fingerprint),
          ['1-2', '1-3', '1-5', '1-4', '1-9'],
        );
      });

      it('refuse the cursor of another list, and one that nobody made', async () => {
        await save(store, 'a', [[made({ id: '70', at: NOON }), made({ id: '71', at: NOON, fingerprint: '1-b' })]]);
        const { cursor = '' } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 1 }, NOON);
        const query = { range: ALL_DAYS, limit: 1 };
        await assert.rejects(store.groups({ ...query, filter: 'new', cursor }, NOON), CursorError);
        await assert.rejects(store.groups({ ...query, filter: 'all', search: search('a'), cursor }, NOON), CursorError);
        await assert.rejects(store.tracebacks({ ...query, cursor }), CursorError);
        await assert.rejects(store.tracebacks({ ...query, cursor: '%' }), CursorError);
        await assert.rejects(store.archives({ limit: 1, cursor: 'bm9uZQ' }), CursorError);
      });

      it('say which groups are new, regressed, resolved and hidden, and what rules hide', async () => {
        const at = (hours: number): number => NOON + hours * HOUR;
        await save(store, 'a', [
          [
            made({ id: '70', at: at(-30), fingerprint: '1-old' }),
            made({ id: '71', at: at(0), fingerprint: '1-old' }),
            made({ id: '72', at: at(0), fingerprint: '1-new' }),
            made({ id: '73', at: at(1), fingerprint: '1-back' }),
            made({ id: '74', at: at(-1), fingerprint: '1-fixed' }),
            made({ id: '75', at: at(0), fingerprint: '1-gone' }),
            made({ id: '76', at: at(0), fingerprint: '1-noise', hiddenBy: 'noise' }),
            made({ id: '77', at: at(2), fingerprint: '1-old', hiddenBy: 'noise' }),
          ],
        ]);
        for (const fingerprint of ['1-back', '1-fixed'])
          assert.equal(await store.resolve(fingerprint, { at: NOON }), true);
        assert.equal(await store.hide('1-gone', { at: NOON, until: at(5), reason: 'known' }), true);
        assert.equal(await store.hide('1-never', { at: NOON }), false);
        const names = async (filter: GroupFilter, now = NOON): Promise<string[]> =>
          (await allGroups(store, { range: DAY, filter, limit: 10 }, now)).map((group) => group.fingerprint.slice(2));
        assert.deepEqual(await names('all'), ['back', 'new', 'old', 'fixed']);
        assert.deepEqual(await names('new'), ['back', 'new', 'fixed']);
        assert.deepEqual(await names('regressed'), ['back']);
        assert.deepEqual(await names('resolved'), ['fixed']);
        assert.deepEqual(await names('hidden'), ['old', 'gone', 'noise']);
        assert.deepEqual(await names('hidden', at(6)), ['old', 'noise']);
        assert.deepEqual(await store.counts(DAY, NOON), {
          all: 4,
          new: 3,
          regressed: 1,
          resolved: 1,
          hidden: 3,
          'with-ticket': 0,
          'open-ticket': 0,
          'no-ticket': 4,
          'no-recent-ticket': 4,
          hiddenByRule: [{ rule: 'noise', count: 2 }],
        });
        assert.equal(await store.restoreAll(), 1);
        assert.deepEqual(await names('hidden'), ['old', 'noise']);
        const old = await store.group('1-old');
        assert.deepEqual([old?.count, old?.days.length, old?.hiddenByRule], [2, 2, [{ rule: 'noise', count: 1 }]]);
      });

      it('search in the query, never on a fetched page', async () => {
        await save(store, 'a', [
          Array.from({ length: 30 }, (_, n) =>
            made({ id: `7${n}`, at: NOON - n * 1000, fingerprint: `1-${n}`, message: n % 10 === 9 ? 'needle' : 'hay' }),
          ),
        ]);
        const page = await store.groups(
          { range: ALL_DAYS, filter: 'all', search: search('message:needle'), limit: 2 },
          NOON,
        );
        assert.deepEqual([page.total, page.groups.map((group) => group.fingerprint)], [3, ['1-9', '1-19']]);
        const hits = await allHits(store, { range: ALL_DAYS, search: search('needle -id:729'), limit: 1 });
        assert.deepEqual(
          hits.map((hit) => hit.id),
          ['79', '719'],
        );
      });
    });

    it('says when a search looked at its newest 10,000 hits only', async () => {
      const times = (n: number): Parameters<typeof made>[0] => ({
        id: String(80_000 + n),
        at: NOON + Math.floor(n / 40) * 400,
        fingerprint: `1-${n % 3000}`,
      });
      const batches = Array.from({ length: 21 }, (_, b) =>
        Array.from({ length: 500 }, (_, n) => made({ ...times(b * 500 + n), context: [] })),
      );
      const memory = new MemoryStore(OPTIONS);
      const query = { range: ALL_DAYS, filter: 'all', search: search('price'), limit: 20 } as const;
      for (const each of [memory, store]) await save(each, 'a', batches);
      const page = await store.groups(query, NOON);
      assert.equal(page.searchCut, true);
      // What a cursor holds is each store's own.
      const { cursor: _own, ...shown } = page;
      const { cursor: _memory, ...expected } = await memory.groups(query, NOON);
      assert.deepEqual(shown, expected);
      const file = { file: 'cart.py', range: ALL_DAYS, limit: 1000 };
      assert.deepEqual(await store.faultLines(file, NOON), await memory.faultLines(file, NOON));
      const counts = (await allGroups(store, { ...query, limit: 2000 }, NOON)).map((group) => group.count);
      assert.equal(
        counts.reduce((a, b) => a + b),
        10_000,
      );
    });

    it('takes hostile text for text', async () => {
      const hostile = [
        '"; DROP TABLE traceback; --',
        "' OR 1=1",
        '\0 NEAR(a b)',
        '\u{1F4A5} \uD800 \uE000 acme',
        '<script>',
        '*',
        '^x',
        'text:y',
      ];
      await save(store, 'a', [
        hostile.map((message, n) =>
          made({ id: `7${n}`, at: NOON + n, fingerprint: `1-${n}`, message, labels: { customer: message } }),
        ),
      ]);
      assert.equal((await store.status()).tracebacks, hostile.length);
      for (const text of [
        '"DROP TABLE"',
        'near a',
        'label:customer="or 1 1"',
        'file:x OR y',
        '-text',
        'acme',
        'script',
      ]) {
        const hits = await allHits(store, { range: ALL_DAYS, search: search(text), limit: 3 });
        const memory = new MemoryStore(OPTIONS);
        await save(memory, 'a', [
          hostile.map((message, n) =>
            made({ id: `7${n}`, at: NOON + n, fingerprint: `1-${n}`, message, labels: { customer: message } }),
          ),
        ]);
        assert.deepEqual(hits, await allHits(memory, { range: ALL_DAYS, search: search(text), limit: 3 }), text);
      }
    });

    it('freezes old days: their counts stay, their tracebacks go', async () => {
      const old = [made({ id: '70', at: NOON - 48 * HOUR }), made({ id: '71', at: NOON - 48 * HOUR })];
      await save(store, 'a', [old, [made({ id: '72', at: NOON })]]);
      assert.equal(await store.retain('2016-08-12'), 2);
      assert.equal((await store.group('1-a'))?.count, 3);
      assert.equal(await store.traceback('70'), undefined);
      await save(store, 'a', [old, [made({ id: '72', at: NOON })]]);
      assert.deepEqual([(await store.group('1-a'))?.count, (await store.status()).frozenBefore], [3, '2016-08-12']);
      assert.equal(await store.retain('2016-08-01'), 0);
    });

    it('judges again by its own rules', async () => {
      await save(store, 'a', [
        [
          made({ id: '70', at: NOON, message: 'health check', hiddenBy: 'former rule' }),
          made({ id: '71', at: NOON, fingerprint: '1-b', message: 'acme', labels: { customer: 'other' } }),
          made({ id: '72', at: NOON, fingerprint: '1-c' }),
        ],
      ]);
      assert.equal(await store.rejudge(), 2);
      assert.equal(await store.rejudge(), 0);
      assert.equal((await store.traceback('70'))?.hiddenBy, 'health checks');
      const found = await allHits(store, { range: ALL_DAYS, search: search('label:customer=acme'), limit: 5 });
      assert.deepEqual(
        found.map((hit) => hit.id),
        ['71'],
      );
    });

    it('keeps the ledger', async () => {
      const claim = { name: 'a', etag: '1', parser: 1, at: NOON };
      assert.equal((await store.queueArchive(claim)).state, 'queued');
      await save(store, 'a', []);
      assert.equal((await store.queueArchive(claim)).state, 'done');
      assert.equal((await store.queueArchive({ ...claim, etag: '2' })).state, 'queued');
      const writer = await store.openArchive({ ...claim, etag: '2' });
      assert.equal((await store.queueArchive({ ...claim, etag: '2' })).state, 'running');
      assert.equal((await writer.close({ state: 'queued', bytes: 0, lines: 0, tracebacks: 0 })).state, 'queued');
      await save(store, 'b', [], { state: 'failed' });
      assert.equal((await store.queueArchive({ ...claim, name: 'b' })).state, 'queued');
      const { archives, counts, cursor } = await store.archives({ limit: 1 });
      assert.deepEqual([archives.map((row) => row.name), counts.queued], [['b'], 2]);
      const rest = await store.archives({ limit: 1, ...(cursor !== undefined && { cursor }) });
      assert.deepEqual([rest.archives.map((row) => row.name), rest.cursor], [['a'], undefined]);
      for (const [after, found] of [
        ['b', ['a']],
        ['ab', ['a']],
        ['a', []],
        ['z', ['b', 'a']],
      ] as const)
        assert.deepEqual(
          (await store.archives({ limit: 5, after })).archives.map((row) => row.name),
          found,
          after,
        );
      assert.deepEqual((await store.archives({ limit: 5, after: 'b', state: 'queued' })).counts.queued, 2);
    });

    it('answers like the memory store after any history', async function () {
      this.timeout(300_000);
      const ranges: DayRange[] = [DAY, ALL_DAYS, { from: '2016-08-11', to: '2016-08-12' }];
      await fc.assert(
        fc.asyncProperty(changes, queries, fc.integer({ min: 1, max: 4 }), async (history, query, limit) => {
          const views = { ranges, searches: [undefined, query], now: NOON, limit };
          const memory = new MemoryStore(OPTIONS);
          const other = await open(OPTIONS);
          try {
            for (const change of history) assert.deepEqual(await apply(other, change), await apply(memory, change));
            assert.deepEqual(await everything(other, views), await everything(memory, views));
          } finally {
            await other.close();
          }
        }),
        { numRuns: runs },
      );
    });
  });
}
