import assert from 'node:assert/strict';
import { tracebackLines } from '../../../server/cli/tracebackLines.ts';
import { clockIn } from '../../../src/core/wording/clock.ts';
import type { Traceback } from '../../../src/stores/store.ts';

const text = `Traceback (most recent call last):
  File "/opt/shop/orders/cart.py", line 63, in total
    assert price >= 0, price
AssertionError: -3`;

const traceback: Traceback = {
  id: '700594302233129020',
  at: '2016-08-12T03:18:41Z',
  instance: 'i-cc6b5552',
  program: 'engine.debug',
  exceptions: [],
  text,
  context: {
    before: [{ id: '700594302233129000', at: '2016-08-12T03:18:39Z', message: 'checkout 77' }],
    after: [{ id: '700594302233129030', at: '2016-08-12T03:18:42Z', message: 'done' }],
  },
  fingerprint: 'f00d',
  archive: 'logs/2016-08-12-03.tsv.gz',
  labels: { customer: 'acme' },
};

describe('a traceback in the terminal', () => {
  it('has its facts, what was logged before, its text, and what was logged after', () => {
    assert.equal(
      tracebackLines(traceback, clockIn('UTC'), 'https://papertrailapp.com').join('\n'),
      `when       Fri, 12 Aug 2016, 03:18:41 UTC
where      i-cc6b5552 engine.debug
archive    logs/2016-08-12-03.tsv.gz
fault      f00d
customer   acme
link       https://papertrailapp.com/systems/i-cc6b5552/events?focus=700594302233129020

Aug 12 03:18:39 i-cc6b5552 engine.debug:  checkout 77

    Traceback (most recent call last):
      File "/opt/shop/orders/cart.py", line 63, in total
        assert price >= 0, price
    AssertionError: -3

Aug 12 03:18:42 i-cc6b5552 engine.debug:  done`,
    );
  });

  it('says what is missing and what hides it', () => {
    const lines = tracebackLines(
      { ...traceback, unfinished: true, hiddenBy: 'health checks', context: { before: [], after: [], cut: true } },
      clockIn('UTC'),
      'https://papertrailapp.com',
    );
    assert.ok(lines.includes('hidden by  health checks'));
    assert.ok(lines.includes('(earlier lines were not kept: too many streams in one archive)'));
    assert.ok(lines.includes('    (unfinished: its last exception was never named)'));
  });
});
