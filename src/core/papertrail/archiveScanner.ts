import { BEFORE } from './context.ts';
import { SCANNER_MODULE } from './scannerModule.ts';

/** Bytes of one line that are looked at; what is beyond them is passed over. Papertrail's own limit is 100,000. */
export const MOST_LINE = 131_072;

/** Number of a line in its stream, from 0. */
export type LineIndex = number;

/** Number of a stream, from 0, in the order they came; others may get other numbers when some are forgotten. */
export type StreamNumber = number;

/** The newest lines of a stream. */
export interface NewestLines {
  /** Whole log lines, a copy. */
  lines: Uint8Array;
  /** Index of the first. */
  from: LineIndex;
  /** There would be room for lines that were forgotten. */
  cut: boolean;
}

/** What looks at the lines that are shown. */
export interface ScanSink {
  /** One line of a stream, which is not among its newest lines yet. Gives whether the stream's next line is to be shown too. */
  look(line: ShownLine, stream: StreamNumber): boolean;
  /** Of the streams, those that are not kept are forgotten now, and the others are numbered anew in the same order. */
  forget(kept: readonly boolean[]): void;
}

/** A line that is shown: offsets into `bytes`, which are only there until the next one. */
export class ShownLine {
  readonly bytes: Uint8Array;
  /** The line, without its line feed, is `bytes` from start to before end. */
  start = 0;
  end = 0;
  idEnd = 0;
  receivedStart = 0;
  receivedEnd = 0;
  instanceStart = 0;
  instanceEnd = 0;
  programStart = 0;
  programEnd = 0;
  messageStart = 0;
  /** Whether the text that is sought begins in it. */
  mentions = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Takes what the scanner says, a number a field. */
  read(found: Int32Array): void {
    this.start = found[0] as number;
    this.end = found[1] as number;
    this.idEnd = found[2] as number;
    this.receivedStart = found[3] as number;
    this.receivedEnd = found[4] as number;
    this.instanceStart = found[5] as number;
    this.instanceEnd = found[6] as number;
    this.programStart = found[7] as number;
    this.programEnd = found[8] as number;
    this.messageStart = found[9] as number;
    this.mentions = found[10] !== 0;
  }
}

/** What scanner/scanner.ts exports. */
interface Exports {
  memory: { buffer: ArrayBuffer };
  found(): number;
  needle(): number;
  skips(): number;
  attended(): number;
  begin(contextLines: number, contextBytes: number, needleLength: number): void;
  place(): number;
  room(): number;
  arrive(count: number): void;
  skipsLine(): number;
  endSkip(): void;
  endLine(): void;
  scan(): number;
  context(stream: number): number;
  contextAt(): number;
  contextIndex(): number;
  wasCut(): number;
  lineCount(): number;
  malformedCount(): number;
  streamCount(): number;
  lastUse(stream: number): number;
  lineCountOf(stream: number): number;
  forgetStreams(newest: number): void;
}

const NOTHING_LEFT = -1;
const LINE_FEED = 10;
const encoder = new TextEncoder();
/** Neither Node's types nor those of ES have it without a browser's. */
const { WebAssembly: Wasm } = globalThis as unknown as {
  WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: object } };
};
const compiled = new Wasm.Module(Uint8Array.from(atob(SCANNER_MODULE), (letter) => letter.charCodeAt(0)));

/**
 * Cuts an archive's bytes into log lines, tells their streams apart and keeps each stream's newest lines for contexts; shows
 * the first line of a stream, those that mention a text, and those of streams that are attended to. All of it is WebAssembly
 * (scanner/scanner.ts), in memory of its own that does not depend on the archive. Used over and over, for one archive at a time.
 */
export class ArchiveScanner {
  readonly #wasm = new Wasm.Instance(compiled).exports as Exports;
  readonly #bytes = new Uint8Array(this.#wasm.memory.buffer);
  readonly #found = new Int32Array(this.#wasm.memory.buffer, this.#wasm.found(), 11);
  readonly #attended = this.#wasm.attended();
  readonly #line = new ShownLine(this.#bytes);
  #sink: ScanSink | undefined;

  /** Forgets all. `sought`: the text, ASCII, whose lines are shown. `lines`: how many of a stream's newest are wanted, at most 100. */
  begin({ sought = '', lines }: { sought?: string; lines: number }, sink: ScanSink): void {
    const needle = encoder.encode(sought);
    this.#bytes.set(needle, this.#wasm.needle());
    const skips = this.#bytes.subarray(this.#wasm.skips(), this.#wasm.skips() + 256).fill(needle.length);
    needle.subarray(0, -1).forEach((byte, index) => (skips[byte] = needle.length - 1 - index));
    this.#sink = sink;
    this.#wasm.begin(lines, BEFORE.bytes, needle.length);
  }

  /** Lines so far; those with fewer than ten columns or without an id, which are passed over; streams that are remembered. */
  get lines(): number {
    return this.#wasm.lineCount();
  }

  get malformed(): number {
    return this.#wasm.malformedCount();
  }

  get streams(): number {
    return this.#wasm.streamCount();
  }

  /** How many lines a stream has had. */
  linesOf(stream: StreamNumber): number {
    return this.#wasm.lineCountOf(stream);
  }

  /** A stream's newest lines, within the bounds of a context. */
  newestOf(stream: StreamNumber): NewestLines {
    const size = this.#wasm.context(stream);
    const start = this.#wasm.contextAt();
    return {
      lines: this.#bytes.slice(start, start + size),
      from: this.#wasm.contextIndex(),
      cut: this.#wasm.wasCut() !== 0,
    };
  }

  /** The next bytes, in chunks of any size. They are copied. */
  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length) {
      if (this.#wasm.skipsLine()) {
        from = chunk.indexOf(LINE_FEED, from);
        if (from < 0) return;
        this.#wasm.endSkip();
      }
      const room = this.#wasm.room();
      const piece = from === 0 && chunk.length <= room ? chunk : chunk.subarray(from, from + room);
      this.#bytes.set(piece, this.#wasm.place());
      this.#wasm.arrive(piece.length);
      from += piece.length;
      this.#scan();
    }
  }

  /** No more bytes come: the last line need not have a line feed. */
  end(): void {
    this.#wasm.endSkip();
    this.#wasm.endLine();
    this.#scan();
  }

  #scan(): void {
    const sink = this.#sink!;
    for (let stream = this.#wasm.scan(); stream !== NOTHING_LEFT; stream = this.#wasm.scan()) {
      if (stream < 0) {
        this.#forgetStreams(sink);
      } else {
        this.#line.read(this.#found);
        this.#bytes[this.#attended + stream] = sink.look(this.#line, stream) ? 1 : 0;
      }
    }
  }

  /** Forgets the quieter half of the streams. */
  #forgetStreams(sink: ScanSink): void {
    const uses = Array.from({ length: this.streams }, (_, stream) => this.#wasm.lastUse(stream));
    const median = uses.toSorted((one, other) => one - other)[uses.length >> 1] ?? 0;
    this.#wasm.forgetStreams(median);
    sink.forget(uses.map((use) => use > median));
  }
}
