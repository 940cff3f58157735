import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toAdf } from '../../../src/core/jira/adf.ts';
import { adfText } from '../../../src/core/jira/adfText.ts';
import { ticketDescription } from '../../../src/core/jira/ticketDescription.ts';
import { plainText } from '../../../src/core/jira/ticketText.ts';
import { toWikiText } from '../../../src/core/jira/wikiText.ts';
import { JIRA_LIMIT } from '../../../src/core/jira/withinLimit.ts';
import { adfMistakes } from './adfSchema.ts';
import { hit, reported, TRACEBACK } from './reported.ts';

const EXPECTED = `*AssertionError in total*, 37 times since 2016\\-08\\-12 03:01:41 UTC, last at 2016\\-08\\-12 03:18:41 UTC.

[The fault on the site|https://tracebacks.example.com/groups/v1-0123456789abcdef0123] · in the editor: {{vscode://assertion\\-context.assertion\\-context/group/v1\\-0123456789abcdef0123}}

h3. Where

* Frame: {{orders/cart.py:63}}
* Programs: engine.debug (37)
* Instances: i\\-cc6b5552 (30), i\\-2ee330b7 (7)
* Labels: customer=acme

h3. Traceback of 2016\\-08\\-12 03:18:41 UTC

{code:python}
${TRACEBACK}
{code}

h3. Logged before it

{noformat}
2016-08-12 03:18:40 UTC i-cc6b5552 engine.debug: {'client_secret': u'[masked]', 'user': 4}
{noformat}

h3. Hits

* [2016\\-08\\-12 03:18:41 UTC|https://papertrailapp.com/systems/i-cc6b5552/events?focus=700594302233129018] i\\-cc6b5552 engine.debug
* [2016\\-08\\-12 03:09:41 UTC|https://papertrailapp.com/systems/i-cc6b5552/events?focus=700594302233129009] i\\-cc6b5552 engine.debug
* and 35 earlier hits

1 secret was replaced by \\[masked\\].

Found by Assertion Context: {{ac\\-v1\\-0123456789abcdef0123}}
`;

describe('the description of a ticket', () => {
  it('says what, how often, since when and where, with traceback, context, hits and links', () => {
    assert.equal(toWikiText(ticketDescription(reported())), EXPECTED);
  });

  it('is a document that Atlassian’s schema takes, with the same words', () => {
    const document = toAdf(ticketDescription(reported()));
    assert.deepEqual(adfMistakes(document), []);
    const text = adfText(document);
    for (const words of [
      TRACEBACK,
      '37 times since',
      'i-2ee330b7 (7)',
      'focus=700594302233129018',
      'ac-v1-0123456789abcdef0123',
    ])
      assert.ok(text.includes(words), words);
    assert.ok(!text.includes('19d7a0'));
  });

  it('says nothing of a site that others cannot reach', () => {
    const text = plainText(ticketDescription(reported({ links: { papertrail: 'https://papertrailapp.com' } })));
    assert.ok(!text.includes('on the site'));
  });

  const hostile: [what: string, text: string][] = [
    ['ends its own block', 'E: {code}\n*bold* {noformat} h1. x'],
    ['is empty', ''],
    ['is long', `${TRACEBACK}\n${'x'.repeat(300_000)}`],
    ['has many lines', `${'  File "/a/b.py", line 3, in f\n    f("\\"")\n'.repeat(20_000)}E: 1`],
    ['is all quotation marks', '"\\'.repeat(40_000)],
    ['has control characters', 'E: \u0000\u001b[31m\u202e \ud800'],
  ];
  for (const [what, text] of hostile) {
    it(`keeps within Jira’s limit and schema when the traceback ${what}`, () => {
      const hits = Array.from({ length: 60 }, (_, i) => hit(59 - i));
      const description = ticketDescription(reported({ hits }, text));
      const document = toAdf(description);
      assert.deepEqual(adfMistakes(document), []);
      assert.ok(JSON.stringify(document).length <= JIRA_LIMIT);
      assert.ok(toWikiText(description).length <= JIRA_LIMIT);
      assert.equal(toWikiText(description).split('{code}').length, 2, 'one end of one block');
    });
  }

  it('keeps both ends of a traceback that is too long', () => {
    const text = plainText(ticketDescription(reported({}, `${TRACEBACK}\n${'note\n'.repeat(9_000)}the end`)));
    assert.match(text, /in dispatch/);
    assert.match(text, /lines left out/);
    assert.match(text, /the end/);
  });

  it('is valid whatever was logged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text, name) => {
          const report = reported({ programs: [{ name, count: 1 }], instances: [] }, text);
          const document = toAdf(ticketDescription(report));
          assert.deepEqual(adfMistakes(document), []);
        },
      ),
      { numRuns: 50 },
    );
  });
});
