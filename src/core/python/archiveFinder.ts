import { ArchiveScanner, type ShownLine, type StreamNumber } from '../papertrail/archiveScanner.ts';
import type { StreamBorder } from '../papertrail/border.ts';
import { AFTER, BEFORE } from '../papertrail/context.ts';
import { InstantReader } from '../papertrail/instantReader.ts';
import { LineTape } from '../papertrail/lineTape.ts';
import { StreamHead } from '../papertrail/streamHead.ts';
import { findFrame, findHeader, TITLE } from './header.ts';
import { RECORD_SAMPLE } from './recordStart.ts';
import { StreamFinder, type Surroundings } from './streamFinder.ts';
import type { FoundTraceback } from './traceback.ts';

/** Counts what finding and parsing gives: a stored archive of a lower number is read anew. */
export const PARSER_VERSION = 1;

/** Bytes for the heads of all streams together. */
const MOST_HEADS = 33_554_432;
/** Bytes of one stream that a border may have. */
const MOST_BORDER = 262_144;

const decoder = new TextDecoder();

interface Stream {
  number: StreamNumber;
  instance: string;
  program: string;
  /** Made at the first header. */
  finder: StreamFinder | undefined;
  head: StreamHead | undefined;
  /** While a traceback waits for lines, if borders are wanted. */
  tape: LineTape | undefined;
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
 * Finds the tracebacks in an archive's bytes (uncompressed, in chunks of any size). The scanner looks at every line and
 * shows those of streams in which a traceback begins or waits for lines. Memory is bounded whatever the archive holds.
 */
export class ArchiveFinder {
  readonly #found: Found;
  readonly #withBorders: boolean;
  readonly #after: number;
  readonly #scanner: ArchiveScanner;
  readonly #instants = new InstantReader();
  #streams: Stream[] = [];
  #tracebacks = 0;
  #headBytes = 0;
  /** Set once streams were forgotten: one that seems new need not be. */
  #forgetful = false;

  /**
   * `borders`: keep what neighbouring hours need. `context`: lines of it that are wanted on either side of a traceback, at most 100 before
   * and 20 after; before it there can be more all the same. `scanner`: one that nobody else uses until the end.
   */
  constructor(
    found: Found,
    {
      borders,
      context = BEFORE.lines,
      scanner = new ArchiveScanner(),
    }: { borders: boolean; context?: number; scanner?: ArchiveScanner },
  ) {
    this.#found = found;
    this.#withBorders = borders;
    this.#after = Math.min(AFTER.lines, context);
    this.#scanner = scanner;
    const lines = Math.min(BEFORE.lines, Math.max(RECORD_SAMPLE, context));
    scanner.begin(
      { sought: TITLE, lines },
      {
        look: (line, stream) => this.#look(line, this.#streams[stream] ?? this.#newStream(line, stream)),
        forget: (kept) => this.#forgetStreams(kept),
      },
    );
  }

  get totals(): ArchiveTotals {
    return { lines: this.#scanner.lines, malformed: this.#scanner.malformed, tracebacks: this.#tracebacks };
  }

  /** The next bytes of the archive, in chunks of any size. */
  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
  }

  /** The archive has ended: gives out what still waits, and the borders, if wanted. */
  end(): StreamBorder[] {
    this.#scanner.end();
    const borders = this.#withBorders ? this.#streams.flatMap((stream) => this.#bordersOf(stream)) : [];
    for (const { finder } of this.#streams) finder?.end();
    return borders;
  }

  #look(line: ShownLine, stream: Stream): boolean {
    if (line.mentions) stream.finder ??= new StreamFinder(this.#surroundings(stream), this.#instants);
    if (stream.finder && (line.mentions || stream.finder.waitingSince)) stream.finder.feed(line);
    if (this.#withBorders) this.#keepBorder(stream, line);
    return stream.finder?.waitingSince !== undefined || (stream.head !== undefined && !stream.head.done);
  }

  #keepBorder(stream: Stream, { bytes, start, end, messageStart }: ShownLine): void {
    const waiting = stream.finder?.waitingSince;
    if (waiting) {
      stream.tape ??= new LineTape(waiting.lines, waiting.to, MOST_BORDER);
      stream.tape.append(bytes, start, end + 1, waiting.from);
    } else {
      stream.tape = undefined;
    }
    if (!stream.head || stream.head.done) return;
    const frame = findFrame(bytes, messageStart, end + 1) >= 0;
    this.#headBytes += stream.head.append(bytes, start, end + 1, frame, waiting?.to);
  }

  #newStream(line: ShownLine, number: StreamNumber): Stream {
    const text = (start: number, end: number): string => decoder.decode(line.bytes.subarray(start, end));
    const wantsHead = this.#withBorders && !this.#forgetful && this.#headBytes < MOST_HEADS;
    const stream: Stream = {
      number,
      instance: text(line.instanceStart, line.instanceEnd),
      program: text(line.programStart, line.programEnd),
      finder: undefined,
      head: wantsHead ? new StreamHead(MOST_BORDER) : undefined,
      tape: undefined,
    };
    this.#streams.push(stream);
    return stream;
  }

  #surroundings(stream: Stream): Surroundings {
    return {
      instance: stream.instance,
      program: stream.program,
      before: () => ({ ...this.#scanner.newestOf(stream.number), to: this.#scanner.linesOf(stream.number) }),
      after: this.#after,
      found: (traceback, last) => {
        this.#tracebacks++;
        this.#found(traceback, last);
      },
    };
  }

  #forgetStreams(kept: readonly boolean[]): void {
    this.#forgetful = true;
    for (const { number, finder } of this.#streams) if (!kept[number]) finder?.end();
    this.#streams = this.#streams.filter(({ number }) => kept[number]);
    this.#streams.forEach((stream, number) => (stream.number = number));
  }

  /** What a stream leaves for the neighbouring hours. */
  #bordersOf({ number, instance, program, finder, head, tape }: Stream): StreamBorder[] {
    const border = (side: StreamBorder['side'], lines: Uint8Array): StreamBorder => {
      const header = findHeader(lines, 0, lines.length) >= 0;
      return { instance, program, side, header, open: side !== 'head' && finder?.waitingSince !== undefined, lines };
    };
    if (head && !head.done) return [border('whole', head.lines)];
    const tail = border('tail', tape ? tape.lines : this.#scanner.newestOf(number).lines);
    return head ? [border('head', head.lines), tail] : [tail];
  }
}
