import { newestLines, type LineBounds } from './newestLines.ts';
import { formatInstant, parseInstant } from './instant.ts';

/** One line of a traceback's context: Papertrail id, time received (ISO 8601, UTC), message. */
export interface ContextLine {
  id: string;
  at: string;
  message: string;
}

/** The lines of the same stream before and after a traceback. */
export interface Context {
  before: ContextLine[];
  after: ContextLine[];
  /** Set when lines before it were dropped to keep memory bounded (too many streams in one archive). */
  cut?: true;
}

/** A context as it is cut from an archive and stored: whole log lines, each ended by a line feed. */
export interface PackedContext {
  before: Uint8Array;
  after: Uint8Array;
  cut?: true;
}

/** At most so many lines and bytes (of log lines as they stand in the archive) before a traceback. */
export const BEFORE = { lines: 100, bytes: 16_384 } as const;

/** At most so many lines and bytes after a traceback. */
export const AFTER = { lines: 20, bytes: 4_096 } as const;

const decoder = new TextDecoder();

/** The messages of a packed context, one at a time: those before, the nearest first, then those after. */
export function* messagesOf({ before, after }: PackedContext): Generator<string> {
  const text = (lines: Uint8Array, { messageStart, messageEnd }: LineBounds): string =>
    decoder.decode(lines.subarray(messageStart, messageEnd));
  for (const bounds of newestLines(before, BEFORE.lines).reverse()) yield text(before, bounds);
  for (const bounds of newestLines(after, AFTER.lines)) yield text(after, bounds);
}

/** The context's lines; columns that do not parse are given as they stand. */
export function unpackContext(packed: PackedContext): Context {
  const context: Context = { before: unpackLines(packed.before), after: unpackLines(packed.after) };
  if (packed.cut) context.cut = true;
  return context;
}

function unpackLines(bytes: Uint8Array): ContextLine[] {
  if (bytes.length === 0) return [];
  const lines = decoder.decode(bytes).split('\n');
  lines.pop();
  return lines.map(contextLine);
}

/** One log line without its line feed, as a line of context. */
export function contextLine(line: string): ContextLine {
  const columns = line.split('\t', 9);
  const [id = '', , received = ''] = columns;
  let start = 0;
  for (const column of columns) start += column.length + 1;
  return { id, at: utc(received), message: line.slice(start) };
}

/** Nearly every archive writes `2016-08-12T03:18:40Z`, which needs no parsing. */
function utc(received: string): string {
  if (received.length === 20 && received.endsWith('Z') && received[10] === 'T') return received;
  const at = parseInstant(received);
  return at === undefined ? received : formatInstant(at);
}
