/** What words are made of: letters, digits, and the marks upon letters. Everything else parts them, the underscore too. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * The text as full-text indexes get it: its words are runs of ASCII letters, ASCII digits and characters beyond ASCII; any
 * other ASCII character parts them. An index that splits and lowers ASCII only (FTS5's `ascii` tokenizer) then sees exactly
 * the words of `words`, whatever Unicode version it was built with.
 */
export function indexable(text: string): string {
  return BEYOND_ASCII.test(text) ? text.toLowerCase().replace(BETWEEN_WORDS, ' ') : text;
}

/** The words of a text, lower case, in order: what full-text search compares. */
export function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
}
