import type { StreamBorder } from '../papertrail/border.ts';
import { AFTER, BEFORE } from '../papertrail/context.ts';
import { InstantReader, LogLine } from '../papertrail/logLine.ts';
import { LineTape } from '../papertrail/lineTape.ts';
import { LineWindow, type LineSink, type WindowPart } from '../papertrail/lineWindow.ts';
import { RecentLines } from '../papertrail/recentLines.ts';
import { StreamHead } from '../papertrail/streamHead.ts';
import { StreamTable } from '../papertrail/streamTable.ts';
import { findFrame, findHeader } from './header.ts';
import { RECORD_SAMPLE } from './recordStart.ts';
import { StreamFinder, type Surroundings } from './streamFinder.ts';
import type { FoundTraceback } from './traceback.ts';

/** Counts what finding and parsing gives: a stored archive of a lower number is read anew. */
export const PARSER_VERSION = 1;

/** Bytes of the archive that are kept as they came, and bytes for the copies of lines that are needed longer. */
const MOST_WINDOW = 8_388_608;
const MOST_KEPT = 33_554_432;
/** Bytes for the heads of all streams together. */
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
  /** While a traceback waits for lines, if borders are wanted. */
  tape: LineTape | undefined;
  /** Number of its newest line in the archive. */
  lastUse: number;
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
  readonly #before: { lines: number; bytes: number };
  readonly #after: number;
  readonly #streams: StreamTable<Stream>;
  readonly #line = new LogLine();
  readonly #instants = new InstantReader();
  readonly #window: LineWindow;
  /** Where the bytes end that lines come from now, and where the next header is in them, or -1. */
  #arrived = 0;
  #nextHeader = -1;
  #lines = 0;
  #malformed = 0;
  #tracebacks = 0;
  #headBytes = 0;
  /** Set once streams were forgotten: one that seems new need not be. */
  #forgetful = false;

  /**
   * `borders`: keep what neighbouring hours need. `context`: lines of it that are wanted on either side of a traceback, at most 100 before
   * and 20 after; before it there can be more all the same.
   */
  constructor(found: Found, { borders, context = BEFORE.lines }: { borders: boolean; context?: number }) {
    this.#found = found;
    this.#withBorders = borders;
    this.#before = { lines: Math.min(BEFORE.lines, Math.max(RECORD_SAMPLE, context)), bytes: BEFORE.bytes };
    this.#after = Math.min(AFTER.lines, context);
    this.#streams = new StreamTable((instance, program) => this.#newStream(instance, program));
    const sink: LineSink = {
      // One search for all that came, not for each line.
      arrive: ({ bytes }, start, end) => {
        this.#arrived = end;
        this.#nextHeader = findHeader(bytes, start, end);
      },
      take: (part, start, end) => this.#look(part, start, end),
      leave: (part) => this.#leave(part),
    };
    this.#window = new LineWindow(sink, MOST_WINDOW);
  }

  get totals(): ArchiveTotals {
    return { lines: this.#lines, malformed: this.#malformed, tracebacks: this.#tracebacks };
  }

  /** The next bytes of the archive, in chunks of any size. */
  push(chunk: Uint8Array): void {
    this.#window.push(chunk);
  }

  /** The archive has ended: gives out what still waits, and the borders, if wanted. */
  end(): StreamBorder[] {
    this.#window.end();
    const borders: StreamBorder[] = [];
    this.#streams.forEach((stream) => {
      if (this.#withBorders) borders.push(...bordersOf(stream));
      stream.finder?.end();
    });
    return borders;
  }

  #look(part: WindowPart, start: number, end: number): void {
    const passes = this.#nextHeader >= 0 && this.#nextHeader < end;
    const mentionsHeader = passes && this.#nextHeader >= start;
    if (passes) this.#nextHeader = findHeader(part.bytes, end, this.#arrived);
    this.#take(part, start, end, mentionsHeader);
  }

  #take({ bytes, start: base }: WindowPart, start: number, end: number, mentionsHeader: boolean): void {
    const line = this.#line;
    this.#lines++;
    if (!line.read(bytes, start, end)) {
      this.#malformed++;
      return;
    }
    const stream = this.#streams.get(bytes, line, line.streamHash);
    stream.lastUse = this.#lines;
    if (mentionsHeader) stream.finder ??= new StreamFinder(this.#surroundings(stream), this.#instants);
    if (stream.finder && (mentionsHeader || stream.finder.waitingSince)) {
      stream.finder.feed(bytes, line, end + 1, mentionsHeader);
    }
    if (this.#withBorders) this.#keepBorder(stream, bytes, start, end + 1);
    stream.recent.push(base + start, end + 1 - start);
  }

  #keepBorder(stream: Stream, bytes: Uint8Array, start: number, end: number): void {
    const waiting = stream.finder?.waitingSince;
    if (waiting) {
      stream.tape ??= new LineTape(waiting.lines, waiting.to, MOST_BORDER);
      stream.tape.append(bytes, start, end, waiting.from);
    } else {
      stream.tape = undefined;
    }
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
      recent: new RecentLines(this.#window, this.#before, this.#forgetful),
      finder: undefined,
      head: wantsHead ? new StreamHead(MOST_BORDER) : undefined,
      tape: undefined,
      lastUse: this.#lines,
    };
  }

  #leave(part: WindowPart): void {
    let kept = 0;
    this.#streams.forEach(({ recent }) => {
      recent.leave(part);
      kept += recent.keptBytes;
    });
    if (kept > MOST_KEPT) this.#forgetLines(kept);
  }

  #surroundings(stream: Stream): Surroundings {
    return {
      instance: stream.instance,
      program: stream.program,
      before: () => ({ ...stream.recent.context(), to: stream.recent.count }),
      after: this.#after,
      found: (traceback, last) => {
        this.#tracebacks++;
        this.#found(traceback, last);
      },
    };
  }

  /** Drops the copies of the streams that were quiet for longest. */
  #forgetLines(kept: number): void {
    let bytes = kept;
    for (const { recent } of this.#streamsByUse()) {
      if (bytes <= MOST_KEPT * 0.75) return;
      bytes -= recent.keptBytes;
      recent.forget();
    }
  }

  /** The quietest first. */
  #streamsByUse(): Stream[] {
    const streams: Stream[] = [];
    this.#streams.forEach((stream) => streams.push(stream));
    return streams.sort((one, other) => one.lastUse - other.lastUse);
  }

  #forgetStreams(): void {
    this.#forgetful = true;
    const streams = this.#streamsByUse();
    const median = streams[streams.length >> 1]?.lastUse ?? 0;
    this.#streams.retain((stream) => {
      if (stream.lastUse > median) return true;
      stream.finder?.end();
      return false;
    });
  }
}

/** What a stream leaves for the neighbouring hours. */
function bordersOf({ instance, program, finder, head, recent, tape }: Stream): StreamBorder[] {
  const border = (side: StreamBorder['side'], lines: Uint8Array): StreamBorder => {
    const header = findHeader(lines, 0, lines.length) >= 0;
    return { instance, program, side, header, open: side !== 'head' && finder?.waitingSince !== undefined, lines };
  };
  if (head && !head.done) return [border('whole', head.lines)];
  const tail = border('tail', tape ? tape.lines : recent.context().lines);
  return head ? [border('head', head.lines), tail] : [tail];
}
