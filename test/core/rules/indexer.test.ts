import assert from 'node:assert/strict';

import { indexer } from '../../../src/core/rules/indexer.ts';
import { judge } from '../../../src/core/rules/judge.ts';
import type { HideRule, Rules } from '../../../src/core/rules/rules.ts';
import { messagesOf } from '../../../src/core/papertrail/context.ts';
import { findAll } from '../python/findAll.ts';
import { logLines } from '../python/logLines.ts';

const [found] = findAll(
  logLines([
    '2016-08-12 10:00:00 customer=hooli user=1',
    '2016-08-12 10:00:01 customer=acme request_id=4e6fb311',
    'Traceback (most recent call last):',
    '  File "/opt/shop/orders/cart.py", line 63, in total',
    'KeyError: 1',
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    'Traceback (most recent call last):',
    '  File "/opt/shop/web/app.py", line 3, in handle',
    'shop.errors.OrderError: order of user=77 failed',
    '2016-08-12 10:00:02 shard=9 user=2',
  ]),
).found;

function indexed(rules: Partial<Rules>): ReturnType<ReturnType<typeof indexer>> {
  return indexer({ hide: [], labels: [], ...rules })(found!);
}

describe('labels', () => {
  const cases: [what: string, labels: string[], found: Record<string, string>][] = [
    ['are looked for in the traceback first', ['user=(?<user>\\d+)'], { user: '77' }],
    ['then in the nearest line before it', ['customer=(?<customer>\\w+)'], { customer: 'acme' }],
    ['then in the lines after it', ['shard=(?<shard>\\d+)'], { shard: '9' }],
    [
      'can be several of one expression',
      ['customer=(?<customer>\\w+) request_id=(?<request>\\w+)'],
      { customer: 'acme', request: '4e6fb311' },
    ],
    ['are not there when nothing fits', ['tenant=(?<tenant>\\w+)'], {}],
  ];
  for (const [what, labels, expected] of cases) it(what, () => assert.deepEqual(indexed({ labels }).labels, expected));

  it('are found in the message below more frames than are searched, and at the beginning of a long one', () => {
    const frames = Array.from({ length: 200 }, (_, i) => `  File "/opt/shop/orders/cart.py", line ${i + 1}, in total`);
    const texts = [
      ['Traceback (most recent call last):', ...frames, 'ValueError: order=5 failed'],
      ['Traceback (most recent call last):', `ValueError: order=5 failed ${'x '.repeat(4_000)}`],
    ];
    for (const text of texts) {
      const [one] = findAll(logLines(text)).found;
      assert.deepEqual(indexer({ hide: [], labels: ['order=(?<order>\\d+)'] })(one!).labels, { order: '5' });
    }
  });

  it('are cut when they are long', () => {
    const [long] = findAll(logLines(['Traceback (most recent call last):', `KeyError: x=${'y'.repeat(3_000)}`])).found;
    assert.equal(indexer({ hide: [], labels: ['x=(?<x>y+)'] })(long!).labels['x']?.length, 200);
  });
});

describe('a rule', () => {
  const cases: [what: string, conditions: Omit<HideRule, 'name'>, hides: boolean][] = [
    ['hides by any type of the chain', { type: '^KeyError$' }, true],
    ['hides by a type as it is called without its module', { type: '^OrderError$' }, true],
    ['hides by a type as it is printed', { type: '^shop\\.errors\\.OrderError$' }, true],
    ['hides by the last exception’s message', { message: 'order of' }, true],
    ['does not look at other messages', { message: '^1$' }, false],
    ['hides by a frame’s path and function', { frame: 'orders/cart\\.py:total$' }, true],
    ['hides by program', { program: '^web\\.' }, true],
    ['wants all its conditions', { type: 'KeyError', program: 'worker' }, false],
  ];
  for (const [what, conditions, hides] of cases) {
    it(what, () => assert.equal(indexed({ hide: [{ name: 'r', ...conditions }] }).hiddenBy, hides ? 'r' : undefined));
  }

  it('that comes first gives the name', () => {
    assert.equal(
      indexed({
        hide: [
          { name: 'none', type: 'X' },
          { name: 'one', type: 'Key' },
          { name: 'two', type: 'Order' },
        ],
      }).hiddenBy,
      'one',
    );
  });

  it('says the same of a stored traceback, without reading its context where no label is looked for', () => {
    const rules: Rules = { hide: [{ name: 'r', type: 'KeyError' }], labels: [] };
    const verdict = judge(rules)(found!, () => assert.fail('the context was read'));
    assert.deepEqual(verdict, { labels: {}, hiddenBy: 'r' });
    const labelled = judge({ ...rules, labels: ['shard=(?<shard>\\d)'] })(found!, () => messagesOf(found!.context));
    assert.deepEqual(labelled, { labels: { shard: '9' }, hiddenBy: 'r' });
  });
});
