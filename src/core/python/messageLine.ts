import type { LineIndex } from '../papertrail/recentLines.ts';

/** A log line as the stream's finder sees it. */
export interface MessageLine {
  /** The bytes it lies in; the message is from start to before end. */
  bytes: Uint8Array;
  start: number;
  end: number;
  /** The whole log line, from its id to after its line feed, is from rawStart to before rawEnd. */
  rawStart: number;
  rawEnd: number;
  /** Its Papertrail id, made on demand: few lines' are needed. */
  id: () => string;
  /** When it was received, in milliseconds since 1970. */
  at: number;
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
