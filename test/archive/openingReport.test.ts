import assert from 'node:assert/strict';
import { openingReport } from '../../src/archive/openingReport.ts';
import type { ArchiveRow } from '../../src/stores/store.ts';

const NAME = 'dt=2016-08-12/2016-08-12-03.tsv.gz';
const row = (state: ArchiveRow['state'], rest: Partial<ArchiveRow> = {}): ArchiveRow => ({
  name: NAME,
  state,
  etag: '',
  parser: 1,
  bytes: 8_100_000,
  lines: 570_000,
  tracebacks: 1912,
  startedAt: 0,
  ...rest,
});
const none = 'x.png is no Papertrail archive: none of its 3 lines has ten columns separated by tabs, the first an id.';
const cut = 'x.tsv.gz is cut short: its gzip data end before their end. What could be read was kept.';

describe('what is told of archives that were opened', () => {
  const cases: [what: string, rows: ArchiveRow[], kind: string | undefined, sentence: string | undefined][] = [
    ['nothing when the list says it', [row('done'), row('done', { tracebacks: 0 })], undefined, undefined],
    [
      'that there is nothing',
      [row('done', { tracebacks: 0 })],
      'information',
      '2016-08-12-03.tsv.gz has no traceback in 570,000 lines.',
    ],
    [
      'that there is nothing in any',
      [row('done', { tracebacks: 0 }), row('done', { tracebacks: 0 })],
      'information',
      'The 2 archives have no traceback in 1,140,000 lines.',
    ],
    [
      'why one is none, and what is wanted',
      [row('done'), row('failed', { error: none })],
      'error',
      `${none} Choose a Papertrail archive: an hour of log lines, .tsv or .tsv.gz.`,
    ],
    [
      'why one cannot be had',
      [row('failed', { error: '/x.tsv does not exist: check the name.' })],
      'error',
      '/x.tsv does not exist: check the name.',
    ],
    ['what was kept of one that is cut', [row('partial', { error: cut })], 'warning', `${cut} (1,912 tracebacks)`],
    [
      'the worst, and how many more',
      [row('partial', { error: cut }), row('failed', { error: '/x.tsv does not exist: check the name.' })],
      'error',
      '/x.tsv does not exist: check the name. 1 other archive could not be read whole either.',
    ],
    [
      'where it was stopped',
      [row('queued')],
      'information',
      'Stopped after 8.1 MB of 2016-08-12-03.tsv.gz: 1,912 tracebacks found so far. Open it again to read it whole.',
    ],
  ];
  for (const [what, rows, kind, sentence] of cases) {
    it(what, () => {
      const report = openingReport(rows);
      assert.deepEqual([report?.kind, report?.sentence], [kind, sentence]);
    });
  }
});
