import assert from 'node:assert/strict';
import { fenced, tracebackMarkdown } from '../../../src/core/groups/tracebackMarkdown.ts';
import { tracebackText, type WrittenTraceback } from '../../../src/core/groups/tracebackText.ts';

const TRACEBACK: WrittenTraceback = {
  id: '700594302233129020',
  at: '2016-08-12T03:18:41Z',
  instance: 'i-cc6b5552',
  program: 'engine.debug',
  text: 'Traceback (most recent call last):\n  File "/opt/shop/orders/cart.py", line 63, in total\n    assert price >= 0, price\nAssertionError: -3',
  exceptions: [{ type: 'AssertionError', message: '-3' }],
  labels: { customer: 'acme' },
  context: {
    before: [{ id: '700594302233129003', at: '2016-08-12T03:18:40Z', message: 'DEBUG engine: total of *7*' }],
  },
};

describe('a traceback to paste', () => {
  it('as text', () =>
    assert.equal(
      tracebackText(TRACEBACK),
      `2016-08-12 03:18:41 UTC i-cc6b5552 engine.debug
Traceback (most recent call last):
  File "/opt/shop/orders/cart.py", line 63, in total
    assert price >= 0, price
AssertionError: -3
`,
    ));

  it('as Markdown', () =>
    assert.equal(
      tracebackMarkdown(TRACEBACK, 'https://papertrailapp.com'),
      `**AssertionError: -3**

2016-08-12 03:18:41 UTC on \`i-cc6b5552\`, program \`engine.debug\` ([Papertrail](https://papertrailapp.com/systems/i-cc6b5552/events?focus=700594302233129020))

\`customer=acme\`

\`\`\`pytb
Traceback (most recent call last):
  File "/opt/shop/orders/cart.py", line 63, in total
    assert price >= 0, price
AssertionError: -3
\`\`\`

Logged before it:

\`\`\`
2016-08-12 03:18:40 UTC i-cc6b5552 engine.debug: DEBUG engine: total of *7*
\`\`\`
`,
    ));

  it('whose text tries to be more than text', () => {
    const hostile: WrittenTraceback = {
      ...TRACEBACK,
      instance: 'i-`1',
      exceptions: [{ type: 'E', message: '[x](http://e.example) **b** <img src=x> @all' }],
      text: '```\n# heading\n````\n\u202egnp',
      context: { before: [] },
      labels: {},
    };
    const text = tracebackMarkdown(hostile, 'https://papertrailapp.com');
    assert.match(text, /^\*\*E: \\\[x\\\]\\\(http:\/\/e\.example\\\) \\\*\\\*b\\\*\\\* \\<img src=x\\> \\@all\*\*$/m);
    assert.match(text, /on `` i-`1 ``/);
    assert.match(text, /^`````pytb\n```\n# heading\n````\n\\u202egnp\n`````$/m);
  });

  it('with a million backticks', () => assert.equal(fenced('` '.repeat(1_000_000)).startsWith('```\n'), true));
});
