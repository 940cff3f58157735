import assert from 'node:assert/strict';

import fc from 'fast-check';

import { normalizeMessage } from '../../../src/core/python/normalizeMessage.ts';
import { SENTENCES } from '../../../src/core/python/normalizeSentences.ts';

/** What is made of messages. Recorded pairs are in fingerprintPairs.test.ts; here are the shapes, one by one. */
const MESSAGES: [message: string, normalised: string][] = [
  ['order 12 not found', 'order * not found'],
  ['balance -3.5 of +7', 'balance * of *'],
  ["can't open \"x\" for u'bob'", "can't open * for *"],
  ["it's 5 o'clock, don't 'quote' me", "it's * o'clock, don't * me"],
  ["'it\\'s' and \"it's\" and b'\\x00'", '* and * and *'],
  ["an 'unclosed quote", "an 'unclosed quote"],
  ["an 'unclosed'𝋀 quote", "an 'unclosed'* quote"],
  ['“curly” and «angled»', '* and *'],
  ['<shop.Cart object at 0x7f12ab> is bad', '* is bad'],
  ['<bound method Cart.total of <shop.Cart object at 0x7f>> failed', '* failed'],
  ['3 < 5 -> no', '* < * -> no'],
  ['took 1.5 seconds, at 2016-08-12T03:18:39.283Z', 'took *, at *'],
  ['on 12/Aug/2016:03:18:39 +0000 failed', 'on * failed'],
  ['Fri, 12 Aug 2016 03:18:39 GMT no', '* no'],
  ['May is a month, may be', 'May is a month, may be'],
  ['5 MB of 12.5GiB (98%)', '* of *'],
  ['2 days, 3:04:05 left', '* left'],
  ['1 item', '* item'],
  ['2 items', '* item'],
  ['connect to 10.0.0.1:5432 or fe80::1:2:3 or 00:1a:2b:3c:4d:5e', 'connect to * or * or *'],
  ['550e8400-e29b-41d4-a716-446655440000 missing', '* missing'],
  ['i-caef3c53 down; host12 up', 'i-* down; host* up'],
  ['key cus_Nffrfeo2mWRBz9 x', 'key * x'],
  ['bob.x+1@example.com is unknown', '* is unknown'],
  ['see https://a.example/c?d=5.', 'see *.'],
  ['url: /foo/bar?x=1', 'url: *'],
  ['C:\\Users\\x\\a.txt gone', '* gone'],
  ['\\\\server\\share\\f gone', '* gone'],
  ['media/2016/x.png and/or text/html', '* and/or text/html'],
  ['read ../up/x and ~/home', 'read * and *'],
  ['not in [1, 2, (3, None)]', 'not in *'],
  ['[] and {} and ()', '* and * and *'],
  ["{'a': [1, None], 'b': {'c': Decimal('1.0')}} left", '* left'],
  ["Order(id=5, owner='x')", 'Order(id=*, owner=*)'],
  ["expected set(['a']), got frozenset({1, 2})", 'expected *, got frozenset(*)'],
  ['a (b) [c d] stay', 'a (b) [c d] stay'],
  ["(1062, \"Duplicate entry 'a' for key 'b'\")", 'Duplicate entry * for key *'],
  ['unhandled errors in a TaskGroup (2 sub-exceptions)', 'unhandled errors in a TaskGroup (* sub-exception)'],
  ['cannot find gr\\xfcner tee \\u2615 \\x41', 'cannot find grüner tee ☕ \\x*'],
  ['first line 1\nsecond line 2', 'first line *'],
  ['  two   spaces  ', 'two spaces'],
  ['', ''],
];

describe('a message', () => {
  for (const [message, normalised] of MESSAGES) {
    it(`${JSON.stringify(message)} is ${JSON.stringify(normalised)}`, () => {
      assert.equal(normalizeMessage(message), normalised);
    });
  }

  it('keeps names from the source that Python quotes, in Python’s own errors only', () => {
    const sentence = "no attribute 'price' of 'cart'";
    assert.equal(normalizeMessage(sentence, 'AttributeError'), "no attribute 'price' of *");
    assert.equal(normalizeMessage(sentence, 'ShopError'), 'no attribute * of *');
  });

  for (const { as, types, samples } of SENTENCES) {
    it(`reads the same in every Python: ${as}`, () => {
      const [type] = /\w+/.exec(types.source)!;
      assert.equal(new Set(samples.map((sample) => normalizeMessage(sample, type))).size, 1);
    });
  }

  it('that was normalised is normal, whatever it was', () => {
    const piece = fc.oneof(
      fc.constantFrom(...MESSAGES.map(([message]) => message)),
      fc.constantFrom(
        ...' \'"<>()[]{},.:;=/\\*%-+@_~#'.split(''),
        'None',
        ' seconds',
        ' items',
        'Aug',
        '0x',
        'u',
        'set',
        'a.b',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.nat().map(String),
    );
    const type = fc.constantFrom('', ...SENTENCES.map(({ types }) => /\w+/.exec(types.source)?.[0] ?? ''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), type, (pieces, type) => {
        const once = normalizeMessage(pieces.join(''), type);
        assert.equal(normalizeMessage(once, type), once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a megabyte of any nasty shape is normalised, and short', () => {
    const shapes = [
      "'a ",
      "'",
      '"',
      '<a ',
      '<a<',
      '(1,',
      '[[',
      '1-',
      '0:',
      'f-',
      'a/',
      '/a',
      'a.',
      '\\\\',
      'a@',
      '=',
      '* ',
      '%',
      'eyJ-',
      '(1, "a ',
      '\u0300',
      'é',
    ];
    for (const shape of shapes) {
      for (const end of ['', ' @ /', '*']) {
        assert.ok(normalizeMessage(`${shape.repeat(8_000 / shape.length)}${end}`).length <= 240, shape);
      }
      assert.ok(normalizeMessage(shape.repeat(1_000_000 / shape.length)).length <= 240, shape);
    }
  });
});
