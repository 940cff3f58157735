/** A stretch of a text, and whether the other text has it too. */
export interface Piece {
  text: string;
  same: boolean;
}

/** What stands side by side; one side is absent where the other has more. */
export interface Pair<Item> {
  left?: Item;
  right?: Item;
}

/** Comparing costs the product of both lengths: beyond this many words or items the middle is not compared any more. */
const MOST = 600;

/** Both lists in order, items with the same key side by side: a longest common subsequence. */
export function aligned<Item>(
  left: readonly Item[],
  right: readonly Item[],
  key: (item: Item) => string,
): Pair<Item>[] {
  const leftKeys = left.map(key);
  const rightKeys = right.map(key);
  let start = 0;
  while (start < Math.min(left.length, right.length) && leftKeys[start] === rightKeys[start]) start++;
  let end = 0;
  const room = Math.min(left.length, right.length) - start;
  while (end < room && leftKeys[left.length - 1 - end] === rightKeys[right.length - 1 - end]) end++;
  const [leftEnd, rightEnd] = [left.length - end, right.length - end];
  return [
    ...left.slice(0, start).map((item, n) => pair(item, right[n])),
    ...alignedMiddle(left.slice(start, leftEnd), right.slice(start, rightEnd), key),
    ...left.slice(leftEnd).map((item, n) => pair(item, right[rightEnd + n])),
  ];
}

function alignedMiddle<Item>(left: readonly Item[], right: readonly Item[], key: (item: Item) => string): Pair<Item>[] {
  if (left.length > MOST || right.length > MOST)
    return [...left.map((item) => pair(item, undefined)), ...right.map((item) => pair<Item>(undefined, item))];
  const leftKeys = left.map(key);
  const rightKeys = right.map(key);
  const width = right.length + 1;
  // common[i * width + j]: the length of the longest common subsequence of what follows i on the left and j on the right.
  const common = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i * width + j] =
        leftKeys[i] === rightKeys[j]
          ? 1 + (common[(i + 1) * width + j + 1] ?? 0)
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pair<Item>[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && leftKeys[i] === rightKeys[j]) pairs.push(pair(left[i++], right[j++]));
    else if (j >= right.length || (i < left.length && down(i, j) >= across(i, j)))
      pairs.push(pair(left[i++], undefined));
    else pairs.push(pair<Item>(undefined, right[j++]));
  }
  return pairs;

  function down(i: number, j: number): number {
    return common[(i + 1) * width + j] ?? 0;
  }
  function across(i: number, j: number): number {
    return common[i * width + j + 1] ?? 0;
  }
}

/** Two texts in pieces, by words and signs: what only one of them has is not `same`. */
export function wordDifference(left: string, right: string): { left: Piece[]; right: Piece[] } {
  if (left === right) return { left: [{ text: left, same: true }], right: [{ text: right, same: true }] };
  const words = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];
  const pairs = aligned(words(left), words(right), (word) => word);
  return { left: pieces(pairs, 'left'), right: pieces(pairs, 'right') };
}

function pieces(pairs: readonly Pair<string>[], side: 'left' | 'right'): Piece[] {
  const all: Piece[] = [];
  for (const pair of pairs) {
    const text = pair[side];
    if (text === undefined) continue;
    const same = pair.left === pair.right;
    const last = all.at(-1);
    if (last?.same === same) last.text += text;
    else all.push({ text, same });
  }
  return all;
}

function pair<Item>(left: Item | undefined, right: Item | undefined): Pair<Item> {
  return { ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
}
