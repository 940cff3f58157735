import assert from 'node:assert/strict';
import { ticketTitle } from '../../../src/core/jira/ticketTitle.ts';
import { TRACEBACK } from './reported.ts';

describe('the title of a ticket', () => {
  const cases: [what: string, text: string, expected: string][] = [
    ['is the last line', TRACEBACK, 'AssertionError: -3'],
    ['has the line before a single word', TRACEBACK.replace(': -3', ''), 'assert price >= 0, price AssertionError'],
    ['is on one line', 'E: a\n  b\tc  d\n\n', 'b c d'],
    ['masks secrets', "E: {'password': 'x y'}", "E: {'password': '[masked]'}"],
    ['shows what acts', 'E: \u202eabc', String.raw`E: \u202eabc`],
    ['is never empty', '\n\n', 'Traceback'],
    ['is a single word when there is no other', 'Timeout', 'Timeout'],
    ['is cut on a word', `E: ${'word '.repeat(60)}`, `E: ${'word '.repeat(49).trimEnd()}…`],
    ['is cut within a word that is longer', `E: ${'x'.repeat(300)}`, `E: ${'x'.repeat(246)}…`],
    ['is cut within its only word', 'x'.repeat(300), `${'x'.repeat(249)}…`],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.equal(ticketTitle(text), expected);
      assert.ok(ticketTitle(text).length <= 250);
    });
  }
});
