import { exactNumber } from '../../core/wording/number.ts';
import { textField } from '../components.ts';
import { element } from '../element.ts';

/** Matches that are marked; beyond them only the text that was searched for helps. */
const MOST = 5_000;

/** Finds text in what is shown, marks it without touching it (CSS custom highlights), and walks from match to match. */
export class LineSearch {
  readonly element: HTMLElement;
  readonly #within: HTMLElement;
  readonly #field = textField('Find in these lines', () => this.renew());
  readonly #count = element('span', { class: 'found', role: 'status' });
  #matches: Range[] = [];
  #current = -1;

  constructor(within: HTMLElement) {
    this.#within = within;
    const step = (name: string, sign: string, by: number): HTMLElement => {
      const made = element('button', { class: 'step', type: 'button', 'aria-label': name, title: name }, sign);
      made.addEventListener('click', () => this.#walk(by));
      return made;
    };
    this.element = element(
      'div',
      { class: 'search', role: 'search' },
      this.#field.element,
      step('Previous match (Shift+Enter)', '↑', -1),
      step('Next match (Enter)', '↓', 1),
      this.#count,
    );
    this.#field.element.addEventListener('keydown', (event) => this.#key(event));
  }

  focus(): void {
    this.#field.element.focus();
  }

  /** Searches again, after the lines have changed. */
  renew(): void {
    this.#matches = this.#find(this.#field.value());
    this.#current = this.#matches.length > 0 ? 0 : -1;
    CSS.highlights.set('found', new Highlight(...this.#matches));
    this.#show();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.#walk(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    this.#field.clear();
    this.renew();
  }

  #find(wanted: string): Range[] {
    if (wanted === '') return [];
    const pattern = new RegExp(wanted.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`), 'giu');
    const walker = document.createTreeWalker(this.#within, NodeFilter.SHOW_TEXT);
    const found: Range[] = [];
    for (let node = walker.nextNode(); node && found.length < MOST; node = walker.nextNode()) {
      for (const match of (node.nodeValue ?? '').matchAll(pattern)) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        if (found.push(range) >= MOST) break;
      }
    }
    return found;
  }

  #walk(by: number): void {
    const count = this.#matches.length;
    if (count === 0) return;
    this.#current = (this.#current + by + count) % count;
    this.#show();
  }

  #show(): void {
    const current = this.#matches[this.#current];
    CSS.highlights.set('current', new Highlight(...(current ? [current] : [])));
    const count = this.#matches.length;
    const all = count >= MOST ? `${exactNumber(MOST)}+` : exactNumber(count);
    if (this.#field.value() === '') this.#count.textContent = '';
    else this.#count.textContent = count === 0 ? 'not found' : `${exactNumber(this.#current + 1)} of ${all}`;
    current?.startContainer.parentElement?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }
}
