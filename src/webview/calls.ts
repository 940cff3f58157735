import {
  type Answers,
  type FromEditor,
  type FromPage,
  type Request,
  type Stale,
  TIME_LIMITS,
} from '../panel/protocol.ts';

/** An answer; `stale` when it is the last good one and no newer. */
export interface Answered<Call extends Request['call']> {
  value: Answers[Call];
  stale?: Stale;
}

interface Waiting {
  resolve(answer: { value: unknown; stale?: Stale }): void;
  reject(error: Error): void;
  timer: number;
}

/** The editor answers late requests itself; when even that does not come, the extension is gone. */
const GRACE = 5_000;

/** Requests under way. */
export class Calls {
  readonly #post: (message: FromPage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(post: (message: FromPage) => void) {
    this.#post = post;
  }

  /** Asks the editor. Rejects with one sentence for the reader: what went wrong, or that no answer came in time. */
  ask<Call extends Request['call']>(request: Extract<Request, { call: Call }>): Promise<Answered<Call>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error('The extension does not answer. Close this panel and open it again.'));
      }, TIME_LIMITS[request.call] + GRACE);
      // The editor's end answers each request with its own type.
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as Answered<Call>), reject, timer });
      this.#post({ kind: 'request', id, request });
    });
  }

  /** Takes an answer; one that nobody waits for any more is left. */
  take(message: Extract<FromEditor, { id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.kind === 'error') waiting.reject(new Error(message.message));
    else waiting.resolve({ value: message.value, ...(message.stale !== undefined && { stale: message.stale }) });
  }
}
