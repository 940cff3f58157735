// AssemblyScript, not TypeScript: `npm run scanner` compiles it into ../scannerModule.ts. What it is for, and why it is not
// TypeScript: docs/decisions/scanner.md. `../archiveScanner.ts` is its other half, and tells what each function gives.
//
// The newest bytes of an archive lie in parts that are used over and over. Each line in them has a record (where it lies, its
// stream, the line of that stream before it) in a ring; when a part is used anew, the lines that a context may still need are
// copied into a ring of bytes that its stream has. Every number is unsigned, so that places may overflow and still compare.

import { ATTENDED, FOUND, LINE_FEED, NEEDLE, NONE, PART, PARTS, SKIPS, TAB, WINDOW } from './layout';
import { beginNewest, evictWithin, record } from './newestLines';
import { at, beginStreams, findStream, LAST_USE, same } from './streams';

export { context, contextAt, contextIndex, forgetStreams, wasCut } from './newestLines';
export { lastUse, lineCountOf, streamCount } from './streams';

/** Bytes of one line that are looked at. */
const MOST_LINE: u32 = 131_072;

let needleLength: u32 = 0;
let lines: u32 = 0;
let malformed: u32 = 0;

/** The part in use, where its next byte goes, where the line begins that has not ended, where the search goes on. */
let part: usize = WINDOW;
let used: usize = WINDOW;
let lineStart: usize = WINDOW;
let searched: usize = WINDOW;
/** Where the next needle is, or 0. */
let needleAt: usize = 0;
let skipping: bool = false;

/** The stream of the line that was shown and has no record yet, or NONE. */
let shown: u32 = NONE;
let shownStart: u32 = 0;
let shownSize: u32 = 0;

export function found(): usize {
  return FOUND;
}
export function needle(): usize {
  return NEEDLE;
}
export function skips(): usize {
  return SKIPS;
}
export function attended(): usize {
  return ATTENDED;
}
export function lineCount(): u32 {
  return lines;
}
export function malformedCount(): u32 {
  return malformed;
}

export function begin(contextLines: u32, contextBytes: u32, lengthOfNeedle: u32): void {
  beginStreams();
  beginNewest(contextLines, contextBytes);
  needleLength = lengthOfNeedle;
  lines = malformed = 0;
  part = used = lineStart = searched = WINDOW;
  needleAt = 0;
  skipping = false;
  shown = NONE;
}

/** Where the next bytes go, and how many of them have room there. One byte is left for the line feed of an archive's last line. */
export function place(): usize {
  return used;
}
export function room(): u32 {
  if (part + PART - 1 == used) nextPart();
  return <u32>(part + PART - 1 - used);
}

/** So many bytes have been put at `place`. */
export function arrive(count: u32): void {
  used += count;
  needleAt = search(lineStart, used);
}

export function skipsLine(): bool {
  return skipping;
}
export function endSkip(): void {
  skipping = false;
}

export function endLine(): void {
  if (used == lineStart) return;
  store<u8>(used, LINE_FEED);
  used++;
  needleAt = search(lineStart, used);
}

/** Goes on to the next line that is to be shown and gives its stream; -1: all that came was seen; -2: streams must be forgotten first. */
export function scan(): i32 {
  if (shown != NONE) {
    record(shown, shownStart, shownSize);
    shown = NONE;
  }
  const feeds = i8x16.splat(<i8>LINE_FEED);
  while (searched < used) {
    // What lies behind the bytes that came is looked at and left alone.
    const mask = i8x16.bitmask(i8x16.eq(v128.load(searched), feeds));
    if (mask == 0) {
      searched += 16;
      continue;
    }
    const end = searched + <usize>ctz(mask);
    if (end >= used) break;
    const stream = take(lineStart, end);
    if (stream == -2) return -2;
    lineStart = end + 1;
    searched = lineStart;
    if (stream >= 0) return stream;
  }
  searched = used;
  if (used - lineStart > MOST_LINE) {
    used = searched = lineStart + MOST_LINE;
    skipping = true;
  }
  return -1;
}

/** The stream of a line that is to be shown, or -1; -2 when it is new and there is no room for it. */
function take(start: usize, feed: usize): i32 {
  let end = feed;
  if (end - start > MOST_LINE) {
    end = start + MOST_LINE;
    store<u8>(end, LINE_FEED);
  }
  const mentions = needleAt != 0 && needleAt < end;
  const stream = streamOf(start, end);
  if (stream == -2) return -2;
  lines++;
  if (needleAt != 0 && needleAt < feed) needleAt = search(feed, used);
  if (stream == -1) {
    malformed++;
    return -1;
  }
  store<u32>(at(stream), lines, LAST_USE);
  const size = <u32>(end + 1 - start);
  if (!mentions && load<u8>(ATTENDED + stream) == 0) {
    record(stream, <u32>start, size);
    return -1;
  }
  store<u32>(FOUND, mentions ? 1 : 0, 40);
  shown = stream;
  shownStart = <u32>start;
  shownSize = size;
  return stream;
}

/** Finds the columns of a line and puts them into FOUND; gives its stream, -1 when it is no log line, -2 when there is no room. */
function streamOf(start: usize, end: usize): i32 {
  let i = start;
  while (i < end && <u32>load<u8>(i) - 48 < 10) i++;
  if (i == start || i - start > 20 || load<u8>(i) != TAB) return -1;
  const idEnd = i;
  let receivedStart: usize;
  if (hasUsualTimes(i)) {
    receivedStart = i + 21;
    i += 41;
  } else {
    receivedStart = column(i + 1, end) + 1;
    i = column(receivedStart, end);
  }
  const receivedEnd = i;
  const instance = column(i + 1, end) + 1;
  let hash: u32 = 0;
  for (i = instance; i < end; i++) {
    const byte: u32 = load<u8>(i);
    if (byte == TAB) break;
    hash = hash * 31 + byte;
  }
  const instanceEnd = i;
  const program = column(column(column(i + 1, end) + 1, end) + 1, end) + 1;
  for (i = program; i < end; i++) {
    const byte: u32 = load<u8>(i);
    if (byte == TAB) break;
    hash = hash * 31 + byte;
  }
  if (i >= end) return -1;
  store<u32>(FOUND, <u32>start, 0);
  store<u32>(FOUND, <u32>end, 4);
  store<u32>(FOUND, <u32>idEnd, 8);
  store<u32>(FOUND, <u32>receivedStart, 12);
  store<u32>(FOUND, <u32>receivedEnd, 16);
  store<u32>(FOUND, <u32>instance, 20);
  store<u32>(FOUND, <u32>instanceEnd, 24);
  store<u32>(FOUND, <u32>program, 28);
  store<u32>(FOUND, <u32>i, 32);
  store<u32>(FOUND, <u32>(i + 1), 36);
  return findStream(instance, <u32>(instanceEnd - instance), program, <u32>(i - program), hash);
}

/** The end of the column that begins here. */
function column(start: usize, end: usize): usize {
  let i = start;
  while (i < end && load<u8>(i) != TAB) i++;
  return i;
}

/** Whether both times are written as Papertrail does behind this end of an id: `2016-08-12T03:18:40`, `2016-08-12T03:18:40Z`. */
function hasUsualTimes(idEnd: usize): bool {
  return (
    load<u8>(idEnd, 41) == TAB &&
    load<u8>(idEnd, 20) == TAB &&
    load<u8>(idEnd, 11) == 84 &&
    load<u8>(idEnd, 31) == 84 &&
    load<u8>(idEnd, 40) == 90
  );
}

/** Horspool's search: the first needle within [from, to), or 0. */
function search(from: usize, to: usize): usize {
  if (needleLength == 0) return 0;
  const last = needleLength - 1;
  const final = load<u8>(NEEDLE + last);
  let end = from + last;
  while (end < to) {
    const byte = load<u8>(end);
    if (byte == final && same(end - last, NEEDLE, needleLength)) return end - last;
    end += load<u8>(SKIPS + byte);
  }
  return 0;
}

/** Goes on in the next part, to which the line that has not ended moves. */
function nextPart(): void {
  const old = lineStart;
  const length = used - old;
  part += PART;
  if (part == WINDOW + PARTS * PART) part = WINDOW;
  evictWithin(part, part + PART);
  memory.copy(part, old, length);
  lineStart = part;
  used = searched = part + length;
}
