import { isExceptionLine } from './exceptionLine.ts';
import { asHeader, asSeparator } from './header.ts';
import type { PastedLine } from './pastedCleaning.ts';

const ENTRY = /^\s*File ".+", line \d+/;
const ENTRY_BEGINS = /^\s*File "/;
const FLUSH_ENTRY = /^File ".+", line \d+/;

/** Pieces that one entry can be cut into by a narrow window. */
const MOST_PIECES = 3;

/** Joins entries that a terminal broke: `File "/opt/shop/orders/ca` and `rt.py", line 63, in total`. */
export function unwrapFrames(lines: readonly PastedLine[]): PastedLine[] {
  const joined: PastedLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as PastedLine;
    let { text } = line;
    let pieces = 1;
    if (ENTRY_BEGINS.test(text))
      while (!ENTRY.test(text) && pieces < MOST_PIECES) text += lines[i + pieces++]?.text ?? '';
    if (ENTRY.test(text) && pieces > 1) {
      joined.push({ ...line, text });
      i += pieces - 1;
    } else {
      joined.push(line);
    }
  }
  return joined;
}

/** Gives the lines of a traceback their indentation again, when the place they were copied from took it away. */
export function restoreIndentation(lines: readonly PastedLine[]): PastedLine[] {
  let within = false;
  let under: 'entry' | 'source' | undefined;
  return lines.map((line, i) => {
    const { text } = line;
    if (asHeader(text)?.prefix === '') {
      within = FLUSH_ENTRY.test(lines.slice(i + 1).find((next) => next.text !== '')?.text ?? '');
      under = undefined;
      return line;
    }
    if (!within || text === '') return line;
    if (FLUSH_ENTRY.test(text)) {
      under = 'entry';
      return { ...line, text: `  ${text}` };
    }
    const next = lines.slice(i + 1).find((each) => each.text !== '')?.text ?? '';
    const isMarks = under === 'source' && /^[~^ ]+$/.test(text);
    const isSource = under === 'entry' && (FLUSH_ENTRY.test(next) || isExceptionLine(next, false));
    if (isMarks || isSource) {
      under = 'source';
      return { ...line, text: `    ${text}` };
    }
    within = false;
    return line;
  });
}

/** Sets a header before entries that were copied without it. */
export function restoreHeaders(lines: readonly PastedLine[]): PastedLine[] {
  const whole: PastedLine[] = [];
  let within = false;
  for (const line of lines) {
    const { text } = line;
    if (asHeader(text) || asSeparator(text)) within = true;
    else if (ENTRY.test(text) && !within) {
      const indent = /^\s*/.exec(text)?.[0].slice(2) ?? '';
      whole.push({ text: `${indent}Traceback (most recent call last):`, apart: true });
      within = true;
    } else if (text !== '' && !/^\s/.test(text) && isExceptionLine(text, false)) within = false;
    whole.push(line);
  }
  return whole;
}
