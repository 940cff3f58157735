import type { WriteStream } from 'node:tty';
import { visible } from '../../src/core/wording/visible.ts';

/** One line at the bottom of a terminal that is written over and over; nothing at all in a pipe. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away, so that others can be printed. */
  clear(): void;
}

/** Faster than this nobody reads. Milliseconds. */
const PAUSE = 100;

/** A progress line on the given stream, usually stderr. */
export function progressLine(stream: WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shownAt = -PAUSE;
  return {
    show(text) {
      const now = performance.now();
      if (now - shownAt < PAUSE) return;
      shownAt = now;
      // A line that wraps could not be taken away again.
      stream.write(`\r\x1b[K${visible(text).slice(0, stream.columns - 1)}`);
    },
    clear() {
      if (shownAt < 0) return;
      stream.write('\r\x1b[K');
      shownAt = -PAUSE;
    },
  };
}
