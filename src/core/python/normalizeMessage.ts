import { foldMessage } from './normalizeTokens.ts';
import { sameSentence } from './normalizeSentences.ts';

/** So many characters of a message's first line are looked at. */
const LOOKED_AT = 8_192;
/** So many characters of a normalised message are kept. Cut after normalising: a long value must not shift the cut. */
const KEPT = 240;

/**
 * A message without what differs from one time to the next: numbers, ids, hex, quoted values, paths, URLs, e-mail and
 * network addresses, dates, durations, objects' addresses and lists of such are all `*`. One sign for all of them: an id
 * may look like a number today and like hex tomorrow.
 *
 * Only the first line counts: where a message ends in a log is a guess, and a better guess must not change the fault.
 * The type (without its module) tells which of Python's own sentences to expect. Idempotent, contrived quoting
 * aside; its time is linear.
 */
export function normalizeMessage(message: string, type = ''): string {
  const end = message.search(/[\n\r\u2028\u2029]/);
  const line = message.slice(0, Math.min(end < 0 ? message.length : end, LOOKED_AT));
  return foldMessage(sameSentence(unescaped(line).trim().replace(/\s+/g, ' '), type), namesStayFor(type)).cut(KEPT);
}

/** Names that Python itself quotes in these come from the source, not from data: they stay. */
function namesStayFor(type: string): boolean {
  return /^(?:Attribute|Name|UnboundLocal|Import|ModuleNotFound|Type)Error$/.test(type);
}

/** Python 2 prints letters beyond ASCII as `\xfc` and `\u2615`. Below U+00A0 they stay: they could become line ends, or escapes. */
function unescaped(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(
    /\\(?:x([a-f][\da-f])|u((?!00[0-9])[\da-f]{4})|U((?!000000[0-9])[\da-f]{8}))/g,
    (escape, x, u, long) => {
      const code = Number.parseInt(x ?? u ?? long, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    },
  );
}
