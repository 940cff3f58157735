// AssemblyScript, not TypeScript: `npm run scanner` compiles it into ../scannerModule.ts. What it is for, and why it is not
// TypeScript: docs/decisions/scanner.md. `../archiveScanner.ts` is its other half, and tells what each function gives.
//
// The newest bytes of an archive lie in parts that are used over and over. Each line in them has a record (where it lies, its
// stream, the line of that stream before it) in a ring; when a part is used anew, the lines that a context may still need are
// copied into a ring of bytes that its stream has. Every number is unsigned, so that places may overflow and still compare.

/** Bytes of one line that are looked at. */
const MOST_LINE: u32 = 131_072;
const PARTS: u32 = 8;
const PART: u32 = 1_048_576;
const MOST_STREAMS: u32 = 16_384;
const MOST_RECORDS: u32 = 262_144;
const MOST_KEYS: u32 = 2_097_152;
/** Bytes and lines that are kept of a stream: powers of two, not less than a context's. */
const KEPT_BYTES: u32 = 16_384;
const KEPT_LINES: u32 = 128;
const MOST_SLOTS: u32 = 1_984;

const NONE: u32 = 0xffff_ffff;
const LINE_FEED: u32 = 10;
const TAB: u32 = 9;

// Where all that lies.

/** What `scan` says of a line, as eleven numbers. */
const FOUND: usize = 64;
const SKIPS: usize = 256;
const NEEDLE: usize = SKIPS + 256;
/** A byte a stream: whether its next line is to be shown. */
const ATTENDED: usize = 1_024;
/** Stream number plus 1, by hash. */
const TABLE_SIZE: u32 = 32_768;
const TABLE: usize = ATTENDED + MOST_STREAMS;
const STREAMS: usize = TABLE + TABLE_SIZE * 4;
const STREAM_SIZE: u32 = 64;
const KEYS: usize = STREAMS + MOST_STREAMS * STREAM_SIZE;
const RECORDS: usize = KEYS + MOST_KEYS;
const OWNERS: usize = RECORDS + MOST_RECORDS * 16;
const SLOTS: usize = OWNERS + MOST_SLOTS * 4;
const SLOT_SIZE: u32 = KEPT_BYTES + KEPT_LINES * 4;
const CONTEXT: usize = SLOTS + MOST_SLOTS * SLOT_SIZE;
const WINDOW: usize = CONTEXT + KEPT_BYTES;

// The fields of a stream.

const HASH: usize = 0;
const KEY: usize = 4;
const INSTANCE_LENGTH: usize = 8;
const PROGRAM_LENGTH: usize = 12;
/** Lines it has had, and how many of them have records. */
const COUNT: usize = 16;
const RECORDED: usize = 20;
/** Number of its newest line's record. */
const NEWEST: usize = 24;
/** Number of its newest line in the archive. */
const LAST_USE: usize = 28;
/** Its slot, or NONE; bytes and lines that ever went into it. */
const SLOT: usize = 32;
const SLOT_BYTES: usize = 36;
const SLOT_LINES: usize = 40;
/** Index of the oldest line that was not forgotten; NONE when none was. */
const KNOWN: usize = 44;

let mostLines: u32 = 0;
let mostBytes: u32 = 0;
let needleLength: u32 = 0;
let streams: u32 = 0;
let keysEnd: u32 = 0;
let lines: u32 = 0;
let malformed: u32 = 0;
let forgetful: bool = false;

/** The part in use, where its next byte goes, where the line begins that has not ended, where the search goes on. */
let part: usize = WINDOW;
let used: usize = WINDOW;
let lineStart: usize = WINDOW;
let searched: usize = WINDOW;
/** Where the next needle is, or 0. */
let needleAt: usize = 0;
let skipping: bool = false;

/** Numbers of the oldest record and of the next one. */
let oldest: u32 = 0;
let next: u32 = 0;
/** The stream of the line that was shown and has no record yet, or NONE. */
let shown: u32 = NONE;
let shownStart: u32 = 0;
let shownSize: u32 = 0;
let slots: u32 = 0;

let contextStart: u32 = 0;
let contextFrom: u32 = 0;
let contextCut: bool = false;

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
export function contextAt(): u32 {
  return contextStart;
}
export function contextIndex(): u32 {
  return contextFrom;
}
export function wasCut(): bool {
  return contextCut;
}
export function lineCount(): u32 {
  return lines;
}
export function malformedCount(): u32 {
  return malformed;
}
export function streamCount(): u32 {
  return streams;
}
export function lastUse(stream: u32): u32 {
  return load<u32>(at(stream), LAST_USE);
}
export function lineCountOf(stream: u32): u32 {
  return load<u32>(at(stream), COUNT);
}

export function begin(contextLines: u32, contextBytes: u32, lengthOfNeedle: u32): void {
  mostLines = contextLines;
  mostBytes = contextBytes;
  needleLength = lengthOfNeedle;
  streams = keysEnd = lines = malformed = oldest = next = slots = 0;
  forgetful = skipping = false;
  part = used = lineStart = searched = WINDOW;
  needleAt = 0;
  shown = NONE;
  memory.fill(TABLE, 0, TABLE_SIZE * 4);
  memory.fill(ATTENDED, 0, MOST_STREAMS);
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

function findStream(instance: usize, instanceLength: u32, program: usize, programLength: u32, hash: u32): i32 {
  let slot = spread(hash);
  while (true) {
    const entry = load<u32>(TABLE + slot * 4);
    if (entry == 0) break;
    const stream = at(entry - 1);
    if (
      load<u32>(stream, HASH) == hash &&
      load<u32>(stream, INSTANCE_LENGTH) == instanceLength &&
      load<u32>(stream, PROGRAM_LENGTH) == programLength
    ) {
      const key = KEYS + load<u32>(stream, KEY);
      if (same(key, instance, instanceLength) && same(key + instanceLength, program, programLength)) return entry - 1;
    }
    slot = (slot + 1) & (TABLE_SIZE - 1);
  }
  const length = instanceLength + programLength;
  if (streams == MOST_STREAMS || keysEnd + length > MOST_KEYS) return -2;
  const stream = at(streams);
  store<u32>(stream, hash, HASH);
  store<u32>(stream, keysEnd, KEY);
  store<u32>(stream, instanceLength, INSTANCE_LENGTH);
  store<u32>(stream, programLength, PROGRAM_LENGTH);
  store<u32>(stream, 0, COUNT);
  store<u32>(stream, 0, RECORDED);
  store<u32>(stream, NONE, NEWEST);
  store<u32>(stream, NONE, SLOT);
  store<u32>(stream, forgetful ? 0 : NONE, KNOWN);
  memory.copy(KEYS + keysEnd, instance, instanceLength);
  memory.copy(KEYS + keysEnd + instanceLength, program, programLength);
  keysEnd += length;
  // Whoever sees it first says whether it goes on.
  store<u8>(ATTENDED + streams, 1);
  store<u32>(TABLE + slot * 4, streams + 1);
  return streams++;
}

function at(stream: u32): usize {
  return STREAMS + stream * STREAM_SIZE;
}

function spread(hash: u32): u32 {
  return (hash ^ (hash >> 15)) & (TABLE_SIZE - 1);
}

function same(one: usize, other: usize, length: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(one + i) != load<u64>(other + i)) return false;
  for (; i < length; i++) if (load<u8>(one + i) != load<u8>(other + i)) return false;
  return true;
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

function recordAt(number: u32): usize {
  return RECORDS + (number & (MOST_RECORDS - 1)) * 16;
}

/** Gives a line its record. */
function record(stream: u32, start: u32, size: u32): void {
  if (next - oldest == MOST_RECORDS) evict();
  const owner = at(stream);
  const entry = recordAt(next);
  store<u32>(entry, start, 0);
  store<u32>(entry, size, 4);
  store<u32>(entry, stream, 8);
  store<u32>(entry, load<u32>(owner, NEWEST), 12);
  store<u32>(owner, next, NEWEST);
  store<u32>(owner, load<u32>(owner, COUNT) + 1, COUNT);
  store<u32>(owner, load<u32>(owner, RECORDED) + 1, RECORDED);
  next++;
}

/** Drops the oldest record; what a context may still need of it is copied. */
function evict(): void {
  const entry = recordAt(oldest);
  oldest++;
  const stream = load<u32>(entry, 8);
  if (stream == NONE) return;
  const owner = at(stream);
  const recorded = load<u32>(owner, RECORDED);
  store<u32>(owner, recorded - 1, RECORDED);
  if (recorded <= mostLines) keep(stream, owner, load<u32>(entry, 0), load<u32>(entry, 4));
}

function keep(stream: u32, owner: usize, start: u32, size: u32): void {
  // What is larger than a context is in none, nor is what stands before it.
  if (size > mostBytes) {
    store<u32>(owner, 0, SLOT_LINES);
    return;
  }
  let slot = load<u32>(owner, SLOT);
  if (slot == NONE) {
    if (slots == MOST_SLOTS) forgetLines();
    slot = slots++;
    store<u32>(OWNERS + slot * 4, stream);
    store<u32>(owner, slot, SLOT);
    store<u32>(owner, 0, SLOT_BYTES);
    store<u32>(owner, 0, SLOT_LINES);
  }
  const base = SLOTS + slot * SLOT_SIZE;
  const bytes = load<u32>(owner, SLOT_BYTES);
  const count = load<u32>(owner, SLOT_LINES);
  store<u32>(base + KEPT_BYTES + (count & (KEPT_LINES - 1)) * 4, bytes);
  const offset = bytes & (KEPT_BYTES - 1);
  const first = min(size, KEPT_BYTES - offset);
  memory.copy(base + offset, start, first);
  memory.copy(base, start + first, size - first);
  store<u32>(owner, bytes + size, SLOT_BYTES);
  store<u32>(owner, count + 1, SLOT_LINES);
}

/** Drops the copies of the streams that were quiet for longer than the average. */
function forgetLines(): void {
  let sum: u64 = 0;
  for (let slot: u32 = 0; slot < slots; slot++) sum += load<u32>(at(load<u32>(OWNERS + slot * 4)), LAST_USE);
  const average = <u32>(sum / slots);
  let left: u32 = 0;
  for (let slot: u32 = 0; slot < slots; slot++) {
    const stream = load<u32>(OWNERS + slot * 4);
    const owner = at(stream);
    if (load<u32>(owner, LAST_USE) <= average) {
      store<u32>(owner, NONE, SLOT);
      store<u32>(owner, load<u32>(owner, COUNT) - load<u32>(owner, RECORDED), KNOWN);
    } else {
      moveSlot(slot, left++, stream);
    }
  }
  slots = left;
}

function moveSlot(from: u32, to: u32, stream: u32): void {
  store<u32>(OWNERS + to * 4, stream);
  store<u32>(at(stream), to, SLOT);
  if (from != to) memory.copy(SLOTS + to * SLOT_SIZE, SLOTS + from * SLOT_SIZE, SLOT_SIZE);
}

/** Goes on in the next part, to which the line that has not ended moves. */
function nextPart(): void {
  const old = lineStart;
  const length = used - old;
  part += PART;
  if (part == WINDOW + PARTS * PART) part = WINDOW;
  while (oldest != next) {
    const start: usize = load<u32>(recordAt(oldest));
    if (start < part || start >= part + PART) break;
    evict();
  }
  memory.copy(part, old, length);
  lineStart = part;
  used = searched = part + length;
}

/** Copies the newest lines of a stream, as many as a context may have, and gives how many bytes they are. */
export function context(stream: u32): u32 {
  const owner = at(stream);
  const recorded = load<u32>(owner, RECORDED);
  let from = load<u32>(owner, COUNT);
  let number = load<u32>(owner, NEWEST);
  let taken: u32 = 0;
  let bytes: u32 = 0;
  const end = CONTEXT + KEPT_BYTES;
  while (taken < recorded && taken < mostLines) {
    const entry = recordAt(number);
    const size = load<u32>(entry, 4);
    if (bytes + size > mostBytes) break;
    bytes += size;
    memory.copy(end - bytes, load<u32>(entry, 0), size);
    number = load<u32>(entry, 12);
    taken++;
  }
  from -= taken;
  if (taken == recorded && load<u32>(owner, SLOT) != NONE) {
    const base = SLOTS + load<u32>(owner, SLOT) * SLOT_SIZE;
    const keptEnd = load<u32>(owner, SLOT_BYTES);
    const count = load<u32>(owner, SLOT_LINES);
    const most = min(min(mostLines - taken, count), KEPT_LINES);
    let kept: u32 = 0;
    let size: u32 = 0;
    while (kept < most) {
      const start = load<u32>(base + KEPT_BYTES + ((count - kept - 1) & (KEPT_LINES - 1)) * 4);
      if (bytes + (keptEnd - start) > mostBytes) break;
      size = keptEnd - start;
      kept++;
    }
    const offset = (keptEnd - size) & (KEPT_BYTES - 1);
    const first = min(size, KEPT_BYTES - offset);
    memory.copy(end - bytes - size, base + offset, first);
    memory.copy(end - bytes - size + first, base, size - first);
    bytes += size;
    from -= kept;
  }
  contextStart = <u32>(end - bytes);
  contextFrom = from;
  contextCut = from == load<u32>(owner, KNOWN);
  return bytes;
}

/** Forgets the streams whose newest line has at most this number, and renumbers the others in their order. */
export function forgetStreams(newest: u32): void {
  forgetful = true;
  let left: u32 = 0;
  keysEnd = 0;
  memory.fill(TABLE, 0, TABLE_SIZE * 4);
  for (let stream: u32 = 0; stream < streams; stream++) {
    const kept = load<u32>(at(stream), LAST_USE) > newest;
    if (kept) moveStream(stream, left++);
    // From here on its former place says what has become of it.
    store<u32>(at(stream), kept ? left - 1 : NONE, 48);
  }
  let slotsLeft: u32 = 0;
  for (let slot: u32 = 0; slot < slots; slot++) {
    const stream = load<u32>(at(load<u32>(OWNERS + slot * 4)), 48);
    if (stream != NONE) moveSlot(slot, slotsLeft++, stream);
  }
  slots = slotsLeft;
  for (let number = oldest; number != next; number++) {
    const entry = recordAt(number);
    const stream = load<u32>(entry, 8);
    if (stream != NONE) store<u32>(entry, load<u32>(at(stream), 48), 8);
  }
  streams = left;
}

function moveStream(from: u32, to: u32): void {
  const target = at(to);
  // All but what tells where a stream went: that stays with the place.
  if (from != to) memory.copy(target, at(from), 48);
  const length = load<u32>(target, INSTANCE_LENGTH) + load<u32>(target, PROGRAM_LENGTH);
  memory.copy(KEYS + keysEnd, KEYS + load<u32>(target, KEY), length);
  store<u32>(target, keysEnd, KEY);
  keysEnd += length;
  store<u8>(ATTENDED + to, load<u8>(ATTENDED + from));
  let slot = spread(load<u32>(target, HASH));
  while (load<u32>(TABLE + slot * 4) != 0) slot = (slot + 1) & (TABLE_SIZE - 1);
  store<u32>(TABLE + slot * 4, to + 1);
}
