import assert from 'node:assert/strict';
import { backfillText } from '../../../server/cli/backfillProgress.ts';

describe('how far a backfill has come', () => {
  const whole = { ofArchives: 24, ofBytes: 352_000_000 };
  const cases: [string, Parameters<typeof backfillText>[0], number, string][] = [
    [
      'at its beginning has no estimate',
      { ...whole, archives: 0, bytes: 0, tracebacks: 0 },
      5_000,
      '░░░░░░░░░░░░░░░░░░░░ 0 of 24 archives · 0 B of 352 MB · 0 tracebacks',
    ],
    [
      'tells archives, bytes and what is left',
      { ...whole, archives: 6, bytes: 88_000_000, tracebacks: 1_912 },
      30_000,
      '█████░░░░░░░░░░░░░░░ 6 of 24 archives · 88.0 MB of 352 MB · 1,912 tracebacks · 1 min 30 s left',
    ],
    [
      'at its end has no estimate',
      { ...whole, archives: 24, bytes: 352_000_000, tracebacks: 7_000 },
      60_000,
      '████████████████████ 24 of 24 archives · 352 MB of 352 MB · 7,000 tracebacks',
    ],
  ];
  for (const [what, progress, elapsed, text] of cases)
    it(what, () => assert.equal(backfillText(progress, elapsed), text));
});
