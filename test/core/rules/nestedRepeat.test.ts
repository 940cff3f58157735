import assert from 'node:assert/strict';

import { hasNestedRepeat } from '../../../src/core/rules/nestedRepeat.ts';

const NESTED = [
  '(a+)+',
  '(\\w+\\s?)*=',
  '(?:(?<x>a*)b)+',
  '((ab){2,}c)*',
  '(x(a|b+))+$',
  '^(([a-z])+.)+[A-Z]$',
  '(\\p{L}+-)+',
  '(a+){10}$',
  '(a+){2,20}',
  '(.*,){3}P',
];
const PLAIN = [
  'customer=(?<customer>\\w+)',
  '(a+)(b+)',
  '(a+)?',
  '(a+){2}',
  '(\\d{1,3}[.]){3}\\d{1,3}',
  '(ab)+c*',
  '(\\(+)',
  '([+*(]x)+',
  '(\\+\\*)+',
  '(?<=a+)b',
  '[(]+[)]+',
  'a{2,}(b)',
  '(?:request|req)_id=(?<request>[0-9a-f]{8,})',
];

describe('an expression', () => {
  for (const source of NESTED) {
    it(`${source} repeats what repeats`, () => assert.ok(hasNestedRepeat(new RegExp(source, 'u').source)));
  }
  for (const source of PLAIN) {
    it(`${source} does not`, () => assert.ok(!hasNestedRepeat(new RegExp(source, 'u').source)));
  }
});
