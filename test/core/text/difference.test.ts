import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aligned, wordDifference } from '../../../src/core/text/difference.ts';

describe('what differs between two texts', () => {
  const CASES: [string, string, string, string][] = [
    ['price -3 < 0', 'price -4 < 0', 'price -[3] < 0', 'price -[4] < 0'],
    ['same', 'same', 'same', 'same'],
    ['', 'new', '', '[new]'],
    ['customer=wayne ok', 'customer=acme ok', 'customer=[wayne] ok', 'customer=[acme] ok'],
    ['a b c', 'a c', 'a [b ]c', 'a c'],
  ];
  for (const [left, right, markedLeft, markedRight] of CASES)
    it(`${left} | ${right}`, () => {
      const difference = wordDifference(left, right);
      assert.equal(marked(difference.left), markedLeft);
      assert.equal(marked(difference.right), markedRight);
    });

  it('loses and adds nothing, and what is the same is the same on both sides', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '\n', '😀') }), fc.string(), (left, right) => {
        const difference = wordDifference(left, right);
        assert.equal(difference.left.map(({ text }) => text).join(''), left);
        assert.equal(difference.right.map(({ text }) => text).join(''), right);
        const same = (pieces: typeof difference.left): string =>
          pieces.flatMap((piece) => (piece.same ? [piece.text] : [])).join('');
        assert.equal(same(difference.left), same(difference.right));
      }),
    ));

  it('keeps both orders', () => {
    const items = fc.array(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(items, items, (left, right) => {
        const pairs = aligned(left, right, (item) => item);
        assert.deepEqual(
          pairs.flatMap((pair) => pair.left ?? []),
          left,
        );
        assert.deepEqual(
          pairs.flatMap((pair) => pair.right ?? []),
          right,
        );
      }),
    );
  });

  it('gives up on the middle of what is very long, not on its ends', () => {
    const long = (word: string): string => `begin ${`${word} `.repeat(100_000)}end`;
    const { left } = wordDifference(long('a'), long('b'));
    assert.equal(left[0]?.text, 'begin ');
    assert.equal(left.at(-1)?.text, ' end');
  });
});

function marked(pieces: readonly { text: string; same: boolean }[]): string {
  return pieces.map(({ text, same }) => (same ? text : `[${text}]`)).join('');
}
