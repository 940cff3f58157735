import type { Frame, LineNumber } from './traceback.ts';

const ENTRY = '  File "';
const LINE = '", line ';
const IN = ', in ';

/** A traceback's `  File "path", line N, in function` (a SyntaxError's ends after N), as a frame without source; undefined when the line is none. */
export function asFrame(text: string): Frame | undefined {
  if (!text.startsWith(ENTRY)) return undefined;
  const pathEnd = text.lastIndexOf(LINE);
  if (pathEnd < 0) return undefined;
  const rest = text.slice(pathEnd + LINE.length);
  const numberEnd = rest.indexOf(IN);
  const line = Number(numberEnd < 0 ? rest : rest.slice(0, numberEnd));
  if (!Number.isSafeInteger(line)) return undefined;
  return {
    path: text.slice(ENTRY.length, pathEnd),
    line: line as LineNumber,
    function: numberEnd < 0 ? null : rest.slice(numberEnd + IN.length),
    source: null,
  };
}

const REPEATED = /^ {2}\[Previous line repeated (\d+) more times?\]$/;

/** How many more times the entry above was repeated; undefined when the line does not say so. */
export function asRepetition(text: string): number | undefined {
  const times = text.startsWith('  [Prev') ? REPEATED.exec(text)?.[1] : undefined;
  return times === undefined ? undefined : Number(times);
}
