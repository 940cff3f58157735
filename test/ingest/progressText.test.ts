import assert from 'node:assert/strict';
import { progressText } from '../../src/ingest/progressText.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';

const progress = {
  name: '/logs/dt=2016-08-12/2016-08-12-03.tsv.gz',
  bytes: 8_100_000,
  size: 14_700_000,
  lines: 300_000,
  tracebacks: 1912,
};

const CASES: [what: string, progress: IngestProgress, elapsed: number, text: string][] = [
  [
    'how much, what, and how long',
    progress,
    2450,
    '2016-08-12-03.tsv.gz · 8.1 of 14.7 MB · 1,912 tracebacks · 2 s left',
  ],
  ['no time left at first', progress, 300, '2016-08-12-03.tsv.gz · 8.1 of 14.7 MB · 1,912 tracebacks'],
  [
    'both units where they differ',
    { ...progress, bytes: 96_000, tracebacks: 1 },
    100,
    '2016-08-12-03.tsv.gz · 96.0 kB of 14.7 MB · 1 traceback',
  ],
  [
    'minutes',
    { ...progress, bytes: 1_000_000 },
    10_000,
    '2016-08-12-03.tsv.gz · 1.0 of 14.7 MB · 1,912 tracebacks · 2 min 17 s left',
  ],
  [
    'no end where the size is not known',
    { name: '-', bytes: 8_100_000, lines: 3, tracebacks: 0 },
    5000,
    'standard input · 8.1 MB · 0 tracebacks',
  ],
];

describe('progress of an ingestion', () => {
  for (const [what, given, elapsed, text] of CASES) {
    it(`says ${what}`, () => assert.equal(progressText(given, elapsed), text));
  }
});
