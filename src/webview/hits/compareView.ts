import { compare, differences } from '../../core/text/comparison.ts';
import { type Pair, type Piece, wordDifference } from '../../core/text/difference.ts';
import type { Traceback } from '../../stores/store.ts';
import { button } from '../components.ts';
import { element, fill, foreign } from '../element.ts';
import type { Times } from '../times.ts';

/** Characters of a text that are compared and shown. */
const MOST = 4_000;

/** Two hits side by side, what differs marked; the sides stand below each other where it is narrow. */
export class CompareView {
  readonly element = element('section', { class: 'compare', 'aria-label': 'Comparison of two hits', hidden: true });
  readonly #times: Times;
  readonly #close: () => void;
  /** Ids of the two that are shown. */
  #hits = '';

  constructor(times: Times, close: () => void) {
    this.#times = times;
    this.#close = close;
  }

  /** Without a second hit the view is hidden. Gives whether there is something new to see. */
  show(shown: Traceback | undefined, other: Traceback | undefined): boolean {
    const hits = shown && other && shown.id !== other.id ? `${shown.id} ${other.id}` : '';
    if (hits === this.#hits) return false;
    this.#hits = hits;
    this.element.toggleAttribute('hidden', hits === '');
    if (!shown || !other) {
      fill(this.element);
      return false;
    }
    const comparison = compare(shown, other);
    const title = element('h2', { tabindex: -1 }, 'Two hits compared');
    fill(
      this.element,
      element(
        'div',
        { class: 'compare-head' },
        title,
        button('Close', () => this.#close()),
      ),
      element('p', {}, differences(comparison)),
      element('div', { class: 'row sides' }, this.#side('The shown hit', shown), this.#side('The other hit', other)),
      comparedPart('Where it ran', comparison.where),
      comparedPart('Labels', comparison.labels),
      comparedPart('Message', comparison.messages),
      comparedPart('Frames', comparison.frames),
      comparedPart('Logged before it', comparison.before),
    );
    return true;
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('h2')?.focus();
  }

  #side(name: string, { at }: Traceback): HTMLElement {
    return element('div', { class: 'cell' }, element('b', {}, name), ' ', this.#times.exact(Date.parse(at)));
  }
}

/** What is all the same takes one line. */
function comparedPart(title: string, pairs: readonly (Pair<string> & { name?: string })[]): HTMLElement | false {
  if (pairs.length === 0) return false;
  const same = pairs.every(({ left, right }) => left === right);
  return element(
    'div',
    { class: 'compared' },
    element('h3', {}, title),
    ...(same ? [element('p', {}, 'The same in both.')] : pairs.map((pair) => comparedRow(pair))),
  );
}

function comparedRow({ name, left, right }: Pair<string> & { name?: string }): HTMLElement {
  const same = left === right;
  const pieces = wordDifference((left ?? right ?? '').slice(0, MOST), (right ?? left ?? '').slice(0, MOST));
  const oneSided = left === undefined || right === undefined;
  return element(
    'div',
    { class: same ? 'row dim' : oneSided ? 'row one-sided' : 'row differs' },
    name !== undefined && element('div', { class: 'name' }, foreign(name)),
    cell(left, pieces.left),
    same ? element('div', { class: 'cell same' }, 'the same') : cell(right, pieces.right),
  );
}

function cell(text: string | undefined, pieces: readonly Piece[]): HTMLElement {
  if (text === undefined) return element('div', { class: 'cell none' }, 'not there');
  return element(
    'div',
    { class: 'cell text' },
    element('bdi', {}, ...pieces.map((piece) => (piece.same ? piece.text : element('mark', {}, piece.text)))),
    text.length > MOST && '…',
  );
}
