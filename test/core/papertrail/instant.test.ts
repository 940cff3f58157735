import assert from 'node:assert/strict';
import fc from 'fast-check';

import { formatInstant, parseInstant } from '../../../src/core/papertrail/instant.ts';
import { InstantReader } from '../../../src/core/papertrail/instantReader.ts';

const at = Date.UTC(2016, 7, 12, 3, 18, 39);

describe('a timestamp', () => {
  const cases: [text: string, instant: number | undefined][] = [
    ['2016-08-12T03:18:39', at],
    ['2016-08-12 03:18:39', at],
    ['2016-08-12T03:18:39Z', at],
    ['2016-08-12T03:18:39-04:00', at + 4 * 3_600_000],
    ['2016-08-12T03:18:39+0530', at - 5.5 * 3_600_000],
    ['2016-08-12T03:18:39.283Z', at + 283],
    ['2016-08-12 03:18:39,283', at + 283],
    ['2016-02-30T03:18:39Z', undefined],
    ['2016-08-12', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ];
  for (const [text, instant] of cases) {
    it(`${text || '(nothing)'} ${instant === undefined ? 'is none' : 'is read'}, in a column too`, () => {
      assert.equal(parseInstant(text), instant);
      const bytes = Buffer.from(`x${text}x`);
      assert.equal(new InstantReader().read(bytes, 1, bytes.length - 1), instant);
    });
  }

  it('is written in UTC, and read again as it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (instant) => parseInstant(formatInstant(instant)) === instant,
      ),
    );
    assert.equal(formatInstant(at), '2016-08-12T03:18:39Z');
  });
});
