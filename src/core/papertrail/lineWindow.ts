/** A place in all the bytes that ever went through a window. */
export type Position = number;

/** Bytes that lie in the window, and where they begin. */
export interface WindowPart {
  bytes: Uint8Array;
  start: Position;
}

/** Every stream is looked at when parts leave: not for each of them. */
const SLACK = 1_048_576;

/**
 * The newest bytes of an archive, as they came: most lines that a context needs are found here and need not be copied.
 * Of a busy hour, 16 MiB hold the whole context of two tracebacks in three; what the others need is copied when it leaves.
 */
export class LineWindow {
  readonly #most: number;
  #parts: WindowPart[] = [];
  #end: Position = 0;

  /** `most`: bytes it holds, give or take 1 MiB. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Adds bytes, which must not change afterwards; gives where they begin. */
  add(bytes: Uint8Array): Position {
    const start = this.#end;
    this.#parts.push({ bytes, start });
    this.#end += bytes.length;
    return start;
  }

  /** Takes out the parts that there is no more room for, oldest first, many at a time; never the newest. */
  takeOld(): WindowPart[] {
    const first = this.#parts[0];
    if (!first || this.#end - first.start <= this.#most + SLACK) return [];
    let count = 0;
    while (count < this.#parts.length - 1 && this.#end - (this.#parts[count] as WindowPart).start > this.#most) count++;
    return this.#parts.splice(0, count);
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
}
