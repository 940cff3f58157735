import assert from 'node:assert/strict';
import { faultTitle } from '../../../src/core/wording/faultTitle.ts';
import { oneLine } from '../../../src/core/wording/oneLine.ts';
import { textBars } from '../../../src/core/wording/textBars.ts';

const frame = (name: string | null, path = 'orders/cart.py') => ({ frame: { function: name, path, line: 63 } });

describe('the title of a fault', () => {
  for (const [fault, title] of [
    [{ type: 'AssertionError', ...frame('total') }, 'AssertionError in total'],
    [{ type: 'requests.exceptions.ConnectTimeout', ...frame('charge') }, 'ConnectTimeout in charge'],
    [{ type: 'SyntaxError', ...frame(null) }, 'SyntaxError in cart.py'],
    [{ type: 'KeyError', ...frame('<module>', 'manage.py') }, 'KeyError in manage.py'],
    [{ type: 'KeyError', ...frame('<lambda>') }, 'KeyError in <lambda>'],
    [{ type: 'Unfinished traceback' }, 'Unfinished traceback'],
    [{ type: 'odd.', ...frame('f') }, 'odd. in f'],
  ] as const) {
    it(title, () => assert.equal(faultTitle(fault), title));
  }
});

describe('a text on one line', () => {
  for (const [text, most, line] of [
    ['a\n b\t c', 10, 'a b c'],
    ['12345', 5, '12345'],
    ['123456', 5, '1234…'],
    ['😀😀😀', 2, '😀…'],
    [`${' '.repeat(50)}x`, 3, '…'],
    ['\x1b[1m', 10, String.raw`\x1b[1m`],
  ] as const) {
    it(`${JSON.stringify(text)} in ${most}`, () => assert.equal(oneLine(text, most), line));
  }
});

describe('a history in a line of text', () => {
  for (const [counts, bars] of [
    [[0, 1, 7, 14], '▁▂▅█'],
    [[0, 0], '▁▁'],
    [[3], '█'],
    [[1, 100_000], '▂█'],
    [[], ''],
  ] as const) {
    it(`${JSON.stringify(counts)} → ${bars}`, () => assert.equal(textBars(counts), bars));
  }
});
