import assert from 'node:assert/strict';

import { archiveHour, archiveSeries, isArchiveName, neighbours } from '../../../src/core/papertrail/archiveName.ts';

describe("an archive's name", () => {
  const cases: [name: string, before: string, after: string][] = [
    ['2016-08-12-03.tsv.gz', '2016-08-12-02.tsv.gz', '2016-08-12-04.tsv.gz'],
    ['/logs/2016-08-12-03.tsv', '/logs/2016-08-12-02.tsv', '/logs/2016-08-12-04.tsv'],
    [
      'p/dt=2016-08-12/2016-08-12-00.tsv.gz',
      'p/dt=2016-08-11/2016-08-11-23.tsv.gz',
      'p/dt=2016-08-12/2016-08-12-01.tsv.gz',
    ],
    [
      'bucket/p/dt=2016-12-31/2016-12-31-23.tsv.gz',
      'bucket/p/dt=2016-12-31/2016-12-31-22.tsv.gz',
      'bucket/p/dt=2017-01-01/2017-01-01-00.tsv.gz',
    ],
    ['dt=2016-02-28/2016-02-28-23.tsv', 'dt=2016-02-28/2016-02-28-22.tsv', 'dt=2016-02-29/2016-02-29-00.tsv'],
  ];
  for (const [name, before, after] of cases)
    it(`${name} tells the hours beside it`, () => assert.deepEqual(neighbours(name), { before, after }));

  it('tells its place', () => {
    const prefix = 's3://logs/p/';
    assert.deepEqual(archiveSeries(`${prefix}dt=2016-08-12/2016-08-12-00.tsv.gz`), { prefix, folders: true });
    assert.deepEqual(archiveSeries(`${prefix}2016-08-12-00.tsv`), { prefix, folders: false });
    assert.equal(archiveSeries('-'), undefined);
  });

  const others = [
    '-',
    'app.tsv.gz',
    '2016-08-12-25.tsv.gz',
    '2016-13-12-03.tsv',
    'dt=2016-08-11/2016-08-12-03.tsv.gz',
    '2016-08-12-03.tsv.gz.part',
    '2016-08-12.tsv.gz',
  ];
  for (const name of others)
    it(`${name} tells no hour`, () => assert.deepEqual([neighbours(name), archiveHour(name)], [undefined, undefined]));

  it('tells when its hour begins', () =>
    assert.equal(archiveHour('dt=2016-08-12/2016-08-12-03.tsv.gz'), Date.UTC(2016, 7, 12, 3)));

  it('ends in .tsv or .tsv.gz', () => {
    assert.deepEqual(['a.tsv', 'a.tsv.gz', 'a.gz', 'a.tsv.gz.truth', 'tsv'].map(isArchiveName), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
