import { oneLine } from '../wording/oneLine.ts';
import { counted } from '../wording/number.ts';
import { MASK, maskSecrets } from './secrets.ts';

/** Masks the secrets of one ticket's text and counts them, so that the text can say how many there were. */
export class Masking {
  #count = 0;

  /** Secrets masked so far. */
  get count(): number {
    return this.#count;
  }

  /** Log text for one line of at most so many characters. */
  line(text: string, most: number): string {
    return oneLine(this.#mask(text), most);
  }

  /** Text of several lines; of what is too long the middle is left out, since both ends of a traceback tell the most. */
  code(text: string, most: number): string {
    const masked = this.#mask(text);
    if (masked.length <= most) return masked;
    const lines = masked.split('\n').map((line) => (line.length > 1_000 ? `${line.slice(0, 999)}…` : line));
    const head: string[] = [];
    const tail: string[] = [];
    let left = most - 60;
    // Two thirds for the end: the innermost frames and the message.
    while (lines.length > 0) {
      const fromEnd = tail.length <= 2 * head.length;
      const line = (fromEnd ? lines.pop() : lines.shift()) as string;
      left -= line.length + 1;
      if (left < 0) {
        lines.push(line);
        break;
      }
      if (fromEnd) tail.unshift(line);
      else head.push(line);
    }
    return [...head, ...(lines.length > 0 ? [`  … ${counted(lines.length, 'line')} left out …`] : []), ...tail].join(
      '\n',
    );
  }

  #mask(text: string): string {
    const { text: masked, count } = maskSecrets(text);
    this.#count += count;
    return masked;
  }
}

/** What a ticket says of its masked secrets. */
export function maskedSentence(count: number): string {
  return `${counted(count, 'secret')} ${count === 1 ? 'was' : 'were'} replaced by ${MASK}.`;
}
