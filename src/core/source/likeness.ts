/** Words by their parts, so that `order_total` is like `total`, and every other sign by itself. */
const TOKEN = /[^\W\d_]+|\d+|[^\s\w]/gu;

/** Words that stand in any code and say little about a line. */
const COMMON = new Set(
  'and as assert async await break cls continue def del elif else except False finally for from if import in is lambda None not or pass raise return self True try while with yield'.split(
    ' ',
  ),
);

/** Words that say what kind of statement follows. */
const STATEMENTS = new Set([
  'assert',
  'del',
  'for',
  'from',
  'if',
  'import',
  'raise',
  'return',
  'while',
  'with',
  'yield',
]);

/** What a frame's line said, ready to be compared with many lines. */
export interface Wanted {
  /** Its first token. */
  first: string;
  /** How often each token stands in it. */
  counts: ReadonlyMap<string, number>;
  /** The sum of its tokens' weights. */
  total: number;
  /** Its words that say something, the most telling (longest) first. */
  words: readonly string[];
}

/** Makes a frame's line ready. */
export function wanted(code: string): Wanted {
  const all = tokens(code);
  const words = [...new Set(all.filter(isTelling))].sort((a, b) => b.length - a.length);
  return { first: all[0] ?? '', counts: count(all), total: sum(all), words };
}

/**
 * How alike a line of today is, from 0 to 1: the share of tokens both have (Dice's coefficient), less when one is
 * another kind of statement; or, when it begins the same way and much of what was wanted stands in it among more,
 * somewhat less than the share that does.
 */
export function likeness({ first, counts, total }: Wanted, code: string): number {
  const left = new Map(counts);
  let common = 0;
  let here = 0;
  let telling = false;
  const all = tokens(code);
  for (const token of all) {
    here += weight(token);
    const many = left.get(token) ?? 0;
    if (many === 0) continue;
    left.set(token, many - 1);
    common += weight(token);
    telling ||= isTelling(token);
  }
  if (common === 0) return 0;
  const dice = (2 * common) / (total + here);
  if (all[0] === first) return telling ? Math.max(dice, 0.8 * (common / total)) : dice;
  return STATEMENTS.has(first) && STATEMENTS.has(all[0] ?? '') ? 0.8 * dice : dice;
}

/**
 * Words of which any line that is at least so alike (by Dice) must hold one, so that the others need no closer look. All
 * of them when they are few.
 */
export function neededWords({ words, counts, total }: Wanted, least: number): string[] {
  // With d = 2c / (total + here) and here >= c follows c >= total * d / (2 - d): what is left out must not weigh as much.
  const spare = total - (total * least) / (2 - least);
  const needed: string[] = [];
  let weighs = 0;
  for (const word of words) {
    needed.push(word);
    weighs += weight(word) * (counts.get(word) ?? 1);
    if (weighs > spare) return needed;
  }
  return [];
}

/** The same for texts that differ only in blanks, kinds of quotes and commas before a closing bracket. */
export function unformatted(code: string): string {
  return code
    .replaceAll(/\s+/g, '')
    .replaceAll("'", '"')
    .replaceAll(/,(?=[)\]}])/g, '');
}

/** Words of a line that say something: names, not keywords, numbers or signs. */
export function tellingWords(code: string): number {
  return tokens(code).filter(isTelling).length;
}

function tokens(code: string): string[] {
  return code.match(TOKEN) ?? [];
}

function count(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of all) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function sum(all: readonly string[]): number {
  let total = 0;
  for (const token of all) total += weight(token);
  return total;
}

function isTelling(token: string): boolean {
  return /^[^\W\d_]/u.test(token) && !COMMON.has(token);
}

/** Names say more than keywords and numbers, and those more than brackets and commas. */
function weight(token: string): number {
  if (isTelling(token)) return 1;
  return /^\w/.test(token) ? 0.4 : 0.2;
}
