// AssemblyScript: see scanner.ts. What lies where in the scanner's memory.

export const LINE_FEED: u32 = 10;
export const TAB: u32 = 9;
export const NONE: u32 = 0xffff_ffff;

export const PARTS: u32 = 8;
export const PART: u32 = 1_048_576;
export const MOST_STREAMS: u32 = 16_384;
export const MOST_RECORDS: u32 = 262_144;
export const MOST_KEYS: u32 = 2_097_152;
/** Bytes and lines that are kept of a stream: powers of two, not less than a context's. */
export const KEPT_BYTES: u32 = 16_384;
export const KEPT_LINES: u32 = 128;
export const MOST_SLOTS: u32 = 1_984;
export const TABLE_SIZE: u32 = 32_768;
export const RECORD_SIZE: u32 = 16;
export const STREAM_SIZE: u32 = 64;
export const SLOT_SIZE: u32 = KEPT_BYTES + KEPT_LINES * 4;

/** What `scan` says of a line, as eleven numbers. */
export const FOUND: usize = 64;
export const SKIPS: usize = 256;
export const NEEDLE: usize = SKIPS + 256;
/** A byte a stream: whether its next line is to be shown. */
export const ATTENDED: usize = 1_024;
/** Stream number plus 1, by hash. */
export const TABLE: usize = ATTENDED + MOST_STREAMS;
export const STREAMS: usize = TABLE + TABLE_SIZE * 4;
/** Instance and program of each stream. */
export const KEYS: usize = STREAMS + MOST_STREAMS * STREAM_SIZE;
export const RECORDS: usize = KEYS + MOST_KEYS;
/** The stream of each slot. */
export const OWNERS: usize = RECORDS + MOST_RECORDS * RECORD_SIZE;
export const SLOTS: usize = OWNERS + MOST_SLOTS * 4;
export const CONTEXT: usize = SLOTS + MOST_SLOTS * SLOT_SIZE;
export const WINDOW: usize = CONTEXT + KEPT_BYTES;
