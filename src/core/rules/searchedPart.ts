/** Log text is hostile, and an operator's expression may be slow: three `.*` in one take this to the power of three. */
const SEARCHED = 2_000;

/**
 * What expressions see of a text: all of it up to 2,000 characters; of a longer one its beginning and its end, a thousand
 * each, on lines of their own. A message begins what is long by itself, and ends what is long for its frames.
 */
export function searchedPart(text: string): string {
  return text.length <= SEARCHED ? text : `${text.slice(0, SEARCHED / 2)}\n${text.slice(-SEARCHED / 2)}`;
}
