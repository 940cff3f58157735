import assert from 'node:assert/strict';
import { inert } from '../../../../server/pages/format/inert.ts';
import { startOfDay } from '../../../../server/pages/format/startOfDay.ts';

function table<Input, Output>(title: string, write: (input: Input) => Output, rows: [Input, Output][]): void {
  describe(title, () => {
    for (const [input, output] of rows) {
      it(`${JSON.stringify(input)} → ${JSON.stringify(output)}`, () => assert.deepEqual(write(input), output));
    }
  });
}

describe('what pages write', () => {
  table('markup', inert, [[`<a href="x" title='y'>&\x07`, '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;\\x07']]);
});

describe('the start of a day', () => {
  const start = (zone: string) => (day: string) => new Date(startOfDay(day, zone)).toISOString();
  table('in UTC', start('UTC'), [['2016-08-12', '2016-08-12T00:00:00.000Z']]);
  table('in Kiritimati, 14 hours ahead', start('Pacific/Kiritimati'), [['2016-08-12', '2016-08-11T10:00:00.000Z']]);
  table('in New York', start('America/New_York'), [['2016-08-12', '2016-08-12T04:00:00.000Z']]);
  // Clocks went from 24:00 to 1:00.
  table('where midnight is skipped', start('America/Sao_Paulo'), [['2018-11-04', '2018-11-04T03:00:00.000Z']]);
});
