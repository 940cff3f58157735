import type { LineIndex } from '../papertrail/archiveScanner.ts';

/** A log line as the stream's finder sees it. */
export interface MessageLine {
  /** The whole log line, from its id to after its line feed, is `raw` from rawStart to before rawEnd; its id ends before idEnd. */
  raw: Uint8Array;
  rawStart: number;
  rawEnd: number;
  idEnd: number;
  /** The message is `bytes` from start to before end; these are other bytes when a relay squeezed several lines into one. */
  bytes: Uint8Array;
  start: number;
  end: number;
  /** When it was received, in milliseconds since 1970. */
  at: number;
}

const decoder = new TextDecoder();

/** The Papertrail id of a line; few lines' are needed. */
export function idOf({ raw, rawStart, idEnd }: MessageLine): string {
  return decoder.decode(raw.subarray(rawStart, idEnd));
}

/** The context before a traceback. */
export interface LinesBefore {
  /** Whole log lines. */
  lines: Uint8Array;
  /** Index of the first of them in the stream, and of the line after them. */
  from: LineIndex;
  to: LineIndex;
  /** True when there were more that had been dropped to keep memory bounded. */
  cut: boolean;
}
