/** Where a whole log line stands among others, and its message, which ends before its line feed. */
export interface LineBounds {
  start: number;
  messageStart: number;
  messageEnd: number;
}

const LINE_FEED = 10;
const TAB = 9;

/** Bounds of the last of some whole log lines, oldest first, at most so many. */
export function newestLines(lines: Uint8Array, most: number): LineBounds[] {
  const newest: LineBounds[] = [];
  let messageEnd = lines.length - 1;
  while (messageEnd > 0 && newest.length < most) {
    const start = lines.lastIndexOf(LINE_FEED, messageEnd - 1) + 1;
    let messageStart = start;
    for (let tabs = 0; tabs < 9 && messageStart < messageEnd; messageStart++) if (lines[messageStart] === TAB) tabs++;
    newest.push({ start, messageStart, messageEnd });
    messageEnd = start - 1;
  }
  return newest.reverse();
}
