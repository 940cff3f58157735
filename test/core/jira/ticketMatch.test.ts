import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';
import { type TicketMatch, ticketEvidence, ticketMatcher } from '../../../src/core/jira/ticketMatch.ts';
import { ticketTexts } from '../../fixtures/tickets/ticketTexts.ts';

const TEXT = [
  'Traceback (most recent call last):',
  '  File "/opt/shop/web/app.py", line 32, in handle',
  "    return '200 OK', self.dispatch(handler, request)",
  '  File "/opt/shop/web/app.py", line 37, in dispatch',
  '    return handler(request)',
  '  File "/opt/shop/orders/checkout.py", line 31, in place',
  "    raise CheckoutFailed('cart of %r holds an unknown article' % name)",
  "orders.checkout.CheckoutFailed: cart of 'acme' holds an unknown article",
].join('\n');

function matched(text: string, of = TEXT): TicketMatch {
  const parsed = parseTraceback(of);
  const fault = {
    fingerprint: fingerprint(parsed),
    text: of,
    exceptions: parsed.exceptions,
    hits: [{ id: '700594302233129018' }],
  };
  return ticketMatcher(fault)(ticketEvidence(text));
}

const lines = TEXT.split('\n');

describe('a ticket’s text is of a fault when it', () => {
  const same: [what: string, text: string][] = [
    ['holds its traceback', `Look at this:\n\n${TEXT}\n\nThanks`],
    [
      'holds it as of another time and release',
      TEXT.replace('acme', 'hooli').replaceAll('/opt/shop', '/srv/shop').replace('31', '48'),
    ],
    ['holds it as Papertrail shows it', lines.map((line) => `Aug 12 03:18:39 i-caef3c53 web.api: ${line}`).join('\n')],
    ['holds it wrapped and quoted', lines.map((line) => `> ${line.slice(0, 40)}\n> ${line.slice(40)}`).join('\n')],
    ['holds it in Jira’s notation', `h3. Log\n{code:python}\n${TEXT}\n{code}`],
    ['holds it without its beginning', lines.slice(2).join('\n')],
    ['holds it without its middle', [...lines.slice(0, 3), '    [...]', ...lines.slice(5)].join('\n')],
    ['holds its message cut', TEXT.replace('unknown article', 'unkn…')],
    ['names it', `a duplicate of ac-${fingerprint(parseTraceback(TEXT))}?`],
    ['links to one of its hits', 'https://papertrailapp.com/systems/i-1/events?focus=700594302233129018'],
  ];
  for (const [what, text] of same) it(what, () => assert.equal(matched(text).kind, 'this fault'));

  const other: [what: string, text: string, kind: TicketMatch['kind']][] = [
    ['ends in another function', TEXT.replace('in place', 'in replace'), 'similar'],
    ['came by another way', TEXT.replace('in handle', 'in retry'), 'similar'],
    ['says another message', TEXT.replaceAll('holds an unknown', 'holds a forbidden'), 'similar'],
    [
      'was caused by another exception',
      `KeyError: 1\n\nThe above exception was the direct cause of the following exception:\n\n${TEXT}`,
      'similar',
    ],
    ['shows its last frame only', lines.slice(5).join('\n'), 'similar'],
    ['speaks of its exception', 'CheckoutFailed: cart of 4 holds an unknown article', 'similar'],
    ['speaks of something else', 'The cart page is slow since Monday', 'unrelated'],
    ['is empty', '', 'unrelated'],
  ];
  for (const [what, text, kind] of other) it(`not when it ${what}`, () => assert.equal(matched(text).kind, kind));

  it('says why it is similar', () => {
    const match = matched(TEXT.replace('in handle', 'in retry'));
    assert.deepEqual(match, {
      kind: 'similar',
      likeness: 0.9,
      because: 'the same CheckoutFailed and message, the same innermost frame, 2 of 3 frames',
    });
  });

  it('keeps apart faults of the same type in texts that people made', () => {
    const { faults, tickets } = ticketTexts(5, 150);
    let [right, wrong, missed] = [0, 0, 0];
    const evidence = tickets.map(({ text, about }) => ({ about, ticket: ticketEvidence(text) }));
    for (const fault of faults.slice(0, 120)) {
      const match = ticketMatcher(fault);
      for (const { about, ticket } of evidence) {
        const claimed = match(ticket).kind === 'this fault';
        if (claimed && about === fault.fingerprint) right++;
        else if (claimed) wrong++;
        else if (about === fault.fingerprint) missed++;
      }
    }
    assert.ok(right / (right + wrong) >= 0.97, `${wrong} wrong of ${right + wrong}`);
    assert.ok(right / (right + missed) >= 0.85, `${missed} missed of ${right + missed}`);
  }).timeout(120_000);
});
