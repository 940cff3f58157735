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

/** Reads timestamps that mostly are the same as the one before, or of the same day, without making strings of them. */
export class InstantReader {
  #day = '';
  #dayStart = 0;
  readonly #decoder = new TextDecoder();

  /** Milliseconds since 1970; undefined when the bytes are no timestamp. */
  read(bytes: Uint8Array, start: number, end: number): number | undefined {
    const text = this.#decoder.decode(bytes.subarray(start, end));
    if (text.length !== 20 || !text.endsWith('Z') || text[13] !== ':' || text[16] !== ':') return parseInstant(text);
    if (!text.startsWith(this.#day) || this.#day === '') {
      const dayStart = parseInstant(`${text.slice(0, 11)}00:00:00Z`);
      if (dayStart === undefined) return undefined;
      this.#day = text.slice(0, 11);
      this.#dayStart = dayStart;
    }
    const seconds = Number(text.slice(11, 13)) * 3_600 + Number(text.slice(14, 16)) * 60 + Number(text.slice(17, 19));
    return Number.isInteger(seconds) ? this.#dayStart + seconds * 1_000 : undefined;
  }
}
