import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { rezoneSqlite } from '../../src/stores/sqlite/rezone.ts';
import { SqliteFile } from '../../src/stores/sqlite/sqliteFile.ts';
import { StoreError } from '../../src/stores/store.ts';
import { apply, changes, NOON, save, type Change } from './changes.ts';
import { everything } from './everything.ts';
import { made } from './made.ts';

const HOUR = 3_600_000;
/** Far apart, on either side of midnight, with steps of half and quarter hours, and one that leaves a day out of its calendar. */
const ZONES = [
  'UTC',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const VIEWS = {
  ranges: [{ from: '2016-08-12', to: '2016-08-12' }, ALL_DAYS, { from: '2016-08-11', to: '2016-08-13' }],
  searches: [undefined],
  now: NOON,
  limit: 2,
};

describe('a SQLite file whose days become another zone’s', () => {
  let folder: string;
  let files = 0;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'rezone-'))));
  after(() => rmSync(folder, { recursive: true }));

  const newFile = (): string => join(folder, `${files++}.db`);
  const open = (file: string, timeZone: string): SqliteFile =>
    new SqliteFile(file, { timeZone, rules: NO_RULES }, { busyTimeout: 0, cache: 1 });

  async function using<T>(file: string, timeZone: string, use: (store: SqliteFile) => Promise<T>): Promise<T> {
    const store = open(file, timeZone);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  async function madeIn(history: readonly Change[], timeZone: string): Promise<string> {
    const file = newFile();
    await using(file, timeZone, async (store) => {
      for (const change of history) await apply(store, change);
    });
    return file;
  }

  const seen = (file: string) => using(file, 'UTC', (store) => everything(store, VIEWS));

  it('is as one that was made in that zone, whatever was done before', async function () {
    this.timeout(120_000);
    const zones = fc.shuffledSubarray(ZONES, { minLength: 2, maxLength: 2 });
    const history = changes.map((all) => all.filter(({ does }) => does !== 'retain'));
    await fc.assert(
      fc.asyncProperty(history, zones, async (all, [from = 'UTC', to = 'UTC']) => {
        const file = await madeIn(all, from);
        assert.equal(rezoneSqlite(file, to).from, from);
        assert.deepEqual(await seen(file), await seen(await madeIn(all, to)));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps every count of frozen days, and counts nothing twice, there and back', async function () {
    this.timeout(120_000);
    const zones = fc.shuffledSubarray(ZONES, { minLength: 2, maxLength: 2 });
    const counts = (file: string) =>
      using(file, 'UTC', async (store) => {
        const { groups } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 100 }, 0);
        const details = await Promise.all(groups.map(({ fingerprint }) => store.group(fingerprint)));
        for (const detail of details)
          assert.equal(
            detail?.days.reduce((sum, { count }) => sum + count, 0),
            detail?.count,
          );
        const { tracebacks } = await store.status();
        return {
          tracebacks,
          groups: details.map((detail) => [
            detail?.fingerprint,
            detail?.count,
            detail?.hiddenByRule,
            detail?.first,
            detail?.last,
          ]),
        };
      });
    await fc.assert(
      fc.asyncProperty(changes, zones, async (all, [from = 'UTC', to = 'UTC']) => {
        const file = await madeIn(all, from);
        const had = await counts(file);
        const { frozenBefore } = rezoneSqlite(file, to);
        assert.deepEqual(await counts(file), had);
        // Nothing is left to drop of what is frozen.
        if (frozenBefore !== undefined) assert.equal(await using(file, to, (store) => store.retain(frozenBefore)), 0);
        rezoneSqlite(file, from);
        assert.deepEqual(await counts(file), had);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on counting in its new zone', async () => {
    const file = newFile();
    const late = Date.UTC(2016, 7, 12, 23);
    await using(file, 'UTC', (store) => save(store, 'a', [[made({ id: '70', at: late })]]));
    assert.deepEqual(rezoneSqlite(file, 'Europe/Berlin'), { from: 'UTC', to: 'Europe/Berlin', tracebacks: 1 });
    await using(file, 'UTC', async (store) => {
      assert.equal(store.timeZone, 'Europe/Berlin');
      await save(store, 'b', [[made({ id: '71', at: late + 2 * HOUR }), made({ id: '72', at: late - 2 * HOUR })]]);
      assert.deepEqual(
        (await store.group('1-a'))?.days.map(({ day, count }) => [day, count]),
        [
          ['2016-08-12', 1],
          ['2016-08-13', 2],
        ],
      );
    });
  });

  it('is left as it is while somebody else has it open, and in a zone that is none', async () => {
    const file = newFile();
    const store = open(file, 'UTC');
    await save(store, 'a', [[made({ id: '70', at: NOON })]]);
    assert.throws(
      () => rezoneSqlite(file, 'Europe/Berlin'),
      (error) => error instanceof StoreError && error.reason === 'busy',
    );
    await store.close();
    assert.throws(() => rezoneSqlite(file, 'Mars/Olympus'), RangeError);
    assert.equal(await using(file, 'UTC', async ({ timeZone }) => timeZone), 'UTC');
  });
});
