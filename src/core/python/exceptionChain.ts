import { splitExceptionLine } from './exceptionLine.ts';
import { asFrame, asRepetition } from './frameLine.ts';
import { asSeparator } from './header.ts';
import type { PythonException } from './traceback.ts';

const HEADER = /^(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):$/;

/** Stands around the text of a traceback that another process sent (multiprocessing and concurrent.futures print it as a cause's message). */
const REMOTE_QUOTE = '"""';

/** Puts a chain of exceptions together from its lines, and from the members of the exception groups in it. */
export class ExceptionChain {
  readonly #depth: number;
  readonly #done: PythonException[] = [];
  #current: PythonException | undefined;
  /** Lines of the current exception's message; undefined until it is named. */
  #message: string[] | undefined;
  /** A line that joins two exceptions, unless what follows shows that it was part of the message. */
  #separator: { relation: 'cause' | 'context'; text: string } | undefined;

  /** `depth`: how many exception groups the chain lies in. */
  constructor(depth: number) {
    this.#depth = depth;
  }

  /** The next line, without margin. */
  addLine(text: string): void {
    if (HEADER.test(text)) this.#begin();
    else if (this.#separator) this.#afterSeparator(text);
    else if (this.#message === undefined) this.#addFrameLine(text);
    else this.#addMessageLine(text, this.#message);
  }

  /** The members of the group that was named last. */
  addMembers(members: readonly PythonException[]): void {
    this.#done.push(...members);
  }

  /** The whole chain, the last exception last. `named` is false when the lines stopped before that one was named. */
  end(): { exceptions: PythonException[]; named: boolean } {
    const named = this.#separator === undefined && this.#message !== undefined;
    this.#finish();
    // What a separator announces is there, if only by name; a header alone is nothing yet.
    if (this.#separator) this.#done.push(this.#empty());
    else if (!named && this.#done.length === 1 && this.#done[0]?.frames.length === 0) this.#done.pop();
    return { exceptions: this.#done, named };
  }

  #begin(): void {
    this.#finish();
    this.#separator = undefined;
    this.#current = this.#empty();
    this.#message = undefined;
  }

  #afterSeparator(text: string): void {
    if (text === '') return;
    const { text: separator } = this.#separator!;
    const line = splitExceptionLine(text);
    if (line) {
      this.#begin();
      this.#name(line.type, line.message);
      return;
    }
    this.#separator = undefined;
    this.#message?.push(separator, text);
  }

  #addFrameLine(text: string): void {
    this.#current ??= this.#empty();
    const frames = this.#current.frames;
    const frame = asFrame(text);
    if (frame) {
      frames.push(frame);
      return;
    }
    const last = frames.at(-1);
    const repeated = asRepetition(text);
    if (repeated !== undefined) {
      if (last) last.repeated = repeated;
    } else if (text.startsWith('  ')) {
      if (last) last.source ??= text.trimStart();
    } else if (text !== '') {
      const line = splitExceptionLine(text) ?? { type: text, message: '' };
      this.#name(line.type, line.message);
    }
  }

  #addMessageLine(text: string, message: string[]): void {
    const relation = asSeparator(text);
    if (relation) this.#separator = { relation, text };
    else if (text !== REMOTE_QUOTE) message.push(text);
  }

  #name(type: string, message: string): void {
    this.#current ??= this.#empty();
    this.#current.type = type;
    this.#message = [message];
  }

  #finish(): void {
    if (!this.#current) return;
    this.#current.message = (this.#message ?? []).join('\n').replace(/\n+$/, '');
    if (this.#separator) this.#current.relation = this.#separator.relation;
    this.#done.push(this.#current);
    this.#current = undefined;
  }

  #empty(): PythonException {
    return {
      type: '',
      message: '',
      relation: null,
      ...(this.#depth > 0 ? { depth: this.#depth } : undefined),
      frames: [],
    };
  }
}
