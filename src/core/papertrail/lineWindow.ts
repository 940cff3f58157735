/** A place in all the bytes that ever went through a window. */
export type Position = number;

/** Bytes that lie in the window, and where they begin. */
export interface WindowPart {
  bytes: Uint8Array;
  start: Position;
}

/** What a window gives lines to. */
export interface LineSink {
  /** More bytes have come to lie in a part; the lines that end in them are given next. They and what is left of a line before them are from start to before end. */
  arrive?(part: WindowPart, start: number, end: number): void;
  /** One line: the part's bytes from start to before end, where its line feed stands. */
  take(part: WindowPart, start: number, end: number): void;
  /** The part's bytes are about to be overwritten. */
  leave?(part: WindowPart): void;
}

/** Bytes of one line that are looked at; what is beyond them is passed over. Papertrail's own limit is 100,000. */
export const MOST_LINE = 131_072;

const LINE_FEED = 10;
const FIRST_PART = 65_536;
const LARGEST_PART = 1_048_576;

/**
 * The newest bytes of an archive, cut into lines, in memory of its own that is used over and over. Lines stay where they
 * lie, so that most of those that a context needs are found here and need not be copied. (Keeping the chunks as they came
 * made the garbage collector lag behind by 60 MB.)
 */
export class LineWindow {
  readonly #sink: LineSink;
  readonly #most: number;
  readonly #parts: WindowPart[] = [];
  #part: WindowPart = { bytes: new Uint8Array(FIRST_PART), start: 0 };
  /** Bytes of the part that are used, and where the line begins that has not ended yet. */
  #used = 0;
  #lineStart = 0;
  /** Set while the rest of a line that is too long goes by. */
  #skipping = false;

  /** `most`: bytes it holds, give or take 1 MiB. */
  constructor(sink: LineSink, most: number) {
    this.#sink = sink;
    this.#most = most;
    this.#parts.push(this.#part);
  }

  /** The next bytes, in chunks of any size. They are copied. */
  push(chunk: Uint8Array): void {
    let from = 0;
    if (this.#skipping) {
      from = chunk.indexOf(LINE_FEED);
      if (from < 0) return;
      this.#skipping = false;
    }
    while (from < chunk.length) {
      // One byte is left for the line feed of an archive's last line.
      const room = this.#part.bytes.length - 1 - this.#used;
      if (room === 0) this.#nextPart();
      else {
        const piece = from === 0 && chunk.length <= room ? chunk : chunk.subarray(from, from + room);
        from += piece.length;
        this.#add(piece);
        if (this.#skipping) return this.push(chunk.subarray(from));
      }
    }
  }

  /** No more bytes come: the last line need not have a line feed. */
  end(): void {
    this.#skipping = false;
    if (this.#used > this.#lineStart) this.#add(new Uint8Array([LINE_FEED]));
  }

  /** The part in which a position lies. */
  partAt(position: Position): WindowPart {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle] as WindowPart).start <= position) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low] as WindowPart;
  }

  #add(piece: Uint8Array): void {
    const part = this.#part;
    const offset = this.#used;
    part.bytes.set(piece, offset);
    this.#used += piece.length;
    this.#sink.arrive?.(part, this.#lineStart, this.#used);
    // Searched in what came, not in the copy: Node's Buffer finds a byte three times as fast as a plain array does.
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) {
      this.#take(offset + at);
      this.#lineStart = offset + at + 1;
    }
    if (this.#used - this.#lineStart <= MOST_LINE) return;
    this.#used = this.#lineStart + MOST_LINE;
    this.#skipping = true;
  }

  #take(end: number): void {
    const start = this.#lineStart;
    if (end - start > MOST_LINE) {
      this.#part.bytes[start + MOST_LINE] = LINE_FEED;
      this.#sink.take(this.#part, start, start + MOST_LINE);
    } else {
      this.#sink.take(this.#part, start, end);
    }
  }

  /** Goes on in another part, to which the line that has not ended moves. */
  #nextPart(): void {
    const old = this.#part;
    const size = Math.min(LARGEST_PART, 2 * old.bytes.length);
    const start = old.start + old.bytes.length;
    let bytes: Uint8Array | undefined;
    while (this.#parts.length > 1 && start + size - (this.#parts[0] as WindowPart).start > this.#most) {
      const oldest = this.#parts.shift() as WindowPart;
      this.#sink.leave?.(oldest);
      if (oldest.bytes.length === size) bytes = oldest.bytes;
    }
    this.#part = { bytes: bytes ?? new Uint8Array(size), start };
    this.#parts.push(this.#part);
    this.#part.bytes.set(old.bytes.subarray(this.#lineStart, this.#used));
    this.#used -= this.#lineStart;
    this.#lineStart = 0;
  }
}
