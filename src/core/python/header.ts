import { byteSearch } from '../papertrail/byteSearch.ts';

/** What a traceback's header ends with. */
export const TITLE = 'Traceback (most recent call last):';

/** Position of text that only a traceback's header has, or -1: what the scan of an archive looks for. */
export const findHeader: (bytes: Uint8Array, from: number, to: number) => number = byteSearch(TITLE);

/** Position of text that a frame's first line has, or -1. */
export const findFrame: (bytes: Uint8Array, from: number, to: number) => number = byteSearch('  File "');

/** A line that begins a traceback. */
export interface Header {
  /** What stands before it on its line: nothing, spaces, `[pid] `, or a log record's beginning. */
  prefix: string;
  /** True for `  + Exception Group Traceback`, whose lines all have a margin. */
  group: boolean;
}

const GROUP = '  + Exception Group ';

/** The header that a line is; undefined when it only mentions one. */
export function asHeader(text: string): Header | undefined {
  if (!text.endsWith(TITLE)) return undefined;
  const before = text.slice(0, -TITLE.length);
  if (before.endsWith(GROUP)) return { prefix: before.slice(0, -GROUP.length), group: true };
  return { prefix: before, group: false };
}

/** The line break as a relay writes it when it squeezes a traceback into one message (rsyslog: octal of a control character). */
const SQUEEZED_BREAK = '#012';

/** The lines of a traceback that was squeezed into one message; undefined when the message holds none. */
export function unsqueeze(text: string): string[] | undefined {
  if (!text.includes(`${TITLE}${SQUEEZED_BREAK}`)) return undefined;
  return text.replaceAll('#011', '\t').split(SQUEEZED_BREAK);
}

/** What Python prints between the exceptions of a chain, and how the one above it relates to the one below. */
const SEPARATORS = new Map<string, 'cause' | 'context'>([
  ['The above exception was the direct cause of the following exception:', 'cause'],
  ['During handling of the above exception, another exception occurred:', 'context'],
]);

/** How the exception above this line relates to the one below it; undefined when the line is no separator. */
export function asSeparator(text: string): 'cause' | 'context' | undefined {
  return SEPARATORS.get(text.trim());
}

const LETTER_D = 68;
const LETTER_T = 84;

/** False for the bytes of a line, from start on, that is no separator: what need not be decoded. */
export function mayBeSeparator(bytes: Uint8Array, start: number): boolean {
  const byte = bytes[start] ?? 0;
  return byte === LETTER_D || byte === LETTER_T || byte <= 32 || byte >= 128;
}
