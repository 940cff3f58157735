import assert from 'node:assert/strict';
import { historyBars } from '../../../../src/core/groups/historyBars.ts';
import { sparkline } from '../../../../server/pages/charts/sparkline.ts';

describe('a sparkline', () => {
  it('is 112 × 24 for 28 days, says its numbers, and keeps the last day apart', () => {
    const { width, height, last, label } = sparkline([...Array.from({ length: 27 }, () => 0), 7]);
    assert.deepEqual([width, height], [112, 24]);
    assert.equal(last, 'M108 24v-24h3v24z');
    assert.equal(label, '7 in 28 days, 7 on the last');
  });

  it('shows one hit beside ten thousand, and nothing as a hairline', () => {
    const { past } = sparkline([10_000, 1, 0, 5]);
    assert.deepEqual(
      [...past.matchAll(/v-(\d+)/g)].map(([, height]) => height),
      ['24', '3', '1'],
    );
  });
});

describe('a history', () => {
  const ends = (days: { day: string; count: number }[], today: string) => {
    const { range, bars, earlier } = historyBars(days, today);
    return { ...range, bars: bars.length, earlier };
  };
  const cases: [string, { day: string; count: number }[], string, ReturnType<typeof ends>][] = [
    [
      'has four weeks up to today',
      [{ day: '2016-08-10', count: 3 }],
      '2016-08-12',
      { from: '2016-07-16', to: '2016-08-12', bars: 28, earlier: 0 },
    ],
    [
      'begins with the first day when that is older',
      [
        { day: '2016-07-01', count: 3 },
        { day: '2016-08-12', count: 1 },
      ],
      '2016-08-12',
      { from: '2016-07-01', to: '2016-08-12', bars: 43, earlier: 0 },
    ],
    [
      'has twelve weeks at most, and counts what is older',
      [
        { day: '2015-01-01', count: 3 },
        { day: '2016-08-12', count: 1 },
      ],
      '2016-08-12',
      { from: '2016-05-21', to: '2016-08-12', bars: 84, earlier: 3 },
    ],
    [
      'ends on the last day of what is long gone',
      [{ day: '2015-01-31', count: 3 }],
      '2016-08-12',
      { from: '2015-01-04', to: '2015-01-31', bars: 28, earlier: 0 },
    ],
    [
      'shows days ahead of the clock',
      [{ day: '2016-08-20', count: 1 }],
      '2016-08-12',
      { from: '2016-07-24', to: '2016-08-20', bars: 28, earlier: 0 },
    ],
    [
      'is there when nothing was counted',
      [],
      '2016-08-12',
      { from: '2016-07-16', to: '2016-08-12', bars: 28, earlier: 0 },
    ],
  ];
  for (const [title, days, today, expected] of cases) it(title, () => assert.deepEqual(ends(days, today), expected));
});
