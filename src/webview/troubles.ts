import { errorSentence } from '../core/wording/errorSentence.ts';
import type { Stale } from '../panel/protocol.ts';

/** What went wrong while several things were asked for: the first of it counts. */
export class Troubles {
  /** One sentence; undefined while all is well. */
  because: string | undefined;
  /** When the oldest of the answers was true that are shown in place of newer ones; undefined when none is. */
  asOf: number | undefined;

  /** The answer's value; undefined, and noted, when there is none. */
  async watch<Value>(asked: Promise<{ value: Value; stale?: Stale }>): Promise<Value | undefined> {
    try {
      const { value, stale } = await asked;
      if (stale) {
        this.because ??= stale.because;
        this.asOf = Math.min(this.asOf ?? stale.asOf, stale.asOf);
      }
      return value;
    } catch (error) {
      this.because ??= errorSentence(error);
      return undefined;
    }
  }
}
