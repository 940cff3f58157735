import assert from 'node:assert/strict';
import { type ComparedHit, compare, differences } from '../../../src/core/text/comparison.ts';
import type { Frame, LineNumber } from '../../../src/core/python/traceback.ts';

const frame = (path: string, line: number, name: string): Frame => ({
  path,
  line: line as LineNumber,
  function: name,
  source: null,
});
const HIT: ComparedHit = {
  at: '2016-08-12T03:18:41Z',
  instance: 'i-1',
  program: 'web',
  labels: { customer: 'acme' },
  exceptions: [
    {
      type: 'KeyError',
      message: "'sku'",
      relation: null,
      frames: [frame('/opt/shop/web/app.py', 3, 'run'), frame('/opt/shop/stock.py', 9, 'reserve')],
    },
  ],
  context: { before: [{ id: '1', at: '2016-08-12T03:18:40Z', message: 'DEBUG request 17 took 20 ms' }] },
};

describe('two hits compared', () => {
  it('finds nothing between a hit and itself', () =>
    assert.equal(
      differences(compare(HIT, HIT)),
      'The same: where it ran, labels, message, frames, what was logged before.',
    ));

  it('puts the same function side by side wherever it was deployed, and log lines that differ in numbers only', () => {
    const [exception] = HIT.exceptions;
    assert.ok(exception);
    const other: ComparedHit = {
      ...HIT,
      labels: { customer: 'wayne', order: '7' },
      exceptions: [
        { ...exception, frames: [frame('/srv/shop/web/app.py', 3, 'run'), frame('/srv/shop/stock.py', 12, 'reserve')] },
      ],
      context: { before: [{ id: '5', at: '2016-08-12T04:00:00Z', message: 'DEBUG request 18 took 31 ms' }] },
    };
    const comparison = compare(HIT, other);
    assert.deepEqual(comparison.frames, [
      { left: 'run  web/app.py:3', right: 'run  web/app.py:3' },
      { left: 'reserve  stock.py:9', right: 'reserve  stock.py:12' },
    ]);
    assert.deepEqual(comparison.labels, [
      { name: 'customer', left: 'acme', right: 'wayne' },
      { name: 'order', right: '7' },
    ]);
    assert.deepEqual(comparison.before, [
      { left: 'DEBUG request 17 took 20 ms', right: 'DEBUG request 18 took 31 ms' },
    ]);
    assert.equal(
      differences(comparison),
      'Different: labels, frames, what was logged before. The same: where it ran, message.',
    );
  });
});
