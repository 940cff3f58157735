/** `\p{…}` and `\u{…}`, other escapes, and classes: single signs, whatever stands in them. */
const SINGLE = /\\[pPu]\{[^}]*\}|\\k<[^>]*>|\\.|\[(?:\\.|[^\]\\])*\]/suy;
const WITHOUT_END = /[+*]|\{\d+,\}/y;
/** Without end, or three times and more: `(a+){3}` shares a text out in as many ways as its length to the power of three. */
const OFTEN = /[+*]|\{\d+,\}|\{(?:\d+,)?(?:[3-9]|\d{2,})\}/y;

/**
 * True when a group that repeats, three times or more, holds something that does so without end: `(\w+\s?)+`. On a text that nearly fits,
 * such an expression tries every way to share the text out, twice as many for each character more; log text is hostile and
 * JavaScript cannot stop it. Not every one of them is slow, but all can be written otherwise. Alternatives that overlap,
 * `(a|ab)+`, are not seen. The source must compile with the `u` flag.
 */
export function hasNestedRepeat(source: string): boolean {
  /** For each open group, the outermost being the whole: whether something in it repeats without end. */
  const groups = [false];
  for (let at = 0; at < source.length;) {
    const sign = source[at];
    const length = lengthAt(SINGLE, source, at) || 1;
    at += length;
    if (sign === '(') groups.push(false);
    const inner = sign === ')' && groups.pop()!;
    if (inner && lengthAt(OFTEN, source, at) > 0) return true;
    const repeat = sign === '(' ? 0 : lengthAt(WITHOUT_END, source, at);
    if (inner || repeat > 0) groups[groups.length - 1] = true;
    at += repeat;
  }
  return false;
}

function lengthAt(expression: RegExp, source: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(source)?.[0].length ?? 0;
}
