import { newestLines } from '../papertrail/newestLines.ts';
import type { LinePrefix } from './linePrefix.ts';

/** How log records commonly begin: a date, a time of day, a level, an address, JSON or logfmt, a unraisable exception's announcement. */
const COMMON =
  /^[[(<{"' ]?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ,:]|\d{1,2}[-/ ](?:\d\d|[A-Z][a-z]{2})[-/ ]\d{4}|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \d]\d \d\d:|\d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} |[IWEF]\d{4} \d\d:)|^[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b|^\{"|^(?:time|ts|level|at|msg|severity)=|^Exception (?:in thread|ignored in)|^Task exception was never|^Traceback \(most recent call last\)/;

const decoder = new TextDecoder();

/** Symbols of a line's beginning that are compared, and the bytes that they are taken from. */
const SKELETON = 6;
const BEGINNING = 48;

/** How many of the newest lines before a traceback are looked at. */
export const RECORD_SAMPLE = 32;

/** The shape of a line's beginning: runs of digits as `0`, of letters as `a`, everything else as it stands. */
export function skeleton(text: string): string {
  return text
    .slice(0, BEGINNING)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '0')
    .slice(0, SKELETON);
}

/** True when the shape alone tells a record: plain words do not. */
function tells(shape: string): boolean {
  return !/^[a 0]*$/.test(shape) || shape.startsWith('0');
}

/** True when a line begins as log records commonly do. */
export function isCommonRecordStart(text: string): boolean {
  return COMMON.test(text);
}

/**
 * How the records of a stream begin, learned from its own lines: what ends the message of an exception, which can run
 * over several lines.
 */
export class RecordShapes {
  readonly #shapes: ReadonlySet<string>;
  /** What the lines seen say: their records start alike, or are plain words, or there were none. */
  readonly style: 'alike' | 'plain' | 'unknown';

  /** `lines`: whole log lines of the stream, each ended by a line feed; `prefix`: what stands before each message. */
  constructor(lines: Uint8Array, prefix: LinePrefix) {
    const counts = new Map<string, number>();
    let records = 0;
    for (const text of recordBeginnings(lines, prefix)) {
      records++;
      const shape = skeleton(text);
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
    // One line may be anything; where there are few, each has to count.
    const least = records < 4 ? 1 : Math.max(2, records / 10);
    const often = [...counts].filter(([shape, count]) => tells(shape) && count >= least);
    this.#shapes = new Set(often.map(([shape]) => shape));
    const alike = often.reduce((sum, [, count]) => sum + count, 0);
    this.style = alike * 2 > records ? 'alike' : records > 0 ? 'plain' : 'unknown';
  }

  /** True when a line begins as the stream's records do. */
  starts(text: string): boolean {
    return this.#shapes.has(skeleton(text));
  }
}

/** The beginnings of the newest messages that are records: not lines of tracebacks, which are indented or stand under an indented line. */
function recordBeginnings(lines: Uint8Array, prefix: LinePrefix): string[] {
  const beginnings: string[] = [];
  let underIndented = false;
  for (const { messageStart, messageEnd } of newestLines(lines, RECORD_SAMPLE)) {
    const from = prefix.skip(lines, messageStart, messageEnd);
    if (from < 0) continue;
    const text = decoder.decode(lines.subarray(from, Math.min(messageEnd, from + 2 * BEGINNING)));
    const indented = text.startsWith('  ');
    if (!indented && !underIndented && text !== '' && !text.startsWith('Traceback (')) beginnings.push(text);
    underIndented = indented;
  }
  return beginnings;
}
