import type { StreamBorder } from '../papertrail/border.ts';
import { ChunkedLines } from '../papertrail/chunkedLines.ts';
import { BEFORE } from '../papertrail/context.ts';
import { InstantReader, LogLine } from '../papertrail/logLine.ts';
import { RecentLines } from '../papertrail/recentLines.ts';
import { StreamTable } from '../papertrail/streamTable.ts';
import { findFrame, findHeader } from './header.ts';
import { StreamFinder, type Surroundings } from './streamFinder.ts';
import { StreamHead } from '../papertrail/streamHead.ts';
import type { FoundTraceback } from './traceback.ts';

/** Counts what finding and parsing gives: a stored archive of a lower number is read anew. */
export const PARSER_VERSION = 1;

/** Bytes for the newest lines of all streams together, and for all their heads. */
const MOST_RECENT = 33_554_432;
const MOST_HEADS = 33_554_432;
/** Bytes of one stream that a border may have. */
const MOST_BORDER = 262_144;
/** Streams that are remembered at a time. */
const MOST_STREAMS = 16_384;

interface Stream {
  instance: string;
  program: string;
  recent: RecentLines;
  /** Made at the first header. */
  finder: StreamFinder | undefined;
  head: StreamHead | undefined;
  /** Number of its newest line in the archive. */
  lastUse: number;
  /** Set when older lines were dropped to keep memory bounded. */
  cut: boolean;
}

/** Gets a traceback as soon as its context is full; `last`: its stream ended before that. */
export type Found = (traceback: FoundTraceback, last: boolean) => void;

/** What an archive was, once it has been read. */
export interface ArchiveTotals {
  lines: number;
  /** Lines with fewer than ten columns or without an id, which are passed over. */
  malformed: number;
  tracebacks: number;
}

/**
 * Finds the tracebacks in an archive's bytes (uncompressed, in chunks of any size). Every line is looked at once: which
 * stream it belongs to, whether a traceback of that stream waits for it, whether it begins one; and it is kept as
 * context. Memory is bounded whatever the archive holds.
 */
export class ArchiveFinder {
  readonly #found: Found;
  readonly #withBorders: boolean;
  readonly #streams: StreamTable<Stream>;
  readonly #line = new LogLine();
  readonly #instants = new InstantReader();
  readonly #chunks = new ChunkedLines((bytes, start, end) => this.#look(bytes, start, end));
  /** The buffer that was searched for a header, from where, and where the first one is, or -1. */
  #searched: Uint8Array | undefined;
  #searchedFrom = 0;
  #nextHeader = -1;
  #lines = 0;
  #malformed = 0;
  #tracebacks = 0;
  #recentBytes = 0;
  #headBytes = 0;
  /** Set once streams were forgotten: one that seems new need not be. */
  #forgetful = false;

  /** `borders`: keep what neighbouring hours need. */
  constructor(found: Found, { borders }: { borders: boolean }) {
    this.#found = found;
    this.#withBorders = borders;
    this.#streams = new StreamTable((instance, program) => this.#newStream(instance, program));
  }

  get totals(): ArchiveTotals {
    return { lines: this.#lines, malformed: this.#malformed, tracebacks: this.#tracebacks };
  }

  /** The next bytes of the archive. They are not changed, nor needed afterwards. */
  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#searched = undefined;
  }

  /** The archive has ended: gives out what still waits, and the borders, if wanted. */
  end(): StreamBorder[] {
    this.#chunks.end();
    const borders = this.#withBorders ? [...this.#streams].flatMap(bordersOf) : [];
    for (const { finder } of this.#streams) finder?.end();
    return borders;
  }

  #look(bytes: Uint8Array, start: number, end: number): void {
    // One search a buffer, not a line: the next header is known until it is passed.
    if (bytes !== this.#searched || start < this.#searchedFrom) this.#search(bytes, start);
    const mentionsHeader = this.#nextHeader >= start && this.#nextHeader < end;
    this.#take(bytes, start, end, mentionsHeader);
    if (mentionsHeader) this.#search(bytes, end);
  }

  #search(bytes: Uint8Array, from: number): void {
    this.#searched = bytes;
    this.#searchedFrom = from;
    this.#nextHeader = findHeader(bytes, from, bytes.length);
  }

  #take(bytes: Uint8Array, start: number, end: number, mentionsHeader: boolean): void {
    const line = this.#line;
    this.#lines++;
    if (!line.read(bytes, start, end)) {
      this.#malformed++;
      return;
    }
    const stream = this.#streams.get(bytes, line, line.streamHash);
    stream.lastUse = this.#lines;
    if (mentionsHeader) stream.finder ??= new StreamFinder(this.#surroundings(stream), this.#instants);
    if (stream.finder && (mentionsHeader || stream.finder.waitingSince))
      stream.finder.feed(bytes, line, end + 1, mentionsHeader);
    if (this.#withBorders) this.#keepBorder(stream, bytes, start, end + 1);
    this.#recentBytes += stream.recent.append(bytes, start, end + 1);
    if (this.#recentBytes > MOST_RECENT) this.#dropRecent();
  }

  #keepBorder(stream: Stream, bytes: Uint8Array, start: number, end: number): void {
    const waiting = stream.finder?.waitingSince;
    stream.recent.hold(waiting?.from ?? Number.POSITIVE_INFINITY);
    if (!stream.head || stream.head.done) return;
    const frame = findFrame(bytes, this.#line.messageStart, end) >= 0;
    this.#headBytes += stream.head.append(bytes, start, end, frame, waiting?.to);
  }

  #newStream(instance: string, program: string): Stream {
    if (this.#streams.size >= MOST_STREAMS) this.#forgetStreams();
    const wantsHead = this.#withBorders && !this.#forgetful && this.#headBytes < MOST_HEADS;
    return {
      instance,
      program,
      recent: new RecentLines(BEFORE, MOST_BORDER),
      finder: undefined,
      head: wantsHead ? new StreamHead(MOST_BORDER) : undefined,
      lastUse: this.#lines,
      cut: this.#forgetful,
    };
  }

  #surroundings(stream: Stream): Surroundings {
    return {
      instance: stream.instance,
      program: stream.program,
      before: () => {
        const { recent } = stream;
        const from = recent.contextStart;
        return { lines: recent.slice(from), from, to: recent.end, cut: stream.cut && from === recent.start };
      },
      found: (traceback, last) => {
        this.#tracebacks++;
        this.#found(traceback, last);
      },
    };
  }

  /** Drops the newest lines of the streams that were quiet for longest, until a quarter of the memory is free. */
  #dropRecent(): void {
    const byUse = [...this.#streams].sort((one, other) => one.lastUse - other.lastUse);
    for (const stream of byUse) {
      if (this.#recentBytes <= MOST_RECENT * 0.75) return;
      this.#recentBytes -= stream.recent.capacity;
      stream.recent = stream.recent.emptied();
      this.#recentBytes += stream.recent.capacity;
      stream.cut = true;
    }
  }

  #forgetStreams(): void {
    this.#forgetful = true;
    const uses = [...this.#streams].map((stream) => stream.lastUse).sort((one, other) => one - other);
    const median = uses[uses.length >> 1] as number;
    this.#streams.retain((stream) => {
      if (stream.lastUse > median) return true;
      stream.finder?.end();
      this.#recentBytes -= stream.recent.capacity;
      return false;
    });
  }
}

/** What a stream leaves for the neighbouring hours. */
function bordersOf(stream: Stream): StreamBorder[] {
  const { instance, program, head, recent } = stream;
  const waiting = stream.finder?.waitingSince;
  const border = (side: StreamBorder['side'], lines: Uint8Array): StreamBorder => {
    const header = findHeader(lines, 0, lines.length) >= 0;
    return { instance, program, side, header, open: side !== 'head' && waiting !== undefined, lines };
  };
  if (head && !head.done) return [border('whole', head.lines)];
  const tail = border('tail', recent.slice(Math.min(recent.contextStart, waiting?.from ?? Number.POSITIVE_INFINITY)));
  return head ? [border('head', head.lines), tail] : [tail];
}
