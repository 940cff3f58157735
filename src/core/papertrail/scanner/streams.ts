// AssemblyScript: see scanner.ts. The streams: a hash table over the bytes of instance and program.

import { ATTENDED, KEYS, MOST_KEYS, MOST_STREAMS, NONE, STREAM_SIZE, STREAMS, TABLE, TABLE_SIZE } from './layout';

// The fields of a stream.

export const HASH: usize = 0;
export const KEY: usize = 4;
export const INSTANCE_LENGTH: usize = 8;
export const PROGRAM_LENGTH: usize = 12;
/** Lines it has had, and how many of them have records. */
export const COUNT: usize = 16;
export const RECORDED: usize = 20;
/** Number of its newest line's record. */
export const NEWEST: usize = 24;
/** Number of its newest line in the archive. */
export const LAST_USE: usize = 28;
/** Its slot, or NONE; bytes and lines that ever went into it. */
export const SLOT: usize = 32;
export const SLOT_BYTES: usize = 36;
export const SLOT_LINES: usize = 40;
/** Index of the oldest line that was not forgotten; NONE when none was. */
export const KNOWN: usize = 44;
/** Where it went when streams were forgotten; stays with the place when others move. */
export const MOVED: usize = 48;

let streams: u32 = 0;
let keysEnd: u32 = 0;
let forgetful: bool = false;

export function beginStreams(): void {
  streams = keysEnd = 0;
  forgetful = false;
  memory.fill(TABLE, 0, TABLE_SIZE * 4);
  memory.fill(ATTENDED, 0, MOST_STREAMS);
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

/** The stream's number, a new one where it is new; -2 when there is no room for it. */
export function findStream(instance: usize, instanceLength: u32, program: usize, programLength: u32, hash: u32): i32 {
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

export function at(stream: u32): usize {
  return STREAMS + stream * STREAM_SIZE;
}

function spread(hash: u32): u32 {
  return (hash ^ (hash >> 15)) & (TABLE_SIZE - 1);
}

export function same(one: usize, other: usize, length: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(one + i) != load<u64>(other + i)) return false;
  for (; i < length; i++) if (load<u8>(one + i) != load<u8>(other + i)) return false;
  return true;
}

/** Keeps the streams whose newest line has a higher number, in their order; MOVED says of each place where its stream went. */
export function keepStreams(newest: u32): void {
  forgetful = true;
  let left: u32 = 0;
  keysEnd = 0;
  memory.fill(TABLE, 0, TABLE_SIZE * 4);
  for (let stream: u32 = 0; stream < streams; stream++) {
    const kept = load<u32>(at(stream), LAST_USE) > newest;
    if (kept) moveStream(stream, left++);
    store<u32>(at(stream), kept ? left - 1 : NONE, MOVED);
  }
  streams = left;
}

function moveStream(from: u32, to: u32): void {
  const target = at(to);
  if (from != to) memory.copy(target, at(from), MOVED as u32);
  const length = load<u32>(target, INSTANCE_LENGTH) + load<u32>(target, PROGRAM_LENGTH);
  memory.copy(KEYS + keysEnd, KEYS + load<u32>(target, KEY), length);
  store<u32>(target, keysEnd, KEY);
  keysEnd += length;
  store<u8>(ATTENDED + to, load<u8>(ATTENDED + from));
  let slot = spread(load<u32>(target, HASH));
  while (load<u32>(TABLE + slot * 4) != 0) slot = (slot + 1) & (TABLE_SIZE - 1);
  store<u32>(TABLE + slot * 4, to + 1);
}
