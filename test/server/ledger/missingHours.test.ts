import assert from 'node:assert/strict';
import { missingDays } from '../../../server/ledger/missingDays.ts';
import { missingHours } from '../../../server/ledger/missingHours.ts';
import type { ArchiveQuery, TracebackStore } from '../../../src/stores/store.ts';
import { memoryStore } from '../ingest/takenIn.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(`${text}:00:00Z`);

async function storeWith(names: readonly string[]): Promise<TracebackStore> {
  const store = memoryStore();
  for (const name of names) await store.queueArchive({ name, etag: 'a', parser: 1, at: 0 });
  return store;
}

/** The names of so many hours from the first one on. */
function hourly(prefix: string, first: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const hour = new Date(at(first) + n * HOUR).toISOString();
    return `${prefix}dt=${hour.slice(0, 10)}/${hour.slice(0, 10)}-${hour.slice(11, 13)}.tsv.gz`;
  });
}

describe('missing hours', () => {
  it('lie between the archives of one place', async () => {
    const names = hourly('s3://logs/p/', '2016-08-11T20', 30).filter((name) => !/-12-0[567]|-11-22/.test(name));
    const [series, ...others] = await missingHours(await storeWith(names));
    assert.equal(others.length, 0);
    assert.deepEqual(series, {
      prefix: 's3://logs/p/',
      folders: true,
      looked: { from: at('2016-08-11T20'), to: at('2016-08-13T02') },
      missing: [
        { from: at('2016-08-11T22'), to: at('2016-08-11T23') },
        { from: at('2016-08-12T05'), to: at('2016-08-12T08') },
      ],
    });
  });

  it('are none where nothing is, and where all is', async () => {
    assert.deepEqual(await missingHours(await storeWith([])), []);
    const [whole] = await missingHours(await storeWith(hourly('/a/', '2016-08-12T00', 24)));
    assert.deepEqual(whole?.missing, []);
  });

  it('are told of each place by itself, names without an hour passed over', async () => {
    const names = [
      ...hourly('s3://logs/a/', '2016-08-12T00', 1),
      ...hourly('s3://logs/a/', '2016-08-12T02', 1),
      ...hourly('s3://logs/b/', '2016-08-12T00', 1),
      ...hourly('s3://logs/b/', '2016-08-12T03', 1),
      '/home/me/2016-08-12-04.tsv',
      '/home/me/2016-08-12-04.tsv.gz',
      '/home/me/2016-08-12-06.tsv',
      '/home/me/other.tsv',
      '-',
      's3://logs/b/whole.tsv',
      's3://logs/z.tsv',
    ];
    const found = await missingHours(await storeWith(names));
    assert.deepEqual(
      found.map(({ prefix, missing }) => [prefix, missing.map(({ from, to }) => (to - from) / HOUR)]),
      [
        ['s3://logs/b/', [2]],
        ['s3://logs/a/', [1]],
        ['/home/me/', [1]],
      ],
    );
  });

  it('are looked for in the last 30 days, with two requests a place', async () => {
    const store = await storeWith([...hourly('p/', '2016-06-01T00', 1), ...hourly('p/', '2016-06-02T00', 24 * 60)]);
    let requests = 0;
    const counting: Pick<TracebackStore, 'archives'> = {
      archives: (query: ArchiveQuery) => (requests++, store.archives(query)),
    };
    const [series] = await missingHours(counting);
    assert.deepEqual(series?.looked, { from: at('2016-07-02T00'), to: at('2016-08-01T00') });
    assert.deepEqual([series?.missing, requests], [[], 3]);
  });

  it('go on to the present where archives are still awaited, until they are given up', async () => {
    const store = await storeWith(hourly('s3://logs/p/', '2016-08-12T00', 2));
    const until = (text: string, awaited = true) =>
      missingHours(store, { isAwaited: () => awaited, until: at(text) + HOUR / 2 }).then((found) => found[0]?.missing);
    assert.deepEqual(await until('2016-08-12T05'), [{ from: at('2016-08-12T02'), to: at('2016-08-12T05') }]);
    assert.deepEqual(await until('2016-08-12T01'), []);
    assert.deepEqual(await until('2016-08-12T05', false), []);
    assert.deepEqual(await until('2017-08-12T05'), []);
  });
});

describe('missing hours by day', () => {
  const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
  it('are cut at midnight; whole days in a row are one', () => {
    assert.deepEqual(
      missingDays([
        range('2016-08-01T05', '2016-08-01T08'),
        range('2016-08-01T22', '2016-08-05T02'),
        range('2016-08-06T00', '2016-08-07T00'),
      ]),
      [
        {
          from: '2016-08-01',
          to: '2016-08-01',
          hours: [
            { from: 5, to: 8 },
            { from: 22, to: 24 },
          ],
          count: 5,
        },
        { from: '2016-08-02', to: '2016-08-04', hours: [{ from: 0, to: 24 }], count: 72 },
        { from: '2016-08-05', to: '2016-08-05', hours: [{ from: 0, to: 2 }], count: 2 },
        { from: '2016-08-06', to: '2016-08-06', hours: [{ from: 0, to: 24 }], count: 24 },
      ],
    );
  });
});
