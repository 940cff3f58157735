import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterEdits, type TextEdit, type TextPosition, touchesLine } from '../../../src/core/source/textEdits.ts';

const at = (line: number, character = 4): TextPosition => ({ line, character });
const edit = (from: [number, number], to: [number, number], text: string): TextEdit => ({
  range: { start: at(...from), end: at(...to) },
  text,
});

describe('positions after edits', () => {
  const cases: [what: string, edits: TextEdit[], expected: TextPosition | undefined][] = [
    ['a line typed above', [edit([0, 0], [0, 0], 'import x\n')], at(6)],
    ['two lines pasted with Windows’ line ends', [edit([2, 3], [2, 3], 'a\r\nb\r\n')], at(7)],
    ['three lines above deleted', [edit([1, 0], [4, 0], '')], at(2)],
    ['a line typed below', [edit([6, 0], [6, 0], 'x\n')], at(5)],
    ['characters typed at its end', [edit([5, 20], [5, 20], '  # why')], at(5)],
    ['Enter at its end', [edit([5, 20], [5, 20], '\n    ')], at(5)],
    ['Enter before its code', [edit([5, 4], [5, 4], '\n    ')], at(6)],
    ['Enter at its beginning', [edit([5, 0], [5, 0], '\n')], at(6)],
    ['Enter within its code', [edit([5, 9], [5, 9], '\n        ')], at(5)],
    ['indented', [edit([5, 0], [5, 0], '    ')], at(5, 8)],
    ['indentation taken away', [edit([5, 0], [5, 4], '')], at(5, 0)],
    ['joined to the line before', [edit([4, 10], [5, 4], ' ')], at(4, 11)],
    ['its code replaced', [edit([5, 4], [5, 20], 'return None')], at(5)],
    ['its line deleted', [edit([5, 0], [6, 0], '')], undefined],
    ['lines around it deleted', [edit([3, 2], [8, 1], '')], undefined],
    ['the whole text replaced by a longer one', [edit([0, 0], [9, 0], 'x\n'.repeat(20))], at(5, 0)],
    ['the whole text replaced by a shorter one', [edit([0, 0], [9, 0], 'a\nb')], at(1, 0)],
    [
      'many places at once, told from the end',
      [edit([8, 0], [8, 0], 'z\n'), edit([2, 0], [3, 0], ''), edit([0, 1], [0, 1], '\n\n')],
      at(6),
    ],
    ['deleted, and something else typed', [edit([5, 0], [6, 0], ''), edit([0, 0], [0, 0], '\n')], undefined],
  ];
  for (const [what, edits, expected] of cases)
    it(`${what}: ${expected ? `line ${expected.line}` : 'gone'}`, () => {
      assert.deepEqual(afterEdits(edits)(at(5)), expected);
    });

  it('follow every character that an edit leaves in the text', () => {
    const characters = fc.array(fc.constantFrom('\n', '\n', '\r\n', ' ', 'x'), { maxLength: 40 });
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.array(fc.constantFrom('\n', '\r\n', 'y', 'yy'), { maxLength: 4 })),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(characters, edits, (parts, wanted) => {
        // Each piece is known by a number of its own, however far it goes.
        let text: Piece[] = parts.map((part, id) => ({ id, part }));
        const told: TextEdit[] = [];
        const before = positions(text);
        for (const [from, length, inserted] of wanted) {
          const start = from % (text.length + 1);
          const end = Math.min(text.length, start + (length % 6));
          const places = [...positions(text).values(), endOf(text)];
          told.push({
            range: { start: places[start] as TextPosition, end: places[end] as TextPosition },
            text: inserted.join(''),
          });
          text = [
            ...text.slice(0, start),
            ...inserted.map((part) => ({ id: Symbol('new'), part })),
            ...text.slice(end),
          ];
        }
        const after = positions(text);
        const follow = afterEdits(told);
        for (const [id, position] of before) if (after.has(id)) assert.deepEqual(follow(position), after.get(id));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a touched line', () => {
  it('is any that an edit begins, ends or lies in', () => {
    assert.deepEqual(
      [3, 4, 5, 6, 7].map((line) => touchesLine(line, edit([4, 9], [6, 0], 'x'))),
      [false, true, true, true, false],
    );
  });
});

interface Piece {
  id: number | symbol;
  part: string;
}

/** Where each piece begins. */
function positions(text: readonly Piece[]): Map<number | symbol, TextPosition> {
  const found = new Map<number | symbol, TextPosition>();
  let position = { line: 0, character: 0 };
  for (const { id, part } of text) {
    found.set(id, position);
    position = next(position, part);
  }
  return found;
}

function endOf(text: readonly Piece[]): TextPosition {
  return text.reduce((position, { part }) => next(position, part), { line: 0, character: 0 });
}

function next({ line, character }: TextPosition, part: string): TextPosition {
  return part.endsWith('\n') ? { line: line + 1, character: 0 } : { line, character: character + part.length };
}
