import type { ShownLine } from '../papertrail/archiveScanner.ts';
import type { InstantReader } from '../papertrail/instantReader.ts';
import { asHeader, unsqueeze, type Header } from './header.ts';
import type { LinesBefore, MessageLine } from './messageLine.ts';
import { OpenTraceback } from './openTraceback.ts';
import type { FoundTraceback } from './traceback.ts';

/** Tracebacks that take lines at the same time in one stream: more processes than that do not fail at the same moment. */
const MOST_OPEN = 8;

const CARRIAGE_RETURN = 13;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** What a stream's finder needs of the archive's. */
export interface Surroundings {
  readonly instance: string;
  readonly program: string;
  /** The lines before the current one, within the bounds of a context. */
  before(): LinesBefore;
  /** How many lines after a traceback are wanted. */
  readonly after: number;
  /** `last`: the stream ended before the traceback's context was full. */
  found(traceback: FoundTraceback, last: boolean): void;
}

/** Finds the tracebacks of one stream, line by line. Several can be open at once: of several processes, or one inside another. */
export class StreamFinder {
  readonly #surroundings: Surroundings;
  readonly #instants: InstantReader;
  /** Oldest first: those still open, and those whose context after them is not full. */
  #waiting: OpenTraceback[] = [];
  #lastAt = 0;

  constructor(surroundings: Surroundings, instants: InstantReader) {
    this.#surroundings = surroundings;
    this.#instants = instants;
  }

  /** The context before the oldest traceback that waits for lines, of its own or of its context; undefined when none waits. */
  get waitingSince(): LinesBefore | undefined {
    return this.#waiting[0]?.before;
  }

  /** The next line of the stream. */
  feed(line: ShownLine): void {
    if (line.mentions) this.#feedMessage(this.#messageLine(line), true);
    else if (this.#takesIndented(line)) return;
    else if (this.#hasOpen()) this.#feedMessage(this.#messageLine(line), false);
    else for (const traceback of this.#waiting) traceback.passClosed(line.bytes, line.start, line.end + 1);
    this.#emitComplete();
  }

  /** The stream has no more lines: gives out what still waits. */
  end(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const traceback of waiting) this.#emit(traceback, true);
  }

  // Plain loops here and below: of a busy hour's lines, a sixth come by.
  #hasOpen(): boolean {
    for (const traceback of this.#waiting) if (!traceback.closed) return true;
    return false;
  }

  /** The usual case: one traceback is open, and the line is one of its frames'. */
  #takesIndented(line: ShownLine): boolean {
    const only = this.#waiting[0];
    if (only === undefined || this.#waiting.length > 1 || !only.expectant) return false;
    return only.acceptIndented(line.bytes, line.messageStart, messageEnd(line), this.#receivedAt(line));
  }

  #feedMessage(line: MessageLine, mentionsHeader: boolean): void {
    const text = mentionsHeader ? decoder.decode(line.bytes.subarray(line.start, line.end)) : '';
    const squeezed = mentionsHeader ? unsqueeze(text) : undefined;
    const header = mentionsHeader && !squeezed ? asHeader(text) : undefined;
    const taker = squeezed ? undefined : this.#offer(line, header);
    for (const traceback of this.#waiting) if (traceback !== taker) traceback.pass(line);
    if (squeezed) this.#waiting.push(...this.#findSqueezed(line, squeezed));
    else if (header && !taker) this.#open(line, header);
  }

  /** The traceback that takes the line, the newest first; one whose message may go on after those that wait for a frame. */
  #offer(line: MessageLine, header: Header | undefined): OpenTraceback | undefined {
    return this.#offerTo(true, line, header) ?? this.#offerTo(false, line, header);
  }

  #offerTo(expectant: boolean, line: MessageLine, header: Header | undefined): OpenTraceback | undefined {
    for (let i = this.#waiting.length - 1; i >= 0; i--) {
      const traceback = this.#waiting[i]!;
      if (traceback.expectant === expectant && traceback.accept(line, header)) return traceback;
    }
    return undefined;
  }

  #open(line: MessageLine, header: Header): void {
    const open = this.#waiting.filter((traceback) => !traceback.closed);
    if (open.length >= MOST_OPEN) open[0]?.close();
    this.#waiting.push(
      new OpenTraceback(line, header, { before: this.#surroundings.before(), after: this.#surroundings.after }),
    );
  }

  /** The tracebacks in one message that holds whole lines. */
  #findSqueezed(line: MessageLine, texts: readonly string[]): OpenTraceback[] {
    const found: OpenTraceback[] = [];
    for (const text of texts) {
      const bytes = encoder.encode(text);
      const inner = { ...line, bytes, start: 0, end: bytes.length };
      const header = asHeader(text);
      const taker = found.findLast((traceback) => traceback.accept(inner, header));
      if (taker || !header) continue;
      const { after } = this.#surroundings;
      const before = this.#surroundings.before();
      found.push(new OpenTraceback(inner, header, { before, after, ordinal: found.length + 1 }));
    }
    for (const traceback of found) traceback.close();
    return found;
  }

  #receivedAt({ bytes, receivedStart, receivedEnd }: ShownLine): number {
    this.#lastAt = this.#instants.read(bytes, receivedStart, receivedEnd) ?? this.#lastAt;
    return this.#lastAt;
  }

  #messageLine(line: ShownLine): MessageLine {
    const { bytes, start: rawStart, messageStart: start, idEnd } = line;
    const [at, end, rawEnd] = [this.#receivedAt(line), messageEnd(line), line.end + 1];
    return { raw: bytes, rawStart, rawEnd, idEnd, bytes, start, end, at };
  }

  #emitComplete(): void {
    if (!this.#hasComplete()) return;
    const complete = this.#waiting.filter((traceback) => traceback.complete);
    this.#waiting = this.#waiting.filter((traceback) => !traceback.complete);
    for (const traceback of complete) this.#emit(traceback, false);
  }

  #hasComplete(): boolean {
    for (const traceback of this.#waiting) if (traceback.complete) return true;
    return false;
  }

  #emit(traceback: OpenTraceback, last: boolean): void {
    const { named, header, before, after, ordinal } = traceback;
    const suffix = ordinal > 1 ? `.${ordinal}` : '';
    const found: FoundTraceback = {
      text: traceback.text,
      ...(named ? undefined : { unfinished: true }),
      id: `${named?.id ?? `${header.id}-u`}${suffix}`,
      header: header.id,
      at: (named ?? header).at,
      instance: this.#surroundings.instance,
      program: this.#surroundings.program,
      context: { before: before.lines, after, ...(before.cut ? { cut: true } : undefined) },
    };
    this.#surroundings.found(found, last);
  }
}

function messageEnd({ bytes, messageStart, end }: ShownLine): number {
  return end > messageStart && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}
