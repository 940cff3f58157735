import type { ContextLine } from '../../core/papertrail/context.ts';
import { counted } from '../../core/wording/number.ts';
import { element, fill } from '../element.ts';

/** Lines that one step loads. */
export const STEP = 100;

/** What lies beyond one end of the context. */
export type Beyond =
  | { kind: 'more'; edge: string | undefined }
  /** The archive begins or ends here. */
  | { kind: 'end' }
  /** The archive is not at hand: there, or not at all in this connection. */
  | { kind: 'gone' }
  | { kind: 'elsewhere' }
  | { kind: 'failed'; message: string };

/** One end of the context: a button that says what it would load, or why it cannot. */
export class LoadMore {
  readonly element = element('p', { class: 'load' });
  readonly #direction: 'before' | 'after';
  readonly #load: () => void;
  readonly #papertrail: string;

  constructor(direction: 'before' | 'after', papertrail: string, load: () => void) {
    this.#direction = direction;
    this.#papertrail = papertrail;
    this.#load = load;
  }

  show(beyond: Beyond): void {
    const earlier = this.#direction === 'before';
    const papertrail = element('a', { href: this.#papertrail }, 'Look in Papertrail');
    switch (beyond.kind) {
      case 'more': {
        const what = counted(STEP, earlier ? 'earlier line' : 'later line');
        const than = beyond.edge === undefined ? '' : `, ${this.#direction} ${beyond.edge}`;
        return fill(this.element, this.#button(`${earlier ? '↑' : '↓'} Load ${what}${than}`));
      }
      case 'end':
        return fill(this.element, `The archive ${earlier ? 'begins' : 'ends'} here.`);
      case 'gone':
        return fill(this.element, 'The archive is not at hand any more. ', papertrail);
      case 'elsewhere':
        return fill(this.element, 'Further lines are in the archive, which this connection cannot read. ', papertrail);
      case 'failed':
        return fill(this.element, `${beyond.message} `, this.#button('Try again'));
    }
  }

  #button(text: string): HTMLElement {
    const made = element('button', { class: 'plain', type: 'button' }, text);
    made.addEventListener('click', () => {
      // Twice in a row would load the same lines twice.
      made.disabled = true;
      this.#load();
    });
    return made;
  }
}

/** The lines as they are asked for next: those beyond the outermost one that is there. */
export function nextLines(
  traceback: string,
  direction: 'before' | 'after',
  outermost: ContextLine | undefined,
): { traceback: string; direction: 'before' | 'after'; limit: number; from?: string } {
  return { traceback, direction, limit: STEP, ...(outermost && { from: outermost.id }) };
}
