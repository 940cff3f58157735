import { parseInstant } from './instant.ts';
import type { Columns } from './streamTable.ts';

const TAB = 9;
const LETTER_T = 84;
const LETTER_Z = 90;

/**
 * The columns of one log line, found by their tabs: id, generated_at, received_at, source_id, source_name, source_ip,
 * facility, severity, program, message. Offsets into the bytes it was read from; made once, read many times.
 */
export class LogLine implements Columns {
  /** The line without its line feed (and carriage return) is `bytes` from start to before end. */
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
  /** Of the instance's and the program's bytes. */
  streamHash = 0;

  /** Finds the columns; false when there are fewer than ten, or the first is no id (1 to 20 digits). */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte < 48 || byte > 57) break;
    }
    if (i === start || i - start > 20 || bytes[i] !== TAB) return false;
    this.idEnd = i;
    if (hasUsualTimes(bytes, i)) {
      this.receivedStart = i + RECEIVED;
      i = this.receivedEnd = i + USUAL_END;
    } else {
      i++;
      while (i < end && bytes[i] !== TAB) i++;
      this.receivedStart = ++i;
      while (i < end && bytes[i] !== TAB) i++;
      this.receivedEnd = i;
    }
    i++;
    while (i < end && bytes[i] !== TAB) i++;
    this.instanceStart = ++i;
    let hash = 0;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === TAB) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    this.instanceEnd = i;
    for (let column = 0; column < 3; column++) {
      i++;
      while (i < end && bytes[i] !== TAB) i++;
    }
    this.programStart = ++i;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte === TAB) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    this.programEnd = i;
    this.messageStart = i + 1;
    this.streamHash = hash;
    this.start = start;
    this.end = end;
    return i < end;
  }
}

/** Offsets from the end of the id when both times are written as Papertrail does: `2016-08-12T03:18:40`, `2016-08-12T03:18:40Z`. */
const RECEIVED = 21;
const USUAL_END = 41;

function hasUsualTimes(bytes: Uint8Array, idEnd: number): boolean {
  return (
    bytes[idEnd + USUAL_END] === TAB &&
    bytes[idEnd + RECEIVED - 1] === TAB &&
    bytes[idEnd + 11] === LETTER_T &&
    bytes[idEnd + RECEIVED + 10] === LETTER_T &&
    bytes[idEnd + USUAL_END - 1] === LETTER_Z
  );
}

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
