import { parseInstant } from './instant.ts';

const LETTER_Z = 90;

/** Reads timestamps that mostly are of the same day as the one before, without making strings of them. */
export class InstantReader {
  /** The bytes of the last day and the `T` behind it. */
  readonly #day = new Uint8Array(DAY_LENGTH);
  #dayStart = 0;
  readonly #decoder = new TextDecoder();

  /** Milliseconds since 1970; undefined when the bytes are no timestamp. */
  read(bytes: Uint8Array, start: number, end: number): number | undefined {
    const seconds =
      end - start === USUAL_LENGTH && bytes[end - 1] === LETTER_Z ? secondOfDay(bytes, start) : Number.NaN;
    if (Number.isNaN(seconds)) return parseInstant(this.#decoder.decode(bytes.subarray(start, end)));
    if (!this.#isSameDay(bytes, start)) {
      const day = bytes.subarray(start, start + DAY_LENGTH);
      const dayStart = parseInstant(`${this.#decoder.decode(day)}00:00:00Z`);
      if (dayStart === undefined) return undefined;
      this.#day.set(day);
      this.#dayStart = dayStart;
    }
    return this.#dayStart + seconds * 1_000;
  }

  #isSameDay(bytes: Uint8Array, start: number): boolean {
    for (let i = DAY_LENGTH - 1; i >= 0; i--) if (bytes[start + i] !== this.#day[i]) return false;
    return true;
  }
}

/** `2016-08-12T` and `2016-08-12T03:18:40Z`. */
const DAY_LENGTH = 11;
const USUAL_LENGTH = 20;
const COLON = 58;

/** Of `03:18:40` after the day; NaN when that is something else. */
function secondOfDay(bytes: Uint8Array, start: number): number {
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return Number.NaN;
  return twoDigits(bytes, start + 11) * 3_600 + twoDigits(bytes, start + 14) * 60 + twoDigits(bytes, start + 17);
}

function twoDigits(bytes: Uint8Array, start: number): number {
  const tens = (bytes[start] as number) - 48;
  const ones = (bytes[start + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
