import { errorSentence } from '../core/wording/errorSentence.ts';
import type { FromEditor, Request } from './protocol.ts';

/** Answers kept for each panel. */
const MOST = 30;

/** Remembers the last good answers, and gives them, marked as stale, for as long as asking fails. */
export class LastGood {
  readonly #answers = new Map<string, { value: unknown; asOf: number }>();
  readonly #now: () => number;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The message that answers a request: `ask` does, or the last good answer with what went wrong in one sentence. */
  async answer(id: number, request: Request, ask: () => Promise<unknown>): Promise<FromEditor> {
    const key = JSON.stringify(request);
    try {
      const value = await ask();
      if (isReading(request)) this.#keep(key, value);
      return { kind: 'answer', id, value };
    } catch (error) {
      const message = errorSentence(error);
      const last = this.#answers.get(key);
      return last
        ? { kind: 'answer', id, value: last.value, stale: { asOf: last.asOf, because: message } }
        : { kind: 'error', id, message };
    }
  }

  #keep(key: string, value: unknown): void {
    this.#answers.delete(key);
    this.#answers.set(key, { value, asOf: this.#now() });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function isReading({ call }: Request): boolean {
  return call === 'group' || call === 'traceback' || call === 'hits' || call === 'places';
}
