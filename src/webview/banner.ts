import { button } from './components.ts';
import { element, fill } from './element.ts';

/** One sentence of what went wrong, and a way to try again; takes no room while all is well. */
export class Banner {
  readonly element = element('div', { class: 'banner', role: 'alert', hidden: true });
  readonly #retry: () => void;

  constructor(retry: () => void) {
    this.#retry = retry;
  }

  /** `asOf`: when what is shown was true, if anything is. */
  show(message: string, asOf: HTMLElement | undefined): void {
    this.element.removeAttribute('hidden');
    fill(
      this.element,
      element('span', {}, message, ...(asOf ? [' What is shown is from ', asOf, '.'] : [])),
      button('Try again', () => this.#retry()),
    );
  }

  clear(): void {
    this.element.setAttribute('hidden', '');
    fill(this.element);
  }
}
