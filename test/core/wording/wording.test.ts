import assert from 'node:assert/strict';
import { clockIn } from '../../../src/core/wording/clock.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';
import { longDay, rangeName, shortDay } from '../../../src/core/wording/dayName.ts';
import { duration } from '../../../src/core/wording/duration.ts';
import { cappedNumber, counted, exactNumber, shortNumber } from '../../../src/core/wording/number.ts';
import { size } from '../../../src/core/wording/size.ts';
import { visible } from '../../../src/core/wording/visible.ts';

function table<Input, Output>(title: string, write: (input: Input) => Output, rows: [Input, Output][]): void {
  describe(title, () => {
    for (const [input, output] of rows) {
      it(`${JSON.stringify(input)} → ${JSON.stringify(output)}`, () => assert.deepEqual(write(input), output));
    }
  });
}

describe('wording', () => {
  table('exact numbers', exactNumber, [
    [0, '0'],
    [1234, '1,234'],
    [1_234_567, '1,234,567'],
  ]);
  table('short numbers', shortNumber, [
    [9_999, '9,999'],
    [10_000, '10.0 k'],
    [12_345, '12.3 k'],
    [999_949, '999.9 k'],
    [999_950, '1.0 M'],
    [12_345_678, '12.3 M'],
  ]);
  table('numbers that are counted to ten thousand', cappedNumber, [
    [9_999, '9,999'],
    [10_000, '10,000+'],
  ]);
  table('counted things', (count: number) => counted(count, 'hit'), [
    [0, '0 hits'],
    [1, '1 hit'],
    [1_234, '1,234 hits'],
  ]);
  table('sizes', size, [
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [14_700_000, '14.7 MB'],
    [160_000_000, '160 MB'],
    [999_600, '1.0 MB'],
    [5e15, '5000 TB'],
  ]);
  table('durations in milliseconds', duration, [
    [0, '0 ms'],
    [-5, '0 ms'],
    [99, '99 ms'],
    [100, '0.1 s'],
    [412, '0.4 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_600, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [3 * 86_400_000, '3 days'],
  ]);
  table('days', longDay, [['2016-08-12', 'Fri 12 August 2016']]);
  table('days in short', shortDay, [['2016-08-02', 'Tue 2 Aug']]);
  table('ranges', rangeName, [
    [{ from: '2016-08-12', to: '2016-08-12' }, 'Fri 12 August 2016'],
    [{ from: '2016-07-30', to: '2016-08-12' }, '30 Jul 2016 – 12 Aug 2016'],
  ]);
  table('long names', (text: string) => cutMiddle(text, 9), [
    ['123456789', '123456789'],
    ['1234567890', '1234…7890'],
    ['😀😀😀😀😀😀😀😀😀😀', '😀😀😀😀…😀😀😀😀'],
    ['', ''],
  ]);
  table('what cannot be seen', visible, [
    ['a\tb\nc', 'a\tb\nc'],
    ['\x1b[31mred\x00\x7f\x9b\r', '\\x1b[31mred\\x00\\x7f\\x9b\\x0d'],
    ['\u202egnp.exe\u2066\u200f\u061c\ufeff\u2028', '\\u202egnp.exe\\u2066\\u200f\\u061c\\ufeff\\u2028'],
    ['grüner Tee שלום 😀', 'grüner Tee שלום 😀'],
  ]);
});

describe('a clock', () => {
  const at = Date.parse('2016-08-12T03:18:39Z');
  const utc = clockIn('UTC');
  table('tells how long ago it was, up to a day', (now: string) => utc.shown(at, Date.parse(now)).text, [
    ['2016-08-12T03:18:39Z', 'just now'],
    ['2016-08-12T03:18:00Z', 'just now'],
    ['2016-08-12T03:19:38Z', 'just now'],
    ['2016-08-12T03:21:40Z', '3 min ago'],
    ['2016-08-12T04:18:38Z', '59 min ago'],
    ['2016-08-13T03:18:38Z', '23 h ago'],
    ['2016-08-13T03:18:39Z', '12 Aug 03:18'],
    ['2017-08-13T03:18:39Z', '12 Aug 2016'],
    ['2016-08-12T02:00:00Z', '12 Aug 03:18'],
  ]);
  table('has the exact time in its zone', (zone: string) => clockIn(zone).shown(at, at), [
    ['UTC', { iso: '2016-08-12T03:18:39.000Z', text: 'just now', title: 'Fri, 12 Aug 2016, 03:18:39 UTC' }],
    [
      'Europe/Amsterdam',
      { iso: '2016-08-12T03:18:39.000Z', text: 'just now', title: 'Fri, 12 Aug 2016, 05:18:39 CEST' },
    ],
  ]);
  table('writes a log line’s time as Papertrail does', (text: string) => utc.logTime(Date.parse(text)), [
    ['2016-08-12T03:18:39Z', 'Aug 12 03:18:39'],
    ['2016-09-01T00:00:00Z', 'Sep 01 00:00:00'],
  ]);
});
