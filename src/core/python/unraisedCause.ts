import { newestLines } from '../papertrail/newestLines.ts';
import { isExceptionLine } from './exceptionLine.ts';
import { asSeparator } from './header.ts';
import type { LinePrefix } from './linePrefix.ts';
import type { LinesBefore } from './messageLine.ts';

/** The exception's line, the separator, and an empty line after each. */
const MOST_LINES = 4;

const decoder = new TextDecoder();

/**
 * `raise … from LookupError(…)`: a cause that was never raised has neither frames nor header, so it stands before the
 * traceback's first header. Gives its lines and what stands before them; undefined when the header is the beginning.
 */
export function unraisedCause(
  before: LinesBefore,
  prefix: LinePrefix,
): { text: string[]; before: LinesBefore } | undefined {
  const { lines } = before;
  const text: string[] = [];
  for (const { start, messageStart, messageEnd } of newestLines(lines, MOST_LINES).reverse()) {
    const from = prefix.skip(lines, messageStart, messageEnd);
    const line = from < 0 ? undefined : decoder.decode(lines.subarray(from, messageEnd));
    if (line === undefined) return undefined;
    text.unshift(line);
    if (line === '' || (text.length <= 2 && asSeparator(line))) continue;
    if (!text.some(asSeparator) || !isExceptionLine(line, false)) return undefined;
    return { text, before: { ...before, lines: lines.subarray(0, start), to: before.to - text.length } };
  }
  return undefined;
}
