// AssemblyScript: see scanner.ts. The newest lines of each stream: records of those in the window, copies of those that left it.

import {
  CONTEXT,
  KEPT_BYTES,
  KEPT_LINES,
  MOST_RECORDS,
  MOST_SLOTS,
  NONE,
  OWNERS,
  RECORD_SIZE,
  RECORDS,
  SLOT_SIZE,
  SLOTS,
} from './layout';
import {
  at,
  COUNT,
  keepStreams,
  KNOWN,
  LAST_USE,
  MOVED,
  NEWEST,
  RECORDED,
  SLOT,
  SLOT_BYTES,
  SLOT_LINES,
} from './streams';

/** The bounds of a context. */
let mostLines: u32 = 0;
let mostBytes: u32 = 0;
/** Numbers of the oldest record and of the next one. */
let oldest: u32 = 0;
let next: u32 = 0;
let slots: u32 = 0;

let contextStart: u32 = 0;
let contextFrom: u32 = 0;
let contextCut: bool = false;

export function beginNewest(lines: u32, bytes: u32): void {
  mostLines = lines;
  mostBytes = bytes;
  oldest = next = slots = 0;
}

function recordAt(number: u32): usize {
  return RECORDS + (number & (MOST_RECORDS - 1)) * RECORD_SIZE;
}

/** Gives a line its record. */
export function record(stream: u32, start: u32, size: u32): void {
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

/** Drops the records of the lines that lie from start to before end; they are the oldest. */
export function evictWithin(from: usize, to: usize): void {
  while (oldest != next) {
    const start: usize = load<u32>(recordAt(oldest));
    if (start < from || start >= to) return;
    evict();
  }
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

export function contextAt(): u32 {
  return contextStart;
}
export function contextIndex(): u32 {
  return contextFrom;
}
export function wasCut(): bool {
  return contextCut;
}

/** Forgets the streams whose newest line has at most this number, and renumbers the others in their order. */
export function forgetStreams(newest: u32): void {
  keepStreams(newest);
  let left: u32 = 0;
  for (let slot: u32 = 0; slot < slots; slot++) {
    const stream = load<u32>(at(load<u32>(OWNERS + slot * 4)), MOVED);
    if (stream != NONE) moveSlot(slot, left++, stream);
  }
  slots = left;
  for (let number = oldest; number != next; number++) {
    const entry = recordAt(number);
    const stream = load<u32>(entry, 8);
    if (stream != NONE) store<u32>(entry, load<u32>(at(stream), MOVED), 8);
  }
}
