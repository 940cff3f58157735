/** Control characters except tab and line feed, what changes the direction of writing, and separators that break lines. */
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The text with what acts but cannot be seen written as Python writes it: `\x1b` for an escape, `\u202e` for an override of the
 * writing direction. (Unicode has pictures of control characters; many fonts do not.) Tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
