import assert from 'node:assert/strict';
import { parseDays } from '../../src/tree/parseDays.ts';

const RANGE = { from: '2016-08-01', to: '2016-08-12' };

describe('days as they are typed', () => {
  for (const text of [
    '2016-08-01 to 2016-08-12',
    ' 2016-08-01 2016-08-12 ',
    '2016-08-01 – 2016-08-12',
    '2016-08-01 - 2016-08-12',
    '2016-08-01..2016-08-12',
    '2016-08-01, 2016-08-12',
  ]) {
    it(`understands ${JSON.stringify(text)}`, () => assert.deepEqual(parseDays(text), RANGE));
  }
  it('understands one day', () => assert.deepEqual(parseDays('2016-08-12'), { from: '2016-08-12', to: '2016-08-12' }));

  for (const [text, sentence] of [
    ['', /^Write a day like/],
    ['12 August', /^Write a day like/],
    ['2016-08-01 2016-08-12 2016-08-13', /^Write a day like/],
    ['2016-02-30', /^There is no day 2016-02-30/],
    ['2016-08-12 to 2016-08-01', /end \(2016-08-01\) before they begin/],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const said = parseDays(text);
      assert.match(typeof said === 'string' ? said : '', sentence);
    });
  }
});
