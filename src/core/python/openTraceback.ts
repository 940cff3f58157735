import { AfterLines } from '../papertrail/afterLines.ts';
import { isExceptionLine, mayNameException } from './exceptionLine.ts';
import { asSeparator, mayBeSeparator, type Header } from './header.ts';
import { LinePrefix, NO_PREFIX } from './linePrefix.ts';
import { idOf, type LinesBefore, type MessageLine } from './messageLine.ts';
import { OwnLines } from './ownLines.ts';
import { unraisedCause } from './unraisedCause.ts';
import { isCommonRecordStart, RecordShapes } from './recordStart.ts';

/** However long an exception's message is. */
const MOST_MESSAGE_LINES = 200;
/** A traceback still without its end is given up after so many lines of others, or so long without one of its own; longer when nothing else was logged meanwhile. */
const MOST_FOREIGN_LINES = 100;
const MOST_SILENCE = 10_000;
const MOST_SILENCE_ALONE = 120_000;
/** A message's further lines are written at once; clocks and relays round to a second. */
const MESSAGE_SILENCE = 2_000;
/** After a message's end, what follows in a chain may come so many lines later. */
const MOST_LINGERING = 10;

/** A frame's entry, a count of repetitions, the marks under a source line, what is left out of one, or its closing brackets. */
const RESUMING = /^ {2}(?:File "|\[Previous line repeated|[ ~^]+$| {2}\.\.\.<\d+ lines>\.\.\.$| +[)\]}]+[,:]?$)/;
const OPEN_ENDS = new TextEncoder().encode('([{,');

const SPACE = 32;
const LETTER_F = 70;
const BAR = 124;
const PLUS = 43;
const decoder = new TextDecoder();

/**
 * - `frames`: after a header, until the exception is named;
 * - `message`: after that, while its lines go on;
 * - `lingering`: the message has ended; only the line that joins it to the next of the chain is waited for;
 * - `separator`: that line came; the next header is waited for;
 * - `closed`: takes no more lines.
 */
type State = 'frames' | 'message' | 'lingering' | 'separator' | 'closed';

/** A traceback whose lines are still coming in, and then the lines after it. */
export class OpenTraceback {
  readonly header: { id: string; at: number };
  readonly before: LinesBefore;
  /** Which of the tracebacks of one log line it is, from 1. */
  readonly ordinal: number;
  #state: State = 'frames';
  #prefix: LinePrefix;
  /** Set until the first line under the header tells whether its prefix stands before every line. */
  #undecided: boolean;
  #group: boolean;
  /** The line that named the chain's last exception so far; undefined from a separator on. */
  #named: { id: string; at: number } | undefined;
  readonly #own = new OwnLines();
  /** True when the last line of its own was a frame's entry, whose source comes next. */
  #underEntry = false;
  #lastAt: number;
  #foreign = 0;
  #blanks = 0;
  #messageLines = 0;
  #shapes: RecordShapes | undefined;
  readonly #after: AfterLines;

  /** `after`: how many lines after it are wanted. */
  constructor(
    line: MessageLine,
    header: Header,
    { before, after, ordinal = 1 }: { before: LinesBefore; after: number; ordinal?: number },
  ) {
    this.header = { id: idOf(line), at: line.at };
    this.ordinal = ordinal;
    this.#after = new AfterLines(after);
    this.#prefix = header.prefix === '' ? NO_PREFIX : new LinePrefix(header.prefix);
    const cause = unraisedCause(before, this.#prefix);
    this.before = cause?.before ?? before;
    for (const text of cause?.text ?? []) this.#own.addText(text);
    this.#undecided = header.prefix !== '';
    this.#group = header.group;
    this.#lastAt = line.at;
    this.#take(line, line.end - headerLength(header));
  }

  /** True while it waits for what Python prints for certain, not for what may go on. */
  get expectant(): boolean {
    return this.#state === 'frames' || this.#state === 'separator';
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** True when nothing more can change it: it takes no lines, and its context is full. */
  get complete(): boolean {
    return this.#state === 'closed' && this.#after.full;
  }

  /** The line that names its last exception; undefined while (or for ever) unfinished. */
  get named(): { id: string; at: number } | undefined {
    return this.#named;
  }

  /** Its own lines without their prefix, joined by line feeds. */
  get text(): string {
    return this.#own.text;
  }

  /** The context after it: whole log lines. */
  get after(): Uint8Array {
    return this.#after.lines;
  }

  /**
   * Takes a line under a frame, the message in `bytes` from start to before end, received `at`, when it surely is its own;
   * otherwise it has to be looked at by `accept`. Nine in ten lines of tracebacks are taken so, in a fifth of the time.
   */
  acceptIndented(bytes: Uint8Array, start: number, end: number, at: number): boolean {
    if (this.#state !== 'frames' || this.#foreign > 0 || this.#undecided || this.#group) return false;
    const from = this.#prefix.skip(bytes, start, end);
    if (from < 0 || bytes[from] !== SPACE || bytes[from + 1] !== SPACE) return false;
    if (at - this.#lastAt > MOST_SILENCE_ALONE) return false;
    this.#lastAt = at;
    this.#underEntry = bytes[from + 2] === LETTER_F;
    this.#own.add(bytes, from, end);
    return true;
  }

  /** Takes a line when it is the traceback's own; `header` when the line is one. */
  accept(line: MessageLine, header: Header | undefined): boolean {
    if (this.#state === 'closed') return false;
    if (line.at - this.#lastAt > (this.#foreign > 0 ? MOST_SILENCE : MOST_SILENCE_ALONE)) {
      this.close();
      return false;
    }
    if (header !== undefined && (header.group || !this.#group)) return this.#acceptHeader(line, header);
    if (this.#undecided) return this.#decide(line);
    const start = this.#prefix.skip(line.bytes, line.start, line.end);
    if (start < 0) return header !== undefined && this.#acceptHeader(line, header);
    if (this.#group && hasMargin(line.bytes, start, line.end)) return this.#acceptMargin(line, start);
    if (header !== undefined) return this.#acceptHeader(line, header);
    return this.#acceptAt(line, start);
  }

  /** A line of the stream that is not its own. */
  pass(line: MessageLine): void {
    if (this.#state !== 'closed') {
      this.#foreign++;
      const most = this.#state === 'frames' || this.#prefix.tells ? MOST_FOREIGN_LINES : MOST_LINGERING;
      if (this.#foreign > most) this.close();
    }
    this.#after.add(line.raw, line.rawStart, line.rawEnd);
  }

  /** A whole log line of the stream, `bytes` from start to before end, once it is closed. */
  passClosed(bytes: Uint8Array, start: number, end: number): void {
    this.#after.add(bytes, start, end);
  }

  /** It takes no more lines of its own. */
  close(): void {
    this.#state = 'closed';
  }

  #acceptHeader(line: MessageLine, header: Header): boolean {
    if (this.#state === 'separator' && this.#prefix.fits(header.prefix)) {
      this.#state = 'frames';
      this.#group = header.group;
      this.#take(line, line.end - headerLength(header));
      return true;
    }
    if (this.#state === 'message') this.#state = 'lingering';
    return false;
  }

  /** The first line under a header with a prefix: does the prefix stand before it too? */
  #decide(line: MessageLine): boolean {
    const prefixed = this.#prefix.skip(line.bytes, line.start, line.end);
    if (prefixed >= 0 && this.#begins(line, prefixed)) {
      this.#undecided = false;
      return this.#acceptAt(line, prefixed);
    }
    if (!this.#begins(line, line.start)) return false;
    this.#undecided = false;
    this.#prefix = NO_PREFIX;
    return this.#acceptAt(line, line.start);
  }

  /** True when a line can be the first under a header. */
  #begins(line: MessageLine, start: number): boolean {
    const text = decoder.decode(line.bytes.subarray(start, Math.min(line.end, start + 200)));
    return this.#group ? /^ {2}\| /.test(text) : text.startsWith('  File "') || isExceptionLine(text, true);
  }

  #acceptAt(line: MessageLine, start: number): boolean {
    if (this.#group && hasMargin(line.bytes, start, line.end)) return this.#acceptMargin(line, start);
    if (this.#state === 'frames') return !this.#group && this.#acceptFrameLine(line, start);
    if (start === line.end) {
      this.#blanks++;
      return false;
    }
    if (this.#state === 'lingering' && !mayBeSeparator(line.bytes, start)) return false;
    const text = decoder.decode(line.bytes.subarray(start, line.end));
    if (this.#state !== 'separator' && asSeparator(text)) {
      this.#state = 'separator';
      this.#named = undefined;
      return this.#take(line, start);
    }
    if (this.#state === 'message' && this.#continues(line, text)) {
      this.#messageLines++;
      return this.#take(line, start);
    }
    // An exception of the chain that was never raised has no header and no frames.
    if (this.#state === 'separator' && this.#foreign <= this.#blanks && isExceptionLine(text, false))
      return this.#name(line, start);
    if (this.#state === 'message') this.#state = 'lingering';
    return false;
  }

  #acceptFrameLine(line: MessageLine, start: number): boolean {
    const indented = line.bytes[start] === SPACE && line.bytes[start + 1] === SPACE;
    if (indented && !this.#interrupted) return this.#takeFrameLine(line, start);
    if (start === line.end || !(indented || mayNameException(line.bytes[start]))) return false;
    const text = decoder.decode(line.bytes.subarray(start, line.end));
    if (indented) return this.#resumes(text) && this.#takeFrameLine(line, start);
    if (!isExceptionLine(text, this.#interrupted && !this.#isNoRecord(text))) return false;
    return this.#name(line, start);
  }

  /** True for what is not how the stream's records start, as far as they are known: alike, or with plain words. */
  #isNoRecord(text: string): boolean {
    if (this.#startsRecord(text)) return false;
    const { style } = this.#recordShapes;
    return style === 'alike' || (style === 'plain' && text.includes(': '));
  }

  /** True when lines that could be taken for its own stood between: a prefix of its own tells them apart. */
  get #interrupted(): boolean {
    return this.#foreign > 0 && !this.#prefix.tells;
  }

  /** True for what can come next under the last line of its own, now that others stood between. */
  #resumes(text: string): boolean {
    return RESUMING.test(text) || (text.startsWith('    ') && (this.#underEntry || this.#isOpenEnded));
  }

  /** True when the last line of its own is source that goes on: it ends with a comma or an opening bracket. */
  get #isOpenEnded(): boolean {
    return OPEN_ENDS.includes(this.#own.lastByte);
  }

  #takeFrameLine(line: MessageLine, start: number): true {
    this.#underEntry = line.bytes[start + 2] === LETTER_F;
    return this.#take(line, start);
  }

  #name(line: MessageLine, start: number): true {
    this.#state = 'message';
    this.#named = { id: idOf(line), at: line.at };
    this.#messageLines = 0;
    return this.#take(line, start);
  }

  /** A line of an exception group: `  | …`, `  +-+--- 1 ---`. The outermost group's own type stands at the first margin. */
  #acceptMargin(line: MessageLine, start: number): boolean {
    const { bytes } = line;
    if (
      this.#state === 'frames' &&
      bytes[start + 2] === BAR &&
      bytes[start + 3] === SPACE &&
      bytes[start + 4] !== SPACE &&
      start + 4 < line.end
    )
      return this.#name(line, start);
    if (this.#state === 'lingering') this.#state = 'message';
    return this.#take(line, start);
  }

  /** True when a line goes on with the exception's message, or with its notes. */
  #continues(line: MessageLine, text: string): boolean {
    if (this.#group || this.#messageLines >= MOST_MESSAGE_LINES || line.at - this.#lastAt > MESSAGE_SILENCE)
      return false;
    if (this.#startsRecord(text)) return false;
    return text.startsWith(' ') || text.startsWith('\t') || this.#recordShapes.style !== 'plain';
  }

  #startsRecord(text: string): boolean {
    // Learning takes 20 µs: mostly it is not needed.
    return isCommonRecordStart(text) || this.#recordShapes.starts(text);
  }

  get #recordShapes(): RecordShapes {
    this.#shapes ??= new RecordShapes(this.before.lines, this.#prefix);
    return this.#shapes;
  }

  #take(line: MessageLine, start: number): true {
    // What was thought to follow it stands in its middle.
    for (; this.#blanks > 0; this.#blanks--) this.#own.addText('');
    this.#own.add(line.bytes, start, line.end);
    this.#lastAt = line.at;
    this.#foreign = 0;
    this.#after.clear();
    return true;
  }
}

/** How many bytes of a header line are the traceback's own. */
function headerLength(header: Header): number {
  return header.group
    ? '  + Exception Group Traceback (most recent call last):'.length
    : 'Traceback (most recent call last):'.length;
}

function hasMargin(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  return at - start >= 2 && (bytes[at] === BAR || bytes[at] === PLUS);
}
